import type { Audience, Database, DatabaseTransaction, PublicationTable } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { type Deed, recordDeed } from "./audit.server.ts";

/** What a publication was made of, as far as two of them could be compared. */
export interface PublicationStanding {
  /** Ids of the waves that were closed. */
  closed: string[];
  /** How many answers to each of them had been taken back, by `wave audience`. */
  withdrawn: Record<string, number>;
}

/** Whether there is a public page, since when, and whether search engines may list it. */
export interface PublicationState {
  published: boolean;
  /** `YYYY-MM-DD` of the newest publication, also when it has been taken down. */
  publishedOn: string;
  listed: boolean;
}

/** Null where nothing was ever published. */
export async function publicationState(db: Database, initiativeId: string): Promise<PublicationState | null> {
  const row = await publicationRow(db, initiativeId);
  if (!row) return null;
  return { published: row.content !== null, publishedOn: row.published_on, listed: row.listed === 1 };
}

/** The content of a public page, as it was stored; null where there is none: unknown and unpublished are alike. */
export async function publishedContent(
  db: Database,
  slug: string,
): Promise<{ content: string; publishedOn: string; listed: boolean } | null> {
  const row = await db
    .selectFrom("publication")
    .innerJoin("initiative", "initiative.id", "publication.initiative_id")
    .select(["publication.content", "publication.published_on", "publication.listed"])
    .where("initiative.slug", "=", slug)
    .executeTakeFirst();
  if (!row || row.content === null) return null;
  return { content: row.content, publishedOn: row.published_on, listed: row.listed === 1 };
}

/** The address of an initiative's public page; null while there is none. */
export async function publicPath(db: Database, initiativeId: string): Promise<string | null> {
  const row = await db
    .selectFrom("publication")
    .innerJoin("initiative", "initiative.id", "publication.initiative_id")
    .select("initiative.slug")
    .where("initiative_id", "=", initiativeId)
    .where("content", "is not", null)
    .executeTakeFirst();
  return row ? pathOfSlug(row.slug) : null;
}

export function pathOfSlug(slug: string): string {
  return `/r/${slug}`;
}

/**
 * Puts a page before everybody, in place of the one before, which is forgotten.
 * Refused: "publication.too-close": few answers to a wave were taken back since the page before, so the two together would tell of few people.
 *
 * @param floor fewest people that two publications may differ by.
 */
export function storePublication(
  db: Database,
  deed: Deed,
  { content, listed, floor }: { content: string; listed: boolean; floor: number },
): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const before = await publicationRow(trx, deed.initiativeId);
    const standing = await standingNow(trx, deed.initiativeId);
    if (before && differByFew(JSON.parse(before.standing), standing, floor)) return problem("publication.too-close");
    const row = {
      ...{ number: (before?.number ?? 0) + 1, content, standing: JSON.stringify(standing) },
      ...{ published_on: dayOf(deed.now), listed: listed ? 1 : 0 },
    };
    await trx
      .insertInto("publication")
      .values({ initiative_id: deed.initiativeId, ...row })
      .onConflict((conflict) => conflict.column("initiative_id").doUpdateSet(row))
      .execute();
    await recordDeed(trx, deed, "results.published", { number: row.number, listed });
    return null;
  });
}

/** Takes the page down and forgets what stood on it. Refused: "publication.none". */
export function takeDownPublication(db: Database, deed: Deed): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable("publication")
      .set({ content: null })
      .where("initiative_id", "=", deed.initiativeId)
      .where("content", "is not", null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return problem("publication.none");
    await recordDeed(trx, deed, "results.taken-down", {});
    return null;
  });
}

/**
 * Whether the figures of the same waves differ by 1 to `floor` − 1 people. A further closed wave is a reason to publish all the same: else three
 * withdrawals would keep an initiative silent for ever.
 */
function differByFew(before: PublicationStanding, now: PublicationStanding, floor: number): boolean {
  if (now.closed.some((wave) => !before.closed.includes(wave))) return false;
  return Object.entries(now.withdrawn).some(([cell, answers]) => {
    const since = answers - (before.withdrawn[cell] ?? 0);
    return since > 0 && since < floor;
  });
}

async function standingNow(trx: DatabaseTransaction, initiativeId: string): Promise<PublicationStanding> {
  const closed = await trx
    .selectFrom("wave")
    .select("id")
    .where("initiative_id", "=", initiativeId)
    .where("state", "=", "closed")
    .orderBy("position")
    .execute();
  const counts = await trx
    .selectFrom("withdrawal_count")
    .innerJoin("wave", "wave.id", "withdrawal_count.wave_id")
    .select(["wave_id", "audience", "answers"])
    .where("initiative_id", "=", initiativeId)
    .where("state", "=", "closed")
    .execute();
  const cell = (waveId: string, audience: Audience) => `${waveId} ${audience}`;
  return {
    closed: closed.map(({ id }) => id),
    withdrawn: Object.fromEntries(counts.map((count) => [cell(count.wave_id, count.audience), count.answers])),
  };
}

function publicationRow(
  db: Database | DatabaseTransaction,
  initiativeId: string,
): Promise<PublicationTable | undefined> {
  return db.selectFrom("publication").selectAll().where("initiative_id", "=", initiativeId).executeTakeFirst();
}
