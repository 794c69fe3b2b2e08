import { type CreateTableBuilder, type Kysely, sql } from "kysely";

/**
 * Planned contacts of a wave; times of day at which it opens and closes; a pause. The outbox learns of contacts, channels, dry runs, last
 * calls and thanks, and that one person may be reminded more than once: each contact at most once, and what belongs to none once of each kind,
 * as before. Messages from before belong to no contact. Going back would lose all of it, so there is no way back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await extendWaves(db);
  await createContacts(db);
  await createDryRuns(db);
  await rebuildMessages(db);
}

const contactKinds = sql`'invitation', 'reminder', 'last-call', 'thank-you'`;
const channels = sql`'mail', 'sms', 'letter'`;

/** One column a statement: SQLite adds no more. Waves from before run from midnight to midnight, as they did. */
async function extendWaves({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable("wave")
    .addColumn("opens_at", "text", (c) => c.notNull().defaultTo("00:00"))
    .execute();
  await schema
    .alterTable("wave")
    .addColumn("closes_at", "text", (c) => c.notNull().defaultTo("24:00"))
    .execute();
  await schema
    .alterTable("wave")
    .addColumn("paused", "integer", (c) => c.notNull().defaultTo(0).check(sql`paused in (0, 1)`))
    .execute();
}

async function createContacts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("wave_contact")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("wave_id", "text", (c) => c.notNull().references("wave.id"))
    .addColumn("position", "integer", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull().check(sql`kind in (${contactKinds})`))
    .addColumn("channel", "text", (c) => c.notNull().check(sql`channel in (${channels})`))
    .addColumn("audience", "text", (c) => c.check(sql`audience in ('resident', 'actor')`))
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("time", "text", (c) => c.notNull())
    .addColumn("carried_out_at", "text")
    .addColumn("queued", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("left_out", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("skipped", "text")
    .addUniqueConstraint("wave_contact_position", ["wave_id", "position"])
    .execute();
}

async function createDryRuns({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("dry_run")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("contact_id", "text", (c) => c.notNull().references("wave_contact.id").onDelete("cascade"))
    .addColumn("account_id", "text", (c) => c.notNull().references("account.id"))
    .addColumn("audience", "text", (c) => c.notNull().check(sql`audience in ('resident', 'actor')`))
    .addColumn("language", "text", (c) => c.notNull())
    .execute();
}

/** Neither database changes the checks of a table in the same words, so the table is made anew and every row carried over. */
async function rebuildMessages(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await messageColumns(schema.createTable("message_of_contacts")).execute();
  await sql`
    insert into message_of_contacts (id, kind, channel, invitation_id, sign_in_link_id, confirmation_request_id, state, attempts, not_before,
      lease_until, created_at, sent_at, problem)
    select id, kind, 'mail', invitation_id, sign_in_link_id, confirmation_request_id, state, attempts, not_before,
      lease_until, created_at, sent_at, problem from message
  `.execute(db);
  await schema.dropTable("message").execute();
  await schema.alterTable("message_of_contacts").renameTo("message").execute();
  await schema.createIndex("message_by_state").on("message").columns(["state", "kind", "not_before"]).execute();
  await schema.createIndex("message_by_invitation").on("message").columns(["invitation_id", "kind"]).execute();
  await schema
    .createIndex("message_once_a_contact")
    .on("message")
    .columns(["contact_id", "invitation_id"])
    .unique()
    .execute();
  await schema
    .createIndex("message_once_without_contact")
    .on("message")
    .columns(["invitation_id", "kind"])
    .unique()
    .where(sql.ref("contact_id"), "is", null)
    .execute();
}

function messageColumns<Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) {
  return table
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("kind", "text", (c) => c.notNull().check(sql`kind in (${contactKinds}, 'sign-in', 'confirmation')`))
    .addColumn("channel", "text", (c) => c.notNull().defaultTo("mail").check(sql`channel in (${channels})`))
    .addColumn("contact_id", "text", (c) => c.references("wave_contact.id"))
    .addColumn("invitation_id", "text", (c) => c.references("invitation.id"))
    .addColumn("sign_in_link_id", "text", (c) => c.references("sign_in_link.id"))
    .addColumn("confirmation_request_id", "text", (c) => c.unique().references("confirmation_request.id"))
    .addColumn("dry_run_id", "text", (c) => c.unique().references("dry_run.id").onDelete("cascade"))
    .addColumn("state", "text", (c) =>
      c.notNull().check(sql`state in ('waiting', 'paused', 'handing-over', 'sent', 'unsure', 'failed', 'dropped')`),
    )
    .addColumn("attempts", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("not_before", "text", (c) => c.notNull())
    .addColumn("lease_until", "text")
    .addColumn("created_at", "text", (c) => c.notNull())
    .addColumn("sent_at", "text")
    .addColumn("problem", "text")
    .addCheckConstraint(
      "message_about_one_thing",
      sql`(case when invitation_id is null then 0 else 1 end) + (case when sign_in_link_id is null then 0 else 1 end)
        + (case when confirmation_request_id is null then 0 else 1 end) + (case when dry_run_id is null then 0 else 1 end) = 1`,
    )
    .addCheckConstraint("message_contact_of_invitation", sql`contact_id is null or invitation_id is not null`);
}
