import { Serializer } from "survey-core";
import { z } from "zod";
import { type Problem, problem } from "#surveys/problem.ts";
import { missingKinds } from "./codebook.ts";

/**
 * What Ringvirk adds to SurveyJS, as properties of a question (and of a choice, a matrix row, a column of
 * questions or a field of a `multipletext`, where they overrule the question's):
 * - `itemKey`: the item's identity across waves; else the question's name.
 * - `goodDirection`: which end of the codes is better; "none" says that nobody can tell.
 * - `theme`, `unit`; `goodEnd`: the codes that count as good.
 * - `missingValues`: codes that are a kind of missing, such as {"dk": "dont-know"}.
 * - `rosterOf`: "organisations" makes a matrix one row for each organisation of the initiative.
 * - `answersFor`: "organisation" says that the person answers on behalf of their organisation. The answering page then says so, and the
 *   organisation's answer may be shown under its name (docs/decisions/009). Of a question alone: what a row or a choice says of it is not
 *   read, since the page tells people of the whole question.
 * - `source`, `licence`: where the wording comes from, for the item bank.
 */
const measurement = z.object({
  itemKey: z.string().trim().min(1).max(120).optional(),
  goodDirection: z.enum(["high", "low", "none"]).optional(),
  theme: z.string().trim().min(1).max(60).optional(),
  goodEnd: z.array(z.number()).min(1).max(101).optional(),
  unit: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  missingValues: z.record(z.string(), z.enum(missingKinds)).optional(),
  rosterOf: z.literal("organisations").optional(),
  answersFor: z.literal("organisation").optional(),
});

export type Measurement = z.infer<typeof measurement>;

const properties = Object.keys(measurement.shape);

registerProperties();

/** survey-core drops properties it does not know; registering them makes a Model keep them. Done once, when this module is first read. */
function registerProperties(): void {
  for (const name of [...properties, "source", "licence"]) Serializer.addProperty("question", { name });
  for (const name of properties.filter((property) => property !== "answersFor")) {
    Serializer.addProperty("itemvalue", { name });
    Serializer.addProperty("matrixdropdowncolumn", { name });
    Serializer.addProperty("multipletextitem", { name });
  }
  Serializer.addProperty("survey", { name: "indexes" });
}

/** Reads our properties from a question, choice or row of a Model; refuses with the place and the property that is wrong. */
export function readMeasurement(
  holder: { getPropertyValue: (name: string) => unknown },
  place: string,
): Measurement | Problem {
  const stated: Record<string, unknown> = {};
  for (const name of properties) stated[name] = holder.getPropertyValue(name) ?? undefined;
  const read = measurement.safeParse(stated);
  if (read.success) return read.data;
  return problem("definition.bad-property", {
    question: place,
    property: String(read.error.issues[0]?.path[0] ?? "itemKey"),
  });
}
