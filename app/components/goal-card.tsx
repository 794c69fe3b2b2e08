import type { ReactNode } from "react";
import type { FigureUnit } from "#app/texts/figure-format.ts";
import { segmentWords } from "#app/texts/segment-words.ts";
import { useFigures } from "#app/texts/use-figures.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { GoalFinding } from "#surveys/reporting/finding.ts";
import { Figure } from "./figure.tsx";
import { TrendPanel } from "./trend-panel.tsx";
import { VerdictMark } from "./verdict-mark.tsx";

/** A goal: verdict, the figures it stands on, how far they can be trusted, the trend, and what else there is to say of it. */
export function GoalCard({ finding, children }: { finding: GoalFinding; children?: ReactNode }) {
  const say = useSay();
  const { goal, verdict, sentence, difference, trend, wave } = finding;
  return (
    <article className="card goal-card" id={`goal-${goal.id}`}>
      <h2>{goal.title}</h2>
      <p className="goal-card__verdict">
        <VerdictMark verdict={verdict} /> <SealMark goal={goal} />
      </p>
      <p className="lead">{sentence}</p>
      {difference === "" ? null : (
        <p>
          <strong>{say("change:difference.title")}.</strong> {difference}
        </p>
      )}
      <p className="quiet">{wave === null ? null : say("results:page.goals.about-wave", { wave })}</p>
      <div className="goal-card__halves">
        <div>
          <dl className="facts">
            <GoalFigures finding={finding} />
            <GoalStrength finding={finding} />
          </dl>
          <details>
            <summary>{say("results:page.goals.more-figures")}</summary>
            <dl className="facts">
              <GoalEffects finding={finding} />
            </dl>
          </details>
        </div>
        {trend ? <TrendPanel trend={trend} /> : null}
      </div>
      {children}
    </article>
  );
}

/** Whether the goal was written before anybody could know how it went. */
function SealMark({ goal }: { goal: GoalFinding["goal"] }) {
  const say = useSay();
  if (goal.withdrawn) return <span className="badge badge--warn">{say("results:page.goals.withdrawn")}</span>;
  if (goal.changedAfterBaseline)
    return <span className="badge badge--warn">{say("results:page.goals.changed-after-baseline")}</span>;
  return (
    <span className="badge">
      {say(goal.sealedBeforeBaseline ? "results:page.goals.sealed" : "results:page.goals.unsealed")}
    </span>
  );
}

function GoalFigures({ finding: { goal, indicator, target, wave, dueWave, rates } }: { finding: GoalFinding }) {
  const say = useSay();
  const figures = useFigures();
  const unit = indicator ?? unitless;
  return (
    <>
      {indicator ? (
        <>
          <dt>{say("results:page.goals.measured-by")}</dt>
          <dd>
            {indicator.label}
            <br />
            <span className="quiet">{indicator.reading}</span>
          </dd>
        </>
      ) : null}
      <dt>{say("results:page.goals.who")}</dt>
      <dd>
        {say(`results:page.audience.${goal.audience}`)}
        {goal.segment === "" ? null : `, ${segmentWords(goal.segment, say)}`}
      </dd>
      <dt>{say("results:page.goals.target")}</dt>
      <dd>
        {target}
        {dueWave ? ` · ${say("results:page.goals.due", { wave: dueWave })}` : null}
      </dd>
      <dt>{say("results:page.goals.baseline")}</dt>
      <dd>
        <Figure>{figures.figure(goal.baseline?.estimate ?? null, unit)}</Figure>
      </dd>
      <dt>{wave === null ? say("results:page.goals.current") : say("results:page.goals.current-wave", { wave })}</dt>
      <dd>
        <Figure>{figures.figure(goal.current?.estimate ?? null, unit)}</Figure>
      </dd>
      <dt>{say("results:page.goals.change")}</dt>
      <dd>
        <strong>
          <Figure>{figures.change(goal.change?.estimate ?? null, unit)}</Figure>
        </strong>
      </dd>
      <dt>{say("results:page.goals.interval")}</dt>
      <dd>
        <Figure>{figures.changeInterval(goal.change?.low ?? null, goal.change?.high ?? null)}</Figure>
      </dd>
      <dt>{say("results:page.goals.rates")}</dt>
      <dd>
        {rates.map(({ wave, imported, rate }) => (
          <div key={wave}>
            {wave}: {imported ? say("results:page.rates.unknown") : <Figure>{figures.share(rate)}</Figure>}
          </div>
        ))}
      </dd>
    </>
  );
}

/** A question that is gone leaves figures without a unit. */
const unitless: FigureUnit = { unit: "own", unitLabel: null };

function rounded(amount: number | null): number | null {
  return amount === null ? null : Math.round(amount);
}

function GoalStrength({ finding: { goal, indicator } }: { finding: GoalFinding }) {
  const say = useSay();
  const figures = useFigures();
  const unit = indicator ?? unitless;
  return (
    <>
      <dt>{say("results:page.goals.n")}</dt>
      <dd>
        <Figure>{figures.count(goal.change?.n0 ?? goal.baseline?.n ?? null)}</Figure>
        {" → "}
        <Figure>{figures.count(goal.change?.n1 ?? goal.current?.n ?? null)}</Figure>
      </dd>
      <dt>{say("results:page.goals.pairs")}</dt>
      <dd>
        <Figure>{figures.count(goal.change?.pairs ?? null)}</Figure>
      </dd>
      <dt>{say("results:page.goals.probability")}</dt>
      <dd>
        <Figure>{figures.probability(goal.probabilityReached)}</Figure>
      </dd>
      <dt>{say("results:page.goals.detectable")}</dt>
      <dd>
        <Figure>{figures.amount(goal.smallestDetectable, unit)}</Figure>
      </dd>
      <dt>{say("results:page.goals.worthwhile")}</dt>
      <dd>
        <Figure>{figures.amount(goal.smallestWorthwhile, unit)}</Figure>
      </dd>
      <dt>{say("results:page.goals.holm")}</dt>
      <dd>
        <Figure>{figures.p(goal.holmP)}</Figure>
      </dd>
    </>
  );
}

/** For those who check: what sampling and weights cost, and the change in two other measures. */
function GoalEffects({ finding: { goal, indicator, ordinal } }: { finding: GoalFinding }) {
  const say = useSay();
  const figures = useFigures();
  const standardised = goal.change?.standardised ?? null;
  return (
    <>
      <dt>{say("results:page.goals.design-effect")}</dt>
      <dd>
        <Figure>{figures.ratio(goal.change?.designEffect ?? null)}</Figure>
      </dd>
      <dt>{say("results:page.goals.effective-n")}</dt>
      <dd>
        <Figure>{figures.count(rounded(goal.change?.effectiveN ?? null))}</Figure>
      </dd>
      {indicator?.isMean ? (
        <>
          <dt>{say("change:ordinal.title")}</dt>
          <dd>
            <Figure>{ordinal}</Figure>
          </dd>
          <dt>{say("change:standardised.title")}</dt>
          <dd>
            <Figure>{figures.deviations(standardised?.estimate ?? null)}</Figure>
            {standardised ? ` (${figures.deviationsInterval(standardised.low, standardised.high)})` : null}
          </dd>
        </>
      ) : null}
    </>
  );
}
