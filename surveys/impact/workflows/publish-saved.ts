import { shownCount } from "#surveys/disclosure-floor.ts";
import { fewestFor, publishedFigure, stepOf } from "#surveys/impact/published-figures.ts";
import { type HoursSaved, knownInAll, type ProcessAnswer, type SavedFigure, savedBy } from "./hours-saved.ts";

/**
 * Hours saved as they are told (rule 9 of `disclosure.ts`): people to the nearest ten, hours to a step of at least what one person moves
 * them by. The average moves by the span of the answers over the number of people; the sum over organisations, in which each counts once,
 * by the span over the people of the smallest of them.
 */
export function publishedSaved(saved: HoursSaved, answers: readonly ProcessAnswer[], floor: number): HoursSaved {
  const people = shownCount(saved.people, floor) ?? 0;
  const total = answers.reduce((sum, { weight }) => sum + weight, 0);
  const heaviest = total / Math.max(...answers.map(({ weight }) => weight));
  return {
    people,
    perOrganisation: publishedFigure(
      saved.perOrganisation,
      stepOf(Math.min(fewestFor(saved.people, floor), heaviest), spanOf(answers)),
    ),
    inAll: saved.inAll && { ...saved.inAll, ...publishedTogether(saved.inAll, [answers]) },
  };
}

/** The sum over processes as it is told: somebody who answered about all of them moves each. */
export function publishedTogether(saved: SavedFigure, processes: ReadonlyArray<readonly ProcessAnswer[]>): SavedFigure {
  const moves = processes.map((answers) => {
    const known = knownInAll(answers);
    const fewest = Math.min(...[...Map.groupBy(known, (one) => one.organisationId).values()].map((own) => own.length));
    return spanOf(known) / fewest;
  });
  return publishedFigure(
    saved,
    stepOf(
      1,
      moves.reduce((sum, move) => sum + move, 0),
    ),
  );
}

/** How far apart two people's hours are at most; where all are alike, 1. */
function spanOf(answers: readonly ProcessAnswer[]): number {
  const hours = answers.map(savedBy);
  return Math.max(...hours) - Math.min(...hours) || 1;
}
