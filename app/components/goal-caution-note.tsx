import { Link } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import type { GoalCaution } from "#surveys/reporting/goal-caution.ts";
import { ConcernMark } from "./concern-mark.tsx";

/** What to reckon with when a goal's change is read, with the way to the whole report. */
export function GoalCautionNote({ caution }: { caution: GoalCaution }) {
  const say = useSay();
  const { concern, points, anchor } = caution;
  return (
    <section className="goal-card__more">
      <h3>{say("bias:goal.title")}</h3>
      <p>
        <ConcernMark concern={concern} />
      </p>
      <ul>
        {points
          .flatMap(({ sentences }) => sentences)
          .map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
      </ul>
      <p>
        <Link to={`../bias#${anchor}`} relative="path">
          {say("bias:goal.link")}
        </Link>
      </p>
    </section>
  );
}
