import type { Audience, DatabaseTransaction, ResponseTable } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { insertInChunks, type RowInsert } from "./chunked-insert.ts";
import { organisationAnswersOf } from "./organisation-answers.ts";
import { type CodebookByVersion, type TalliedResponse, wavePositions } from "./tallied-response.server.ts";
import { tallyResponses } from "./tally.server.ts";
import { codedValues } from "./tally-values.ts";

/** An answered survey about to be stored. Nothing here says who, or when within the day. */
export interface NewResponse {
  /** Random: an id that grew with time would tell the order of answers. */
  id: string;
  waveId: string;
  audience: Audience;
  surveyVersionId: string;
  /** Null where a person cannot be followed from wave to wave. */
  pseudonym: string | null;
  /** Checked answers by question name. */
  answers: Record<string, unknown>;
  /** Segment name → the value the person stands in. */
  segments: Record<string, string>;
  /** `YYYY-MM-DD` in Denmark. */
  day: string;
  /** 1 unless the person was drawn with another weight. */
  weight: number;
  /** Whom the person answers for, if anybody; stored only where the survey asks something of organisations. */
  organisationId?: string | null;
  /** From `designPseudonym`; left out or null where the person was drawn singly, or in no stratum. */
  cluster?: string | null;
  stratum?: string | null;
}

/**
 * Stores answers together with their tallies and shifts, in the caller's transaction: either all of it stands, or nothing does.
 *
 * @param responses of one survey version and one initiative; waves may differ. A batch costs far less than its parts, so hand over many.
 * @param codebook the version's.
 * @throws the database's fault where a person (pseudonym) has already answered that wave.
 */
export async function storeResponses(
  trx: DatabaseTransaction,
  responses: NewResponse[],
  codebook: Codebook,
): Promise<void> {
  const first = responses[0];
  if (!first) return;
  await insertInChunks(
    trx,
    responseInsert,
    responses.map((response) => rowOf(response, codebook)),
  );
  const positions = await wavePositions(trx, new Set(responses.map((response) => response.waveId)));
  const codebooks: CodebookByVersion = new Map([[first.surveyVersionId, codebook]]);
  const counted = responses.map((response) => countedOf(response, positions, codebook));
  await tallyResponses(trx, counted, codebooks);
}

function rowOf(response: NewResponse, codebook: Codebook): ResponseTable {
  const organisation = organisationAnswersOf(codebook, response.organisationId, new Map());
  return {
    id: response.id,
    wave_id: response.waveId,
    audience: response.audience,
    survey_version_id: response.surveyVersionId,
    pseudonym: response.pseudonym,
    answers: JSON.stringify(response.answers),
    segments: JSON.stringify(response.segments),
    day: response.day,
    weight: response.weight,
    organisation_id: organisation?.organisationId ?? null,
    base_weight: response.weight,
    cluster: response.cluster ?? null,
    stratum: response.stratum ?? null,
  };
}

function countedOf(response: NewResponse, positions: Map<string, number>, codebook: Codebook): TalliedResponse {
  const values = codedValues(codebook, response.answers);
  return {
    id: response.id,
    waveId: response.waveId,
    position: positions.get(response.waveId) as number,
    audience: response.audience,
    pseudonym: response.pseudonym,
    cluster: response.cluster ?? null,
    stratum: response.stratum ?? null,
    segments: response.segments,
    weight: response.weight,
    values,
    organisation: organisationAnswersOf(codebook, response.organisationId, values),
  };
}

const responseInsert: RowInsert<ResponseTable> = {
  name: "response",
  columns: [
    ...(["id", "wave_id", "audience", "survey_version_id", "pseudonym", "answers", "segments", "day"] as const),
    ...(["weight", "base_weight", "cluster", "stratum", "organisation_id"] as const),
  ],
  compile: (trx, placeholders) => trx.insertInto("response").values(placeholders).compile(),
};
