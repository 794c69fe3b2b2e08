import { personMeanKey } from "#surveys/definition/codebook.ts";
import { figuresOf, type Source, wavePairsOf } from "#surveys/impact/figures.ts";
import { indicatorsOf } from "#surveys/impact/indicator.ts";
import { type Candidate, ScreenedChanges } from "#surveys/impact/screened-changes.ts";
import { type Finding, type ScreenedChange, screenIndicators } from "#surveys/impact/screening.ts";
import { adjustBenjaminiHochberg } from "#surveys/impact/statistics/benjamini-hochberg.ts";
import { twoSidedPFromT } from "#surveys/impact/statistics/student-t.ts";
import { personMeanErrors } from "#surveys/impact/tide.ts";
import {
  type Answered,
  codebookOf,
  normalNumbers,
  randomNumbers,
  scaleItem,
  talliesOf,
} from "#tests/impact/hand-made.ts";
import { describeMachine } from "./machine.ts";

/**
 * How often a flag is false and how much is found, from people's answers on scales of seven to the flags, with a tide of 0.2 SD. Moods are
 * shared by all of a person's answers and kept from wave to wave; questions differ in how hard they are and in how much of the mood they
 * hold; what rippled rippled by different amounts, gains and harms by turns.
 * Run: npx node tests/bench/screening.ts [runs]. Prints Markdown for docs/measurements.md.
 */
const runs = Number(process.argv[2] ?? 300);
const q = 0.05;

interface Cell {
  questions: number;
  people: number;
  /** Of each wave, in both. */
  overlap: number;
  rippled: number;
  /** Else gains and harms by turns. */
  gainsOnly?: boolean;
  tide: number;
  /** Mean share of an answer's variance that is the person's mood. */
  mood: number;
}

const usual = { questions: 30 };
const cells: Cell[] = [
  { ...usual, people: 150, overlap: 0.5, rippled: 0, tide: 0, mood: 0.4 },
  { ...usual, people: 150, overlap: 0.5, rippled: 0, tide: 0.2, mood: 0.4 },
  { ...usual, people: 150, overlap: 0.5, rippled: 3, tide: 0.2, mood: 0.4 },
  { ...usual, people: 150, overlap: 0.5, rippled: 9, tide: 0.2, mood: 0.4 },
  { ...usual, people: 150, overlap: 0, rippled: 3, tide: 0.2, mood: 0.4 },
  { ...usual, people: 150, overlap: 0.9, rippled: 3, tide: 0.2, mood: 0.4 },
  { ...usual, people: 150, overlap: 0.5, rippled: 3, tide: 0.2, mood: 0 },
  { ...usual, people: 150, overlap: 0.5, rippled: 3, tide: 0.2, mood: 0.7 },
  { ...usual, people: 500, overlap: 0.5, rippled: 3, tide: 0.2, mood: 0.4 },
  { ...usual, people: 500, overlap: 0.5, rippled: 0, tide: 0.2, mood: 0.4 },
  { ...usual, people: 150, overlap: 0.5, rippled: 9, gainsOnly: true, tide: 0.2, mood: 0.4 },
  { people: 150, overlap: 0.5, questions: 8, rippled: 0, tide: 0.2, mood: 0.4 },
  { people: 150, overlap: 0.5, questions: 8, rippled: 1, tide: 0.2, mood: 0.4 },
  { ...usual, people: 40, overlap: 0.5, rippled: 3, tide: 0.2, mood: 0.4 },
];

interface Screened {
  candidates: Candidate[];
  findings: Finding[];
  correlation: number;
}

/** Ours; Benjamini–Hochberg against zero alone; ours with a tide that has no error of its own; Bonferroni over our two tests. */
const rules: Array<(screened: Screened) => boolean[]> = [
  ({ findings }) => findings.map(({ flagged }) => flagged),
  ({ candidates }) => adjustBenjaminiHochberg(candidates.map(({ change }) => change.p)).map((p) => p <= q),
  (screened) => adjustBenjaminiHochberg(knownTidePs(screened)).map((p) => p <= q),
  ({ candidates, findings }) =>
    candidates.map(({ change }, place) => largerP(change, findings[place]) <= q / candidates.length),
];

console.log(`${describeMachine(`node tests/bench/screening.ts ${runs}`)}; ${runs} surveys a row.\n`);
console.log(
  "| people a wave, in both | questions | rippled | tide | mood | false flags | against zero alone | tide taken as known | found | Bonferroni, same tests |",
);
console.log("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
for (const [index, cell] of cells.entries()) measure(cell, 1000 * (index + 1));

interface Score {
  falseShare: number;
  found: number;
}

function measure(cell: Cell, seed: number): void {
  const sums = rules.map((): Score => ({ falseShare: 0, found: 0 }));
  for (let run = 0; run < runs; run++) {
    const made = screened(answersOf(cell, seed + run), cell);
    for (const [index, rule] of rules.entries()) {
      const flags = rule(made).map((flag, place) => flag && Math.abs(made.candidates[place]?.change.worth ?? 0) >= 1);
      const isTrue = made.candidates.map(({ indicator }) => Number(indicator.itemKey.slice(5)) < cell.rippled);
      const all = flags.filter(Boolean).length;
      const right = flags.filter((flag, place) => flag && isTrue[place]).length;
      const sum = sums[index] as Score;
      sum.falseShare += all === 0 ? 0 : (all - right) / all / runs;
      sum.found += cell.rippled === 0 ? 0 : right / cell.rippled / runs;
    }
  }
  const percent = (share = 0) => `${(100 * share).toFixed(1)} %`;
  const [ours, zero, known, bonferroni] = sums;
  const found = (score?: Score) => (cell.rippled === 0 ? "–" : percent(score?.found));
  const columns = [ours?.falseShare, zero?.falseShare, known?.falseShare].map(percent);
  console.log(
    `| ${cell.people}, ${cell.overlap * 100} % | ${cell.questions} | ${cell.rippled}${cell.gainsOnly ? ", gains" : ""} | ${cell.tide} | ${cell.mood} | ${columns.join(" | ")} | ${found(ours)} | ${found(bonferroni)} |`,
  );
}

function largerP(change: ScreenedChange, finding?: Pick<Finding, "tide" | "pAgainstTide">): number {
  if (!finding || finding.tide === null || finding.pAgainstTide === null) return change.p;
  const sameSign = Math.sign(change.standardisedChange - finding.tide) === Math.sign(change.standardisedChange);
  return sameSign ? Math.max(change.p, finding.pAgainstTide) : 1;
}

function knownTidePs({ candidates, findings, correlation }: Screened): number[] {
  return candidates.map(({ change }, index) => {
    const tide = findings[index]?.tide ?? 0;
    const z = (change.standardisedChange - tide) / (change.standardError * Math.sqrt(1 - correlation));
    return largerP(change, { tide, pAgainstTide: twoSidedPFromT(z, change.df ?? Number.POSITIVE_INFINITY) });
  });
}

/** The way of the figures: tallies, changes after disclosure control, the average correlation from persons' means, the flags. */
function screened(answers: Answered[], { questions }: Cell): Screened {
  const codebook = codebookOf(Array.from({ length: questions }, (_, index) => scaleItem(`item-${index}`)));
  const waves = [0, 1].map((position) => ({ id: `wave-${position}`, position }));
  const source: Source = { tallies: talliesOf(answers), waves, pairs: wavePairsOf(waves), floor: 5 };
  const asked = waves.map(({ id }) => ({ waveId: id, codebook }));
  const [pair] = source.pairs;
  if (!pair) throw new Error("no pair of waves");
  const measured = indicatorsOf("resident", asked).map((indicator) => ({
    indicator,
    figures: figuresOf(indicator, source),
  }));
  const changes = new ScreenedChanges(
    {
      ...{ audience: "resident", measured, aims: [], expectedItems: new Set() },
      personMeanErrors: personMeanErrors("resident", source),
    },
    pair,
  );
  const candidates = changes.unbound("");
  const correlation = changes.correlationIn("");
  const { findings } = screenIndicators(
    candidates.map(({ change }) => change),
    correlation,
  );
  return { candidates, findings, correlation };
}

function answersOf({ questions, people, overlap, rippled, gainsOnly, tide, mood }: Cell, seed: number): Answered[] {
  const [normal, uniform] = [normalNumbers(seed), randomNumbers(seed + 500_000)];
  const asked = Array.from({ length: questions }, (_, index) => ({
    key: `item-${index}`,
    loading: Math.sqrt(Math.min(0.95, mood * (0.5 + uniform()))),
    middle: 3.5 + uniform(),
    beyond: index < rippled ? (0.25 + 0.6 * uniform()) * (gainsOnly || index % 2 === 0 ? 1 : -1) : 0,
  }));
  const second = Math.round(people * (1 - overlap));
  const moods = Array.from({ length: second + people }, normal);
  return [0, 1].flatMap((wave) =>
    moods.slice(wave * second, wave * second + people).map((feeling, index): Answered => {
      const values: Record<string, number> = {};
      let sum = 0;
      for (const { key, loading, middle, beyond } of asked) {
        const latent = loading * feeling + Math.sqrt(1 - loading ** 2) * normal() + wave * (tide + beyond);
        const code = Math.max(1, Math.min(7, Math.round(middle + 1.4 * latent)));
        values[key] = code;
        sum += ((code - 1) / 6) * 100;
      }
      values[personMeanKey] = Math.round(sum / questions);
      return { wave, person: String(wave * second + index), values };
    }),
  );
}
