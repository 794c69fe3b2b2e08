import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import {
  countedChanges,
  levels,
  type NetworkChange,
  type NetworkMeasures,
  type NetworkWave,
} from "#surveys/impact/network/network.ts";
import { formatNumber } from "#surveys/reporting/number-format.ts";
import { FigureTable } from "./figure-table.tsx";

/** The measures of the waves side by side. */
export function NetworkFigures({ waves }: { waves: NetworkWave[] }) {
  const say = useSay();
  const language = useLanguage();
  const percent = (fraction: number | null) =>
    fraction === null
      ? say("network:measure.unknown")
      : say("network:measure.percent", { value: formatNumber(fraction * 100, language, 0) });
  const of = (part: number, whole: number) => say("network:measure.of", { part, whole });
  const rows: Array<[string, (measures: NetworkMeasures) => string]> = [
    [say("network:measure.answered"), (m) => of(m.organisationsWithAnswers, m.organisations)],
    [say("network:measure.reports"), (m) => of(m.reports, m.possibleReports)],
    [say("network:measure.density"), (m) => percent(m.density)],
    [say("network:measure.reciprocity"), (m) => percent(m.reciprocity)],
    [say("network:measure.agreeing"), (m) => of(m.pairsAgreeing, m.pairsWithBoth)],
    ...levels.map((level): [string, (measures: NetworkMeasures) => string] => [
      say("network:measure.pairs-at", { level: say(`network:level.${level}`) }),
      (m) => String(m.pairsAtLevel[level] ?? 0),
    ]),
  ];
  return (
    <FigureTable
      caption={say("network:measure.title")}
      note={say("network:measure.note")}
      head={[say("network:measure.name"), ...waves.map(({ name }) => name)]}
      rows={rows.map(([name, read]) => [name, ...waves.map(({ measures }) => read(measures))])}
    />
  );
}

/** How many pairs changed in which way, and who says so. */
export function ChangeFigures({ change }: { change: NetworkChange }) {
  const say = useSay();
  return (
    <FigureTable
      caption={say("network:count.title")}
      head={["what", "both", "one", "expected"].map((key) => say(`network:count.${key}`))}
      rows={countedChanges.map((state) => {
        const { both, one, expected } = change.counts[state];
        return [say(`network:state.${state}`), String(both), String(one), String(expected)];
      })}
    />
  );
}
