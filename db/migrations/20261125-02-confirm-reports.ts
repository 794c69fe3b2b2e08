import { type CreateTableBuilder, type Kysely, sql } from "kysely";

/**
 * The whole form of a reported change, its coding, and its confirmation by another organisation; the outbox learns to send that link. Going
 * back would lose all of it, so there is no way back. Reports from before have no depth and no ring: nobody was asked.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await extendReports(db);
  await createCoding(db);
  await createRequests(db);
  await createConfirmations(db);
  await rebuildMessages(db);
}

const depths = sql`'transactional', 'transitional', 'transformational'`;
const rings = sql`'inside', 'between', 'community'`;

/** One column a statement: SQLite adds no more. */
async function extendReports({ schema }: Kysely<unknown>): Promise<void> {
  const table = () => schema.alterTable("change_report");
  await table()
    .addColumn("depth", "text", (c) => c.check(sql`depth in (${depths})`))
    .execute();
  await table()
    .addColumn("ring", "text", (c) => c.check(sql`ring in (${rings})`))
    .execute();
  await table()
    .addColumn("how", "text", (c) => c.notNull().defaultTo(""))
    .execute();
  await table()
    .addColumn("same_as", "text", (c) => c.references("change_report.id"))
    .execute();
  // What a confirmation refers to, so that the table itself knows whose report it confirms.
  await schema
    .createIndex("change_report_by_organisation")
    .on("change_report")
    .columns(["id", "organisation_id"])
    .unique()
    .execute();
}

function createCoding({ schema }: Kysely<unknown>): Promise<void> {
  return schema
    .createTable("report_coding")
    .addColumn("report_id", "text", (c) => c.primaryKey().references("change_report.id"))
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("depth", "text", (c) => c.check(sql`depth in (${depths})`))
    .addColumn("ring", "text", (c) => c.check(sql`ring in (${rings})`))
    .addColumn("sameness", "text", (c) => c.notNull().check(sql`sameness in ('as-reported', 'same', 'apart')`))
    .addColumn("same_as", "text", (c) => c.references("change_report.id"))
    .addColumn("coded_by", "text", (c) => c.notNull().references("account.id"))
    .addColumn("coded_on", "text", (c) => c.notNull())
    .addCheckConstraint("report_coding_same_as", sql`(sameness = 'same') = (same_as is not null)`)
    .addCheckConstraint("report_coding_other", sql`same_as is null or same_as <> report_id`)
    .execute();
}

async function createRequests({ schema }: Kysely<unknown>): Promise<void> {
  await subjectColumns(schema.createTable("confirmation_request").addColumn("id", "text", (c) => c.primaryKey()))
    .addColumn("email", "text", (c) => c.notNull())
    .addColumn("language", "text", (c) => c.notNull().check(sql`language in ('da', 'en')`))
    .addColumn("token_hash", "text", (c) => c.notNull().unique())
    .addColumn("asked_by", "text", (c) => c.notNull().references("account.id"))
    .addColumn("asked_as", "text", (c) => c.notNull().check(sql`asked_as in ('reporter', 'team')`))
    .addColumn("asked_on", "text", (c) => c.notNull())
    .addColumn("expires_at", "text", (c) => c.notNull())
    .execute();
  await schema
    .createIndex("confirmation_request_by_initiative")
    .on("confirmation_request")
    .column("initiative_id")
    .execute();
}

function createConfirmations({ schema }: Kysely<unknown>): Promise<void> {
  return subjectColumns(schema.createTable("confirmation").addColumn("id", "text", (c) => c.primaryKey()))
    .addColumn("request_id", "text", (c) => c.unique().references("confirmation_request.id"))
    .addColumn("account_id", "text", (c) => c.references("account.id"))
    .addColumn("agreement", "text", (c) =>
      c.notNull().check(sql`agreement in ('agree', 'partly', 'disagree', 'cannot-say')`),
    )
    .addColumn("intended", "text", (c) => c.notNull().check(sql`intended in ('yes', 'partly', 'no', 'cannot-say')`))
    .addColumn("contribution", "text", (c) =>
      c.notNull().check(sql`contribution in ('not', 'partly', 'mainly', 'cannot-say')`),
    )
    .addColumn("words", "text", (c) => c.notNull())
    .addColumn("answered_on", "text", (c) => c.notNull())
    .addColumn("amended_on", "text")
    .addCheckConstraint("confirmation_by", sql`request_id is not null or account_id is not null`)
    .addUniqueConstraint("confirmation_of_report_once", ["report_id", "organisation_id"])
    .addUniqueConstraint("confirmation_of_process_once", [
      "initiative_id",
      "process",
      "from_wave_id",
      "to_wave_id",
      "organisation_id",
    ])
    .execute();
}

/**
 * What is to be confirmed (a report, or a process between two waves) and by whom: an organisation of the initiative, or one outside it by
 * name. The report's own organisation stands beside the report, held to it by a foreign key, so that a check can refuse it as a witness.
 */
function subjectColumns<Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) {
  return table
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("report_id", "text")
    .addColumn("reporting_organisation_id", "text")
    .addColumn("process", "text")
    .addColumn("from_wave_id", "text", (c) => c.references("wave.id"))
    .addColumn("to_wave_id", "text", (c) => c.references("wave.id"))
    .addColumn("organisation_id", "text", (c) => c.references("organisation.id"))
    .addColumn("organisation_name", "text", (c) => c.notNull())
    .addForeignKeyConstraint("of_report", ["report_id", "reporting_organisation_id"] as never, "change_report", [
      "id",
      "organisation_id",
    ])
    .addCheckConstraint("about_one", sql`(report_id is null) <> (process is null)`)
    .addCheckConstraint("report_whole", sql`(report_id is null) = (reporting_organisation_id is null)`)
    .addCheckConstraint(
      "process_whole",
      sql`(process is null) = (from_wave_id is null) and (process is null) = (to_wave_id is null)`,
    )
    .addCheckConstraint("inside_or_outside", sql`(organisation_id is null) = (organisation_name <> '')`)
    .addCheckConstraint(
      "another_organisation",
      sql`organisation_id is null or reporting_organisation_id is null or organisation_id <> reporting_organisation_id`,
    );
}

/** Neither database changes the check of a table in the same words, so the table is made anew and every row carried over. */
async function rebuildMessages(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable("message_rebuilt")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("kind", "text", (c) =>
      c.notNull().check(sql`kind in ('invitation', 'reminder', 'sign-in', 'confirmation')`),
    )
    .addColumn("invitation_id", "text", (c) => c.references("invitation.id"))
    .addColumn("sign_in_link_id", "text", (c) => c.references("sign_in_link.id"))
    .addColumn("confirmation_request_id", "text", (c) => c.unique().references("confirmation_request.id"))
    .addColumn("state", "text", (c) =>
      c.notNull().check(sql`state in ('waiting', 'handing-over', 'sent', 'unsure', 'failed', 'dropped')`),
    )
    .addColumn("attempts", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("not_before", "text", (c) => c.notNull())
    .addColumn("lease_until", "text")
    .addColumn("created_at", "text", (c) => c.notNull())
    .addColumn("sent_at", "text")
    .addColumn("problem", "text")
    .addCheckConstraint(
      "message_about_one",
      sql`(case when invitation_id is null then 0 else 1 end) + (case when sign_in_link_id is null then 0 else 1 end)
        + (case when confirmation_request_id is null then 0 else 1 end) = 1`,
    )
    .addUniqueConstraint("message_once_each", ["invitation_id", "kind"])
    .execute();
  await sql`
    insert into message_rebuilt (id, kind, invitation_id, sign_in_link_id, state, attempts, not_before, lease_until, created_at, sent_at, problem)
    select id, kind, invitation_id, sign_in_link_id, state, attempts, not_before, lease_until, created_at, sent_at, problem from message
  `.execute(db);
  await schema.dropTable("message").execute();
  await schema.alterTable("message_rebuilt").renameTo("message").execute();
  await schema.createIndex("message_by_state").on("message").columns(["state", "kind", "not_before"]).execute();
}
