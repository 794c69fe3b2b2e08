import type { Database } from "#db/schema.ts";

/** The groups ("name=value") that an initiative's participants or its answers are in, in order: what a goal can be about. */
export async function knownSegments(db: Database, initiativeId: string): Promise<string[]> {
  const ofParticipants = await db
    .selectFrom("participant")
    .select("segments")
    .distinct()
    .where("initiative_id", "=", initiativeId)
    .execute();
  const ofAnswers = await db
    .selectFrom("tally")
    .innerJoin("wave", "wave.id", "tally.wave_id")
    .select("segment")
    .distinct()
    .where("initiative_id", "=", initiativeId)
    .where("segment", "<>", "")
    .execute();
  const found = ofParticipants.flatMap(({ segments }) =>
    Object.entries(JSON.parse(segments) as Record<string, string>).map(([name, value]) => `${name}=${value}`),
  );
  return [...new Set([...found, ...ofAnswers.map(({ segment }) => segment)])].sort((one, other) =>
    one.localeCompare(other, "da"),
  );
}
