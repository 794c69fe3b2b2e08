import type { Audience, Database } from "#db/schema.ts";

/** Who answered closed waves through open links, and the codes they made: exact, for `ways.ts` alone. */
export interface WaysRead {
  visits: Array<{ waveId: string; audience: Audience; answered: number; atScreen: number }>;
  codes: SelfMadeCode[];
}

export interface SelfMadeCode {
  waveId: string;
  audience: Audience;
  /** What matching said when the wave was closed. */
  outcome: "matched" | "ambiguous" | "unmatched" | null;
  /** The pseudonym that the answers of a matched code share. */
  person: string;
}

export async function readWays(db: Database, waveIds: string[]): Promise<WaysRead> {
  if (waveIds.length === 0) return { visits: [], codes: [] };
  const visits = await db
    .selectFrom("open_visit")
    .innerJoin("open_link", "open_link.id", "open_visit.open_link_id")
    .select(({ fn }) => ["open_link.wave_id as waveId", "open_link.audience", fn.countAll<number>().as("answered")])
    .select(({ fn }) => fn.sum<number>("open_visit.kiosk").as("atScreen"))
    .where("open_link.wave_id", "in", waveIds)
    .where("open_visit.answered", "=", 1)
    .groupBy(["open_link.wave_id", "open_link.audience"])
    .execute();
  const codes = await db
    .selectFrom("self_code")
    .select(["wave_id as waveId", "audience", "outcome"])
    .select(({ fn }) => fn.coalesce("matched_pseudonym", "pseudonym").as("person"))
    .where("wave_id", "in", waveIds)
    .execute();
  return {
    visits: visits.map((row) => ({ ...row, answered: Number(row.answered), atScreen: Number(row.atScreen) })),
    codes,
  };
}
