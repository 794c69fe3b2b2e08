import { useFigures } from "#app/texts/use-figures.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { TideFinding } from "#surveys/reporting/finding.ts";

/** How much everything moved together, one sentence for each audience and follow-up. */
export function TideSentences({ tides }: { tides: TideFinding[] }) {
  const say = useSay();
  const figures = useFigures();
  return (
    <>
      {tides.map(({ tide, way, fromWave, toWave }) => {
        const { estimate, low, high, audience, to } = tide;
        const limits = { low: figures.deviations(low) ?? "", high: figures.deviations(high) ?? "" };
        const values = { from: fromWave, to: toWave, tide: figures.deviations(estimate) ?? "", ...limits };
        return <p key={`${audience} ${to}`}>{say(`results:page.tide.${way}-${audience}`, values)}</p>;
      })}
    </>
  );
}
