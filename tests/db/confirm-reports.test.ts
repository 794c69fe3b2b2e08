import { type Migration, Migrator } from "kysely/migration";
import { afterEach, beforeEach, expect, it } from "vitest";
import { migrate } from "#db/migrate.ts";
import * as createTables from "#db/migrations/20261123-01-create-tables.ts";
import type { Database } from "#db/schema.ts";
import { emptyDatabase } from "#tests/support/new-database.ts";

/** The migration that rebuilds the outbox, on a database as the first version left it. */
let db: Database;

beforeEach(async () => {
  db = await emptyDatabase();
  const first: Record<string, Migration> = { "20261123-01-create-tables": createTables };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => first } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  await fill();
});
afterEach(() => db.destroy());

const states = ["waiting", "handing-over", "sent", "unsure", "failed", "dropped"] as const;

async function fill(): Promise<void> {
  const initiative = { id: "i", slug: "i", name: "I", challenge: "", district: "", place: "" };
  await db
    .insertInto("initiative")
    .values({ ...initiative, starts_on: "2026-01-01", ends_on: "2026-12-31" })
    .execute();
  await db
    .insertInto("organisation")
    .values(["bar", "school"].map((id) => ({ id, name: id, kind: "other" as const })))
    .execute();
  await db.insertInto("account").values({ id: "a", email: "a@example.dk", name: "A", language: "da" }).execute();
  for (const [n, state] of states.entries()) {
    const link = { id: `link-${n}`, token_hash: `hash-${n}`, account_id: "a", expires_at: "2026-01-01", used_at: null };
    await db.insertInto("sign_in_link").values(link).execute();
    const times = {
      not_before: `2026-01-0${n + 1}`,
      lease_until: n % 2 ? "2026-02-01" : null,
      created_at: "2026-01-01",
    };
    const sent = { sent_at: state === "sent" ? "2026-01-02" : null, problem: state === "failed" ? "refused" : null };
    const message = { id: `m${n}`, kind: "sign-in" as const, invitation_id: null, sign_in_link_id: `link-${n}`, state };
    await db
      .insertInto("message")
      .values({ ...message, attempts: n, ...times, ...sent } as never)
      .execute();
  }
  const report = { id: "r", initiative_id: "i", organisation_id: "bar", account_id: "a", what: "x", who_changed: "x" };
  const coded = { happened_on: "2026-01-01", place: "", kind: "workflow", expected: "no", better: "better" };
  const rest = { contribution: "partly", evidence: "", reported_on: "2026-01-02" };
  await db
    .insertInto("change_report")
    .values({ ...report, ...coded, ...rest } as never)
    .execute();
}

it("loses no mail and changes none", async () => {
  const before = await db.selectFrom("message").selectAll().orderBy("id").execute();
  await migrate(db);
  const after = await db.selectFrom("message").selectAll().orderBy("id").execute();
  expect(after).toEqual(
    before.map((message) => ({
      ...message,
      ...{ confirmation_request_id: null, channel: "mail", contact_id: null, dry_run_id: null },
    })),
  );
  expect(after).toHaveLength(states.length);
});

it("keeps old reports, without depth and ring", async () => {
  await migrate(db);
  const report = await db.selectFrom("change_report").selectAll().executeTakeFirst();
  expect(report).toMatchObject({ id: "r", what: "x", depth: null, ring: null, how: "", same_as: null });
});

it("still holds a mail to exactly one thing, and a known kind", async () => {
  await migrate(db);
  const message = { id: "new", kind: "confirmation", state: "waiting", not_before: "x", created_at: "x" };
  for (const about of [{}, { sign_in_link_id: "link-1", confirmation_request_id: "q" }])
    await expect(
      db
        .insertInto("message")
        .values({ ...message, ...about } as never)
        .execute(),
    ).rejects.toThrow();
  const other = { ...message, kind: "other", sign_in_link_id: "link-1" };
  await expect(
    db
      .insertInto("message")
      .values(other as never)
      .execute(),
  ).rejects.toThrow(/check/i);
});

it("lets no organisation witness its own report, and none lie about whose it is", async () => {
  await migrate(db);
  const said = { agreement: "agree", intended: "no", contribution: "partly", words: "", answered_on: "2026-01-03" };
  const row = { id: "c", initiative_id: "i", report_id: "r", organisation_name: "", account_id: "a", ...said };
  const insert = (values: object) =>
    db
      .insertInto("confirmation")
      .values({ ...row, ...values } as never)
      .execute();
  await expect(insert({ reporting_organisation_id: "bar", organisation_id: "bar" })).rejects.toThrow(/check/i);
  await expect(insert({ reporting_organisation_id: "school", organisation_id: "bar" })).rejects.toThrow(/foreign key/i);
  await expect(insert({ reporting_organisation_id: null, organisation_id: "bar" })).rejects.toThrow(/check/i);
  await insert({ reporting_organisation_id: "bar", organisation_id: "school" });
  const second = { id: "c2", reporting_organisation_id: "bar", organisation_id: "school" };
  await expect(insert(second)).rejects.toThrow(/unique/i);
});
