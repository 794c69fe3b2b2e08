import type { Audience, RespondentLanguage } from "#db/schema.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { languageNamed } from "./language-names.ts";
import { addressFields, checkAddress, hasAddress, type PostalAddress, postcodeIn } from "./postal-address.ts";
import type { ParticipantFile, ParticipantRow } from "./read-participants.ts";

/** A participant who is there already, as far as the check must know. */
export interface PresentParticipant {
  id: string;
  key: string;
  email: string;
  name: string;
  language: RespondentLanguage;
  organisationId: string | null;
  cluster: string;
  stratum: string;
  baseWeight: number;
  address: PostalAddress;
  segments: Record<string, string>;
}

/** A good row, as it will be stored. */
export interface AcceptedParticipant extends Omit<PresentParticipant, "id"> {
  line: number;
  /** The participant it renews; null for a new one. */
  presentId: string | null;
}

export interface RowProblem {
  line: number;
  problem: Problem;
}

export interface CheckedParticipants {
  accepted: AcceptedParticipant[];
  problems: RowProblem[];
  /** Rows of people who have withdrawn and are not stored again. */
  withdrawn: number;
}

export interface CheckSurroundings {
  audience: Audience;
  present: PresentParticipant[];
  /** Organisations that take part today; lower-cased name → id. */
  organisations: Map<string, string>;
  hasWithdrawn: (row: { email: string; key: string }) => boolean;
}

const participantLimits = { email: 254, name: 120, key: 120, cluster: 120, stratum: 100, segmentValue: 100 };

/** More would make the answers of a few count for everybody. */
const mostWeight = 10_000;

// ASCII before the @, as nearly every mail server demands; letters of any script in the domain.
const emailForm = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$/u;

/**
 * Sorts a file's rows into those that can be stored and those that cannot, with one problem for each of the latter. A key that is there
 * already renews that participant; an empty cell changes nothing of what is known. One address is one participant: an address that is
 * twice in the file, or belongs to another key already, is a problem and never a second invitation.
 */
export function sortRows(file: ParticipantFile, surroundings: CheckSurroundings): CheckedParticipants {
  const presentByKey = new Map(surroundings.present.map((participant) => [participant.key, participant]));
  const firstLines = { key: new Map<string, number>(), email: new Map<string, number>() };
  const accepted: AcceptedParticipant[] = [];
  const problems: RowProblem[] = [];
  const rows = file.rows.filter((row) => !surroundings.hasWithdrawn(row));
  for (const row of rows) {
    const checked = checkRow(row, presentByKey.get(row.key), surroundings) ?? repeated(row, firstLines);
    if (checked) problems.push({ line: row.line, problem: checked });
    else accepted.push(merge(row, presentByKey.get(row.key), surroundings));
  }
  return withoutTakenEmails({ accepted, problems, withdrawn: file.rows.length - rows.length }, surroundings.present);
}

function checkRow(
  row: ParticipantRow,
  present: PresentParticipant | undefined,
  { audience, organisations }: CheckSurroundings,
): Problem | null {
  if (row.overfull) return problem("participant.overfull");
  const address = mergedAddress(row, present);
  if (row.email === "" && !present?.email && !hasAddress(address)) return problem("participant.email-missing");
  const wrongAddress = checkAddress(address);
  if (wrongAddress) return wrongAddress;
  const tooLong = tooLongField(row);
  if (tooLong) return problem("participant.too-long", tooLong);
  if (row.email !== "" && (!emailForm.test(row.email) || row.email.includes("..")))
    return problem("participant.email-wrong", { email: row.email });
  if (row.language !== "" && !languageNamed(row.language)) {
    return problem("participant.language-unknown", { language: row.language });
  }
  if (row.weight !== "" && weightIn(row.weight) === null)
    return problem("participant.weight-wrong", { weight: shortened(row.weight), most: mostWeight });
  if (audience === "resident") return null;
  if (row.organisation === "") return present?.organisationId ? null : problem("participant.organisation-missing");
  if (organisations.has(row.organisation.toLowerCase())) return null;
  return problem("participant.organisation-unknown", { organisation: shortened(row.organisation) });
}

function tooLongField(row: ParticipantRow): { column: string; most: number } | null {
  if (row.email.length > participantLimits.email) return { column: "email", most: participantLimits.email };
  if (row.name.length > participantLimits.name) return { column: "name", most: participantLimits.name };
  for (const column of ["key", "cluster", "stratum"] as const) {
    if (row[column].length > participantLimits[column]) return { column, most: participantLimits[column] };
  }
  const segment = Object.entries(row.segments).find(([, value]) => value.length > participantLimits.segmentValue);
  return segment ? { column: segment[0], most: participantLimits.segmentValue } : null;
}

/** Only good rows are remembered as the first: a bad row does not take its address away from a later good one. */
function repeated(
  row: ParticipantRow,
  firstLines: { key: Map<string, number>; email: Map<string, number> },
): Problem | null {
  const firstLine = firstLines.key.get(row.key) ?? (row.email === "" ? undefined : firstLines.email.get(row.email));
  if (firstLine !== undefined) return problem("participant.twice", { line: firstLine });
  firstLines.key.set(row.key, row.line);
  firstLines.email.set(row.email, row.line);
  return null;
}

function merge(
  row: ParticipantRow,
  present: PresentParticipant | undefined,
  { audience, organisations }: CheckSurroundings,
): AcceptedParticipant {
  const organisationId = audience === "actor" ? (organisations.get(row.organisation.toLowerCase()) ?? null) : null;
  return {
    line: row.line,
    presentId: present?.id ?? null,
    key: row.key,
    email: row.email || (present?.email ?? ""),
    name: row.name || (present?.name ?? ""),
    language: languageNamed(row.language) ?? present?.language ?? "da",
    organisationId: organisationId ?? present?.organisationId ?? null,
    cluster: row.cluster || (present?.cluster ?? ""),
    stratum: row.stratum || (present?.stratum ?? ""),
    baseWeight: weightIn(row.weight) ?? present?.baseWeight ?? 1,
    address: mergedAddress(row, present),
    segments: { ...present?.segments, ...row.segments },
  };
}

/** An address is taken whole or not at all: half an old one with half a new one leads to somebody else's door. */
function mergedAddress(row: ParticipantRow, present: PresentParticipant | undefined): PostalAddress {
  const isGiven = addressFields.some((field) => row.address[field] !== "");
  if (!isGiven && present) return present.address;
  return { ...row.address, postcode: postcodeIn(row.address.postcode) ?? row.address.postcode };
}

/**
 * Takes out rows whose address belongs to a present participant who keeps it. A row taken out leaves its participant with the old
 * address, which a further row may have wanted: hence again, until none is taken.
 */
function withoutTakenEmails(checked: CheckedParticipants, present: PresentParticipant[]): CheckedParticipants {
  let accepted = checked.accepted;
  const problems = [...checked.problems];
  for (;;) {
    const renewed = new Set(accepted.map((participant) => participant.presentId));
    const kept = new Set(present.filter(({ id }) => !renewed.has(id)).map(({ email }) => email));
    kept.delete("");
    const taken = accepted.filter(({ email }) => kept.has(email));
    if (taken.length === 0) return { ...checked, accepted, problems: problems.sort((a, b) => a.line - b.line) };
    problems.push(
      ...taken.map(({ line, email }) => ({ line, problem: problem("participant.email-taken", { email }) })),
    );
    accepted = accepted.filter(({ email }) => !kept.has(email));
  }
}

/**
 * A weight above zero, with a point or a comma before its decimals; null for anything else. Three digits are kept: more would say little of
 * how a person was drawn, and could point at them, for the weight stands beside the answer too.
 */
function weightIn(text: string): number | null {
  if (!/^\d{1,9}([.,]\d{1,9})?$/.test(text)) return null;
  const weight = Number(Number(text.replace(",", ".")).toPrecision(3));
  return weight > 0 && weight <= mostWeight ? weight : null;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
