import type { Audience, DatabaseTransaction } from "#db/schema.ts";
import { mixAnswers } from "./mixed-rows.server.ts";
import { matchSelfCodes as matchCodes } from "./self-code.ts";
import { recountTallies } from "./tally.server.ts";

interface KeptCode {
  wave_id: string;
  audience: Audience;
  pseudonym: string;
  elements: string;
  matched_pseudonym: string | null;
}

/**
 * Finds, for a wave that has just been closed, whose self-made code stands in another closed wave of the initiative: their answers get that
 * answer's pseudonym, and tallies are made anew. The answers' rows are mixed. Codes whose answer was never sent are forgotten, and so are visits that led to none. Belongs in
 * the closing transaction, before any figure is made. Once the link key is destroyed nothing is matched.
 */
export async function matchClosedWave(trx: DatabaseTransaction, waveId: string): Promise<void> {
  await forgetUnsent(trx, waveId);
  await mixAnswers(trx, waveId);
  const { initiative_id, key } = await trx
    .selectFrom("wave")
    .leftJoin("link_key", "link_key.initiative_id", "wave.initiative_id")
    .select(["wave.initiative_id", "link_key.key"])
    .where("wave.id", "=", waveId)
    .executeTakeFirstOrThrow();
  if (key === null) return;
  let matched = 0;
  for (const audience of ["resident", "actor"] as const)
    matched += await matchAudience(trx, initiative_id, waveId, audience);
  if (matched > 0) await recountTallies(trx, initiative_id);
}

async function matchAudience(
  trx: DatabaseTransaction,
  initiativeId: string,
  waveId: string,
  audience: Audience,
): Promise<number> {
  const kept = await closedCodes(trx, initiativeId, audience);
  const own = kept.filter(({ wave_id }) => wave_id === waveId);
  const others = onePerPerson(kept.filter(({ wave_id }) => wave_id !== waveId));
  if (own.length === 0) return 0;
  const elements = (code: KeptCode) => JSON.parse(code.elements) as Array<string | null>;
  const outcomes = matchCodes(own.map(elements), others.map(elements));
  let matched = 0;
  for (const [index, outcome] of outcomes.entries()) {
    const code = own[index] as KeptCode;
    const partner = outcome.kind === "matched" ? (others[outcome.with] as KeptCode) : null;
    const matched_pseudonym = partner ? (partner.matched_pseudonym ?? partner.pseudonym) : null;
    await trx
      .updateTable("self_code")
      .set({ outcome: outcome.kind, matched_pseudonym })
      .where("wave_id", "=", waveId)
      .where("pseudonym", "=", code.pseudonym)
      .execute();
    if (matched_pseudonym === null) continue;
    matched += 1;
    await trx
      .updateTable("response")
      .set({ pseudonym: matched_pseudonym })
      .where("wave_id", "=", waveId)
      .where("audience", "=", audience)
      .where("pseudonym", "=", code.pseudonym)
      .execute();
  }
  return matched;
}

/** The codes of an initiative's closed waves whose answers are there, earliest wave first. */
function closedCodes(trx: DatabaseTransaction, initiativeId: string, audience: Audience): Promise<KeptCode[]> {
  return trx
    .selectFrom("self_code")
    .innerJoin("wave", "wave.id", "self_code.wave_id")
    .select(["self_code.wave_id", "self_code.audience", "self_code.pseudonym", "self_code.elements"])
    .select("self_code.matched_pseudonym")
    .where("wave.initiative_id", "=", initiativeId)
    .where("wave.state", "=", "closed")
    .where("self_code.audience", "=", audience)
    .orderBy("wave.position")
    .orderBy("self_code.pseudonym")
    .execute();
}

/** Of somebody who has answered several other waves the newest code: it is the likeliest to be typed the same again. */
function onePerPerson(codes: KeptCode[]): KeptCode[] {
  return [...new Map(codes.map((code) => [code.matched_pseudonym ?? code.pseudonym, code])).values()];
}

async function forgetUnsent(trx: DatabaseTransaction, waveId: string): Promise<void> {
  await trx
    .deleteFrom("self_code")
    .where("wave_id", "=", waveId)
    .where("outcome", "is", null)
    .where("pseudonym", "not in", (sent) =>
      sent
        .selectFrom("response")
        .select("response.pseudonym")
        .$narrowType<{ pseudonym: string }>()
        .where("response.wave_id", "=", waveId)
        .where("response.pseudonym", "is not", null),
    )
    .execute();
  await trx
    .deleteFrom("open_visit")
    .where("answered", "=", 0)
    .where("withdrawn", "=", 0)
    .where("open_link_id", "in", (of) =>
      of.selectFrom("open_link").select("open_link.id").where("wave_id", "=", waveId),
    )
    .execute();
}
