import type { Audience, Database } from "#db/schema.ts";

/** How many of an audience's participants are in a group. */
export interface ParticipantGroup {
  audience: Audience;
  /** Segment's name and value, such as "area" and "Nord". */
  name: string;
  value: string;
  people: number;
}

/** The participants counted by audience and group, residents first: all that the coordinator needs to see of them. */
export async function participantGroups(db: Database, initiativeId: string): Promise<ParticipantGroup[]> {
  const rows = await db
    .selectFrom("participant")
    .select((select) => ["audience", "segments", select.fn.countAll<number>().as("people")])
    .where("initiative_id", "=", initiativeId)
    .groupBy(["audience", "segments"])
    .execute();
  const groups = new Map<string, ParticipantGroup>();
  for (const { audience, segments, people } of rows) {
    for (const [name, value] of Object.entries(JSON.parse(segments) as Record<string, string>)) {
      const key = JSON.stringify([audience, name, value]);
      const group = groups.get(key) ?? { audience, name, value, people: 0 };
      groups.set(key, { ...group, people: group.people + Number(people) });
    }
  }
  return [...groups.values()].sort(
    (one, other) =>
      other.audience.localeCompare(one.audience) ||
      one.name.localeCompare(other.name, "da") ||
      one.value.localeCompare(other.value, "da", { numeric: true }),
  );
}
