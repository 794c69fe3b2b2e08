import { openDatabase } from "#db/open.ts";
import type { Audience, Database, LanguageCode, RespondentLanguage } from "#db/schema.ts";
import { hashToken, invitationToken } from "#surveys/fieldwork/invitation-token.ts";
import type { Deed } from "#surveys/initiative/audit.server.ts";
import { sealGoals } from "#surveys/initiative/seal.server.ts";
import { participantRow } from "#tests/support/participant-row.ts";
import { newDatabase } from "./new-database.ts";
import { storeInvitationCounts } from "./recount-invitations.ts";

export const secret = "a secret for tests, long enough to be one";
export const baseUrl = "https://ringvirk.example";
export const from = "Ringvirk <undersoegelse@ringvirk.example>";
export const morning = new Date("2026-11-23T09:00:00Z");
export const today = "2026-11-23";

/** Carla coordinates; everything she does, she does at `morning` unless told otherwise. */
export function carlas(now: Date = morning): Deed {
  return { initiativeId: "nightlife", accountId: "carla", now };
}

/** The sealed initiative "Tryg nat" with two organisations, two surveys and nobody to invite yet. */
export async function makeMailWorld(place?: string): Promise<Database> {
  const db = place ? await openDatabase(place) : await newDatabase();
  await db.insertInto("initiative").values(["nightlife", "housing"].map(initiative)).execute();
  const linkKeys = ["nightlife", "housing"].map((id) => ({ initiative_id: id, key: `link key of ${id}` }));
  await db.insertInto("link_key").values(linkKeys).execute();
  await db.insertInto("account").values(account("carla", "da")).execute();
  await db.insertInto("account").values(account("erik", "en")).execute();
  await db
    .insertInto("organisation")
    .values([
      { id: "police", name: "Nordby Politi", kind: "police" },
      { id: "bars", name: "Værtshusene & Co <Nordby>", kind: "company" },
      { id: "school", name: "Nordby Gymnasium", kind: "education" },
    ])
    .execute();
  await db
    .insertInto("membership")
    .values([
      { initiative_id: "nightlife", organisation_id: "police", joined_on: "2026-01-01", left_on: null },
      { initiative_id: "nightlife", organisation_id: "bars", joined_on: "2026-01-01", left_on: null },
      { initiative_id: "nightlife", organisation_id: "school", joined_on: "2026-01-01", left_on: "2026-06-30" },
    ])
    .execute();
  await addSurvey(db, "resident");
  await addSurvey(db, "actor");
  await addGoal(db);
  await sealGoals(db, carlas());
  return db;
}

/** A participant without the way through a file. */
export async function addPerson(
  db: Database,
  person: {
    id: string;
    language?: RespondentLanguage;
    audience?: Audience;
    organisationId?: string;
    optedOut?: boolean;
  },
): Promise<void> {
  await db
    .insertInto("participant")
    .values(
      participantRow(person.id, "nightlife", {
        audience: person.audience ?? "resident",
        key: `${person.id}@borger.example`,
        email: `${person.id}@borger.example`,
        language: person.language ?? "da",
        organisation_id: person.organisationId ?? null,
        opted_out: person.optedOut ? 1 : 0,
      }),
    )
    .execute();
}

/** Marks the person's invitation to the wave as answered, as submitting does. */
export async function markAnswered(db: Database, waveId: string, email: string): Promise<void> {
  await db
    .updateTable("invitation")
    .set({ answered: 1 })
    .where("wave_id", "=", waveId)
    .where("participant_id", "=", (of) => of.selectFrom("participant").select("id").where("email", "=", email))
    .execute();
  await storeInvitationCounts(db);
}

/** The invitation that a token opens, found as the answering page finds it. */
export async function personOf(db: Database, token: string): Promise<string | undefined> {
  const found = await db
    .selectFrom("invitation")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .select(["participant.email", "invitation.id"])
    .where("invitation.token_hash", "=", hashToken(token))
    .executeTakeFirst();
  return found && invitationToken(secret, found.id) === token ? found.email : undefined;
}

function initiative(id: string) {
  return {
    id,
    slug: id,
    name: id === "nightlife" ? "Tryg nat i Nordby" : "Trygt hjem",
    challenge: "Hvordan bliver nattelivet trygt for alle?",
    district: "Nordjylland",
    place: "Nordby",
    starts_on: "2026-01-01",
    ends_on: "2028-12-31",
  };
}

function account(id: string, language: LanguageCode) {
  return { id, email: `${id}@kommune.example`, name: id === "carla" ? "Carla Coordinator" : "Erik Analyst", language };
}

async function addSurvey(db: Database, audience: Audience): Promise<void> {
  const items = Array.from({ length: 20 }, (_, index) => ({ source: { question: `q${index}` }, kind: "scale" }));
  const codebook = { items, indexes: [], questions: items.map(({ source }) => source.question), unmeasured: [] };
  await db
    .insertInto("survey")
    .values({ id: `${audience}-survey`, initiative_id: "nightlife", key: audience, audience, title: audience })
    .execute();
  await db
    .insertInto("survey_version")
    .values({
      id: `${audience}-1`,
      survey_id: `${audience}-survey`,
      number: 1,
      definition: "{}",
      codebook: JSON.stringify(codebook),
    })
    .execute();
}

export async function addGoal(db: Database, id = "safe-at-night"): Promise<void> {
  await db
    .insertInto("goal")
    .values({
      id,
      initiative_id: "nightlife",
      title: "Flere er trygge om natten",
      audience: "resident",
      item_key: "safe-after-dark",
      reading: "share",
      segment: "",
      direction: "rise",
      target_kind: "change",
      target_value: 5,
      smallest_worthwhile: 2,
      due_position: 1,
      position: 0,
    })
    .execute();
}
