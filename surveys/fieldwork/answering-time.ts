import type { Codebook } from "#surveys/definition/codebook.ts";

const secondsPer = { text: 30, other: 8 };

/** About how many seconds these questions take, by the same reckoning. */
export function secondsFor(questions: Array<{ type: string; inputType: string; rows: unknown[] }>): number {
  return questions.reduce((sum, { type, inputType, rows }) => {
    const inWords = type === "comment" || (type === "text" && inputType === "text");
    return sum + (inWords ? secondsPer.text : secondsPer.other * Math.max(1, rows.length));
  }, 0);
}

/**
 * Whole minutes that a survey takes, reckoned by hand's breadth: 8 seconds for a question or a row of a matrix, 30 for one that is
 * answered in words. Questions shown only to some count in full, so that the promise is kept.
 */
export function minutesToAnswer(codebook: Pick<Codebook, "items" | "questions">): number {
  const askings = new Map<string, "text" | "other">();
  for (const { source, kind } of codebook.items) {
    askings.set(JSON.stringify([source.question, source.row]), kind === "text" ? "text" : "other");
  }
  const measured = new Set(codebook.items.map((item) => item.source.question));
  for (const question of codebook.questions) if (!measured.has(question)) askings.set(question, "other");
  const seconds = [...askings.values()].reduce((sum, kind) => sum + secondsPer[kind], 0);
  return Math.max(1, Math.ceil(seconds / 60));
}
