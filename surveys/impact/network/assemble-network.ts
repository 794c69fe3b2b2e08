import type {
  Network,
  NetworkChange,
  NetworkOrganisation,
  NetworkWave,
  OrganisationState,
  TieChange,
  TieInWave,
  TieReport,
} from "./network.ts";
import type { NetworkInput, NetworkWaveInput } from "./network-input.ts";
import { changeCounts, networkMeasures } from "./network-measures.ts";
import { pairState, sideChange, voicesOf } from "./tie-change.ts";
import { tieReport } from "./tie-report.ts";

/** An organisation with every name it has been asked under. */
interface Known extends NetworkOrganisation {
  names: ReadonlySet<string>;
}

/** The network of every wave and what changed between them; a pure function of what was asked and answered. */
export function assembleNetwork(input: NetworkInput): Network {
  const known = knownOrganisations(input);
  const pairs = pairsOf(known);
  const waves = input.waves
    .toSorted((one, other) => one.position - other.position)
    .map((wave) => networkWave(wave, known, pairs, input));
  const expected = new Set(input.expected.map(([a, b]) => pairKey(canonical(input, a), canonical(input, b))));
  return {
    organisations: known.map(({ names, ...organisation }) => organisation),
    waves,
    changes: wavePairs(waves).map(([from, to]) => networkChange(from, to, expected)),
  };
}

/** Everybody who has been a member, or of whom or by whom anything was said, under the name that stands. */
function knownOrganisations(input: NetworkInput): Known[] {
  const names = new Map(input.organisations.map(({ id, name }) => [id, name]));
  const seen = new Set([
    ...input.memberships.map(({ organisationId }) => organisationId),
    ...input.waves.flatMap((wave) => [...wave.roster.keys(), ...wave.reports.map(({ by }) => by)]),
  ]);
  const groups = Map.groupBy(seen, (id) => canonical(input, id));
  return [...groups]
    .map(([id, ids]) => ({
      id,
      name: names.get(id) ?? id,
      otherNames: ids.filter((other) => other !== id).map((other) => names.get(other) ?? other),
      names: new Set([id, ...ids]),
    }))
    .toSorted((one, other) => one.name.localeCompare(other.name, "da") || (one.id < other.id ? -1 : 1));
}

function canonical({ aliases }: NetworkInput, id: string): string {
  return aliases.get(id) ?? id;
}

function pairsOf(known: Known[]): Array<[Known, Known]> {
  return known.flatMap((a, place) => known.slice(place + 1).map((b): [Known, Known] => [a, b]));
}

function pairKey(a: string, b: string): string {
  return [a, b].sort().join(" ");
}

function networkWave(
  wave: NetworkWaveInput,
  known: Known[],
  pairs: Array<[Known, Known]>,
  input: NetworkInput,
): NetworkWave {
  const present = new Set(known.filter(({ names }) => tookPart(names, wave, input)).map(({ id }) => id));
  const ties = pairs.map(([a, b]) => tieInWave(wave, a, b, present, input.floor));
  const organisations = known.map(({ id, names }) => ({
    organisation: id,
    state: organisationState(wave, id, names, present, ties),
  }));
  const { id: waveId, position, name, opensOn, closesOn } = wave;
  const measures = networkMeasures({ organisations, ties });
  return { waveId, position, name, opensOn, closesOn, organisations, ties, measures };
}

/** On any day of the wave, under any of its names. */
function tookPart(names: ReadonlySet<string>, { opensOn, closesOn }: NetworkWaveInput, input: NetworkInput): boolean {
  return input.memberships.some(
    ({ organisationId, joinedOn, leftOn }) =>
      names.has(organisationId) && joinedOn <= closesOn && (leftOn === null || leftOn >= opensOn),
  );
}

function tieInWave(wave: NetworkWaveInput, a: Known, b: Known, present: ReadonlySet<string>, floor: number): TieInWave {
  const bothPresent = present.has(a.id) && present.has(b.id);
  const says = (one: Known, other: Known): TieReport =>
    bothPresent ? tieReport(wave, one.names, other.names, floor) : { state: "not-taking-part", level: null };
  const [aSays, bSays] = [says(a, b), says(b, a)];
  const given = [aSays, bSays].flatMap(({ level }) => (level === null ? [] : [level]));
  return {
    a: a.id,
    b: b.id,
    aSays,
    bSays,
    level: given.length === 0 ? null : Math.min(...given),
    agreement: agreementOf(given),
  };
}

function agreementOf(given: number[]): TieInWave["agreement"] {
  if (given.length < 2) return given.length === 1 ? "one-side" : "none";
  return given[0] === given[1] ? "same" : "differ";
}

function organisationState(
  wave: NetworkWaveInput,
  id: string,
  names: ReadonlySet<string>,
  present: ReadonlySet<string>,
  ties: TieInWave[],
): OrganisationState {
  if (!present.has(id)) return "not-taking-part";
  if (![...names].some((name) => wave.asked.has(name))) return "not-asked";
  const own = ties.flatMap((tie) => (tie.a === id ? [tie.aSays] : tie.b === id ? [tie.bSays] : []));
  return own.some(({ state }) => state === "level" || state === "dont-know") ? "answered" : "no-answer";
}

/** Each wave to each later one: an organisation that joined later is first heard in a later wave. */
function wavePairs(waves: NetworkWave[]): Array<[NetworkWave, NetworkWave]> {
  return waves.flatMap((from, place) => waves.slice(place + 1).map((to): [NetworkWave, NetworkWave] => [from, to]));
}

function networkChange(from: NetworkWave, to: NetworkWave, expected: ReadonlySet<string>): NetworkChange {
  const pairs = to.ties.map((after, place) => tieChange(from.ties[place] as TieInWave, after, expected));
  return {
    from: from.waveId,
    to: to.waveId,
    fromPosition: from.position,
    toPosition: to.position,
    pairs,
    counts: changeCounts(pairs),
  };
}

function tieChange(before: TieInWave, after: TieInWave, expected: ReadonlySet<string>): TieChange {
  const { a, b } = after;
  const sideOf = (was: TieReport, is: TieReport) => ({ before: was, after: is, change: sideChange(was, is) });
  const [aSays, bSays] = [sideOf(before.aSays, after.aSays), sideOf(before.bSays, after.bSays)];
  const presence = { before: bothTookPart(before), after: bothTookPart(after) };
  const change = { a, b, state: pairState([aSays.change, bSays.change], presence), aSays, bSays };
  return { ...change, expected: expected.has(pairKey(a, b)), voices: voicesOf(change) };
}

function bothTookPart({ aSays }: TieInWave): boolean {
  return aSays.state !== "not-taking-part";
}
