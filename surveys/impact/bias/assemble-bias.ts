import type { Audience, WaveTable } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import type { Source } from "#surveys/impact/figures.ts";
import type { MeasuredIndicator } from "#surveys/impact/indicator.ts";
import type { WaveResult } from "#surveys/impact/results.ts";
import type { BiasResult } from "./bias.ts";
import { lossFact } from "./loss.ts";
import { modeFact } from "./mode.ts";
import type { WaysRead } from "./read-ways.server.ts";
import { responseFact } from "./response.ts";
import { seasonFact } from "./season.ts";
import { type Visitors, visitorsOf, wayFact } from "./ways.ts";
import { wordingFacts } from "./wording.ts";

/** What the bias report must know of a closed wave. */
export interface BiasWave extends Pick<WaveTable, "id" | "position" | "opens_on" | "closes_on" | "mode"> {
  surveys: ReadonlyArray<{ audience: Audience; codebook: Codebook }>;
}

/** All but the response rates and the invited, which change while a wave is open and are put in last. */
export type BiasFigures = Omit<BiasResult, "responseRates" | "way"> & { visitors: Visitors };

/**
 * The bias report's facts on each pair of closed waves that asked the same audience, in the order of the pairs.
 *
 * @param goalIndicators what goals speak of, each once.
 */
export function biasFigures(
  waves: readonly BiasWave[],
  goalIndicators: readonly MeasuredIndicator[],
  ways: WaysRead,
  source: Source,
): BiasFigures[] {
  const byId = new Map(waves.map((wave) => [wave.id, wave]));
  return source.pairs
    .flatMap((pair) => {
      const [from, to] = [byId.get(pair.from.id), byId.get(pair.to.id)];
      return from && to
        ? from.surveys.flatMap((survey) => biasOfPair(survey, { from, to }, goalIndicators, source))
        : [];
    })
    .map((bias) => ({ ...bias, visitors: visitorsOf(bias, ways, source.floor) }));
}

function biasOfPair(
  { audience, codebook }: BiasWave["surveys"][number],
  { from, to }: { from: BiasWave; to: BiasWave },
  goalIndicators: readonly MeasuredIndicator[],
  source: Source,
): Array<Omit<BiasFigures, "visitors">> {
  const later = to.surveys.find((survey) => survey.audience === audience);
  if (!later) return [];
  const ofAudience = goalIndicators.filter((indicator) => indicator.audience === audience);
  const itemKeys = codebook.items.map((item) => item.key);
  return [
    {
      ...{ audience, from: from.id, to: to.id, fromPosition: from.position, toPosition: to.position },
      season: seasonFact(from, to),
      mode: modeFact(from, to),
      wording: wordingFacts(codebook, later.codebook),
      loss: lossFact({ audience, pair: { from, to }, goalIndicators: ofAudience, itemKeys }, source),
    },
  ];
}

/** Puts the response rates, and the ways that the invited took, beside the rest. */
export function withResponseRates(
  figures: readonly BiasFigures[],
  waves: readonly WaveResult[],
  floor: number,
): BiasResult[] {
  const byId = new Map(waves.map((wave) => [wave.id, wave]));
  return figures.flatMap(({ visitors, ...bias }) => {
    const [from, to] = [byId.get(bias.from), byId.get(bias.to)];
    if (!from || !to) return [];
    const responseRates = responseFact(bias.audience, from, to, floor);
    return [{ ...bias, responseRates, way: wayFact(visitors, responseRates, floor) }];
  });
}
