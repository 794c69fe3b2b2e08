import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommandLine } from "#app/command-line/run-command-line.ts";
import { sayIn } from "#app/texts/texts.ts";
import { oddityKinds } from "#surveys/answering/import-report.ts";
import { header, roster, streetMapping } from "#tests/answering/import-world.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringvirk-command-"));
  mkdirSync(join(folder, "files"));
  write("mapping.json", JSON.stringify(streetMapping));
  write("roster.csv", roster.content.toString());
  write("answers.csv", [header, "a,1,30,1,1,4,2,hej", "a,2,50,1,2,0,7,", "b,1,61,1,9,8,,"].join("\n"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string): void {
  writeFileSync(join(folder, "files", name), content);
}

const file = (name: string) => join(folder, "files", name);

/** Production without a secret: what needs none must not ask for it. */
async function ringvirk(command: string, environment: Record<string, string> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const given = command.split(" ").map((word) => word.replaceAll("_", " "));
  const code = await runCommandLine(given, {
    print: (line) => out.push(line),
    complain: (line) => err.push(line),
    environment: { DATA_DIR: folder, LANG: "en_GB.UTF-8", ...environment },
    now: () => new Date("2026-11-23T12:00:00Z"),
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

async function prepare(): Promise<void> {
  await ringvirk("create-account --email Ada@Example.dk --name Ada --role administrator");
  await ringvirk(
    "create-initiative --name Gaden --slug street --coordinator ada@example.dk --challenge Uro --district Midt --place Gaden --starts 2026-01-01 --ends 2027-12-31",
  );
}

const importing = () =>
  `import-wave --initiative street --wave Marts --answers ${file("answers.csv")} --mapping ${file("mapping.json")} --join roster=${file("roster.csv")} --opens 2026-03-01`;

describe("the command line", () => {
  it("explains itself in the language of the terminal, in Danish where none is stated", async () => {
    expect(await ringvirk("--help")).toMatchObject({ code: 0, out: expect.stringContaining("Commands:") });
    expect((await ringvirk("--help", { LANG: "C.UTF-8" })).out).toContain("Kommandoer:");
    expect((await ringvirk("results --help --language da")).out).toContain("--initiative");
    expect(await ringvirk("frobnicate")).toMatchObject({ code: 2, err: expect.stringContaining("frobnicate") });
  });

  it.each([
    "import-wave",
    "check-mapping",
    "check-survey",
    "convert-survey",
    "results",
    "create-initiative",
    "create-account",
    "sign-in-link",
    "move",
  ])("has words for every option of %s", async (command) => {
    for (const language of ["da", "en"]) {
      const { out } = await ringvirk(`${command} --help --language ${language}`);
      expect(out).not.toMatch(/option\.|command\.|cli\./);
    }
  });

  it("has words for every oddity", () => {
    for (const kind of oddityKinds) expect(sayIn("da")(`command:oddity.${kind}`)).not.toContain(kind);
  });

  it("refuses what it does not know and what is missing, all at once", async () => {
    expect(await ringvirk("results --initiativ street")).toMatchObject({
      code: 2,
      err: expect.stringContaining("--initiativ"),
    });
    const { code, err } = await ringvirk("import-wave --initiative street --format xml");
    expect(code).toBe(2);
    for (const option of ["--answers", "--mapping", "--format", "text, json", "Nothing was changed."])
      expect(err).toContain(option);
  });

  it("makes no database out of a misspelt folder", async () => {
    const { code, err } = await ringvirk("results --initiative street", { DATA_DIR: join(folder, "misspelt") });
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("misspelt") });
    expect(readdirSync(folder)).toEqual(["files"]);
  });

  it("ends with 1 on a fault, such as a database that is none", async () => {
    writeFileSync(join(folder, "ringvirk.db"), "not a database ".repeat(100));
    expect(await ringvirk("results --initiative street")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/not a database/),
    });
  });

  it("takes a wave from file to results, and needs no secret for it", async () => {
    await prepare();
    const dry = await ringvirk(`${importing()} --dry-run`);
    expect(dry).toMatchObject({ code: 0, err: "", out: expect.stringContaining("nothing was stored") });
    expect(JSON.parse((await ringvirk("results --initiative street --format json")).out).waves).toEqual([]);
    const stored = await ringvirk(importing());
    expect(stored.code).toBe(0);
    expect(stored.out).toMatch(/Codes that the mapping does not know[\s\S]*answers\.csv: Q2 = 0 \(first rows: 3\)/);
    const results = JSON.parse((await ringvirk("results --initiative street --format json")).out);
    expect(results.waves).toMatchObject([{ name: "Marts", source: "imported", opensOn: "2026-03-01" }]);
    expect((await ringvirk("results --initiative street")).out).toContain("Marts, 2026-03-01 to 2026-03-01");
  });

  it("says as JSON what the import met", async () => {
    await prepare();
    const { out } = await ringvirk(`${importing()} --format json`);
    expect(JSON.parse(out)).toMatchObject({ rowsRead: 3, rowsStored: 3, wave: { name: "Marts" } });
  });

  it("refuses an import in a sentence of the reader's language", async () => {
    await prepare();
    await ringvirk(importing());
    expect(await ringvirk(importing())).toEqual({
      code: 2,
      out: "",
      err: "There is already a wave called “Marts”.\nNothing was changed.",
    });
    const danish = await ringvirk(`${importing().replace("roster=", "roster")} --language da`);
    expect(danish).toMatchObject({ code: 2, err: expect.stringContaining("NAVN=FIL") });
    const noFile = await ringvirk(importing().replace("answers.csv", "nothing.csv"));
    expect(noFile).toMatchObject({ code: 2, err: expect.stringContaining("nothing.csv") });
    const noDay = await ringvirk(importing().replace(" --opens 2026-03-01", "").replace("Marts", "Juni"));
    expect(noDay).toMatchObject({ code: 2, err: expect.stringContaining("--opens") });
  });

  it("checks a mapping without a database", async () => {
    expect(await ringvirk(`check-mapping --mapping ${file("mapping.json")}`)).toMatchObject({
      code: 0,
      out: expect.stringContaining("4"),
    });
    write("mapping.json", JSON.stringify({ ...streetMapping, weigth: "W" }));
    const { code, err } = await ringvirk(`check-mapping --mapping ${file("mapping.json")}`);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("weigth") });
  });

  it("makes the first administrator, once, and a link to come in by", async () => {
    const first = await ringvirk("create-account --email Ada@Example.dk --name Ada_Ahm --role administrator");
    expect(first.code).toBe(0);
    const again = await ringvirk("create-account --email ada@example.dk --name Ada_Ahm --role administrator");
    expect(again.code).toBe(2);
    const wrong = await ringvirk("create-account --email nobody --name No --role administrator");
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining("--email") });
    expect((await ringvirk("sign-in-link --email ada@example.dk")).err).toContain("RINGVIRK_SECRET");
    const link = await ringvirk("sign-in-link --email ada@example.dk", { RINGVIRK_SECRET: "s".repeat(32) });
    expect(link.out).toMatch(/http:\/\/localhost:3000\/sign-in\/[\w-]{22}/);
  });

  it("gives roles in an initiative, and asks which", async () => {
    await prepare();
    const person = "create-account --email bo@example.dk --name Bo --role analyst";
    expect(await ringvirk(person)).toMatchObject({ code: 2, err: expect.stringContaining("--initiative") });
    expect((await ringvirk(`${person} --initiative street`)).code).toBe(0);
    expect((await ringvirk(`${person} --initiative nowhere`)).code).toBe(2);
  });
});
