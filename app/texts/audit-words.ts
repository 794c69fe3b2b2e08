import type { Say } from "#surveys/texts.ts";

/** What was done, in words; every action that is recorded has its own (a test holds them together). */
export function auditWords(action: string, say: Say): string {
  return say(`account:audit.${action}`);
}
