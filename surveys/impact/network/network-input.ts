import type { OrganisationTallyTable } from "#db/schema.ts";

/** How many of one organisation gave one answer about another, in one wave. `value` as in `organisation_tally`. */
export interface ReportCount extends Pick<OrganisationTallyTable, "value" | "count"> {
  by: string;
  about: string;
}

/** A closed wave that asked of ties. Organisations go by the ids under which they were asked, merged or not. */
export interface NetworkWaveInput {
  id: string;
  position: number;
  name: string;
  opensOn: string;
  closesOn: string;
  /** Whom the roster asked about, and whether people were told at it that they answer on behalf of their organisation. */
  roster: ReadonlyMap<string, { onBehalf: boolean }>;
  /** Organisations of which somebody was asked. */
  asked: ReadonlySet<string>;
  reports: ReportCount[];
}

export interface NetworkInput {
  organisations: Array<{ id: string; name: string }>;
  memberships: Array<{ organisationId: string; joinedOn: string; leftOn: string | null }>;
  /** Organisation → the one as which it counts. */
  aliases: ReadonlyMap<string, string>;
  /** Pairs that the sealed plan speaks of. */
  expected: Array<[string, string]>;
  waves: NetworkWaveInput[];
  floor: number;
}
