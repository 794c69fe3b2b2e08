import { type Kysely, sql } from "kysely";

/**
 * What came back of mails, each returned mail once for each mail it speaks of; and how far each mailbox has been read. No address: a keyed
 * hash of it, so that the mark of an address that was corrected falls away by itself.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("bounce")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("mail_digest", "text", (c) => c.notNull())
    .addColumn("message_id", "text", (c) => c.notNull().references("message.id").onDelete("cascade"))
    .addColumn("participant_id", "text", (c) => c.references("participant.id").onDelete("cascade"))
    .addColumn("address_mark", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull().check(sql`kind in ('hard', 'soft', 'complaint')`))
    .addColumn("status", "text", (c) => c.notNull())
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("ends_address", "integer", (c) => c.notNull().check(sql`ends_address in (0, 1)`))
    .addUniqueConstraint("bounce_once", ["mail_digest", "message_id"])
    .execute();
  await db.schema
    .createIndex("bounce_by_participant")
    .on("bounce")
    .columns(["participant_id", "ends_address"])
    .execute();
  await db.schema
    .createTable("bounce_mailbox")
    .addColumn("name", "text", (c) => c.primaryKey())
    .addColumn("uid_validity", "text", (c) => c.notNull())
    .addColumn("last_uid", "integer", (c) => c.notNull())
    .execute();
}
