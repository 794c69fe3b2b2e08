import type { DatabaseTransaction } from "#db/schema.ts";
import { type CodebookByVersion, readResponses, type TalliedResponse } from "./tallied-response.server.ts";
import type { TallyFold } from "./tally.ts";

const lookUpPage = 400;

/**
 * Finds the same people's answers in other waves. A pair of which both stand in `responses` is met from both sides and counted from the
 * later one; in a rebuild every pair is.
 */
export async function foldPairs(
  trx: DatabaseTransaction,
  fold: TallyFold,
  responses: TalliedResponse[],
  codebooks: CodebookByVersion,
  partners: "all-waves" | "earlier-waves-only" = "all-waves",
): Promise<void> {
  const first = responses[0];
  if (!first) return;
  const ofOneWave = responses.every((response) => response.waveId === first.waveId);
  const waves = await wavesOfSameInitiative(trx, first.waveId);
  const partnerWaves = ofOneWave ? waves.filter((id) => id !== first.waveId) : waves;
  if (partnerWaves.length === 0) return;
  const inBatch = new Set(responses.map((response) => response.id));
  const named = responses.filter((response) => response.pseudonym !== null);
  for (let start = 0; start < named.length; start += lookUpPage) {
    const page = named.slice(start, start + lookUpPage);
    const partnersByPerson = await partnersOf(trx, page, partnerWaves, codebooks);
    for (const response of page) {
      for (const partner of partnersByPerson.get(personKey(response)) ?? []) {
        if (partner.waveId === response.waveId) continue;
        const countedFromHere = partner.position < response.position;
        const onlyFromHere = partners === "all-waves" && !inBatch.has(partner.id);
        if (countedFromHere || onlyFromHere) fold.addPair(response, partner);
      }
    }
  }
}

async function wavesOfSameInitiative(trx: DatabaseTransaction, waveId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom("wave")
    .innerJoin("wave as own", "own.initiative_id", "wave.initiative_id")
    .where("own.id", "=", waveId)
    .select("wave.id")
    .execute();
  return rows.map((row) => row.id);
}

/** By audience, so that wave, audience and pseudonym together are looked up in the index that keeps them unique. */
async function partnersOf(
  trx: DatabaseTransaction,
  responses: TalliedResponse[],
  waveIds: string[],
  codebooks: CodebookByVersion,
): Promise<Map<string, TalliedResponse[]>> {
  const partners: TalliedResponse[] = [];
  for (const [audience, ofAudience] of Map.groupBy(responses, (response) => response.audience)) {
    const pseudonyms = new Set(ofAudience.map((response) => response.pseudonym as string));
    const rows = await trx
      .selectFrom("response")
      .selectAll()
      .where("audience", "=", audience)
      .where("wave_id", "in", waveIds)
      .where("pseudonym", "in", [...pseudonyms])
      .execute();
    partners.push(...(await readResponses(trx, rows, codebooks)));
  }
  return Map.groupBy(partners, personKey);
}

function personKey(response: TalliedResponse): string {
  return `${response.audience} ${response.pseudonym}`;
}
