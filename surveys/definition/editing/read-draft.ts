import { type ReadDefinition, readDefinition } from "#surveys/definition/read-definition.ts";
import type { Problem } from "#surveys/problem.ts";
import type { EditableDefinition } from "./editable-definition.ts";

const known = new WeakMap<EditableDefinition, ReadDefinition | Problem>();

/** `readDefinition`, once for each definition object: a page looks at the same draft from many sides. For those who only look. */
export function readDraft(definition: EditableDefinition): ReadDefinition | Problem {
  const read = known.get(definition) ?? readDefinition(definition);
  known.set(definition, read);
  return read;
}
