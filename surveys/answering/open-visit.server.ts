import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Audience, Database, DatabaseTransaction, RespondentLanguage } from "#db/schema.ts";
import { besideOthers } from "#db/turns.ts";
import { hashToken } from "#surveys/fieldwork/invitation-token.ts";
import { openLinksAsked } from "#surveys/fieldwork/open-link.server.ts";
import { lastMoment, stateAt } from "#surveys/fieldwork/wave.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { pseudonymOf } from "./pseudonym.ts";
import type { SelfCode } from "./self-code.ts";
import { elementHashes } from "./self-code-hashes.ts";

/** An open link as a visitor meets it. */
export interface OpenDoor {
  id: string;
  name: string;
  initiativeId: string;
  initiativeName: string;
  place: string;
  challenge: string;
  audience: Audience;
  waveId: string;
  wavePosition: number;
  surveyVersionId: string;
  closesOn: string;
  asksSelfCode: boolean;
}

/**
 * The open link of a name, where somebody can begin through it now.
 * Refused: "open-link.unknown"; "open-link.closed" when its wave is not open, it was closed, it is full, or the link key is destroyed.
 */
export async function findOpenDoor(
  db: Database | DatabaseTransaction,
  name: string,
  now: Date,
): Promise<OpenDoor | Problem> {
  const row = await openLinksAsked(db)
    .leftJoin("link_key", "link_key.initiative_id", "initiative.id")
    .select(["open_link.id", "open_link.name", "open_link.audience", "open_link.closed", "open_link.asks_self_code"])
    .select(["open_link.answered", "open_link.most_answers", "wave.id as waveId", "wave.state", "wave.closes_on"])
    .select([
      "wave.closes_at",
      "wave.position as wavePosition",
      "initiative.id as initiativeId",
      "initiative.name as initiativeName",
      "initiative.place",
    ])
    .select(["initiative.challenge", "wave_survey.survey_version_id as surveyVersionId", "link_key.key"])
    .where("open_link.name", "=", name.toLowerCase())
    .executeTakeFirst();
  if (!row) return problem("open-link.unknown");
  const isFull = row.answered >= row.most_answers;
  if (row.closed === 1 || stateAt(row, now) !== "open" || isFull || row.key === null)
    return problem("open-link.closed");
  return {
    ...{ id: row.id, name: row.name, audience: row.audience, waveId: row.waveId, closesOn: lastMoment(row) },
    wavePosition: row.wavePosition,
    ...{ initiativeId: row.initiativeId, initiativeName: row.initiativeName, place: row.place },
    ...{ challenge: row.challenge, surveyVersionId: row.surveyVersionId, asksSelfCode: row.asks_self_code === 1 },
  };
}

export interface Beginning {
  now: Date;
  language: RespondentLanguage;
  kiosk: boolean;
  /** What the visitor made up, where they were asked and wanted to. */
  selfCode: SelfCode | null;
}

/**
 * Lets somebody begin through an open link: from now on they answer with a link of their own, which nobody else has. Nothing is stored of who
 * they are, nor when.
 * @returns the new link's token; refused as by `findOpenDoor`.
 */
export async function beginVisit(db: Database, name: string, begin: Beginning): Promise<{ token: string } | Problem> {
  const token = randomBytes(17).toString("base64url").slice(0, 22);
  return besideOthers(db, async (trx) => {
    // The write comes first and takes the link's lock.
    await trx.updateTable("open_link").set({ begun: sql`begun + 1` }).where("name", "=", name.toLowerCase()).execute();
    const door = await findOpenDoor(trx, name, begin.now);
    if ("problem" in door) {
      await trx
        .updateTable("open_link")
        .set({ begun: sql`begun - 1` })
        .where("name", "=", name.toLowerCase())
        .execute();
      return door;
    }
    const id = randomUUID();
    await trx
      .insertInto("open_visit")
      .values({
        ...{ id, open_link_id: door.id, token_hash: hashToken(token), language: begin.language },
        ...{ kiosk: begin.kiosk ? 1 : 0, answered: 0, withdrawn: 0, receipt_hash: null },
      })
      .execute();
    if (door.asksSelfCode && begin.selfCode) await keepSelfCode(trx, door, id, begin.selfCode);
    return { token };
  });
}

/** The pseudonym of a visit; never that of a participant, whose id has no colon. */
export function visitPseudonym(linkKey: string, visitId: string): string {
  return pseudonymOf(linkKey, `open:${visitId}`);
}

/** Who has begun through an open link, by the token of their own link; null where it is no such token. */
export async function findVisit(db: Database | DatabaseTransaction, token: string) {
  const row = await openLinksAsked(db)
    .innerJoin("open_visit", "open_visit.open_link_id", "open_link.id")
    .leftJoin("link_key", "link_key.initiative_id", "initiative.id")
    .select(["open_visit.id", "open_visit.answered", "open_visit.receipt_hash", "open_visit.withdrawn"])
    .select(["open_visit.language", "open_visit.kiosk", "open_link.id as linkId", "open_link.name as linkName"])
    .select([
      "open_link.audience",
      "wave.id as waveId",
      "wave.position",
      "wave.state",
      "wave.opens_on",
      "wave.opens_at",
    ])
    .select([
      "wave.closes_on",
      "wave.closes_at",
      "initiative.id as initiativeId",
      "initiative.name",
      "initiative.place",
    ])
    .select(["wave_survey.survey_version_id", "link_key.key"])
    .where("open_visit.token_hash", "=", hashToken(token))
    .executeTakeFirst();
  return row ?? null;
}

/** Throws away an answer that was begun and not sent, and the visit with it. */
export async function discardVisit(db: Database, token: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const visit = await findVisit(trx, token);
    if (!visit || visit.answered === 1) return;
    await forgetVisit(trx, { ...visit, pseudonym: visit.key === null ? null : visitPseudonym(visit.key, visit.id) });
    await trx.deleteFrom("open_visit").where("id", "=", visit.id).execute();
  });
}

async function forgetVisit(
  trx: DatabaseTransaction,
  visit: { waveId: string; pseudonym: string | null },
): Promise<void> {
  if (visit.pseudonym === null) return;
  for (const table of ["draft", "self_code"] as const) {
    await trx.deleteFrom(table).where("wave_id", "=", visit.waveId).where("pseudonym", "=", visit.pseudonym).execute();
  }
}

async function keepSelfCode(trx: DatabaseTransaction, door: OpenDoor, visitId: string, code: SelfCode): Promise<void> {
  const { key } = await trx
    .selectFrom("link_key")
    .select("key")
    .where("initiative_id", "=", door.initiativeId)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("self_code")
    .values({
      ...{ wave_id: door.waveId, audience: door.audience, pseudonym: visitPseudonym(key, visitId) },
      ...{ elements: JSON.stringify(elementHashes(key, door.audience, code)), outcome: null, matched_pseudonym: null },
    })
    .execute();
}
