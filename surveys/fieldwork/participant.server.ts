import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Audience, Database, DatabaseTransaction } from "#db/schema.ts";
import { shownCount } from "#surveys/disclosure-floor.ts";
import { withdrawnFrom } from "./do-not-contact.server.ts";
import {
  type AcceptedParticipant,
  type CheckedParticipants,
  type PresentParticipant,
  sortRows,
} from "./participant-check.ts";
import type { ParticipantFile } from "./read-participants.ts";

/**
 * How a file stands to what is there now: organisations that take part on `today`, participants of the audience. Rows of people who have
 * withdrawn are left out and counted, not named.
 */
export async function checkParticipants(
  db: Database | DatabaseTransaction,
  about: { initiativeId: string; audience: Audience; today: string; file: ParticipantFile },
): Promise<CheckedParticipants> {
  const { initiativeId, audience, today, file } = about;
  const organisations = audience === "actor" ? await organisationsTakingPart(db, initiativeId, today) : [];
  const hasWithdrawn = await withdrawnFrom(db, { initiativeId, audience });
  return sortRows(file, {
    ...{ audience, hasWithdrawn },
    present: await presentParticipants(db, initiativeId, audience),
    organisations: new Map(organisations.map(({ id, name }) => [name.toLowerCase(), id])),
  });
}

/** Organisations with a membership that has begun and not ended on `today`, by name. */
export async function organisationsTakingPart(
  db: Database | DatabaseTransaction,
  initiativeId: string,
  today: string,
): Promise<Array<{ id: string; name: string }>> {
  return db
    .selectFrom("membership")
    .innerJoin("organisation", "organisation.id", "membership.organisation_id")
    .select(["organisation.id", "organisation.name"])
    .distinct()
    .where("membership.initiative_id", "=", initiativeId)
    .where("membership.joined_on", "<=", today)
    .where((where) => where.or([where("membership.left_on", "is", null), where("membership.left_on", ">=", today)]))
    .orderBy("organisation.name")
    .execute();
}

/** Writes accepted rows: new participants, and renewed ones over what was there. Whoever has opted out stays opted out. */
export async function storeParticipants(
  trx: DatabaseTransaction,
  about: { initiativeId: string; audience: Audience },
  accepted: AcceptedParticipant[],
): Promise<void> {
  const rows = accepted.map((participant) => ({
    id: participant.presentId ?? randomUUID(),
    initiative_id: about.initiativeId,
    audience: about.audience,
    key: participant.key,
    email: participant.email,
    name: participant.name,
    language: participant.language,
    segments: JSON.stringify(participant.segments),
    organisation_id: participant.organisationId,
    opted_out: 0,
    cluster: participant.cluster,
    stratum: participant.stratum,
    base_weight: participant.baseWeight,
    care_of: participant.address.careOf,
    street: participant.address.street,
    postcode: participant.address.postcode,
    town: participant.address.town,
  }));
  for (const chunk of chunked(rows)) {
    await trx
      .insertInto("participant")
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(["initiative_id", "audience", "key"]).doUpdateSet({
          email: sql`excluded.email`,
          name: sql`excluded.name`,
          language: sql`excluded.language`,
          segments: sql`excluded.segments`,
          organisation_id: sql`excluded.organisation_id`,
          cluster: sql`excluded.cluster`,
          stratum: sql`excluded.stratum`,
          base_weight: sql`excluded.base_weight`,
          care_of: sql`excluded.care_of`,
          street: sql`excluded.street`,
          postcode: sql`excluded.postcode`,
          town: sql`excluded.town`,
        }),
      )
      .execute();
  }
}

/** How many people there are to invite; opted out are those who have asked for no more mails. */
export interface ParticipantCounts {
  people: number;
  optedOut: number;
  /** Who has withdrawn, as it may be told (`shownCount`): not one by one, so that nobody sees whose row it was. */
  withdrawn: number | null;
}

/** By audience. */
export async function participantCounts(
  db: Database,
  initiativeId: string,
): Promise<Record<Audience, ParticipantCounts>> {
  const rows = await db
    .selectFrom("participant")
    .select((select) => [
      ...(["audience", "withdrawn"] as const),
      select.fn.countAll<number>().as("people"),
      select.fn.sum<number>("opted_out").as("optedOut"),
    ])
    .where("initiative_id", "=", initiativeId)
    .groupBy(["audience", "withdrawn"])
    .execute();
  const of = (audience: Audience): ParticipantCounts => {
    const there = rows.find((row) => row.audience === audience && row.withdrawn === 0);
    const withdrawn = rows.find((row) => row.audience === audience && row.withdrawn === 1);
    return {
      people: Number(there?.people ?? 0),
      optedOut: Number(there?.optedOut ?? 0),
      withdrawn: shownCount(Number(withdrawn?.people ?? 0)),
    };
  };
  return { resident: of("resident"), actor: of("actor") };
}

/** Rows in groups small enough for one statement. */
export function chunked<Row>(rows: Row[], size = 500): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}

async function presentParticipants(
  db: Database | DatabaseTransaction,
  initiativeId: string,
  audience: Audience,
): Promise<PresentParticipant[]> {
  const rows = await db
    .selectFrom("participant")
    .select(["id", "key", "email", "name", "language", "organisation_id as organisationId", "segments"])
    .select(["cluster", "stratum", "base_weight as baseWeight", "care_of as careOf", "street", "postcode", "town"])
    .where("initiative_id", "=", initiativeId)
    .where("audience", "=", audience)
    .where("withdrawn", "=", 0)
    .execute();
  return rows.map(({ careOf, street, postcode, town, ...row }) => ({
    ...row,
    address: { careOf, street, postcode, town },
    segments: JSON.parse(row.segments) as Record<string, string>,
  }));
}
