import type { GoalTable } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { assembleFigures, assembleResults } from "#surveys/impact/assemble-results.ts";
import type { Results } from "#surveys/impact/results.ts";
import { SampledWaves } from "#surveys/impact/sampled-waves.ts";
import type { ComparisonGroup } from "#surveys/initiative/comparison-group.ts";
import { sealContentOf } from "#surveys/initiative/seal.ts";
import { type Answered, talliesOf, waveIds } from "./hand-made.ts";

export interface World {
  answers: Answered[];
  codebook: Codebook;
  goals?: GoalTable[];
  comparison?: ComparisonGroup | null;
  /** The household of each person, where people were drawn by households. */
  household?: (answer: Answered) => string;
  /** As readers are told it; else before figures are put on their grids, so that they can be held against sums made by hand. */
  told?: boolean;
}

/** The results of two closed waves with sealed goals and a comparison group, without a database. */
export function resultsOf({
  answers,
  codebook,
  goals = [],
  comparison = null,
  household,
  told = false,
}: World): Results {
  const closed = [0, 1].map((position) => ({
    ...{ id: waveIds[position] ?? "", position, name: `Måling ${position}`, opens_on: "2026-01-01" },
    ...{ closes_on: "2026-01-20", state: "closed" as const, source: "ringvirk" as const, mode: null },
    audiences: ["resident" as const],
    surveys: [{ waveId: waveIds[position] ?? "", audience: "resident" as const, codebook }],
  }));
  const listed = goals.map((goal) => ({
    ...{ goal, endorsedBy: [], withdrawn: false },
    standing: { sealedBeforeBaseline: true, changedAfterBaseline: false },
  }));
  const sealed = sealContentOf(goals, []);
  return assembleResults({
    ...{ initiative: { slug: "nattelivet", name: "Nattelivet" }, waves: closed, floor: 5, invitations: [] },
    figures: assembleFigures({
      exact: !told,
      ...{ waves: closed, closed, tallies: talliesOf(answers), goals: listed, sealed, comparison, floor: 5 },
      samples: household ? samplesOf(answers, household) : null,
    }),
  });
}

function samplesOf(answers: Answered[], household: (answer: Answered) => string): SampledWaves {
  const samples = new SampledWaves();
  for (const answer of answers) {
    samples.add({
      ...{ waveId: waveIds[answer.wave] ?? "", audience: "resident", pseudonym: answer.person, stratum: null },
      ...{ cluster: household(answer), segments: answer.segments ?? {}, weight: answer.weight ?? 1 },
      values: new Map(Object.entries(answer.values).map(([key, value]) => [key, String(value)])),
    });
  }
  return samples;
}

export function sydby(more: Partial<ComparisonGroup> = {}): ComparisonGroup {
  return {
    ...{ segment: "area=Sydby", namedAt: "2026-01-01T08:00:00.000Z", standing: "sealed", beforeBaseline: true },
    ...{ namedBefore: 0, ...more },
  };
}
