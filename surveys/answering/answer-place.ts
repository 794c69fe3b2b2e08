import { isRecord } from "#surveys/definition/survey-json.ts";
import type { GroupDeed } from "./group-deed.ts";
import type { Answers } from "./survey-page.ts";

/** What stands at a place inside answers: names of questions and keys of groups, outermost first. */
export function valueAt(answers: Answers, place: string[]): unknown {
  let value: unknown = answers;
  for (const key of place) {
    if (!isRecord(value) && !Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, key) ? (value as Answers)[key] : undefined;
  }
  return value;
}

/** Puts a value at such a place. Where nothing stood on the way, records are made; a list that is not there is left alone. */
export function putAt(answers: Answers, place: string[], value: unknown): void {
  const last = place.at(-1);
  let holder: unknown = answers;
  for (const key of place.slice(0, -1)) {
    const record = holder as Answers;
    if (Array.isArray(holder) && !(Number(key) < holder.length)) return;
    if (!isRecord(record[key]) && !Array.isArray(record[key])) record[key] = {};
    holder = record[key];
  }
  if (last !== undefined) (holder as Answers)[last] = value;
}

/** Where a place lies once a group has been taken from a list: it may move up by one; null for what lay in that group. */
export function withoutGroup(place: string[], deed: GroupDeed | null): string[] | null {
  if (deed?.kind !== "remove" || !deed.path.every((name, i) => place[i] === name)) return place;
  const at = deed.path.length;
  const group = Number(place[at]);
  if (place.length <= at || group < deed.group) return place;
  return group === deed.group ? null : place.with(at, String(group - 1));
}
