import type { Editing } from "#app/editor.server.ts";
import type { Database } from "#db/schema.ts";
import { definitionDiff } from "#surveys/definition/comparing/definition-diff.ts";
import { definitionOfVersion, versionsOf } from "#surveys/initiative/survey-versions.server.ts";

/** The versions of a survey, and what changed between two of them; "draft" is the one being worked on. */
export async function versionsView(db: Database, editing: Editing, before: string | null, after: string | null) {
  const { initiative, audience, draft } = editing;
  const versions = await versionsOf(db, initiative.id, audience);
  const named = (side: string | null, otherwise: string) =>
    side === "draft" || versions.some(({ number }) => String(number) === side) ? String(side) : otherwise;
  const from = named(before, String(versions[0]?.number ?? "draft"));
  const to = named(after, "draft");
  const definitionOf = async (side: string) =>
    side === "draft" ? draft.definition : await definitionOfVersion(db, initiative.id, audience, Number(side));
  const [one, other] = [await definitionOf(from), await definitionOf(to)];
  return {
    versions,
    before: from,
    after: to,
    changes: one && other ? definitionDiff(one, other) : [],
    preview: `/initiatives/${initiative.slug}/survey-preview/${audience}`,
  };
}
