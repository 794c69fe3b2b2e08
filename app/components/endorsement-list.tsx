import { useFigures } from "#app/texts/use-figures.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { Endorsement } from "#surveys/initiative/endorsement.server.ts";

/** The organisations that stand behind a goal as it is now, and since when. */
export function EndorsementList({ endorsements }: { endorsements: Endorsement[] }) {
  const say = useSay();
  const figures = useFigures();
  return (
    <section className="goal-card__more">
      <h3>{say("bias:endorsed.title")}</h3>
      {endorsements.length === 0 ? <p className="quiet">{say("bias:endorsed.none")}</p> : null}
      <ul>
        {endorsements.map(({ organisation, endorsedOn }) => (
          <li key={organisation}>{say("bias:endorsed.one", { organisation, day: figures.day(endorsedOn) })}</li>
        ))}
      </ul>
    </section>
  );
}
