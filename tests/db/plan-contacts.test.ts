import { type Migration, Migrator } from "kysely/migration";
import { afterEach, beforeEach, expect, it } from "vitest";
import { migrate } from "#db/migrate.ts";
import * as createTables from "#db/migrations/20261123-01-create-tables.ts";
import type { Database } from "#db/schema.ts";
import { emptyDatabase } from "#tests/support/new-database.ts";

/** The migration that plans contacts, on a database whose outbox the first version filled. */
let db: Database;

beforeEach(async () => {
  db = await emptyDatabase();
  const first: Record<string, Migration> = { "20261123-01-create-tables": createTables };
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => first } }).migrateToLatest();
  if (error) throw error;
  const insert = (table: string, values: object) =>
    db
      .insertInto(table as "wave")
      .values(values as never)
      .execute();
  const place = { challenge: "", district: "", place: "", starts_on: "2026-01-01", ends_on: "2026-12-31" };
  await insert("initiative", { id: "i", slug: "i", name: "I", ...place });
  const wave = { opens_on: "2026-05-01", closes_on: "2026-05-31", state: "open", source: "ringvirk" };
  await insert("wave", { id: "w", initiative_id: "i", position: 0, name: "W", ...wave });
  const person = { email: "a@example.dk", name: "A", language: "da", segments: "{}", opted_out: 0 };
  await insert("participant", { id: "p", initiative_id: "i", audience: "resident", key: "p", ...person });
  await insert("invitation", { id: "inv", wave_id: "w", participant_id: "p", token_hash: "h", answered: 0 });
  for (const kind of ["invitation", "reminder"]) await insert("message", messageOf(kind, kind));
  await migrate(db);
});
afterEach(() => db.destroy());

function messageOf(id: string, kind: string, more: object = {}) {
  return { id, kind, invitation_id: "inv", state: "waiting", not_before: "x", created_at: "x", ...more };
}

const store = (row: object) =>
  db
    .insertInto("message")
    .values(row as never)
    .execute();

it("keeps every message as a mail of no contact, and waves from midnight to midnight", async () => {
  expect(await db.selectFrom("message").selectAll().orderBy("id").execute()).toMatchObject([
    { ...messageOf("invitation", "invitation"), channel: "mail", contact_id: null, dry_run_id: null },
    { ...messageOf("reminder", "reminder"), channel: "mail", contact_id: null, dry_run_id: null },
  ]);
  expect(await db.selectFrom("wave").select(["opens_at", "closes_at", "paused"]).execute()).toEqual([
    { opens_at: "00:00", closes_at: "24:00", paused: 0 },
  ]);
});

it("refuses two messages of one contact to one invitation, and two of a kind that belong to no contact", async () => {
  const contact = { wave_id: "w", channel: "mail" as const, audience: null, day: "2026-05-08", time: "09:00" };
  for (const position of [1, 2]) {
    await db
      .insertInto("wave_contact")
      .values({ id: `c${position}`, position, kind: "reminder", ...contact })
      .execute();
  }
  await store(messageOf("m1", "reminder", { contact_id: "c1" }));
  await store(messageOf("m2", "reminder", { contact_id: "c2" }));
  await expect(store(messageOf("m3", "reminder", { contact_id: "c1" }))).rejects.toThrow(/unique/i);
  await expect(store(messageOf("m4", "reminder"))).rejects.toThrow(/unique/i);
});

it("refuses what is no contact, channel or state, and a contact's message about nothing of it", async () => {
  await expect(store(messageOf("m", "shout"))).rejects.toThrow(/check/i);
  await expect(store(messageOf("m", "last-call", { channel: "fax" }))).rejects.toThrow(/check/i);
  await expect(store(messageOf("m", "last-call", { state: "held" }))).rejects.toThrow(/check/i);
  await expect(store({ ...messageOf("m", "last-call"), invitation_id: null })).rejects.toThrow(/check/i);
});
