import { momentsOf, pairMomentsOf } from "#surveys/impact/statistics/moments.ts";
import { shareChangeBetween } from "#surveys/impact/statistics/mover-share-change.ts";
import { type Answers, crossTallyOf, tallyOf } from "#tests/impact/statistics/tally.ts";
import { type Comparison, figuresOf } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/end-to-end.json" with { type: "json" };
import { changeOf } from "./partially-overlapping-change.ts";

type Form = Record<string, string | undefined>;

const goodAnswers: Record<string, number[]> = { safe: [5, 6, 7], noise: [1, 2, 3], burgled: [0] };

/** What each of the 165 people put in the form in a wave, read as a number; null for who did not answer, or was not in the segment. */
export function readRaw(wave: number, read: (form: Form) => number | null, segment = ""): (number | null)[] {
  return reference.people.map(({ id, before, after }) => {
    const found = reference.answers.find((answer) => answer.wave === wave && answer.person === id);
    const isInSegment = segment === "" || segment === `area=${wave === 0 ? before : after}`;
    return found && isInSegment ? read(found.answers) : null;
  });
}

/** 1 for the good end, 0 for the rest; "don't know" and empty are missing. */
const goodIn = (question: string) => (form: Form) => {
  const code = Number(form[question]);
  if (Number.isNaN(code)) return null;
  return goodAnswers[question]?.includes(code) ? 1 : 0;
};

function countIn(wave: readonly (number | null)[]) {
  return { count: wave.filter((one) => one === 1).length, n: wave.filter((one) => one !== null).length };
}

function shareChangeOf(answers: Answers) {
  const [from, to] = [countIn(answers.from), countIn(answers.to)];
  const change = shareChangeBetween({ from, to, pairs: pairMomentsOf(crossTallyOf(answers)) });
  if ("refused" in change) throw new Error(change.refused);
  const [low, high] = [100 * change.low, 100 * change.high];
  return { n0: from.n, n1: to.n, pairs: change.pairsUsed, estimate: 100 * change.estimate, low, high };
}

function shareFigures(indicator: string) {
  const read = goodIn(indicator.replace("/share", ""));
  const segments = reference.figures.find((one) => one.indicator === indicator)?.segments ?? [];
  return segments.flatMap(({ segment, change: { n0, n1, pairs, estimate, low, high } }) =>
    figuresOf(
      `${indicator} ${segment}`,
      shareChangeOf({ from: readRaw(0, read, segment), to: readRaw(1, read, segment) }),
      { ...{ n0, n1, pairs }, ...{ estimate, low, high } },
    ),
  );
}

const numberIn = (question: string) => (form: Form) => (form[question] === undefined ? null : Number(form[question]));

function hoursFigures() {
  const segments = reference.figures.find(({ indicator }) => indicator === "hours/mean")?.segments ?? [];
  return segments.flatMap(({ segment, points, change }) => {
    const [from, to] = [readRaw(0, numberIn("hours"), segment), readRaw(1, numberIn("hours"), segment)];
    const { estimate, se, df, p, low, high } = change;
    return [
      ...figuresOf(`before ${segment}`, momentsOf(tallyOf(from)), { n: points[0]?.n, mean: points[0]?.estimate }),
      ...figuresOf(`change ${segment}`, changeOf({ from, to }), { ...{ estimate, se, df, p }, ...{ low, high } }),
    ];
  });
}

export const rawAnswers: Comparison[] = [
  {
    ...{ method: "Change of a share, some in both waves", source: "end-to-end.R", within: 1e-9 },
    code: ["surveys/impact/statistics/mover-share-change.ts"],
    reference:
      "MOVER with Newcombe's phi on the limits of R `prop.test`, from raw answers of people who moved between areas",
    figures: () => ["safe/share", "noise/share", "burgled/share"].flatMap(shareFigures),
  },
  {
    ...{ method: "Change of a number, some in both waves", source: "end-to-end.R", within: 1e-9 },
    code: ["surveys/impact/statistics/partially-overlapping-change.ts"],
    reference: "T_new2 with Welch's df of R `t.test`, from raw answers of people who moved between areas",
    figures: hoursFigures,
  },
];
