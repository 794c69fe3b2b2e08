import type { Database, DatabaseTransaction, ResponseTable } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { type OrganisationAnswers, organisationAnswersOf } from "./organisation-answers.ts";
import type { CountedResponse } from "./tally.ts";
import { codedValues } from "./tally-values.ts";

/** A stored response as it is counted: the row's own columns, `answers` and `segments` read from their JSON. */
export interface TalliedResponse extends CountedResponse {
  id: string;
  pseudonym: string | null;
  /** What of it is counted for an organisation. */
  organisation: OrganisationAnswers | null;
  cluster: string | null;
  stratum: string | null;
}

/** Codebooks by survey version, so that a batch or a rebuild reads each of them once. */
export type CodebookByVersion = Map<string, Codebook>;

const pageSize = 500;

/** All stored responses of some waves, page by page, in an order that tells nothing. */
export async function* storedResponses(
  trx: Database | DatabaseTransaction,
  waveIds: string[],
  codebooks: CodebookByVersion,
): AsyncGenerator<TalliedResponse[]> {
  let after = "";
  for (;;) {
    const rows = await trx
      .selectFrom("response")
      .selectAll()
      .where("wave_id", "in", waveIds)
      .where("id", ">", after)
      .orderBy("id")
      .limit(pageSize)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield await readResponses(trx, rows, codebooks);
    after = last.id;
  }
}

/** Codes stored rows with the codebook of the version each answered; reads the codebooks that are still missing. */
export async function readResponses(
  trx: Database | DatabaseTransaction,
  rows: ResponseTable[],
  codebooks: CodebookByVersion,
): Promise<TalliedResponse[]> {
  if (rows.length === 0) return [];
  await readCodebooks(trx, new Set(rows.map((row) => row.survey_version_id)), codebooks);
  const positions = await wavePositions(trx, new Set(rows.map((row) => row.wave_id)));
  return rows.map((row) => {
    const codebook = codebooks.get(row.survey_version_id) as Codebook;
    const values = codedValues(codebook, JSON.parse(row.answers));
    return {
      id: row.id,
      waveId: row.wave_id,
      position: positions.get(row.wave_id) as number,
      audience: row.audience,
      pseudonym: row.pseudonym,
      cluster: row.cluster,
      stratum: row.stratum,
      segments: JSON.parse(row.segments),
      weight: row.weight,
      values,
      organisation: organisationAnswersOf(codebook, row.organisation_id, values),
    };
  });
}

/** Where each wave stands in its initiative. */
export async function wavePositions(
  trx: Database | DatabaseTransaction,
  waveIds: Set<string>,
): Promise<Map<string, number>> {
  const rows = await trx
    .selectFrom("wave")
    .select(["id", "position"])
    .where("id", "in", [...waveIds])
    .execute();
  return new Map(rows.map((row) => [row.id, row.position]));
}

async function readCodebooks(
  trx: Database | DatabaseTransaction,
  versionIds: Set<string>,
  codebooks: CodebookByVersion,
): Promise<void> {
  const unread = [...versionIds].filter((id) => !codebooks.has(id));
  if (unread.length === 0) return;
  const rows = await trx.selectFrom("survey_version").select(["id", "codebook"]).where("id", "in", unread).execute();
  for (const row of rows) codebooks.set(row.id, JSON.parse(row.codebook));
}
