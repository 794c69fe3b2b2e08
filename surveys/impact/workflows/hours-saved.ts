import { readAnswers } from "#surveys/impact/answers.ts";
import { mayShow } from "#surveys/impact/disclosure.ts";
import { CONFIDENCE, pointOf } from "#surveys/impact/point.ts";
import { sumOfMeans } from "#surveys/impact/statistics/sum-of-means.ts";
import { tIntervalOf } from "#surveys/impact/statistics/t-interval.ts";

/** One person's answers about a process: hours for a case in both waves, and cases a month in the later one. */
export interface ProcessAnswer {
  /** Tells whose answers about several processes belong together; leaves this part of the program in no figure. */
  person: string;
  organisationId: string | null;
  hoursBefore: number;
  hoursNow: number;
  casesNow: number;
  weight: number;
}

export interface SavedFigure {
  estimate: number;
  low: number | null;
  high: number | null;
}

/** Working hours saved a month; below zero, more is spent than before. */
export interface HoursSaved {
  /** People who answered all of it. */
  people: number;
  /** In one organisation, on average over those who answered. */
  perOrganisation: SavedFigure;
  /** In all organisations together for which at least two people answered all of it; null where none is known. */
  inAll: (SavedFigure & { organisations: number }) | null;
}

/**
 * Hours saved a month on one process: for each person who answered in both waves, (hours a case before − hours a case now) × cases a month now.
 * That is the time which today's cases would have taken beyond what they take, had each taken as long as before: fewer cases are no saving.
 * The product is made person by person, because organisations with many cases may save more, or less, on each; the product of two means would not know.
 * The average is a mean with Student's t. The sum over organisations takes each organisation once, as the mean of its own people, who are the sample.
 *
 * Disclosure: null below the floor, and where the answers could be worked out from the figures (`mayShow`). `rest` is how many people answered one
 * of the waves without being among these; unless the items are answered on behalf of an organisation, 1 to f − 1 of them withhold everything, for
 * the figures of the waves and these would tell of those few. No figure is made of a part of the people but the sum, and of it no organisation's own.
 *
 * @see Checked against R t.test, survey::svymean, svytotal and svyratio: tests/reference/sum-of-means.json
 */
export function hoursSaved(
  answers: readonly ProcessAnswer[],
  { floor, forOrganisation, rest }: { floor: number; forOrganisation: boolean; rest: readonly number[] },
): HoursSaved | null {
  const isTold = rest.some((people) => people > 0 && people < floor);
  if (!isOpen(answers.map(savedBy), floor) || (isTold && !forOrganisation)) return null;
  const rows = answers.map((answer) => ({
    value: savedBy(answer),
    count: 1,
    weight: answer.weight,
    weightSquared: answer.weight ** 2,
  }));
  const weighted = answers.some(({ weight }) => weight !== 1);
  const { estimate, low, high } = pointOf(
    readAnswers(rows, (value) => value, weighted),
    "mean",
  );
  if (estimate === null) return null;
  return { people: answers.length, perOrganisation: { estimate, low, high }, inAll: inAll(answers, floor) };
}

export function savedBy({ hoursBefore, hoursNow, casesNow }: ProcessAnswer): number {
  return (hoursBefore - hoursNow) * casesNow;
}

/** Of organisations for which at least two people answered all of it: one person's word has no error to be told with it. */
export function knownInAll(answers: readonly ProcessAnswer[]): Array<ProcessAnswer & { organisationId: string }> {
  const known = answers.flatMap((answer) =>
    answer.organisationId === null ? [] : [{ ...answer, organisationId: answer.organisationId }],
  );
  return [...Map.groupBy(known, ({ organisationId }) => organisationId).values()]
    .filter((own) => own.length > 1)
    .flat();
}

function inAll(answers: readonly ProcessAnswer[], floor: number): HoursSaved["inAll"] {
  const known = knownInAll(answers);
  if (!isOpen(known.map(savedBy), floor)) return null;
  const figure = summed([known]);
  return figure && { ...figure, organisations: new Set(known.map(({ organisationId }) => organisationId)).size };
}

/**
 * Hours saved a month on several processes together, in all organisations: the sum of their `inAll`. People who answered about several of them are
 * one and the same in its error. Only processes whose own sum may be shown may be handed in, and null is returned for none.
 */
export function hoursSavedTogether(processes: ReadonlyArray<readonly ProcessAnswer[]>): SavedFigure | null {
  return summed(processes.map(knownInAll));
}

function summed(processes: Array<ReturnType<typeof knownInAll>>): SavedFigure | null {
  const values = processes.flatMap((answers, process) =>
    answers.map((answer) => ({
      ...{ stratum: answer.organisationId, group: String(process), person: answer.person },
      value: savedBy(answer),
    })),
  );
  const sum = sumOfMeans(values);
  if ("refused" in sum) return "estimate" in sum ? { estimate: sum.estimate, low: null, high: null } : null;
  const { estimate, low, high } = tIntervalOf({ ...sum, confidence: CONFIDENCE });
  return { estimate, low, high };
}

/** Where all are alike, a value that nobody has stands beside theirs: "everybody of 8" tells of each of them. */
function isOpen(values: readonly number[], floor: number): boolean {
  const counts = [...Map.groupBy(values, (value) => value).values()].map((same) => same.length);
  const parts = counts.length === 1 ? [...counts, 0] : counts;
  return mayShow({ n: values.length, parts, moments: { values: null, counted: null } }, floor);
}
