import { Random } from "./random.ts";
import { type Design, designName, settingsOf } from "./screening-grid.ts";
import { Judge, type Outcome, rules } from "./screening-replicate.ts";
import { drawSurvey, type Prepared, prepare } from "./survey-draw.ts";

/** Sums over surveys, of one rule. */
export interface RuleSums {
  falseShare: number;
  falseShareSquared: number;
  found: number;
  foundSquared: number;
  /** Of those planted as falls. */
  foundFalls: number;
  flags: number;
}

/** Sums over surveys, of one setting. `rules` in the order of {@link rules}, first with the floor, then without. */
export interface SettingSums {
  rules: RuleSums[][];
  /** Σ of what Ringvirk found × what the oracle found, with the floor and without: for the error of their ratio. */
  withOracle: number[];
  /** Surveys in which Bonferroni found more than Ringvirk. */
  behindBonferroni: number;
  correlation: number;
  tideError: number;
  tideErrorSquared: number;
  tideHeld: number;
  tides: number;
}

export interface ScreeningUnit {
  surveys: number;
  settings: SettingSums[];
}

const preparedBy = new Map<string, Prepared>();

/** Draws this many surveys of one design and judges each under every setting. */
export function runScreening(design: Design, known: { seed: number; chunk: number; repeats: number }): ScreeningUnit {
  const name = designName(design);
  const prepared = preparedBy.get(name) ?? prepare(design);
  preparedBy.set(name, prepared);
  const settings = settingsOf(design);
  const sums = settings.map(emptySums);
  for (let survey = 0; survey < known.repeats; survey++) {
    const random = new Random(known.seed, hashOf(name), known.chunk, survey);
    const judge = new Judge(prepared, drawSurvey(prepared, random));
    for (const [index, setting] of settings.entries()) add(sums[index] as SettingSums, judge.outcome(setting));
  }
  return { surveys: known.repeats, settings: sums };
}

function add(sums: SettingSums, outcome: Outcome): void {
  sums.correlation += outcome.correlation;
  if (outcome.tideError !== null) {
    sums.tides++;
    sums.tideError += outcome.tideError;
    sums.tideErrorSquared += outcome.tideError ** 2;
    sums.tideHeld += Number(outcome.tideHeld);
  }
  for (const floored of [true, false]) {
    const found = rules.map((_, rule) =>
      addRule(sums.rules[Number(!floored)]?.[rule] as RuleSums, outcome, rule, floored),
    );
    const [ours = 0, , , bonferroni = 0, oracle = 0] = found;
    sums.withOracle[Number(!floored)] = (sums.withOracle[Number(!floored)] ?? 0) + ours * oracle;
    if (bonferroni > ours) sums.behindBonferroni++;
  }
}

/** @returns the share of the true ripples that the rule found. */
function addRule(sums: RuleSums, outcome: Outcome, rule: number, floored: boolean): number {
  const flags = outcome.flags[rule] as boolean[];
  let [all, right, planted, falls, fallsFound] = [0, 0, 0, 0, 0];
  for (let index = 0; index < flags.length; index++) {
    const flagged = flags[index] === true && (!floored || outcome.worthwhile[index] === true);
    if (flagged) all++;
    if (!outcome.isTrue[index]) continue;
    planted++;
    if (flagged) right++;
    if (!outcome.falls[index]) continue;
    falls++;
    if (flagged) fallsFound++;
  }
  const falseShare = all === 0 ? 0 : (all - right) / all;
  const found = planted === 0 ? 0 : right / planted;
  sums.falseShare += falseShare;
  sums.falseShareSquared += falseShare ** 2;
  sums.found += found;
  sums.foundSquared += found ** 2;
  sums.foundFalls += falls === 0 ? 0 : fallsFound / falls;
  sums.flags += all;
  return found;
}

function emptySums(): SettingSums {
  const rule = (): RuleSums => ({
    ...{ falseShare: 0, falseShareSquared: 0, found: 0, foundSquared: 0, foundFalls: 0, flags: 0 },
  });
  return {
    rules: [rules.map(rule), rules.map(rule)],
    ...{ withOracle: [0, 0], behindBonferroni: 0, correlation: 0 },
    ...{ tideError: 0, tideErrorSquared: 0, tideHeld: 0, tides: 0 },
  };
}

/** A design keeps its draws when others are added before it. */
export function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < name.length; place++) hash = Math.imul(hash ^ name.charCodeAt(place), 0x01000193);
  return hash >>> 0;
}
