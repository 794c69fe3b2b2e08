import { type Scale, scaleOf } from "./scale.ts";

/** One kind of sample, and the figure whose interval is watched. */
export interface CoverageDesign {
  figure: "point" | "change";
  scale: Scale;
  /** People in each wave. */
  n: number;
  /** Share of each wave that is in both, and how a person's feelings in both go together. */
  overlap: number;
  persistence: number;
  /** Coefficient of variation of the weights, and their correlation with the feeling that is asked about. */
  cv: 0 | 0.5 | 1;
  related: number;
  /** How far feelings rose, in standard deviations. */
  rise: number;
}

const sizes = [5, 10, 20, 30, 50, 100, 200];
export const watched: Scale[] = [
  scaleOf("7 points, even", [0.05, 0.1, 0.2, 0.3, 0.2, 0.1, 0.05]),
  scaleOf("5 points, mostly good", [0.03, 0.07, 0.2, 0.4, 0.3]),
  scaleOf("5 points, 70 % at the end", [0.02, 0.03, 0.08, 0.17, 0.7]),
  ...[0.02, 0.05, 0.1, 0.5, 0.9, 0.98].map((share) => scaleOf(`share ${share}`, [1 - share, share])),
];

const weightings = [
  { cv: 0, related: 0 },
  { cv: 0.5, related: 0 },
  { cv: 0.5, related: 0.5 },
  { cv: 1, related: 0 },
  { cv: 1, related: 0.5 },
  { cv: 1, related: -0.5 },
] as const;

const panels = [
  { overlap: 0, persistence: 0 },
  ...[0.5, 1].flatMap((overlap) => [0.2, 0.5, 0.8].map((persistence) => ({ overlap, persistence }))),
];

export function coverageDesigns(): CoverageDesign[] {
  const none = { overlap: 0, persistence: 0, rise: 0 };
  const points = watched.flatMap((scale) =>
    sizes.flatMap((n) =>
      weightings.map((weighting) => ({ figure: "point" as const, scale, n, ...weighting, ...none })),
    ),
  );
  const changes = watched.flatMap((scale) =>
    sizes.flatMap((n) =>
      weightings.flatMap((weighting) => [
        ...panels.map((panel) => ({ figure: "change" as const, scale, n, ...weighting, ...panel, rise: 0 })),
        { figure: "change" as const, scale, n, ...weighting, overlap: 0.5, persistence: 0.5, rise: 0.3 },
      ]),
    ),
  );
  return [...points, ...changes];
}

export function coverageName({ figure, scale, n, overlap, persistence, cv, related, rise }: CoverageDesign): string {
  const panel = figure === "point" ? "" : ` overlap=${overlap} r=${persistence} rise=${rise}`;
  return `${figure} of ${scale.name} n=${n}${panel} cv=${cv} related=${related}`;
}
