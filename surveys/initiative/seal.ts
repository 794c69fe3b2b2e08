import type { ExpectationTable, GoalTable } from "#db/schema.ts";
import { canonicalJson } from "./canonical-json.ts";

/** What a seal holds of a goal: all of it but its place in the list, which says nothing about what is wanted. */
export type SealedGoal = Omit<GoalTable, "initiative_id" | "position">;
type SealedExpectation = Omit<ExpectationTable, "initiative_id" | "position">;

export interface SealContent {
  goals: SealedGoal[];
  expectations: SealedExpectation[];
  /** Whom the initiative's people will be held against; left out where nobody is, so that older seals keep their hash. */
  comparison?: { segment: string };
}

/** One thing that differs between two seals. `fields` is filled for a change: each field with its old and its new value. */
export interface SealChange {
  what: "goal" | "expectation" | "comparison";
  id: string;
  /** The goal's title, the expectation's statement or the comparison group's segment, the newest there is. */
  title: string;
  kind: "added" | "removed" | "changed";
  fields: Array<{ field: string; from: string | number | null; to: string | number | null }>;
}

/** Goals and expectations as a seal holds them, in the order of their ids: moving a goal in the list breaks no seal. */
export function sealContentOf(goals: GoalTable[], expectations: ExpectationTable[], comparison = ""): SealContent {
  return {
    goals: goals.map(({ initiative_id, position, ...goal }) => goal).sort(byId),
    expectations: expectations.map(({ initiative_id, position, ...expectation }) => expectation).sort(byId),
    ...(comparison === "" ? {} : { comparison: { segment: comparison } }),
  };
}

/** What differs from one seal to the next: goals, then expectations, each in the order of their ids, then the comparison group. */
export function sealChanges(from: SealContent, to: SealContent): SealChange[] {
  return [
    ...changesOf("goal", from.goals, to.goals, (goal) => goal.title),
    ...changesOf("expectation", from.expectations, to.expectations, (expectation) => expectation.statement),
    ...changesOf("comparison", comparisonOf(from), comparisonOf(to), (comparison) => comparison.segment),
  ];
}

/** Whether a goal stands in the seal exactly as it is now. */
export function standsUnchanged(content: SealContent, goal: SealedGoal): boolean {
  const sealed = content.goals.find((entry) => entry.id === goal.id);
  return sealed !== undefined && canonicalJson(sealed) === canonicalJson(goal);
}

function changesOf<Entry extends { id: string }>(
  what: SealChange["what"],
  from: Entry[],
  to: Entry[],
  titleOf: (entry: Entry) => string,
): SealChange[] {
  const before = new Map(from.map((entry) => [entry.id, entry]));
  const after = new Map(to.map((entry) => [entry.id, entry]));
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return ids.flatMap((id): SealChange[] => {
    const [old, present] = [before.get(id), after.get(id)];
    if (old && present) {
      const fields = fieldChanges(old, present);
      return fields.length > 0 ? [{ what, id, title: titleOf(present), kind: "changed", fields }] : [];
    }
    if (present) return [{ what, id, title: titleOf(present), kind: "added", fields: [] }];
    return old ? [{ what, id, title: titleOf(old), kind: "removed", fields: [] }] : [];
  });
}

function comparisonOf({ comparison }: SealContent): Array<{ id: string; segment: string }> {
  return comparison ? [{ id: comparison.segment, ...comparison }] : [];
}

function fieldChanges(old: object, present: object): SealChange["fields"] {
  type Value = string | number | null;
  const before = old as Record<string, Value | undefined>;
  const after = present as Record<string, Value | undefined>;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => (before[field] ?? null) !== (after[field] ?? null))
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }));
}

function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
