import { useFigures } from "#app/texts/use-figures.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { WaveResult } from "#surveys/impact/results.ts";
import { Figure } from "./figure.tsx";
import { FigureTable } from "./figure-table.tsx";

/** How many were asked and how many answered, wave by wave. */
export function ResponseRates({ waves }: { waves: WaveResult[] }) {
  const say = useSay();
  const figures = useFigures();
  return (
    <FigureTable
      caption={say("results:page.rates.title")}
      head={["wave", "invited", "answered", "rate"].map((key) => say(`results:page.rates.${key}`))}
      rows={waves.flatMap((wave) =>
        wave.audiences.map(({ audience, invited, answered, responseRate }) => {
          const imported = wave.source === "imported" ? say("results:page.rates.unknown") : null;
          return [
            <WaveCell key="wave" wave={wave} audience={say(`results:page.audience.${audience}`)} />,
            imported ?? <Figure key="invited">{figures.count(invited)}</Figure>,
            <Figure key="answered">{figures.count(answered)}</Figure>,
            imported ?? <Figure key="rate">{figures.share(responseRate)}</Figure>,
          ];
        }),
      )}
    />
  );
}

function WaveCell({ wave, audience }: { wave: WaveResult; audience: string }) {
  const say = useSay();
  const figures = useFigures();
  const days = { opens: figures.day(wave.opensOn), closes: figures.day(wave.closesOn) };
  return (
    <>
      {wave.name} · {audience}
      <span className="caption-note">{say(`results:page.rates.state-${wave.state}`, days)}</span>
    </>
  );
}
