import type { Insertable } from "kysely";
import type { ParticipantTable } from "#db/schema.ts";

/** A resident who reads Danish and stands in no group, unless said otherwise: a participant without the way through a file. */
export function participantRow(
  id: string,
  initiativeId: string,
  more: Partial<Insertable<ParticipantTable>> = {},
): Insertable<ParticipantTable> {
  return {
    ...{ id, initiative_id: initiativeId, audience: "resident", key: id, email: `${id}@example.dk`, name: id },
    ...{ language: "da", segments: "{}", organisation_id: null, opted_out: 0 },
    ...more,
  };
}
