import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import type { PostalAddress } from "./postal-address.ts";
import { readTable, type Table, type TableRow } from "./read-table.ts";

/** One row of a participants' file as it was written; nothing has been checked yet, and "" means that nothing was said. */
export interface ParticipantRow {
  line: number;
  /** Lower-cased: an address is one address however it is typed. */
  email: string;
  name: string;
  language: string;
  /** Lower-cased e-mail where the file has no key. */
  key: string;
  organisation: string;
  /** How the person was drawn; the weight as it is written. */
  cluster: string;
  stratum: string;
  weight: string;
  /** Where a letter goes, as it is written. */
  address: PostalAddress;
  segments: Record<string, string>;
  /** The row has more filled cells than the header has columns: its cells may stand in the wrong columns. */
  overfull: boolean;
}

export interface ParticipantFile {
  rows: ParticipantRow[];
  segmentNames: string[];
  /** Headings of columns that are not stored: contact data nobody needs here, and columns with too many different values for groups. */
  leftOut: string[];
}

/** More different values than this make no groups to compare, but point at persons. */
const segmentValueLimit = 50;

type Field =
  | "email"
  | "name"
  | "givenName"
  | "familyName"
  | "language"
  | "key"
  | "organisation"
  | "cluster"
  | "stratum"
  | "weight"
  | keyof PostalAddress;

const headings: Record<Field, RegExp> = {
  email: /^(e-?mail|mail|e-?post|e-?mail-?(adresse|address)|mailadresse)$/,
  name: /^(navn|name|fulde-navn|full-name)$/,
  givenName: /^(fornavn|first-?name|given-name)$/,
  familyName: /^(efternavn|last-?name|surname|family-name)$/,
  language: /^(sprog|language)$/,
  key: /^(nøgle|key|id)$/,
  organisation: /^(organisation|organization|aktør|actor)$/,
  cluster: /^(husstand|household|klynge|cluster)$/,
  stratum: /^stratum$/,
  weight: /^(vægt|basisvægt|weight|base-weight)$/,
  careOf: /^(c-o|co|c-o-navn|conavn|care-of)$/,
  street: /^(adresse|gade|vej|vejnavn|postadresse|address|street|street-address|postal-address)$/,
  postcode: /^(postnr|post-nr|postnummer|postcode|post-code|postal-code|zip|zip-code)$/,
  town: /^(by|bynavn|postdistrikt|town|city)$/,
};

const addressColumns = ["street", "postcode", "town"] as const;

const needlessContactData =
  /(^|-)(telefon(nummer)?|mobil(nummer)?|tlf|phone|adresse|address|cpr(-?nr|nummer)?|personnummer|fødselsdato|birthdate|birthday)(-|$)/;

/**
 * Reads a participants' file (`docs/participants.md`). Headings may be Danish or English; every column that is none of the known ones is a
 * segment.
 * Refused: what `readTable` refuses; "upload.no-email-column", "upload.column-twice".
 */
export async function readParticipants(bytes: Buffer): Promise<ParticipantFile | Problem> {
  const table = await readTable(bytes);
  if (isProblem(table)) return table;
  const columns = table.columns.map(columnName);
  const twice = columns.find((name, index) => name !== "" && columns.indexOf(name) !== index);
  if (twice) return problem("upload.column-twice", { column: twice });
  const fields = fieldColumns(columns);
  if (isProblem(fields)) return fields;
  const segments = segmentColumns(table, columns, fields);
  return {
    rows: table.rows.map((row) => participantRow(row, fields, segments.kept, columns)),
    segmentNames: segments.kept.map((index) => columns[index] as string),
    leftOut: segments.leftOut.map((index) => table.columns[index] as string),
  };
}

/** A heading as a segment's name: lower case, words joined by hyphens ("Bydel (2026)" → "bydel-2026"). */
function columnName(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}

function fieldColumns(columns: string[]): Map<Field, number> | Problem {
  const found = new Map<Field, number>();
  for (const field of Object.keys(headings) as Field[]) {
    const matching = columns.flatMap((name, index) => (headings[field].test(name) ? [index] : []));
    if (matching.length > 1)
      return problem("upload.column-twice", { column: columns[matching[1] as number] as string });
    if (matching[0] !== undefined) found.set(field, matching[0]);
  }
  // A town or a street alone is no address: the town makes groups, the street is left out.
  const isWhole = addressColumns.every((field) => found.has(field));
  if (!isWhole) for (const field of [...addressColumns, "careOf"] as const) found.delete(field);
  return found.has("email") || isWhole ? found : problem("upload.no-email-column");
}

function segmentColumns(table: Table, columns: string[], fields: Map<Field, number>) {
  const taken = new Set(fields.values());
  const others = columns.flatMap((name, index) => (name !== "" && !taken.has(index) ? [index] : []));
  const kept = others.filter(
    (index) => !needlessContactData.test(columns[index] as string) && makesGroups(table, index),
  );
  return { kept, leftOut: others.filter((index) => !kept.includes(index)) };
}

function makesGroups(table: Table, column: number): boolean {
  const values = new Set<string>();
  for (const row of table.rows) {
    values.add(row.cells[column] ?? "");
    if (values.size > segmentValueLimit + 1) return false;
  }
  values.delete("");
  return values.size <= segmentValueLimit;
}

function participantRow(
  row: TableRow,
  fields: Map<Field, number>,
  segmentIndexes: number[],
  columns: string[],
): ParticipantRow {
  const cell = (field: Field) => row.cells[fields.get(field) ?? -1] ?? "";
  const email = cell("email")
    .toLowerCase()
    .replace(/^mailto:/, "");
  const name = cell("name") || `${cell("givenName")} ${cell("familyName")}`.trim();
  const address = { careOf: cell("careOf"), street: cell("street"), postcode: cell("postcode"), town: cell("town") };
  const said = segmentIndexes.filter((index) => row.cells[index]);
  return {
    line: row.line,
    email,
    name,
    language: cell("language"),
    key: cell("key") || email || keyOfAddress(name, address),
    organisation: cell("organisation"),
    cluster: cell("cluster"),
    stratum: cell("stratum"),
    weight: cell("weight"),
    address,
    segments: Object.fromEntries(said.map((index) => [columns[index] as string, row.cells[index] as string])),
    overfull: row.cells.slice(columns.length).some((text) => text !== ""),
  };
}

/** Who has neither key nor mail is known again by name and address. */
function keyOfAddress(name: string, { street, postcode }: PostalAddress): string {
  return street === "" ? "" : [name, street, postcode].join(", ").toLowerCase().slice(0, 120);
}
