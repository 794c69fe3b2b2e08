import { z } from "zod";
import { readMarginFile } from "#surveys/impact/weighting/margin-file.ts";
import { amountIn, readMarginRows } from "#surveys/impact/weighting/margin-rows.ts";
import { type WaveDimension, type WeightMargin, weightCaps } from "#surveys/impact/weighting/weight-margins.ts";
import type { ChosenWeights } from "#surveys/impact/weighting/weighting.server.ts";
import { isProblem, type Problem, problemAt } from "#surveys/problem.ts";
import { amountField } from "./amount-field.ts";
import { fileIn } from "./multipart.server.ts";
import { typed } from "./refusal.server.ts";

/** The margins of an uploaded file. Refused as `readMarginFile`; "field.missing" without a file, "weights.cap-wrong". */
export async function weightsInFile(form: FormData, dimensions: WaveDimension[]): Promise<ChosenWeights | Problem> {
  const file = await fileIn(form, "margins");
  if (!file) return problemAt("margins", "field.missing");
  return withCap(form, await readMarginFile(file.content, dimensions));
}

/** The margins typed on the page. Refused as `readMarginRows`; "weights.cap-wrong". */
export function weightsTyped(form: FormData, dimensions: WaveDimension[]): ChosenWeights | Problem {
  const rows = dimensions.flatMap(({ name, groups }, at) =>
    groups.map((group, place) => ({ dimension: name, group, amount: typed(form, amountField(at, place)) })),
  );
  return withCap(form, readMarginRows(rows, dimensions, "percent"));
}

/** The margins a preview carried along. What somebody else put there is refused as if nothing had been given. */
export function weightsCarried(form: FormData): ChosenWeights | Problem {
  const read = carried.safeParse(jsonIn(typed(form, "chosen")));
  return read.success ? read.data : problemAt("margins", "weights.none-given");
}

const margin = z.strictObject({
  dimension: z.string(),
  leavesOut: z.boolean(),
  groups: z
    .array(z.strictObject({ groups: z.array(z.string()).min(1), share: z.number().positive().max(1) }))
    .min(1)
    .refine((groups) => Math.abs(groups.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9)
    .refine((groups) => distinct(groups.flatMap((one) => one.groups))),
});
const carried = z.strictObject({
  margins: z
    .array(margin)
    .min(1)
    .max(50)
    .refine((margins) => distinct(margins.map((one) => one.dimension))),
  cap: z.number(),
});

function distinct(names: string[]): boolean {
  return new Set(names).size === names.length;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withCap(form: FormData, margins: WeightMargin[] | Problem): ChosenWeights | Problem {
  if (isProblem(margins)) return margins;
  const given = typed(form, "cap").trim();
  const cap = given === "" ? weightCaps.usual : amountIn(given, "percent");
  const { least, most } = weightCaps;
  return cap !== null && cap >= least && cap <= most
    ? { margins, cap }
    : problemAt("cap", "weights.cap-wrong", { least, most });
}
