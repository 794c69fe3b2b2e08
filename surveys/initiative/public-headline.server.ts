import type { Database } from "#db/schema.ts";
import { firstProblem, type Problem } from "#surveys/problem.ts";
import type { Deed } from "./audit.server.ts";
import { checkText, maxLengths } from "./field-check.ts";

/** What a coordinator calls a ripple in public, by the ripple's key: written for everybody, where the source's own words are not. */
export async function publicHeadlines(db: Database, initiativeId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("public_headline")
    .select(["ripple_key", "words"])
    .where("initiative_id", "=", initiativeId)
    .execute();
  return new Map(rows.map(({ ripple_key, words }) => [ripple_key, words]));
}

/** Keeps what was written, in place of what was there; nothing written takes a headline away. Refused at its field: "field.too-long". */
export async function keepPublicHeadlines(
  db: Database,
  { initiativeId }: Pick<Deed, "initiativeId">,
  written: ReadonlyArray<{ field: string; key: string; words: string }>,
): Promise<Problem | null> {
  const refused = firstProblem(written.map(({ field, words }) => checkText(field, words, maxLengths.line, "optional")));
  if (refused) return refused;
  return db.transaction().execute(async (trx) => {
    for (const { key, words } of written) {
      const about = { initiative_id: initiativeId, ripple_key: key };
      await trx
        .deleteFrom("public_headline")
        .where("initiative_id", "=", initiativeId)
        .where("ripple_key", "=", key)
        .execute();
      if (words.trim() === "") continue;
      await trx
        .insertInto("public_headline")
        .values({ ...about, words: words.trim() })
        .execute();
    }
    return null;
  });
}
