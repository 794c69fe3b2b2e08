import type { OrganisationTable } from "#db/schema.ts";

export const organisationKinds = [
  "police",
  "municipality",
  "housing",
  "company",
  "association",
  "education",
  "other",
] as const satisfies ReadonlyArray<OrganisationTable["kind"]>;

/** An organisation's part in an initiative. One that left and came back has two. */
export interface Actor {
  organisationId: string;
  name: string;
  kind: OrganisationTable["kind"];
  joinedOn: string;
  /** Its last day; null while it takes part. */
  leftOn: string | null;
}

/** Whether the organisation takes part on a day, first and last day included. */
export function takesPartOn(actor: Pick<Actor, "joinedOn" | "leftOn">, day: string): boolean {
  return actor.joinedOn <= day && (actor.leftOn === null || day <= actor.leftOn);
}
