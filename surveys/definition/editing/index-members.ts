import { readDefinition } from "#surveys/definition/read-definition.ts";
import { isRecord } from "#surveys/definition/survey-json.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import type { Edit } from "./edit.ts";
import type { EditableDefinition } from "./editable-definition.ts";

type IndexJson = Record<string, unknown> & { key?: unknown; items?: unknown };

/** Puts an item into an index, or takes it out. Refused: "editing.gone". */
export function setIndexMember(
  definition: EditableDefinition,
  { index: key, item, member }: Extract<Edit, { edit: "index" }>,
): Problem | null {
  const index = indexesIn(definition).find((one) => one.key === key);
  if (!index) return problem("editing.gone");
  const others = membersOf(index).filter((one) => one !== item);
  const isMember = others.length < membersOf(index).length;
  if (isMember !== member) index.items = member ? [...others, item] : others;
  return null;
}

/**
 * An index is a mean of judged items: one that is gone, or has no good direction any more, leaves it, and an index of fewer than two goes
 * with it. Nothing happens where all of them stand. Refused: what `readDefinition` refuses of the survey without its indexes.
 */
export function tidyIndexes(definition: EditableDefinition): Problem | null {
  const stated = indexesIn(definition);
  if (stated.length === 0) return null;
  const { indexes: _, ...bare } = definition;
  const read = readDefinition(bare);
  if (isProblem(read)) return read.problem === "definition.no-questions" ? dropIndexes(definition) : read;
  const judged = new Set(read.codebook.items.filter(({ good, scale }) => good && scale).map(({ key }) => key));
  const broken = stated.some(
    (index) => membersOf(index).length < 2 || membersOf(index).some((key) => !judged.has(key)),
  );
  if (!broken) return null;
  const kept = stated
    .map((index) => ({ ...index, items: membersOf(index).filter((key) => judged.has(key)) }))
    .filter(({ items }) => items.length >= 2);
  if (kept.length === 0) return dropIndexes(definition);
  definition.indexes = kept;
  return null;
}

function dropIndexes(definition: EditableDefinition): null {
  delete definition.indexes;
  return null;
}

export function indexesIn({ indexes }: { indexes?: unknown }): IndexJson[] {
  return Array.isArray(indexes) ? indexes.filter(isRecord) : [];
}

export function membersOf({ items }: IndexJson): string[] {
  return Array.isArray(items) ? items.map(String) : [];
}
