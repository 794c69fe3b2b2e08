import { type Kysely, SqliteAdapter, sql } from "kysely";

/** Creates every table of the first version. Cannot be undone: there is nothing before it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const onSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const bytes = onSqlite ? sql`blob` : sql`bytea`;
  const number = onSqlite ? sql`real` : sql`double precision`;
  const schema = db.schema;

  await schema
    .createTable("initiative")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("slug", "text", (c) => c.notNull().unique())
    .addColumn("name", "text", (c) => c.notNull().check(sql`name <> ''`))
    .addColumn("challenge", "text", (c) => c.notNull())
    .addColumn("district", "text", (c) => c.notNull())
    .addColumn("place", "text", (c) => c.notNull())
    .addColumn("starts_on", "text", (c) => c.notNull())
    .addColumn("ends_on", "text", (c) => c.notNull().check(sql`ends_on >= starts_on`))
    .execute();

  await schema
    .createTable("link_key")
    .addColumn("initiative_id", "text", (c) => c.primaryKey().references("initiative.id"))
    .addColumn("key", "text", (c) => c.notNull())
    .execute();

  await schema
    .createTable("organisation")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("name", "text", (c) => c.notNull().unique())
    .addColumn("kind", "text", (c) => c.notNull())
    .execute();

  await schema
    .createTable("membership")
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("organisation_id", "text", (c) => c.notNull().references("organisation.id"))
    .addColumn("joined_on", "text", (c) => c.notNull())
    .addColumn("left_on", "text", (c) => c.check(sql`left_on is null or left_on >= joined_on`))
    .addPrimaryKeyConstraint("membership_primary", ["initiative_id", "organisation_id", "joined_on"])
    .execute();

  await schema
    .createTable("account")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("email", "text", (c) => c.notNull().unique().check(sql`email = lower(email)`))
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("language", "text", (c) => c.notNull().check(sql`language in ('da', 'en')`))
    .execute();

  await schema
    .createTable("role_grant")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("account_id", "text", (c) => c.notNull().references("account.id"))
    .addColumn("initiative_id", "text", (c) => c.references("initiative.id"))
    .addColumn("role", "text", (c) =>
      c.notNull().check(sql`role in ('administrator', 'coordinator', 'analyst', 'partner')`),
    )
    .addColumn("organisation_id", "text", (c) => c.references("organisation.id"))
    .addCheckConstraint("role_grant_scope", sql`initiative_id is not null or role = 'administrator'`)
    .addCheckConstraint("role_grant_partner", sql`role <> 'partner' or organisation_id is not null`)
    .addUniqueConstraint("role_grant_once", ["account_id", "initiative_id", "role"])
    .execute();

  await schema
    .createTable("sign_in_link")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("token_hash", "text", (c) => c.notNull().unique())
    .addColumn("account_id", "text", (c) => c.notNull().references("account.id"))
    .addColumn("expires_at", "text", (c) => c.notNull())
    .addColumn("used_at", "text")
    .execute();

  await schema
    .createTable("session")
    .addColumn("token_hash", "text", (c) => c.primaryKey())
    .addColumn("account_id", "text", (c) => c.notNull().references("account.id"))
    .addColumn("expires_at", "text", (c) => c.notNull())
    .execute();

  await schema
    .createTable("goal")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("title", "text", (c) => c.notNull().check(sql`title <> ''`))
    .addColumn("audience", "text", (c) => c.notNull().check(sql`audience in ('resident', 'actor')`))
    .addColumn("item_key", "text", (c) => c.notNull())
    .addColumn("reading", "text", (c) => c.notNull().check(sql`reading in ('mean', 'share')`))
    .addColumn("segment", "text", (c) => c.notNull())
    .addColumn("direction", "text", (c) => c.notNull().check(sql`direction in ('rise', 'fall')`))
    .addColumn("target_kind", "text", (c) => c.notNull().check(sql`target_kind in ('level', 'change')`))
    .addColumn("target_value", number, (c) => c.notNull())
    .addColumn("smallest_worthwhile", number, (c) => c.notNull().check(sql`smallest_worthwhile > 0`))
    .addColumn("due_position", "integer", (c) => c.notNull().check(sql`due_position > 0`))
    .addColumn("position", "integer", (c) => c.notNull())
    .execute();

  await schema
    .createTable("expectation")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("statement", "text", (c) => c.notNull().check(sql`statement <> ''`))
    .addColumn("audience", "text")
    .addColumn("item_key", "text")
    .addColumn("organisation_a", "text", (c) => c.references("organisation.id"))
    .addColumn("organisation_b", "text", (c) => c.references("organisation.id"))
    .addColumn("position", "integer", (c) => c.notNull())
    .execute();

  await schema
    .createTable("seal")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("number", "integer", (c) => c.notNull())
    .addColumn("content", "text", (c) => c.notNull())
    .addColumn("sha256", "text", (c) => c.notNull())
    .addColumn("sealed_at", "text", (c) => c.notNull())
    .addColumn("sealed_by", "text", (c) => c.notNull().references("account.id"))
    .addUniqueConstraint("seal_once", ["initiative_id", "number"])
    .execute();

  await schema
    .createTable("endorsement")
    .addColumn("goal_id", "text", (c) => c.notNull().references("goal.id").onDelete("cascade"))
    .addColumn("organisation_id", "text", (c) => c.notNull().references("organisation.id"))
    .addColumn("account_id", "text", (c) => c.notNull().references("account.id"))
    .addColumn("endorsed_on", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("endorsement_primary", ["goal_id", "organisation_id"])
    .execute();

  await schema
    .createTable("survey")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("initiative_id", "text", (c) => c.references("initiative.id"))
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("audience", "text", (c) => c.notNull().check(sql`audience in ('resident', 'actor')`))
    .addColumn("title", "text", (c) => c.notNull())
    .execute();

  await schema
    .createTable("survey_version")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("survey_id", "text", (c) => c.notNull().references("survey.id"))
    .addColumn("number", "integer", (c) => c.notNull())
    .addColumn("definition", "text", (c) => c.notNull())
    .addColumn("codebook", "text", (c) => c.notNull())
    .addUniqueConstraint("survey_version_once", ["survey_id", "number"])
    .execute();

  await schema
    .createTable("wave")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("position", "integer", (c) => c.notNull().check(sql`position >= 0`))
    .addColumn("name", "text", (c) => c.notNull().check(sql`name <> ''`))
    .addColumn("opens_on", "text", (c) => c.notNull())
    .addColumn("closes_on", "text", (c) => c.notNull().check(sql`closes_on >= opens_on`))
    .addColumn("state", "text", (c) => c.notNull().check(sql`state in ('planned', 'open', 'closed')`))
    .addColumn("source", "text", (c) => c.notNull().check(sql`source in ('ringvirk', 'imported')`))
    .addColumn("import_report", "text")
    .addColumn("seal_number", "integer")
    .addUniqueConstraint("wave_position_once", ["initiative_id", "position"])
    .addUniqueConstraint("wave_name_once", ["initiative_id", "name"])
    .execute();

  await schema
    .createTable("wave_revision")
    .addColumn("wave_id", "text", (c) => c.primaryKey().references("wave.id"))
    .addColumn("number", "integer", (c) => c.notNull())
    .execute();

  await schema
    .createTable("wave_survey")
    .addColumn("wave_id", "text", (c) => c.notNull().references("wave.id"))
    .addColumn("audience", "text", (c) => c.notNull().check(sql`audience in ('resident', 'actor')`))
    .addColumn("survey_version_id", "text", (c) => c.notNull().references("survey_version.id"))
    .addPrimaryKeyConstraint("wave_survey_primary", ["wave_id", "audience"])
    .execute();

  await schema
    .createTable("participant")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("audience", "text", (c) => c.notNull().check(sql`audience in ('resident', 'actor')`))
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("email", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("language", "text", (c) => c.notNull().check(sql`language in ('da', 'en')`))
    .addColumn("segments", "text", (c) => c.notNull())
    .addColumn("organisation_id", "text", (c) => c.references("organisation.id"))
    .addColumn("opted_out", "integer", (c) => c.notNull().defaultTo(0).check(sql`opted_out in (0, 1)`))
    .addUniqueConstraint("participant_key_once", ["initiative_id", "audience", "key"])
    .execute();

  await schema
    .createTable("invitation")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("wave_id", "text", (c) => c.notNull().references("wave.id"))
    .addColumn("participant_id", "text", (c) => c.notNull().references("participant.id"))
    .addColumn("token_hash", "text", (c) => c.notNull().unique())
    .addColumn("answered", "integer", (c) => c.notNull().defaultTo(0).check(sql`answered in (0, 1)`))
    .addUniqueConstraint("invitation_once", ["wave_id", "participant_id"])
    .execute();

  await schema
    .createTable("message")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("kind", "text", (c) => c.notNull().check(sql`kind in ('invitation', 'reminder', 'sign-in')`))
    .addColumn("invitation_id", "text", (c) => c.references("invitation.id"))
    .addColumn("sign_in_link_id", "text", (c) => c.references("sign_in_link.id"))
    .addColumn("state", "text", (c) =>
      c.notNull().check(sql`state in ('waiting', 'handing-over', 'sent', 'unsure', 'failed', 'dropped')`),
    )
    .addColumn("attempts", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("not_before", "text", (c) => c.notNull())
    .addColumn("lease_until", "text")
    .addColumn("created_at", "text", (c) => c.notNull())
    .addColumn("sent_at", "text")
    .addColumn("problem", "text")
    .addCheckConstraint("message_about", sql`(invitation_id is null) <> (sign_in_link_id is null)`)
    .addUniqueConstraint("message_once", ["invitation_id", "kind"])
    .execute();
  await schema.createIndex("message_by_state").on("message").columns(["state", "kind", "not_before"]).execute();

  await schema
    .createTable("draft")
    .addColumn("wave_id", "text", (c) => c.notNull().references("wave.id"))
    .addColumn("pseudonym", "text", (c) => c.notNull())
    .addColumn("answers", "text", (c) => c.notNull())
    .addColumn("page", "integer", (c) => c.notNull())
    .addColumn("language", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("draft_primary", ["wave_id", "pseudonym"])
    .$call((table) => (onSqlite ? table.modifyEnd(sql`without rowid`) : table))
    .execute();

  await schema
    .createTable("response")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("wave_id", "text", (c) => c.notNull().references("wave.id"))
    .addColumn("audience", "text", (c) => c.notNull().check(sql`audience in ('resident', 'actor')`))
    .addColumn("survey_version_id", "text", (c) => c.notNull().references("survey_version.id"))
    .addColumn("pseudonym", "text")
    .addColumn("answers", "text", (c) => c.notNull())
    .addColumn("segments", "text", (c) => c.notNull())
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("weight", number, (c) => c.notNull().check(sql`weight >= 0`))
    .addUniqueConstraint("response_once", ["wave_id", "audience", "pseudonym"])
    .$call((table) => (onSqlite ? table.modifyEnd(sql`without rowid`) : table))
    .execute();
  await schema.createIndex("response_by_pseudonym").on("response").column("pseudonym").execute();

  await schema
    .createTable("tally")
    .addColumn("wave_id", "text", (c) => c.notNull().references("wave.id"))
    .addColumn("audience", "text", (c) => c.notNull())
    .addColumn("segment", "text", (c) => c.notNull())
    .addColumn("item_key", "text", (c) => c.notNull())
    .addColumn("value", "text", (c) => c.notNull())
    .addColumn("count", "integer", (c) => c.notNull())
    .addColumn("weight", number, (c) => c.notNull())
    .addColumn("weight_squared", number, (c) => c.notNull())
    .addPrimaryKeyConstraint("tally_primary", ["wave_id", "audience", "segment", "item_key", "value"])
    .$call((table) => (onSqlite ? table.modifyEnd(sql`without rowid`) : table))
    .execute();

  await schema
    .createTable("shift")
    .addColumn("from_wave_id", "text", (c) => c.notNull().references("wave.id"))
    .addColumn("to_wave_id", "text", (c) => c.notNull().references("wave.id"))
    .addColumn("audience", "text", (c) => c.notNull())
    .addColumn("segment", "text", (c) => c.notNull())
    .addColumn("item_key", "text", (c) => c.notNull())
    .addColumn("from_value", "text", (c) => c.notNull())
    .addColumn("to_value", "text", (c) => c.notNull())
    .addColumn("count", "integer", (c) => c.notNull())
    .addColumn("weight_product", number, (c) => c.notNull())
    .addPrimaryKeyConstraint("shift_primary", [
      "from_wave_id",
      "to_wave_id",
      "audience",
      "segment",
      "item_key",
      "from_value",
      "to_value",
    ])
    .$call((table) => (onSqlite ? table.modifyEnd(sql`without rowid`) : table))
    .execute();

  await schema
    .createTable("change_report")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("organisation_id", "text", (c) => c.notNull().references("organisation.id"))
    .addColumn("account_id", "text", (c) => c.notNull().references("account.id"))
    .addColumn("what", "text", (c) => c.notNull().check(sql`what <> ''`))
    .addColumn("who_changed", "text", (c) => c.notNull())
    .addColumn("happened_on", "text", (c) => c.notNull())
    .addColumn("place", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("expected", "text", (c) => c.notNull().check(sql`expected in ('yes', 'partly', 'no')`))
    .addColumn("better", "text", (c) => c.notNull().check(sql`better in ('better', 'worse', 'mixed')`))
    .addColumn("contribution", "text", (c) => c.notNull().check(sql`contribution in ('not', 'partly', 'mainly')`))
    .addColumn("evidence", "text", (c) => c.notNull())
    .addColumn("reported_on", "text", (c) => c.notNull())
    .execute();

  await schema
    .createTable("upload")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("account_id", "text", (c) => c.notNull().references("account.id"))
    .addColumn("file_name", "text", (c) => c.notNull())
    .addColumn("content", bytes, (c) => c.notNull())
    .addColumn("audience", "text", (c) => c.notNull())
    .addColumn("expires_at", "text", (c) => c.notNull())
    .execute();

  await schema
    .createTable("audit")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("at", "text", (c) => c.notNull())
    .addColumn("account_id", "text", (c) => c.references("account.id"))
    .addColumn("initiative_id", "text", (c) => c.references("initiative.id"))
    .addColumn("action", "text", (c) => c.notNull())
    .addColumn("detail", "text", (c) => c.notNull())
    .execute();
}
