import { randomUUID } from "node:crypto";
import type { Database, DatabaseTransaction, ExpectationTable } from "#db/schema.ts";
import type { LocalizedText } from "#surveys/definition/codebook.ts";
import { isProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { type Deed, recordDeed } from "./audit.server.ts";
import { checkText, maxLengths } from "./field-check.ts";
import { indicatorsToChoose } from "./indicator-choice.server.ts";
import type { IndicatorChoice } from "./indicator-choice.ts";
import { actorsOf } from "./organisation.server.ts";

/** What is expected besides the goals, and what it is about: nothing measured, an indicator, or a tie between two organisations. */
export interface ExpectationInput {
  statement: string;
  about:
    | { kind: "nothing" }
    | { kind: "indicator"; audience: string; itemKey: string }
    | { kind: "tie"; organisationA: string; organisationB: string };
}

type ExpectationColumns = Omit<ExpectationTable, "id" | "initiative_id" | "position">;

export function expectationsOf(db: Database, initiativeId: string): Promise<ExpectationTable[]> {
  return db
    .selectFrom("expectation")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .orderBy("position")
    .execute();
}

/** An expectation with what it is about in words: an indicator's label, or the names of two organisations; null for nothing measured. */
export interface WordedExpectation extends ExpectationTable {
  about: LocalizedText[] | null;
}

export async function expectationsWithWords(db: Database, initiativeId: string): Promise<WordedExpectation[]> {
  const { items, actors } = await expectationSetting(db, initiativeId);
  const nameOf = (id: string | null): LocalizedText => {
    const name = actors.find((actor) => actor.id === id)?.name ?? "";
    return { da: name, en: name };
  };
  return (await expectationsOf(db, initiativeId)).map((expectation) => {
    const { audience, item_key, organisation_a, organisation_b } = expectation;
    if (organisation_a) return { ...expectation, about: [nameOf(organisation_a), nameOf(organisation_b)] };
    const label = items.find((item) => item.audience === audience && item.itemKey === item_key)?.label;
    return { ...expectation, about: label ? [label] : null };
  });
}

/** What there is to choose from when an expectation is written: each measured thing once, whatever its readings. */
export interface ExpectationSetting {
  items: Array<Pick<IndicatorChoice, "audience" | "itemKey" | "label">>;
  actors: Array<{ id: string; name: string }>;
}

export async function expectationSetting(db: Database, initiativeId: string): Promise<ExpectationSetting> {
  const choices = await indicatorsToChoose(db, initiativeId);
  const actors = await actorsOf(db, initiativeId);
  return {
    items: [...new Map(choices.map((choice) => [`${choice.audience}/${choice.itemKey}`, choice])).values()],
    actors: [...new Map(actors.map(({ organisationId: id, name }) => [id, { id, name }])).values()],
  };
}

/**
 * Adds an expectation: a change in what it is about is then foreseen, and is no ripple.
 * Refused: "field.missing", "field.too-long", "goal.unknown-indicator", "expectation.tie-incomplete".
 */
export async function addExpectation(
  db: Database,
  { expectation, ...deed }: Deed & { expectation: ExpectationInput },
): Promise<ExpectationTable | Problem> {
  const columns = await readExpectation(db, deed.initiativeId, expectation);
  if (isProblem(columns)) return columns;
  return db.transaction().execute(async (trx) => {
    const position = await nextPosition(trx, deed.initiativeId);
    const added = { id: randomUUID(), initiative_id: deed.initiativeId, ...columns, position };
    await trx.insertInto("expectation").values(added).execute();
    await recordDeed(trx, deed, "expectation.added", { ...added });
    return added;
  });
}

/** Refused: "expectation.not-found", and as in `addExpectation`. */
export async function changeExpectation(
  db: Database,
  { expectationId, expectation, ...deed }: Deed & { expectationId: string; expectation: ExpectationInput },
): Promise<Problem | null> {
  const columns = await readExpectation(db, deed.initiativeId, expectation);
  if (isProblem(columns)) return columns;
  return db.transaction().execute(async (trx) => {
    const before = await expectationOf(trx, deed.initiativeId, expectationId);
    if (!before) return problem("expectation.not-found");
    await trx.updateTable("expectation").set(columns).where("id", "=", expectationId).execute();
    await recordDeed(trx, deed, "expectation.changed", { before, after: columns });
    return null;
  });
}

/** Refused: "expectation.not-found". */
export async function removeExpectation(
  db: Database,
  { expectationId, ...deed }: Deed & { expectationId: string },
): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const expectation = await expectationOf(trx, deed.initiativeId, expectationId);
    if (!expectation) return problem("expectation.not-found");
    await trx.deleteFrom("expectation").where("id", "=", expectationId).execute();
    await recordDeed(trx, deed, "expectation.removed", { ...expectation });
    return null;
  });
}

async function readExpectation(
  db: Database,
  initiativeId: string,
  { statement, about }: ExpectationInput,
): Promise<ExpectationColumns | Problem> {
  const refusal = checkText("statement", statement, maxLengths.text);
  if (refusal) return refusal;
  const unbound = {
    statement: statement.trim(),
    audience: null,
    item_key: null,
    organisation_a: null,
    organisation_b: null,
  };
  if (about.kind === "indicator") {
    const choices = await indicatorsToChoose(db, initiativeId);
    const choice = choices.find((entry) => entry.audience === about.audience && entry.itemKey === about.itemKey);
    if (!choice) return problemAt("indicator", "goal.unknown-indicator", { item: about.itemKey });
    return { ...unbound, audience: choice.audience, item_key: choice.itemKey };
  }
  if (about.kind === "tie") {
    const actors = new Set((await actorsOf(db, initiativeId)).map((actor) => actor.organisationId));
    const pair = [about.organisationA, about.organisationB].sort();
    const complete = pair[0] !== pair[1] && pair.every((id) => actors.has(id));
    if (!complete) return problemAt("organisationA", "expectation.tie-incomplete");
    return { ...unbound, organisation_a: pair[0] ?? null, organisation_b: pair[1] ?? null };
  }
  return unbound;
}

function expectationOf(
  trx: DatabaseTransaction,
  initiativeId: string,
  id: string,
): Promise<ExpectationTable | undefined> {
  return trx
    .selectFrom("expectation")
    .selectAll()
    .where("id", "=", id)
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirst();
}

async function nextPosition(trx: DatabaseTransaction, initiativeId: string): Promise<number> {
  const last = await trx
    .selectFrom("expectation")
    .select((select) => select.fn.max("position").as("position"))
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirst();
  return (last?.position ?? 0) + 1;
}
