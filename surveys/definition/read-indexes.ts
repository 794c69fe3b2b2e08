import { z } from "zod";
import { type Problem, problem } from "#surveys/problem.ts";
import type { IndexItem, Item } from "./codebook.ts";
import { localizedWords } from "./localized-words.ts";

const words = z.union([z.string(), z.record(z.string(), z.string())]);

const statedIndexes = z.array(
  z.object({
    key: z.string().trim().min(1).max(120),
    label: words.optional(),
    theme: z.string().trim().min(1).max(60).optional(),
    items: z.array(z.string()).min(2).max(100),
  }),
);

/**
 * Reads the survey's own property `indexes`: [{"key", "label", "theme", "items": [item keys]}]. Every item must be in the survey and say
 * which end is good, or a mean over them would mean nothing.
 */
export function readIndexes(stated: unknown, items: Item[]): IndexItem[] | Problem {
  if (stated === undefined || stated === null) return [];
  const read = statedIndexes.safeParse(stated);
  if (!read.success) return problem("definition.bad-property", { question: "survey", property: "indexes" });
  const judged = new Set(items.filter(({ good, scale }) => good && scale).map(({ key }) => key));
  const wrong = read.data.find((index) => index.items.some((key) => !judged.has(key)));
  if (wrong) return problem("definition.bad-property", { question: wrong.key, property: "indexes" });
  return read.data.map((index) => ({
    key: index.key,
    label: localizedWords(index.label, index.key),
    theme: index.theme ?? "other",
    items: index.items,
  }));
}
