import { type Kysely, sql } from "kysely";

/** Of each wave and audience how many were invited and how many of them have answered: counting a million invitations takes a second. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("invitation_count")
    .addColumn("wave_id", "text", (c) => c.notNull().references("wave.id"))
    .addColumn("audience", "text", (c) => c.notNull().check(sql`audience in ('resident', 'actor')`))
    .addColumn("invited", "integer", (c) => c.notNull())
    .addColumn("answered", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("invitation_count_primary", ["wave_id", "audience"])
    .execute();
  await sql`
    insert into invitation_count (wave_id, audience, invited, answered)
    select invitation.wave_id, participant.audience, count(*), sum(invitation.answered)
    from invitation join participant on participant.id = invitation.participant_id
    group by invitation.wave_id, participant.audience
  `.execute(db);
}
