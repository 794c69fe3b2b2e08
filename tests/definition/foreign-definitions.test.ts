import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { type ReadDefinition, readDefinition } from "#surveys/definition/read-definition.ts";
import { visitElements } from "#surveys/definition/survey-json.ts";

const melinda = join(process.env.SHARED_DATA ?? "../shared/data", "form-definitions/melinda/survey.ts");

test.skipIf(!existsSync(melinda))("every question of the Melinda survey is measured or named", () => {
  const source = readFileSync(melinda, "utf8")
    .replace(/^\/\/.*$/m, "")
    .replace("export const surveyModel =", "")
    .trim()
    .replace(/;$/, "");
  const definition = runInNewContext(`(${source})`);
  const { codebook } = readDefinition(definition) as ReadDefinition;

  const names: string[] = [];
  visitElements(definition, ({ type, name }, list) => {
    if (list !== "pages" && type !== "panel") names.push(String(name));
  });
  const measured = codebook.items.map(({ source }) => source.question);
  const named = codebook.unmeasured.map(({ question }) => question);
  expect(names.length).toBeGreaterThan(90);
  expect(names.filter((name) => !measured.includes(name) && !named.includes(name))).toEqual([]);
  expect(codebook.unmeasured.map(({ reason }) => reason)).toEqual(["display-only", "display-only", "display-only"]);
  expect(codebook.items.filter(({ kind }) => kind === "scale").map(({ source }) => source.question)).toEqual(
    Array(6).fill("PSq3"),
  );
});
