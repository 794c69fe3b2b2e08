import type { Audience, Database, Gone } from "#db/schema.ts";
import { type Deed, recordDeed } from "#surveys/initiative/audit.server.ts";
import { type Problem, problem } from "#surveys/problem.ts";

/** Somebody on the list, as far as a search shows them. */
export interface FoundPerson {
  id: string;
  audience: Audience;
  name: string;
  email: string;
  key: string;
}

/** What is held of a participant, but for what they answered and whether they did: that is nobody's to look up. */
export interface HeldPerson extends FoundPerson {
  language: string;
  organisation: string | null;
  segments: Record<string, string>;
  cluster: string;
  stratum: string;
  baseWeight: number;
  address: { careOf: string; street: string; postcode: string; town: string };
  optedOut: boolean;
  gone: Gone;
  /** Names of the waves they were invited to. */
  invitedTo: string[];
}

const mostFound = 20;

/** Participants whose mail address or key is the words, or whose name holds them; at most 20, by name. */
export async function findPeople(db: Database, initiativeId: string, words: string): Promise<FoundPerson[]> {
  const wanted = words.trim().replace(/[%_]/g, "");
  if (wanted === "") return [];
  return db
    .selectFrom("participant")
    .select(["id", "audience", "name", "email", "key"])
    .where("initiative_id", "=", initiativeId)
    .where("withdrawn", "=", 0)
    .where(({ eb, or, fn }) =>
      or([
        eb(fn<string>("lower", ["email"]), "=", wanted.toLowerCase()),
        eb("key", "=", wanted),
        eb(fn<string>("lower", ["name"]), "like", `%${wanted.toLowerCase()}%`),
      ]),
    )
    .orderBy("name")
    .orderBy("id")
    .limit(mostFound)
    .execute();
}

/** Undefined for whoever has withdrawn, or is another initiative's. */
export async function heldPerson(db: Database, initiativeId: string, id: string): Promise<HeldPerson | undefined> {
  const row = await db
    .selectFrom("participant")
    .leftJoin("organisation", "organisation.id", "participant.organisation_id")
    .selectAll("participant")
    .select("organisation.name as organisation")
    .where("participant.id", "=", id)
    .where("participant.initiative_id", "=", initiativeId)
    .where("participant.withdrawn", "=", 0)
    .executeTakeFirst();
  if (!row) return undefined;
  const waves = await db
    .selectFrom("invitation")
    .innerJoin("wave", "wave.id", "invitation.wave_id")
    .select("wave.name")
    .where("invitation.participant_id", "=", id)
    .orderBy("wave.position")
    .execute();
  const { audience, name, email, key, language, organisation, cluster, stratum, gone } = row;
  return {
    ...{ id, audience, name, email, key, language, organisation, cluster, stratum, gone },
    segments: JSON.parse(row.segments) as Record<string, string>,
    baseWeight: row.base_weight,
    address: { careOf: row.care_of, street: row.street, postcode: row.postcode, town: row.town },
    optedOut: row.opted_out === 1,
    invitedTo: waves.map((wave) => wave.name),
  };
}

/**
 * Says that somebody has moved away or died, or ("") takes it back: from then on nothing is sent to them and no wave invites them. Waves that
 * invited them, and what they answered, stay as they are.
 * Refused: "participant.not-found", also for whoever has said stop: nothing is sent to them anyway, and it would be forgotten that they did.
 */
export async function tellGone(
  db: Database,
  deed: Deed,
  { participantId, gone }: { participantId: string; gone: Gone },
): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const told = await trx
      .updateTable("participant")
      .set({ gone, opted_out: gone === "" ? 0 : 1 })
      .where("id", "=", participantId)
      .where("initiative_id", "=", deed.initiativeId)
      .where("withdrawn", "=", 0)
      .where(({ eb, or }) => or([eb("opted_out", "=", 0), eb("gone", "<>", "")]))
      .executeTakeFirst();
    if (told.numUpdatedRows === 0n) return problem("participant.not-found");
    await recordDeed(trx, deed, "participant.gone", { gone });
    return null;
  });
}
