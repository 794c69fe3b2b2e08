import { isProblem, type Problem } from "#surveys/problem.ts";

const dayMs = 86_400_000;

/** The moved clock: an instant so many days before the demo is made, at an hour (UTC) of that day. */
export type Calendar = (daysAgo: number, hour?: number) => Date;

export function calendarOf(now: Date): Calendar {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return (daysAgo, hour = 9) => new Date(midnight - daysAgo * dayMs + hour * 3_600_000);
}

/** What a function gave; a refusal means that the demo's script is wrong. */
export function granted<Result>(result: Result | Problem): Result {
  if (isProblem(result)) throw new Error(`the demo was refused: ${JSON.stringify(result)}`);
  return result;
}
