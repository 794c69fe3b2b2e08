import type { Codebook } from "#surveys/definition/codebook.ts";
import type { LossFact } from "#surveys/impact/bias/bias.ts";
import { lossFact } from "#surveys/impact/bias/loss.ts";
import { indicatorsOf } from "#surveys/impact/indicator.ts";
import { type Answered, talliesOf, waveIds } from "#tests/impact/hand-made.ts";

const pair = { from: { id: waveIds[0] ?? "", position: 0 }, to: { id: waveIds[1] ?? "", position: 1 } };

/** The loss between two waves of residents who were asked the same. Every indicator counts as a goal's. */
export function lossOf(answers: Answered[], codebook: Codebook, floor = 5): LossFact {
  const surveys = [pair.from, pair.to].map(({ id }) => ({ waveId: id, codebook }));
  const goalIndicators = indicatorsOf("resident", surveys);
  const source = { tallies: talliesOf(answers), waves: [pair.from, pair.to], pairs: [pair], floor };
  return lossFact(
    { audience: "resident", pair, goalIndicators, itemKeys: codebook.items.map(({ key }) => key) },
    source,
  );
}

/**
 * Residents of whom the first `again` answer twice. `score` is what a person answered at baseline to "dark", on 1–7.
 */
export function panel(made: {
  people: number;
  again: number;
  newcomers?: number;
  score: (person: number) => number;
}): Answered[] {
  const answer = (wave: number, person: number): Answered => {
    const dark = made.score(person);
    return { wave, person: `person-${person}`, values: { dark, "_person-mean": Math.round(((dark - 1) / 6) * 100) } };
  };
  const baseline = Array.from({ length: made.people }, (_, person) => answer(0, person));
  const again = Array.from({ length: made.again }, (_, person) => answer(1, person));
  const newcomers = Array.from({ length: made.newcomers ?? 0 }, (_, person) => answer(1, made.people + person));
  return [...baseline, ...again, ...newcomers];
}
