import { Link } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import type { CheckPoint } from "#surveys/reporting/ripple-checklist.ts";
import { ConcernSection } from "./concern-section.tsx";

/** What to ask before believing a ripple, each question answered from what is known. */
export function RippleChecklist({ slug, points }: { slug: string; points: CheckPoint[] }) {
  const say = useSay();
  return (
    <section aria-labelledby="checklist">
      <h2 id="checklist">{say("inbox:check.title")}</h2>
      {points.length === 0 ? <p>{say("inbox:check.not-measured")}</p> : null}
      {points.map(({ check, concern, sentences }) => (
        <ConcernSection key={check} title={say(`inbox:check.${check}`)} concern={concern} sentences={sentences} />
      ))}
      {points.length === 0 ? null : (
        <p>
          <Link to={`/initiatives/${slug}/bias`}>{say("inbox:check.more")}</Link>
        </p>
      )}
    </section>
  );
}
