import { CompiledQuery, sql } from "kysely";
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
}

export interface DraftToKeep extends Draft {
  waveId: string;
  pseudonym: string;
}

/** What a person has typed so far in a wave; null before they have begun and after they have answered. */
export async function readDraft(db: Database, waveId: string, pseudonym: string): Promise<Draft | null> {
  const statement = sqlOnce(db, "read draft", () => draftQuery(db, waveId, pseudonym).compile());
  const { rows } = await db.executeQuery<DraftRow>(CompiledQuery.raw(statement, [waveId, pseudonym]));
  const row = rows[0];
  return row ? { answers: JSON.parse(row.answers), page: row.page, language: row.language } : null;
}

type DraftRow = Pick<DraftTable, "answers" | "page" | "language">;

function draftQuery(db: Database, waveId: string, pseudonym: string) {
  return db
    .selectFrom("draft")
    .select(["answers", "page", "language"])
    .where("wave_id", "=", waveId)
    .where("pseudonym", "=", pseudonym);
}

/**
 * Writes drafts over earlier ones. A draft of somebody who has answered meanwhile (in another tab) is refused: it would lie there for ever.
 * @returns one outcome per draft, null where it was kept.
 */
export async function keepDrafts(trx: DatabaseTransaction, drafts: DraftToKeep[]): Promise<Array<Problem | null>> {
  if (drafts.length === 0) return [];
  // The last of a person's drafts counts; a statement may not write one row twice.
  const newest = new Map(drafts.map((draft) => [draftKey(draft), draft]));
  await insertInChunks(trx, draftInsert, [...newest.values()].map(rowOf));
  const answered = await removeAnswered(trx, [...newest.values()]);
  return drafts.map((draft) => (answered.has(draftKey(draft)) ? problem("answer.already-answered") : null));
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

function rowOf(draft: DraftToKeep): DraftTable {
  return {
    wave_id: draft.waveId,
    pseudonym: draft.pseudonym,
    answers: JSON.stringify(draft.answers),
    page: draft.page,
    language: draft.language,
  };
}

const draftInsert: RowInsert<DraftTable> = {
  name: "draft",
  columns: ["wave_id", "pseudonym", "answers", "page", "language"],
  compile: (trx, placeholders) =>
    trx
      .insertInto("draft")
      .values(placeholders)
      .onConflict((conflict) =>
        conflict.columns(["wave_id", "pseudonym"]).doUpdateSet({
          answers: sql`excluded.answers`,
          page: sql`excluded.page`,
          language: sql`excluded.language`,
        }),
      )
      .compile(),
};
