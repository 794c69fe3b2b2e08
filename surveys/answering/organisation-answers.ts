import type { OrganisationTallyTable } from "#db/schema.ts";
import type { Codebook, Item } from "#surveys/definition/codebook.ts";
import type { CodedValues } from "./tally-values.ts";

/** What one person's answers count as for the organisation they answered for. */
export interface OrganisationAnswers {
  organisationId: string;
  values: CodedValues;
}

/** Items that are counted by organisation: ties, and what people answer on behalf of their organisation. Words never are. */
export function isCountedByOrganisation({ kind, answersFor }: Pick<Item, "kind" | "answersFor">): boolean {
  return kind === "tie" || (answersFor === "organisation" && kind !== "text");
}

/**
 * The part of a person's coded answers that is counted by organisation.
 * @returns null for whoever answers for no organisation, and where the survey asks nothing of the kind: then it is not stored either.
 */
export function organisationAnswersOf(
  codebook: Codebook,
  organisationId: string | null | undefined,
  values: CodedValues,
): OrganisationAnswers | null {
  const counted = codebook.items.filter(isCountedByOrganisation);
  if (!organisationId || counted.length === 0) return null;
  const own: CodedValues = new Map();
  for (const { key } of counted) own.set(key, values.get(key) ?? "~not-asked");
  return { organisationId, values: own };
}

/** Counts answers by organisation: the additions to make to `organisation_tally`. */
export function foldByOrganisation(
  responses: Iterable<{ waveId: string; organisation: OrganisationAnswers | null }>,
): OrganisationTallyTable[] {
  const cells = new Map<string, OrganisationTallyTable>();
  for (const { waveId, organisation } of responses) {
    if (!organisation) continue;
    for (const [itemKey, value] of organisation.values) {
      const key = [waveId, organisation.organisationId, itemKey, value].join("\u0000");
      const cell = cells.get(key);
      if (cell) cell.count += 1;
      else cells.set(key, newCell(waveId, organisation.organisationId, itemKey, value));
    }
  }
  return [...cells.values()];
}

function newCell(wave_id: string, organisation_id: string, item_key: string, value: string): OrganisationTallyTable {
  return { wave_id, organisation_id, item_key, value, count: 1 };
}
