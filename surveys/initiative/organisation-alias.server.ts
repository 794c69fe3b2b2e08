import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { firstProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { type Deed, recordDeed } from "./audit.server.ts";
import { checkText, maxLengths } from "./field-check.ts";
import { hasBeenActor } from "./organisation.server.ts";

/** One organisation that counts as another in this initiative. */
export interface OrganisationAlias {
  organisationId: string;
  name: string;
  sameAs: string;
  sameAsName: string;
}

/** The initiative's merged organisations, by name. */
export async function aliasesOf(
  db: Database | DatabaseTransaction,
  initiativeId: string,
): Promise<OrganisationAlias[]> {
  return db
    .selectFrom("organisation_alias")
    .innerJoin("organisation as merged", "merged.id", "organisation_alias.organisation_id")
    .innerJoin("organisation as standing", "standing.id", "organisation_alias.same_as")
    .select(["organisation_id as organisationId", "merged.name", "same_as as sameAs", "standing.name as sameAsName"])
    .where("initiative_id", "=", initiativeId)
    .orderBy("merged.name")
    .execute();
}

/**
 * Lets an organisation count as another in this initiative, because it was renamed or stands in the list twice, so that waves compare. Changes
 * nothing that was answered and nothing outside the initiative; `undoMerge` takes it back.
 * Refused: "field.missing", "merge.not-an-actor", "merge.with-itself", "merge.already" (it counts as another already), "merge.chained" (the
 * other does, or others count as this one: merge them straight into the one that stands).
 */
export async function mergeOrganisations(
  db: Database,
  { organisationId, sameAs, ...deed }: Deed & { organisationId: string; sameAs: string },
): Promise<Problem | null> {
  const refusal = firstProblem([
    checkText("organisationId", organisationId, maxLengths.name),
    checkText("sameAs", sameAs, maxLengths.name),
    organisationId === sameAs ? problemAt("sameAs", "merge.with-itself") : null,
  ]);
  if (refusal) return refusal;
  return db.transaction().execute(async (trx) => {
    for (const [field, id] of Object.entries({ organisationId, sameAs })) {
      if (!(await hasBeenActor(trx, deed.initiativeId, id))) return problemAt(field, "merge.not-an-actor");
    }
    const merged = await aliasesOf(trx, deed.initiativeId);
    if (merged.some((alias) => alias.organisationId === organisationId)) {
      return problemAt("organisationId", "merge.already");
    }
    if (merged.some((alias) => alias.organisationId === sameAs)) return problemAt("sameAs", "merge.chained");
    if (merged.some((alias) => alias.sameAs === organisationId)) return problemAt("organisationId", "merge.chained");
    await trx
      .insertInto("organisation_alias")
      .values({ initiative_id: deed.initiativeId, organisation_id: organisationId, same_as: sameAs })
      .execute();
    await recordDeed(trx, deed, "organisation.merged", { organisation: organisationId, sameAs });
    return null;
  });
}

/** Lets a merged organisation stand by itself again. Refused: "merge.not-found". */
export async function undoMerge(
  db: Database,
  { organisationId, ...deed }: Deed & { organisationId: string },
): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const undone = await trx
      .deleteFrom("organisation_alias")
      .where("initiative_id", "=", deed.initiativeId)
      .where("organisation_id", "=", organisationId)
      .returning("same_as")
      .executeTakeFirst();
    if (!undone) return problem("merge.not-found");
    await recordDeed(trx, deed, "organisation.unmerged", { organisation: organisationId, sameAs: undone.same_as });
    return null;
  });
}
