import { shownCount } from "#surveys/disclosure-floor.ts";
import { fewestFor, publishedFigure, stepOf } from "#surveys/impact/published-figures.ts";
import { type HoursSaved, knownInAll, type ProcessAnswer, type SavedFigure, savedBy } from "./hours-saved.ts";

/**
 * Hours saved as they are told (rule 9 of `disclosure.ts`): people to the nearest ten, hours to a step of at least what one person moves
 * them by. The average moves by the span of the answers over the number of people; the sum over organisations, in which each counts once,
 * by the span over the people of the smallest of them. Where they answered on behalf of their organisation that sum is about organisations
 * (decision 009) and needs no hiding: it is rounded for the eye, to a fiftieth of the span. The average, which would tell with it how many answered
 * for each, keeps its step.
 */
export function publishedSaved(saved: HoursSaved, asked: AskedProcess, floor: number): HoursSaved {
  const { answers } = asked;
  const total = answers.reduce((sum, { weight }) => sum + weight, 0);
  const heaviest = total / Math.max(...answers.map(({ weight }) => weight));
  const people = Math.min(fewestFor(saved.people, floor), heaviest);
  return {
    people: shownCount(saved.people, floor) ?? 0,
    perOrganisation: publishedFigure(saved.perOrganisation, stepOf(people, spanOf(answers))),
    inAll: saved.inAll && { ...saved.inAll, ...publishedTogether(saved.inAll, [asked]) },
  };
}

/** Who answered about a process, and whether for their organisation. */
export interface AskedProcess {
  answers: readonly ProcessAnswer[];
  forOrganisation: boolean;
}

/** The sum over processes as it is told: somebody who answered about all of them moves each. */
export function publishedTogether(saved: SavedFigure, processes: readonly AskedProcess[]): SavedFigure {
  const moves = processes.map((asked) => {
    const known = knownInAll(asked.answers);
    return spanOf(known) / (asked.forOrganisation ? 50 : peopleOfSmallest(known));
  });
  const move = moves.reduce((sum, one) => sum + one, 0);
  return publishedFigure(saved, stepOf(1, move));
}

function peopleOfSmallest(known: ReturnType<typeof knownInAll>): number {
  return Math.min(...[...Map.groupBy(known, (one) => one.organisationId).values()].map((own) => own.length));
}

/** How far apart two people's hours are at most; where all are alike, 1. */
function spanOf(answers: readonly ProcessAnswer[]): number {
  const hours = answers.map(savedBy);
  return Math.max(...hours) - Math.min(...hours) || 1;
}
