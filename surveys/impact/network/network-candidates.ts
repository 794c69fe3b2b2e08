import type { RippleCandidate, RippleType } from "#surveys/impact/ripples/candidate.ts";
import type { Network, NetworkChange, TieChange } from "./network.ts";

/** A changed tie between two waves, by their ids. */
export interface TieRipple {
  from: string;
  to: string;
  tie: TieChange;
}

/** What a candidate stands on: the surest change of a pair, and the further waves in which it changed the same way. */
export interface TieSubject extends TieRipple {
  source: "tie";
  further: readonly TieRipple[];
}

/**
 * METHODS §4, source 2: ties that changed from their baseline to a later wave, and that the sealed plan did not expect; one candidate for each
 * pair and way it moved. The baseline of a pair is the first wave in which both took part: joining or leaving is no change of a tie, but
 * what grew after somebody joined is. Everything here has passed `assembleNetwork`.
 *
 * @returns those that both sides report first, those where the sides say opposite things last.
 */
export function tieCandidates(network: Network): RippleCandidate[] {
  const baselines = pairBaselines(network);
  const changed = network.changes
    .flatMap(changedTies)
    .filter(({ tie, from }) => isRipple(tie) && baselines.get(`${tie.a} ${tie.b}`) === from);
  const movements = Map.groupBy(changed, ({ tie }) => ["tie", ...[tie.a, tie.b].sort(), kindOf(tie)].join(":"));
  return [...movements]
    .map(([key, ripples]) => candidateOf(key, surestFirst(ripples, network), network))
    .toSorted((one, other) => other.voices.length - one.voices.length);
}

/** Every tie that at least one side says has changed between two waves, expected ones among them; those that both report first. */
export function changedTies({ from, to, pairs }: NetworkChange): TieRipple[] {
  return pairs
    .filter(({ voices }) => voices.length > 0)
    .toSorted((one, other) => other.voices.length - one.voices.length)
    .map((tie) => ({ from, to, tie }));
}

/**
 * Whether nobody planned it. A plan expects two organisations to work together, so it covers gains alone: a tie that weakened, or of which
 * the sides say opposite things, is a ripple whatever was planned.
 */
export function isRipple({ state, expected }: Pick<TieChange, "state" | "expected">): boolean {
  if (state === "new" || state === "deeper") return !expected;
  return state === "lost" || state === "weaker" || state === "mixed";
}

/** For each pair the first wave in which both took part. */
function pairBaselines({ waves }: Network): Map<string, string> {
  const baselines = new Map<string, string>();
  for (const { waveId, ties } of waves.toReversed()) {
    for (const { a, b, aSays } of ties) if (aSays.state !== "not-taking-part") baselines.set(`${a} ${b}`, waveId);
  }
  return baselines;
}

/** What both sides report is surer than what one does; of the like, what is seen in the later wave. */
function surestFirst(ripples: TieRipple[], { waves }: Network): [TieRipple, ...TieRipple[]] {
  const place = (ripple: TieRipple) => waves.findIndex(({ waveId }) => waveId === ripple.to);
  return ripples.toSorted(
    (one, other) => other.tie.voices.length - one.tie.voices.length || place(other) - place(one),
  ) as [TieRipple, ...TieRipple[]];
}

function candidateOf(
  key: string,
  [surest, ...further]: [TieRipple, ...TieRipple[]],
  network: Network,
): RippleCandidate {
  const { tie, from, to } = surest;
  const lastDay = (id: string) => network.waves.find(({ waveId }) => waveId === id)?.closesOn ?? "";
  return {
    key,
    subject: { source: "tie", ...surest, further },
    kind: kindOf(tie),
    type: typeOf(tie),
    depth: null,
    ring: "between",
    seenOn: [surest, ...further].map((ripple) => lastDay(ripple.to)).sort()[0] ?? "",
    // Two sides that say opposite things are no two voices for the same.
    ...{ from, to, organisations: [tie.a, tie.b], voices: tie.state === "mixed" ? [] : tie.voices },
  };
}

function kindOf({ state }: TieChange): RippleCandidate["kind"] {
  if (state === "mixed") return "mixed";
  return state === "new" || state === "deeper" ? "gain" : "harm";
}

/** A tie that weakened is of no type there is: types name what came about. */
function typeOf({ state }: TieChange): RippleType | null {
  if (state === "new") return "new-collaboration";
  return state === "deeper" ? "deeper-collaboration" : null;
}
