import { pairMomentsOf } from "#surveys/impact/statistics/moments.ts";
import { shareChangeBetween } from "#surveys/impact/statistics/mover-share-change.ts";
import { wilsonInterval } from "#surveys/impact/statistics/wilson-interval.ts";
import { type Comparison, figuresOf } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/statistics-shares.json" with { type: "json" };

const source = "statistics-shares.R";
const code = ["surveys/impact/statistics/mover-share-change.ts"];

/** a: yes both times, b: yes only now, c: yes only before, d: never (the tables take "now" as their first sample). */
export function pairedChange({ a, b, c, d }: { a: number; b: number; c: number; d: number }) {
  const n = a + b + c + d;
  const cells = [
    { from: 1, to: 1, count: a },
    { from: 0, to: 1, count: b },
    { from: 1, to: 0, count: c },
    { from: 0, to: 0, count: d },
  ];
  return shareChangeBetween({ from: { count: a + c, n }, to: { count: a + b, n }, pairs: pairMomentsOf(cells) });
}

function unpairedChange({ count1, n1, count2, n2 }: (typeof reference.independent)[number]) {
  const pairs = { n: 0, correlation: null };
  return shareChangeBetween({ from: { count: count2, n: n2 }, to: { count: count1, n: n1 }, pairs });
}

interface Limits {
  low: number;
  high: number;
  publishedLow: number | null;
  publishedHigh: number | null;
}

const isPublished = ({ publishedLow }: Limits) => publishedLow !== null;

/** Against what stands in the paper, as exact as it is printed there. */
function publishedFigures(name: string, change: object, { publishedLow, publishedHigh }: Limits) {
  return figuresOf(name, change, { low: publishedLow, high: publishedHigh }).map((figure) => ({
    ...figure,
    allowed: 0.51 * 10 ** -(String(publishedLow).split(".")[1]?.length ?? 0),
  }));
}

export const shares: Comparison[] = [
  {
    ...{ method: "Share of one wave, Wilson's interval", code: ["surveys/impact/statistics/wilson-interval.ts"] },
    ...{ reference: "R stats: `prop.test(correct = FALSE)`", source, within: 1e-9 },
    figures: () =>
      reference.wilson.flatMap(({ count, n, confidence, low, high }) =>
        figuresOf(`${count}/${n} at ${confidence}`, wilsonInterval({ count, n, confidence }), { low, high }),
      ),
  },
  {
    ...{ method: "Change of a share, nobody in both waves", code, source, within: 1e-9 },
    reference: "Newcombe's (1998) method 10 on the limits of R `prop.test`",
    figures: () =>
      reference.independent.flatMap((known) =>
        figuresOf(`${known.count1}/${known.n1} – ${known.count2}/${known.n2}`, unpairedChange(known), {
          ...{ low: known.low, high: known.high },
        }),
      ),
  },
  {
    ...{ method: "Change of a share, everybody in both waves", code, source, within: 1e-9 },
    reference: "Newcombe's (1998) paired method on the limits of R `prop.test`",
    figures: () =>
      reference.paired.flatMap((known) =>
        figuresOf(`${known.a}/${known.b}/${known.c}/${known.d}`, pairedChange(known), {
          ...{ low: known.low, high: known.high },
        }),
      ),
  },
  {
    ...{ method: "Change of a share, as published", code, within: 5e-5 },
    reference: "limits printed by Newcombe (1998), Altman et al. (2000), Fagerland et al. (2017)",
    source,
    because: "printed to three or four decimals",
    figures: () => [
      ...reference.independent
        .filter(isPublished)
        .flatMap((known) => publishedFigures(`${known.count1}/${known.n1}`, unpairedChange(known), known)),
      ...reference.paired
        .filter(isPublished)
        .flatMap((known) => publishedFigures(`${known.a}/${known.b}`, pairedChange(known), known)),
    ],
  },
];
