import { formatCount, formatDay } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { DISCLOSURE_FLOOR } from "#surveys/disclosure-floor.ts";
import type { ListedWave } from "#surveys/fieldwork/wave-list.server.ts";

/** When a wave runs, how it stands, and how many have answered. */
export function WaveFacts({ wave }: { wave: ListedWave }) {
  const say = useSay();
  const language = useLanguage();
  const looks = { planned: "badge", open: "badge badge--good", closed: "badge" };
  return (
    <>
      <p>
        <span className={looks[wave.state]}>{say(`setup:wave.state-${wave.state}`)}</span>{" "}
        <span className="quiet">
          {wave.position === 0 ? say("setup:wave.baseline") : say("setup:goal.follow-up", { position: wave.position })}
          {wave.source === "imported" ? ` · ${say("setup:wave.imported")}` : ""}
        </span>
      </p>
      <p>
        {say("setup:wave.days", { from: formatDay(wave.opens_on, language), to: formatDay(wave.closes_on, language) })}
      </p>
      {wave.counts.map(({ audience, invited, answered }) => (
        <p key={audience}>
          {say(answered === null ? "setup:wave.answered-few" : "setup:wave.answered", {
            audience: say(`setup:audience.${audience}`),
            answered: formatCount(answered ?? DISCLOSURE_FLOOR, language),
            invited: formatCount(invited, language),
          })}
        </p>
      ))}
    </>
  );
}
