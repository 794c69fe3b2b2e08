import type { Codebook, IndexItem, Item, LocalizedText } from "#surveys/definition/codebook.ts";
import { readingsOf } from "#surveys/definition/reading.ts";
import type { WordingChange, WordingFact } from "./bias.ts";
import { wordingChanges } from "./bias.ts";
import { movedQuestions } from "./question-order.ts";

/** After these the figures of the two waves can still be set beside each other, with a remark. */
const smallChanges: readonly WordingChange[] = ["order"];

/**
 * What was not asked alike in two waves: every indicator's words, answers, scale and place among the questions that both asked. Words are
 * compared in each language, spaces apart. An index counts as changed when it is made of other items, or when one of its items is.
 *
 * Not compared: the words around the questions (introductions, page titles), who is shown a question, and how it looks.
 *
 * @returns by item key, in the order of the earlier survey; without those that were asked alike.
 */
export function wordingFacts(from: Codebook, to: Codebook): Record<string, WordingFact> {
  const moved = movedQuestions(from.questions, to.questions);
  const [before, after] = [measured(from), measured(to)];
  const facts: Record<string, WordingFact> = {};
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const fact = factOf(key, itemChanges(before.get(key), after.get(key), moved), before.get(key), after.get(key));
    if (fact) facts[key] = fact;
  }
  return { ...facts, ...indexFacts(from.indexes, to.indexes, facts) };
}

type Labelled = { label: LocalizedText } | undefined;

function factOf(key: string, found: Set<WordingChange>, from: Labelled, to: Labelled): WordingFact | null {
  const changes = wordingChanges.filter((change) => found.has(change));
  if (changes.length === 0) return null;
  return {
    code: "wording",
    concern: changes.every((change) => smallChanges.includes(change)) ? "small" : "large",
    itemKey: key,
    changes,
    fromLabel: from?.label ?? null,
    toLabel: to?.label ?? null,
  };
}

function measured({ items }: Codebook): Map<string, Item> {
  return new Map(items.filter((item) => readingsOf(item).length > 0).map((item) => [item.key, item]));
}

function itemChanges(from: Item | undefined, to: Item | undefined, moved: Set<string>): Set<WordingChange> {
  if (!from || !to) return new Set([from ? "not-asked-after" : "not-asked-before"]);
  const changes = new Set<WordingChange>();
  const note = (change: WordingChange, differs: boolean) => differs && changes.add(change);
  note("kind", from.kind !== to.kind);
  note("label", wordsDiffer(from.label, to.label));
  note("scale", from.scale?.min !== to.scale?.min || from.scale?.max !== to.scale?.max);
  note("options", optionsDiffer(from, to));
  note("good-end", sortedText(from.goodEnd) !== sortedText(to.goodEnd));
  note("direction", from.good !== to.good);
  note("unit", wordsDiffer(from.unit, to.unit));
  note("order", moved.has(from.source.question) || moved.has(to.source.question));
  return changes;
}

/** The words of the codes, and which answers count as none. */
function optionsDiffer(from: Item, to: Item): boolean {
  const [before, after] = [labelsByCode(from), labelsByCode(to)];
  const codes = new Set([...before.keys(), ...after.keys()]);
  if ([...codes].some((code) => wordsDiffer(before.get(code), after.get(code)))) return true;
  const [leftOut, leftOutNow] = [new Set(Object.values(from.missing ?? {})), new Set(Object.values(to.missing ?? {}))];
  return sortedText([...leftOut]) !== sortedText([...leftOutNow]);
}

function labelsByCode({ valueLabels = [] }: Item): Map<number, LocalizedText> {
  return new Map(valueLabels.map(({ value, label }) => [value, label]));
}

function indexFacts(
  from: IndexItem[],
  to: IndexItem[],
  itemFacts: Record<string, WordingFact>,
): Record<string, WordingFact> {
  const [before, after] = [byKey(from), byKey(to)];
  const facts: Record<string, WordingFact> = {};
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const fact = factOf(key, indexChanges(before.get(key), after.get(key), itemFacts), before.get(key), after.get(key));
    if (fact) facts[key] = fact;
  }
  return facts;
}

function indexChanges(
  from: IndexItem | undefined,
  to: IndexItem | undefined,
  itemFacts: Record<string, WordingFact>,
): Set<WordingChange> {
  if (!from || !to) return new Set([from ? "not-asked-after" : "not-asked-before"]);
  const changes = new Set<WordingChange>();
  const ofItems = from.items.flatMap((key) => itemFacts[key]?.changes ?? []);
  if (wordsDiffer(from.label, to.label)) changes.add("label");
  if (sortedText(from.items) !== sortedText(to.items)) changes.add("made-of");
  if (ofItems.some((change) => !smallChanges.includes(change))) changes.add("items");
  if (ofItems.includes("order")) changes.add("order");
  return changes;
}

function byKey(indexes: IndexItem[]): Map<string, IndexItem> {
  return new Map(indexes.map((index) => [index.key, index]));
}

function wordsDiffer(one: LocalizedText | undefined, other: LocalizedText | undefined): boolean {
  return plain(one?.da) !== plain(other?.da) || plain(one?.en) !== plain(other?.en);
}

function plain(text: string | undefined): string {
  return (text ?? "").replace(/\s+/g, " ").trim();
}

function sortedText(list: ReadonlyArray<string | number> | undefined): string {
  return [...(list ?? [])].map(String).sort().join("\n");
}
