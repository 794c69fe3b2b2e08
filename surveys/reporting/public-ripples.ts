import type { ChangeResult, IndicatorResult, Results } from "#surveys/impact/results.ts";
import type { IndicatorSubject, RippleCandidate, RippleKind } from "#surveys/impact/ripples/candidate.ts";
import type { Ripple } from "#surveys/impact/ripples/ripple-life.ts";
import type { RippleInbox } from "#surveys/impact/ripples/ripples.server.ts";
import { candidateSentence, candidateTitle } from "./candidate-words.ts";
import { changeSentence, segmentWords } from "./change-sentence.ts";
import type { Reader } from "./number-format.ts";

/** An unexpected change that analysts have accepted, as everybody may read of it. */
export interface PublicRipple {
  kind: RippleKind;
  /** "" where nobody has said. */
  type: string;
  ring: string;
  /** What it is about: a question, a subject, or what the coordinator calls it; null where nothing may or is to be told. */
  title: string | null;
  sentence: string | null;
}

/** Themes at the public floor, as candidates. */
export type PublicThemes = readonly RippleCandidate[];

interface PublicRippleMaterial {
  results: Results;
  themes: PublicThemes;
  inbox: RippleInbox;
  headlines: ReadonlyMap<string, string>;
}

/**
 * The accepted ripples, harms and gains alike; none is left out. What is told of each depends on its source: a change of figures only where the
 * same change is told at the public floor; subjects of open answers where ten people used a word; of reports, collaborations and workflows the
 * type and the ring, for what organisations answered is shown to the initiative alone (decision 009) and a report is its reporter's words.
 */
export function publicRipples(material: PublicRippleMaterial, reader: Reader): PublicRipple[] {
  return material.inbox.ripples
    .filter(({ state }) => state === "accepted")
    .map((ripple) => ({
      kind: ripple.kind,
      type: ripple.coding.type ? reader.say(`partner:kind.${ripple.coding.type}`) : "",
      ring: ripple.coding.ring ? reader.say(`inbox:ring.${ripple.coding.ring}`) : "",
      ...wordsOf(ripple, material, reader),
    }));
}

/** The ripples that a coordinator may call something in public: those whose own words stay inside. */
export function ripplesToName({ ripples }: RippleInbox): Ripple[] {
  return ripples.filter(({ state, source }) => state === "accepted" && isNamedByHand(source));
}

function isNamedByHand(source: Ripple["source"]): boolean {
  return source === "report" || source === "tie" || source === "workflow";
}

type Words = Pick<PublicRipple, "title" | "sentence">;
const nothing: Words = { title: null, sentence: null };

function wordsOf(ripple: Ripple, material: PublicRippleMaterial, reader: Reader): Words {
  const { candidate, source, key } = ripple;
  if (isNamedByHand(source)) return { title: material.headlines.get(key) ?? null, sentence: null };
  if (!candidate) return nothing;
  const { subject } = candidate;
  if (subject.source === "theme") return themeWords(key, material, reader);
  if (subject.source !== "indicator" && subject.source !== "spill-over") return nothing;
  return figureWords(subject, material.results, reader);
}

function themeWords(key: string, { themes, results, inbox }: PublicRippleMaterial, reader: Reader): Words {
  const told = themes.find((candidate) => candidate.key === key);
  if (!told) return nothing;
  const named = { results, organisations: inbox.organisations };
  return {
    title: candidateTitle(named, told)[reader.language],
    sentence: candidateSentence(named, told, reader),
  };
}

function figureWords({ ripple }: IndicatorSubject, results: Results, reader: Reader): Words {
  const { indicator: key, segment, from, to, change: inside } = ripple;
  const indicator = results.indicators.find((one) => one.key === key && one.segment === segment);
  const change = results.changes.find(
    (one) => one.indicator === key && one.segment === segment && one.from === from && one.to === to,
  );
  if (!indicator || !change || !goesTheSameWay(change, inside)) return nothing;
  return {
    title: titleOf(indicator, reader),
    sentence: `${changeSentence(indicator, change, reader, "under-title")} ${reader.say("results:ripple.not-cause")}`,
  };
}

function titleOf(indicator: IndicatorResult, reader: Reader): string {
  const label = indicator.label[reader.language];
  return indicator.segment === "" ? label : `${label} (${segmentWords(indicator.segment, reader)})`;
}

/** Told in public only where it still leaves out zero: rounded to coarser steps it may not. */
function goesTheSameWay({ low, high, estimate }: ChangeResult, inside: ChangeResult): boolean {
  if (low === null || high === null || estimate === null || inside.estimate === null) return false;
  return inside.estimate > 0 ? low > 0 : high < 0;
}
