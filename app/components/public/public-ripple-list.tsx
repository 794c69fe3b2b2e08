import type { PublicRipple } from "#surveys/reporting/public-ripples.ts";
import type { Say } from "#surveys/texts.ts";

/** The accepted ripples. What may not be described is there all the same, with its kind: a harm is never left out. */
export function PublicRippleList({ ripples, say }: { ripples: PublicRipple[]; say: Say }) {
  if (ripples.length === 0) return <p>{say("public:no-ripples")}</p>;
  return (
    <>
      <p>{say("public:ripples-what")}</p>
      <ul className="plain">
        {ripples.map((ripple, index) => (
          <li className="card" key={index}>
            <h3>{ripple.title ?? (ripple.type || say(`results:ripple.${ripple.kind}`))}</h3>
            <p className={`mark mark-${ripple.kind}`}>{say(`results:ripple.${ripple.kind}`)}</p>
            <p>{ripple.sentence ?? (ripple.title ? "" : say("public:unnamed"))}</p>
            <p className="quiet">{[ripple.type, ripple.ring].filter((words) => words !== "").join(" · ")}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
