import { normalCdf, normalQuantile } from "#surveys/impact/statistics/normal.ts";
import { studentTCdf, studentTQuantile } from "#surveys/impact/statistics/student-t.ts";
import type { Comparison, Figure } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/statistics-distributions.json" with { type: "json" };

const source = "statistics-distributions.R";
/** Far tails too are held to their own size. */
const inTails = (figure: Figure, part: number): Figure => ({ ...figure, allowed: part * Math.abs(figure.theirs ?? 0) });

export const distributions: Comparison[] = [
  {
    ...{ method: "Student's t, distribution", code: ["surveys/impact/statistics/student-t.ts"] },
    ...{ reference: "R stats: `pt`, tails down to 1e-300", source, within: 1e-10 },
    figures: () =>
      reference.studentTCdf
        .filter(({ expected }) => expected > 1e-300)
        .map(({ df, t, expected }) =>
          inTails({ name: `t ${t}, df ${df}`, ours: studentTCdf(t, df), theirs: expected }, 1e-10),
        ),
  },
  {
    ...{ method: "Student's t, quantiles", code: ["surveys/impact/statistics/student-t.ts"] },
    ...{ reference: "R stats: `qt`", source, within: 1e-10 },
    figures: () =>
      reference.studentTQuantile.map(({ df, probability, expected }) => ({
        ...{ name: `${probability}, df ${df}`, ours: studentTQuantile(probability, df), theirs: expected },
      })),
  },
  {
    ...{ method: "Normal distribution", code: ["surveys/impact/statistics/normal.ts"] },
    ...{ reference: "R stats: `pnorm`, tails down to 1e-197", source, within: 1e-11 },
    figures: () =>
      reference.normalCdf.map(({ z, expected }) =>
        inTails({ name: `z ${z}`, ours: normalCdf(z), theirs: expected }, 1e-11),
      ),
  },
  {
    ...{ method: "Normal quantiles", code: ["surveys/impact/statistics/normal.ts"] },
    ...{ reference: "R stats: `qnorm`", source, within: 1e-9 },
    figures: () =>
      reference.normalQuantile.map(({ probability, expected }) => ({
        ...{ name: `${probability}`, ours: normalQuantile(probability), theirs: expected },
      })),
  },
];
