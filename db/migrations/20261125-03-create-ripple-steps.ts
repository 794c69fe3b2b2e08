import { type Kysely, sql } from "kysely";

/**
 * What analysts have done with a ripple's candidate, step by step and for ever: where it stands is read from its steps, so nothing is ever
 * overwritten. A step that was made on an outdated view meets the primary key. Cannot be undone: that would lose every decision.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("ripple_step")
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("key", "text", (c) => c.notNull().check(sql`key <> ''`))
    .addColumn("number", "integer", (c) => c.notNull().check(sql`number > 0`))
    .addColumn("deed", "text", (c) =>
      c.notNull().check(sql`deed in ('accepted', 'dismissed', 'reopened', 'recoded', 'linked', 'unlinked')`),
    )
    .addColumn("reason", "text", (c) => c.notNull())
    .addColumn("type", "text")
    .addColumn("depth", "text", (c) =>
      c.check(sql`depth is null or depth in ('transactional', 'transitional', 'transformational')`),
    )
    .addColumn("ring", "text", (c) => c.check(sql`ring is null or ring in ('inside', 'between', 'community')`))
    .addColumn("other_key", "text")
    .addColumn("stood_on", "text")
    .addColumn("account_id", "text", (c) => c.notNull().references("account.id"))
    .addColumn("at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("ripple_step_primary", ["initiative_id", "key", "number"])
    .addCheckConstraint("ripple_step_reason", sql`deed = 'recoded' or trim(reason) <> ''`)
    .addCheckConstraint(
      "ripple_step_coding",
      sql`deed = 'recoded' or (type is null and depth is null and ring is null)`,
    )
    .addCheckConstraint("ripple_step_link", sql`(deed in ('linked', 'unlinked')) = (other_key is not null)`)
    .addCheckConstraint("ripple_step_not_itself", sql`other_key is null or other_key <> key`)
    .addCheckConstraint("ripple_step_stood_on", sql`(deed in ('accepted', 'dismissed')) = (stood_on is not null)`)
    .execute();
}
