import type { Audience, Database } from "#db/schema.ts";
import { invitationToken, personalLink } from "./invitation-token.ts";
import { isWaveOver, lastMoment } from "./wave.ts";

interface Links {
  secret: string;
  baseUrl: string;
}

/** A survey that waits for the signed-in person, or that the person has answered. */
export interface OwnInvitation {
  waveName: string;
  audience: Audience;
  /** The last moment to answer (`lastMoment`). */
  closesOn: string;
  answered: boolean;
  /** The personal link; null once it is answered, for it opens nothing then. */
  link: string | null;
}

/**
 * The open surveys of an initiative that were sent to the person's own mail address. The address was proven by signing in, so the link
 * reaches nobody but the one it was mailed to.
 *
 * @param links `secret` is the server's, from which personal links are made; `baseUrl` has no slash at its end.
 */
export async function ownInvitations(
  db: Database,
  { initiativeId, email, secret, baseUrl, now }: { initiativeId: string; email: string; now: Date } & Links,
): Promise<OwnInvitation[]> {
  const rows = await db
    .selectFrom("invitation")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .innerJoin("wave", "wave.id", "invitation.wave_id")
    .select(["invitation.id", "invitation.answered", "participant.audience", "wave.name"])
    .select(["wave.state", "wave.closes_on", "wave.closes_at"])
    .where("wave.initiative_id", "=", initiativeId)
    .where("wave.state", "=", "open")
    .where(({ eb, fn }) => eb(fn<string>("lower", ["participant.email"]), "=", email.trim().toLowerCase()))
    .orderBy("participant.audience")
    .orderBy("wave.position")
    .execute();
  return rows
    .filter((row) => !isWaveOver(row, now))
    .map((row) => ({
      waveName: row.name,
      audience: row.audience,
      closesOn: lastMoment(row),
      answered: row.answered === 1,
      link: row.answered === 1 ? null : personalLink(baseUrl, invitationToken(secret, row.id)),
    }));
}
