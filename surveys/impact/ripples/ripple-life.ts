import type { LocalizedText } from "#surveys/definition/codebook.ts";
import type { ReportedChange } from "#surveys/impact/reports/reports.ts";
import type { RippleCandidate, RippleDepth, RippleKind, RippleRing, RippleSource, RippleType } from "./candidate.ts";
import type { Corroboration } from "./corroboration.ts";

/** Where a candidate stands: what nobody has decided about is a candidate, or corroborated (`corroborationOf`). */
export const rippleStates = ["candidate", "corroborated", "accepted", "dismissed"] as const;
export type RippleState = (typeof rippleStates)[number];

/** What changed, how deep, and how far from the challenge. Null: nobody has said. */
export interface Coding {
  type: RippleType | null;
  depth: RippleDepth | null;
  ring: RippleRing | null;
}

type Leaf = string | number | boolean | null;

/** What a decision was made on, kept with it: enough to tell later whether the figures are still the same, and what it was about. */
export interface StoodOn {
  title: LocalizedText;
  source: RippleSource;
  kind: RippleKind;
  seenOn: string;
  coding: Coding;
  corroborated: boolean;
  figures: Record<string, Leaf>;
}

/** One step, as it is kept. */
export interface RippleStep {
  number: number;
  deed: "accepted" | "dismissed" | "reopened" | "recoded" | "linked" | "unlinked";
  reason: string;
  coding: Coding;
  otherKey: string | null;
  stoodOn: StoodOn | null;
  /** Name of who did it. */
  by: string;
  /** Instant in UTC. */
  at: string;
}

/** A candidate with where it stands. */
export interface Ripple {
  key: string;
  /** Stands for the key in an address: the key itself may hold anything. */
  address: string;
  /** What a decision is made on, in one word: another figure or another step gives another. */
  version: string;
  /** Null where it is no longer found, but a decision about it stands. */
  candidate: RippleCandidate | null;
  source: RippleSource;
  kind: RippleKind;
  seenOn: string;
  state: RippleState;
  /** A decision was taken back, and none has been made since. */
  reopened: boolean;
  coding: Coding;
  proposed: Coding;
  corroboration: Corroboration;
  /** The decision in force; `changed`: the figures are no longer those it was made on. */
  decision: (Pick<RippleStep, "reason" | "by" | "at"> & { stoodOn: StoodOn; changed: boolean }) | null;
  /** Keys of those it is linked with, directly or through others. */
  linked: string[];
  steps: RippleStep[];
}

/** The step by which a decision is in force; undefined where none is, or where it was taken back. */
export function decidingStep(steps: readonly RippleStep[]): RippleStep | undefined {
  const last = steps.findLast(({ deed }) => deed === "accepted" || deed === "dismissed" || deed === "reopened");
  return last?.deed === "reopened" ? undefined : last;
}

export function isReopened(steps: readonly RippleStep[]): boolean {
  return steps.some(({ deed }) => deed === "reopened") && decidingStep(steps) === undefined;
}

/** As the analyst last coded it, else as the source proposes. */
export function codingOf(steps: readonly RippleStep[], proposed: Coding): Coding {
  const own = steps.findLast(({ deed }) => deed === "recoded")?.coding;
  return {
    type: own?.type ?? proposed.type,
    depth: own?.depth ?? proposed.depth,
    ring: own?.ring ?? proposed.ring,
  };
}

/** The keys that a key is linked with by its own last step about each. Both ends of a link have the step. */
export function directLinks(steps: readonly RippleStep[]): string[] {
  const last = new Map(steps.flatMap(({ deed, otherKey }) => (otherKey === null ? [] : [[otherKey, deed] as const])));
  return [...last].flatMap(([key, deed]) => (deed === "linked" ? [key] : []));
}

/** A key and all that it is linked with, directly or through others, in the order they are reached. */
export function linkedGroup(key: string, linksOf: (key: string) => readonly string[]): string[] {
  const group = [key];
  for (const member of group) group.push(...linksOf(member).filter((other) => !group.includes(other)));
  return group;
}

/** A gain and a harm are never one: whoever says so would hide the harm. */
export function mayBeLinked(group: ReadonlyArray<Pick<Ripple, "kind">>): boolean {
  const kinds = new Set(group.map(({ kind }) => kind));
  return !(kinds.has("gain") && kinds.has("harm"));
}

/**
 * The figures a candidate stands on, flat, so that two moments can be compared: every value by its path, numbers to six figures, so that the
 * last digits of floating point are no change. Further groups and waves are left out: they add to a finding and do not change it. Of what
 * was reported, it is the coding and what every organisation says.
 */
export function figuresOf({ subject }: Pick<RippleCandidate, "subject">): Record<string, Leaf> {
  if (subject.source === "report") return Object.fromEntries(leavesOf(sayings(subject.change), ""));
  const { further, ...about } = { further: null, ...subject };
  return Object.fromEntries(leavesOf(about, ""));
}

function sayings({ reports, corroborated, disputed }: ReportedChange): object {
  const said = reports.map(({ id, coded, better, expected, confirmations }) => [
    id,
    { ...coded, better, expected },
    Object.fromEntries(
      confirmations.map(({ organisation, agreement }) => [organisation.id ?? organisation.name, agreement]),
    ),
  ]);
  return { corroborated, disputed, said: Object.fromEntries(said.map(([id, ...rest]) => [id, rest])) };
}

/** Whether anything a decision stood on is otherwise now. What has been added to a source's figures since is no change. */
export function haveChanged({ figures }: StoodOn, candidate: RippleCandidate | null): boolean {
  if (!candidate) return true;
  const now = figuresOf(candidate);
  return Object.entries(figures).some(([path, value]) => now[path] !== value);
}

function leavesOf(value: unknown, path: string): Array<[string, Leaf]> {
  if (typeof value === "number") return [[path, Number(value.toPrecision(6))]];
  if (typeof value === "string" || typeof value === "boolean" || value === null) return [[path, value]];
  if (typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === "" ? key : `${path}.${key}`));
}
