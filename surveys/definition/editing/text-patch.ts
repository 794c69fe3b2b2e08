/** The one stretch in which two texts differ: at `start`, `removed` gave way to `added`. It leads from one to the other and back. */
export interface TextPatch {
  start: number;
  removed: string;
  added: string;
}

/** What changed between two texts, as the shortest single stretch that splits no character. */
export function patchBetween(before: string, after: string): TextPatch {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  if (start > 0 && isFirstHalf(before, start - 1)) start -= 1;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  if (end > 0 && isFirstHalf(before, before.length - end - 1)) end -= 1;
  return { start, removed: before.slice(start, before.length - end), added: after.slice(start, after.length - end) };
}

/** Half a character of two would not survive being stored. */
function isFirstHalf(text: string, index: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(index));
}

/** @throws RangeError where the text is not the one the patch was made from. */
export function patched(text: string, { start, removed, added }: TextPatch): string {
  if (text.slice(start, start + removed.length) !== removed) throw new RangeError("patched: made from another text");
  return text.slice(0, start) + added + text.slice(start + removed.length);
}

/** The text before the patch. @throws RangeError where the text is not the one the patch led to. */
export function reverted(text: string, { start, removed, added }: TextPatch): string {
  return patched(text, { start, removed: added, added: removed });
}
