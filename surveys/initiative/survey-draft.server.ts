import { randomUUID } from "node:crypto";
import type { Audience, Database, DatabaseTransaction } from "#db/schema.ts";
import { applyEdits, checkDraft } from "#surveys/definition/editing/apply-edit.ts";
import type { Edit } from "#surveys/definition/editing/edit.ts";
import { editableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import { patchBetween, patched, reverted } from "#surveys/definition/editing/text-patch.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import type { Deed } from "./audit.server.ts";
import { recordDeed } from "./audit.server.ts";
import { type StepWords, type SurveyDraft, stepWords } from "./survey-draft.ts";

/** How many steps are kept: the oldest can no longer be undone. */
export const mostSteps = 500;

/** Whose draft, and on which revision the form was made. */
export type DraftDeed = Deed & { audience: Audience };

/** The draft of an audience's survey as it stands; null where nobody is working on one. */
export async function draftOf(
  db: Database | DatabaseTransaction,
  initiativeId: string,
  audience: Audience,
): Promise<SurveyDraft | null> {
  const row = await draftRow(db, initiativeId, audience);
  if (!row) return null;
  const steps = await db
    .selectFrom("survey_draft_step")
    .innerJoin("account", "account.id", "survey_draft_step.made_by")
    .select(["number", "what", "about", "made_at", "account.name as madeBy"])
    .where("draft_id", "=", row.id)
    .where("number", "in", [row.step, row.step + 1])
    .execute();
  const last = steps.find(({ number }) => number === row.step);
  return {
    draftId: row.id,
    audience,
    definition: JSON.parse(row.definition),
    revision: row.revision,
    basedOn: row.based_on,
    undo: stepWords(last),
    redo: stepWords(steps.find(({ number }) => number === row.step + 1)),
    changedBy: last?.madeBy ?? row.startedBy,
    changedAt: last?.made_at ?? row.started_at,
  };
}

/**
 * Begins a draft from a definition. Refused: "editing.draft-exists" where one is being worked on (it is given up first, or used), and what
 * `readDefinition` refuses; a survey without questions may be begun from.
 */
export async function startDraft(
  db: Database,
  { audience, definition, basedOn = null, ...deed }: DraftDeed & { definition: SurveyJson; basedOn?: number | null },
): Promise<SurveyDraft | Problem> {
  const editable = editableDefinition(definition);
  const refused = checkDraft(editable);
  if (refused) return refused;
  return db.transaction().execute(async (trx) => {
    if (await draftRow(trx, deed.initiativeId, audience)) return problem("editing.draft-exists");
    await trx
      .insertInto("survey_draft")
      .values({
        ...{ id: randomUUID(), initiative_id: deed.initiativeId, audience, definition: JSON.stringify(editable) },
        ...{ step: 0, revision: 1, based_on: basedOn, started_at: deed.now.toISOString(), started_by: deed.accountId },
      })
      .execute();
    await recordDeed(trx, deed, "survey-draft.started", { audience, basedOn });
    return (await draftOf(trx, deed.initiativeId, audience)) as SurveyDraft;
  });
}

export type DraftEdit = DraftDeed & { revision: number; edits: readonly Edit[]; step: StepWords };

/**
 * Makes edits as one step. What had been undone can no longer be redone. Refused, with nothing changed: "editing.no-draft"; "editing.stale"
 * where the draft has changed since the form was made; what `applyEdits` refuses. Edits that change nothing make no step.
 */
export async function editDraft(db: Database, { edits, step, ...deed }: DraftEdit): Promise<SurveyDraft | Problem> {
  return changeDraft(db, deed, async (trx, row) => {
    const edited = applyEdits(JSON.parse(row.definition) as SurveyJson, edits);
    if (isProblem(edited)) return edited;
    const text = JSON.stringify(edited);
    if (text === row.definition) return null;
    await trx.deleteFrom("survey_draft_step").where("draft_id", "=", row.id).where("number", ">", row.step).execute();
    const number = row.step + 1;
    await trx
      .deleteFrom("survey_draft_step")
      .where("draft_id", "=", row.id)
      .where("number", "<=", number - mostSteps)
      .execute();
    await trx
      .insertInto("survey_draft_step")
      .values({
        ...{ draft_id: row.id, number, what: step.what, about: JSON.stringify(step.about.slice(0, 200)) },
        ...patchBetween(row.definition, text),
        ...{ made_at: deed.now.toISOString(), made_by: deed.accountId },
      })
      .execute();
    return { definition: text, step: number };
  });
}

/** Takes the last step back. Refused: "editing.no-draft", "editing.stale", "editing.nothing-to-undo". */
export function undoStep(db: Database, deed: DraftDeed & { revision: number }): Promise<SurveyDraft | Problem> {
  return changeDraft(db, deed, async (trx, row) => {
    const step = await stepRow(trx, row.id, row.step);
    if (!step) return problem("editing.nothing-to-undo");
    return { definition: reverted(row.definition, step), step: row.step - 1 };
  });
}

/** Makes the step that was undone last again. Refused: "editing.no-draft", "editing.stale", "editing.nothing-to-redo". */
export function redoStep(db: Database, deed: DraftDeed & { revision: number }): Promise<SurveyDraft | Problem> {
  return changeDraft(db, deed, async (trx, row) => {
    const step = await stepRow(trx, row.id, row.step + 1);
    if (!step) return problem("editing.nothing-to-redo");
    return { definition: patched(row.definition, step), step: row.step + 1 };
  });
}

/** Gives the draft up, with all its steps. Refused: "editing.no-draft", "editing.stale". */
export async function giveUpDraft(db: Database, deed: DraftDeed & { revision: number }): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const row = await draftRow(trx, deed.initiativeId, deed.audience);
    if (!row) return problem("editing.no-draft");
    if (row.revision !== deed.revision) return stale(trx, deed);
    await deleteDraft(trx, row.id);
    await recordDeed(trx, deed, "survey-draft.given-up", { audience: deed.audience, steps: row.step });
    return null;
  });
}

/** Takes the draft and its steps out; in the transaction that uses it or gives it up. */
export async function deleteDraft(trx: DatabaseTransaction, draftId: string): Promise<void> {
  await trx.deleteFrom("survey_draft_step").where("draft_id", "=", draftId).execute();
  await trx.deleteFrom("survey_draft").where("id", "=", draftId).execute();
}

type DraftRow = NonNullable<Awaited<ReturnType<typeof draftRow>>>;

/** Nobody's work is written over: the update holds only for the revision that was read. */
async function changeDraft(
  db: Database,
  deed: DraftDeed & { revision: number },
  change: (trx: DatabaseTransaction, row: DraftRow) => Promise<{ definition: string; step: number } | Problem | null>,
): Promise<SurveyDraft | Problem> {
  return db.transaction().execute(async (trx) => {
    const row = await draftRow(trx, deed.initiativeId, deed.audience);
    if (!row) return problem("editing.no-draft");
    if (row.revision !== deed.revision) return stale(trx, deed);
    const changed = await change(trx, row);
    if (isProblem(changed)) return changed;
    if (changed) {
      await trx
        .updateTable("survey_draft")
        .set({ ...changed, revision: row.revision + 1 })
        .where("id", "=", row.id)
        .execute();
    }
    return (await draftOf(trx, deed.initiativeId, deed.audience)) as SurveyDraft;
  });
}

async function stale(trx: DatabaseTransaction, deed: DraftDeed): Promise<Problem> {
  const draft = await draftOf(trx, deed.initiativeId, deed.audience);
  return problem("editing.stale", { by: draft?.changedBy ?? "" });
}

function draftRow(db: Database | DatabaseTransaction, initiativeId: string, audience: Audience) {
  return db
    .selectFrom("survey_draft")
    .innerJoin("account", "account.id", "survey_draft.started_by")
    .selectAll("survey_draft")
    .select("account.name as startedBy")
    .where("initiative_id", "=", initiativeId)
    .where("audience", "=", audience)
    .executeTakeFirst();
}

function stepRow(trx: DatabaseTransaction, draftId: string, number: number) {
  return trx
    .selectFrom("survey_draft_step")
    .select(["start", "removed", "added"])
    .where("draft_id", "=", draftId)
    .where("number", "=", number)
    .executeTakeFirst();
}
