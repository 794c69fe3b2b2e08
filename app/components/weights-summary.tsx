import { useFigures } from "#app/texts/use-figures.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { ShownWeights } from "#surveys/impact/weighting/weight-margins.ts";
import { FigureTable } from "./figure-table.tsx";

const percent = { unit: "percent", unitLabel: null } as const;

/** What a weighting does to the answers of a wave: how much it costs, each margin before and after, and which questions it leaves without figures. */
export function WeightsSummaryView({ shown: { summary, withheld } }: { shown: ShownWeights }) {
  const say = useSay();
  const language = useLanguage();
  const figures = useFigures();
  const share = (fraction: number) => figures.figure(100 * fraction, percent);
  return (
    <>
      <dl className="facts">
        <dt>{say("weight:summary.answered")}</dt>
        <dd>{figures.count(summary.answered)}</dd>
        <dt>{say("weight:summary.effective-n")}</dt>
        <dd>
          {figures.count(Math.round(summary.effectiveN))}
          <br />
          <span className="quiet">{say("weight:summary.effective-n-what")}</span>
        </dd>
        <dt>{say("weight:summary.design-effect")}</dt>
        <dd>{figures.ratio(summary.designEffect)}</dd>
        <dt>{say("weight:summary.largest")}</dt>
        <dd>{figures.ratio(summary.largest)}</dd>
        <dt>{say("weight:summary.smallest")}</dt>
        <dd>{figures.ratio(summary.smallest)}</dd>
        <dt>{say("weight:summary.trimmed", { cap: figures.number(summary.cap) })}</dt>
        <dd>{figures.count(summary.trimmed) ?? say("weight:summary.few")}</dd>
      </dl>
      {withheld.length === 0 ? null : (
        <>
          <h3>{say("weight:summary.withheld")}</h3>
          <p>{say("weight:summary.withheld-what")}</p>
          <ul>
            {withheld.map((label) => (
              <li key={label[language]}>{label[language]}</li>
            ))}
          </ul>
        </>
      )}
      <p className="quiet">{say("weight:summary.rounded")}</p>
      {summary.margins.map(({ dimension, groups, outside }) => (
        <FigureTable
          key={dimension}
          caption={dimension}
          note={outside > 0 ? say("weight:summary.outside", { count: outside }) : undefined}
          head={["group", "before", "after", "target"].map((column) => say(`weight:summary.${column}`))}
          rows={groups.map(({ name, before, target, after }) => [name, share(before), share(after), share(target)])}
        />
      ))}
    </>
  );
}
