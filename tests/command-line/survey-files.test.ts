import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommandLine } from "#app/command-line/run-command-line.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringvirk-survey-"));
  writeFileSync(
    join(folder, "survey.csv"),
    "type,name,label::English (en)\ninteger,age,How old are you?\ngeopoint,where,Where?\n",
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function ringvirk(...given: string[]) {
  const told: string[] = [];
  const tell = (line: string) => told.push(line);
  const code = await runCommandLine([...given, "--language", "en"], {
    print: tell,
    complain: tell,
    environment: {},
    now: () => new Date(),
  });
  return { code, told: told.join("\n") };
}

const file = (name: string) => join(folder, name);

describe("surveys on the command line", () => {
  it("are checked, with every thing that does not come along", async () => {
    const { code, told } = await ringvirk("check-survey", "--file", file("survey.csv"));
    expect(code).toBe(0);
    expect(told).toContain("Questions: 1");
    expect(told).toContain("where, survey.csv, row 3: geopoint");
    const missing = await ringvirk("check-survey", "--file", file("none.csv"));
    expect(missing).toMatchObject({ code: 2, told: expect.stringContaining("none.csv") });
  });

  it("are converted, and never over a file that is there", async () => {
    const convert = (to: string) =>
      ringvirk("convert-survey", "--file", file("survey.csv"), "--to", to, "--output", file(to));
    for (const to of ["surveyjs", "xlsform", "paper"]) expect(await convert(to)).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(file("surveyjs"), "utf8")).pages[0].elements[0].name).toBe("age");
    expect(readFileSync(file("xlsform")).subarray(0, 2).toString()).toBe("PK");
    expect(readFileSync(file("paper")).subarray(0, 5).toString()).toBe("%PDF-");
    writeFileSync(file("paper"), "mine");
    expect(await convert("paper")).toMatchObject({ code: 2, told: expect.stringContaining("Nothing was changed") });
    expect(readFileSync(file("paper"), "utf8")).toBe("mine");
  });
});
