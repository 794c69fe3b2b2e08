import { randomUUID } from "node:crypto";
import type { DatabaseTransaction } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { canonicalJson } from "#surveys/initiative/canonical-json.ts";
import type { ImportMapping } from "./import-mapping.ts";
import { importedDefinition } from "./import-survey.ts";

/** The newest version of the mapping's survey while its items are unchanged; else a new version of it. */
export async function surveyVersionFor(
  trx: DatabaseTransaction,
  initiativeId: string,
  mapping: ImportMapping,
  codebook: Codebook,
): Promise<string> {
  const surveyId = await surveyFor(trx, initiativeId, mapping);
  const newest = await trx
    .selectFrom("survey_version")
    .selectAll()
    .where("survey_id", "=", surveyId)
    .orderBy("number", "desc")
    .executeTakeFirst();
  if (newest && canonicalJson(JSON.parse(newest.codebook)) === canonicalJson(codebook)) return newest.id;
  const version = {
    id: randomUUID(),
    survey_id: surveyId,
    number: (newest?.number ?? 0) + 1,
    definition: JSON.stringify(importedDefinition(mapping)),
    codebook: JSON.stringify(codebook),
  };
  await trx.insertInto("survey_version").values(version).execute();
  return version.id;
}

async function surveyFor(
  trx: DatabaseTransaction,
  initiativeId: string,
  { survey, audience }: ImportMapping,
): Promise<string> {
  // A survey of the same key that was put together in Ringvirk is another one: its answers are read otherwise.
  const key = `import:${survey.key}`;
  const known = await trx
    .selectFrom("survey")
    .select("id")
    .where("initiative_id", "=", initiativeId)
    .where("key", "=", key)
    .where("audience", "=", audience)
    .executeTakeFirst();
  if (known) return known.id;
  const id = randomUUID();
  await trx
    .insertInto("survey")
    .values({ id, initiative_id: initiativeId, key, audience, title: survey.title })
    .execute();
  return id;
}
