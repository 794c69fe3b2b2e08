import { CompiledQuery, type Selectable, sql } from "kysely";
import type { Database, DatabaseTransaction, DraftTable, RespondentLanguage } from "#db/schema.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { insertInChunks, type RowInsert } from "./chunked-insert.ts";
import { sqlOnce } from "./compiled-sql.ts";

/** A half-finished answer: what has been typed so far, the page to go on from, and the language it is read in. */
export interface Draft {
  answers: Record<string, unknown>;
  /** 0 is the first page. */
  page: number;
  language: RespondentLanguage;
  /** How often it had been written when it was read; 0 where there was none. */
  revision: number;
}

export interface DraftToKeep extends Draft {
  /** Whose draft it is; never kept. */
  invitationId: string;
  waveId: string;
  pseudonym: string;
}

/** Why a draft was not kept: "outdated" where another tab or device has written since it was read. */
export type DraftOutcome = Problem | "outdated" | null;

/** What a person has typed so far in a wave; null before they have begun and after they have answered. */
export async function readDraft(db: Database, waveId: string, pseudonym: string): Promise<Draft | null> {
  const statement = sqlOnce(db, "read draft", () => draftQuery(db, waveId, pseudonym).compile());
  const { rows } = await db.executeQuery<DraftRow>(CompiledQuery.raw(statement, [waveId, pseudonym]));
  const row = rows[0];
  if (!row) return null;
  const { answers, page, language, revision } = row;
  return { answers: JSON.parse(answers), page, language, revision };
}

type DraftRow = Pick<Selectable<DraftTable>, "answers" | "page" | "language" | "revision">;

function draftQuery(db: Database, waveId: string, pseudonym: string) {
  return db
    .selectFrom("draft")
    .select(["answers", "page", "language", "revision"])
    .where("wave_id", "=", waveId)
    .where("pseudonym", "=", pseudonym);
}

/**
 * Writes drafts over the ones they were made from. A draft of somebody who has answered or withdrawn meanwhile (in another tab) is refused: it
 * would lie there for ever.
 * @returns one outcome per draft, null where it was kept.
 */
export async function keepDrafts(trx: DatabaseTransaction, drafts: DraftToKeep[]): Promise<DraftOutcome[]> {
  if (drafts.length === 0) return [];
  // A statement may not write one row twice: of a person's drafts the first is taken, for the others have not read it.
  const first = new Map<string, DraftToKeep>();
  for (const draft of drafts) if (!first.has(draftKey(draft))) first.set(draftKey(draft), draft);
  const written = await insertInChunks<DraftRowToKeep, { pseudonym: string; wave_id: string }>(
    trx,
    draftInsert,
    [...first.values()].map(rowOf),
  );
  const kept = new Set(written.map((row) => draftKey({ waveId: row.wave_id, pseudonym: row.pseudonym })));
  const withdrawn = await removeWithdrawn(trx, [...first.values()]);
  const answered = await removeAnswered(trx, [...first.values()]);
  return drafts.map((draft) => {
    const key = draftKey(draft);
    if (withdrawn.has(key)) return problem("answer.withdrawn");
    if (answered.has(key)) return problem("answer.already-answered");
    return first.get(key) === draft && kept.has(key) ? null : "outdated";
  });
}

async function removeWithdrawn(trx: DatabaseTransaction, drafts: DraftToKeep[]): Promise<Set<string>> {
  const rows = await trx
    .selectFrom("invitation")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .select("invitation.id")
    .where(
      "invitation.id",
      "in",
      drafts.map(({ invitationId }) => invitationId),
    )
    .where("participant.withdrawn", "=", 1)
    .execute();
  const ids = new Set(rows.map(({ id }) => id));
  const withdrawn = drafts.filter(({ invitationId }) => ids.has(invitationId));
  await deleteDrafts(trx, withdrawn);
  return new Set(withdrawn.map(draftKey));
}

async function removeAnswered(trx: DatabaseTransaction, drafts: DraftToKeep[]): Promise<Set<string>> {
  // By pseudonym alone, which has an index: with the wave beside it, the database may read through the whole wave instead.
  const rows = await trx
    .selectFrom("response")
    .select(["wave_id", "pseudonym"])
    .where(
      "pseudonym",
      "in",
      drafts.map((draft) => draft.pseudonym),
    )
    .execute();
  const stored = new Set(rows.map((row) => draftKey({ waveId: row.wave_id, pseudonym: row.pseudonym as string })));
  const answered = drafts.filter((draft) => stored.has(draftKey(draft)));
  await deleteDrafts(trx, answered);
  return new Set(answered.map(draftKey));
}

/** Removes drafts that have become answers. */
export async function deleteDrafts(
  trx: DatabaseTransaction,
  drafts: Array<{ waveId: string; pseudonym: string }>,
): Promise<void> {
  for (const [waveId, ofWave] of Map.groupBy(drafts, (draft) => draft.waveId)) {
    await trx
      .deleteFrom("draft")
      .where("wave_id", "=", waveId)
      .where(
        "pseudonym",
        "in",
        ofWave.map((draft) => draft.pseudonym),
      )
      .execute();
  }
}

function draftKey(draft: { waveId: string; pseudonym: string }): string {
  return `${draft.waveId} ${draft.pseudonym}`;
}

type DraftRowToKeep = Selectable<DraftTable>;

function rowOf(draft: DraftToKeep): DraftRowToKeep {
  return {
    wave_id: draft.waveId,
    pseudonym: draft.pseudonym,
    answers: JSON.stringify(draft.answers),
    page: draft.page,
    language: draft.language,
    revision: draft.revision + 1,
  };
}

const draftInsert: RowInsert<DraftRowToKeep> = {
  name: "draft",
  columns: ["wave_id", "pseudonym", "answers", "page", "language", "revision"],
  compile: (trx, placeholders) =>
    trx
      .insertInto("draft")
      .values(placeholders)
      .onConflict((conflict) =>
        conflict
          .columns(["wave_id", "pseudonym"])
          .doUpdateSet({
            answers: sql`excluded.answers`,
            page: sql`excluded.page`,
            language: sql`excluded.language`,
            revision: sql`excluded.revision`,
          })
          .where("draft.revision", "=", sql<number>`excluded.revision - 1`),
      )
      .returning(["wave_id", "pseudonym"])
      .compile(),
};
