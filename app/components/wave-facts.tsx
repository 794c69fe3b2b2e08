import { formatCount, formatDay } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { DISCLOSURE_FLOOR } from "#surveys/disclosure-floor.ts";
import { firstMoment, lastMoment } from "#surveys/fieldwork/wave.ts";
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
        {wave.paused ? <span className="badge badge--warn">{say("setup:wave.paused")}</span> : null}{" "}
        <span className="quiet">
          {wave.position === 0 ? say("setup:wave.baseline") : say("setup:goal.follow-up", { position: wave.position })}
          {wave.source === "imported" ? ` · ${say("setup:wave.imported")}` : ""}
        </span>
      </p>
      <p>
        {say("setup:wave.days", {
          from: formatDay(firstMoment(wave), language),
          to: formatDay(lastMoment(wave), language),
        })}
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
