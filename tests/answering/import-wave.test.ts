import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/schema.ts";
import { importWave, previewImport } from "#surveys/answering/import-wave.server.ts";
import { pseudonymOf } from "#surveys/answering/pseudonym.ts";
import { rebuildTallies } from "#surveys/answering/tally.server.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import { countsOf } from "./answering-world.ts";
import { csv, header, imported, importOf, mappingOf, street, streetMapping } from "./import-world.ts";

const now = new Date("2026-11-23T12:00:00Z");
const anyone = { accountId: null, now };

let db: Database;

beforeEach(async () => {
  db = await street();
});

/** "item=value" → how many, of everyone. */
async function tallied(segment = ""): Promise<Record<string, number>> {
  const rows = await db.selectFrom("tally").selectAll().where("segment", "=", segment).execute();
  return Object.fromEntries(rows.map((row) => [`${row.item_key}=${row.value}`, row.count]));
}

async function rowsIn(table: "wave" | "response" | "tally" | "shift" | "survey" | "survey_version" | "audit") {
  return (await db.selectFrom(table).selectAll().execute()).length;
}

describe("an imported wave", () => {
  it("counts codes, reversed scales and each kind of missing", async () => {
    await imported(
      db,
      importOf("2026-03-01", ['a,1,30,1,1,4,"2,5",hej', "a,2,50,1,2,,7,", "b,1,61,1,9,8,,", "c,1,20,1,01,1.0,0,"]),
    );
    expect(await tallied()).toMatchObject({
      "safe=1": 2,
      "safe=0": 1,
      "safe=~dont-know": 1,
      "worry=4": 1,
      "worry=1": 1,
      "worry=~not-asked": 1,
      "worry=~prefer-not": 1,
      "hours=2.5": 1,
      "hours=0": 1,
      "hours=~skipped": 1,
      "words=~text": 1,
      "words=~skipped": 3,
    });
    const stored = await db.selectFrom("wave").selectAll().executeTakeFirstOrThrow();
    expect(stored).toMatchObject({ state: "closed", source: "imported", position: 0, closes_on: "2026-03-01" });
  });

  it("knows how it was answered where the mapping says so, and else not", async () => {
    await imported(db, importOf("2026-03-01", ["a,1,30,1,1,1,1,"]));
    const byPhone = mappingOf();
    await imported(
      db,
      importOf("2026-04-01", ["a,1,30,1,1,1,1,"], { mapping: { ...byPhone, wave: { mode: "phone" } } }),
    );
    const waves = await db.selectFrom("wave").select("mode").orderBy("position").execute();
    expect(waves.map(({ mode }) => mode)).toEqual([null, "phone"]);
  });

  it("puts people in groups by the joined file's code and by ranges, and weighs them", async () => {
    await imported(db, importOf("2026-03-01", ["a,1,30,2.5,1,1,1,", 'a,2,50,"0,5",1,1,1,', "b,1,61,3,2,1,1,"]));
    expect(await tallied("sex=women")).toMatchObject({ "safe=1": 1, "safe=0": 1 });
    expect(await tallied("age=old")).toMatchObject({ "safe=1": 1, "safe=0": 1 });
    const safe = await db
      .selectFrom("tally")
      .selectAll()
      .where("item_key", "=", "safe")
      .where("segment", "=", "")
      .execute();
    expect(safe.find(({ value }) => value === "1")).toMatchObject({ weight: 3, weight_squared: 6.5 });
  });

  it("tells of every oddity, with the count and the rows", async () => {
    const rows = [
      ...[
        "a,1,30,1,1,1,1,x",
        "a,1,30,1,1,1,1,x",
        "a,2,50,1,1,1,1,",
        "a,2,50,1,2,1,1,",
        "b,1,61,0,1,1,1,",
        "c,1,20,,1,1,1,",
      ],
      ...[
        "z,9,20,1,1,1,1,",
        "d,1,20,1,1,1,1,",
        "f,1,17,1,7,5,lots of my own words,",
        ",1,20,1,1,1,1,",
        "c,1,20,1,5,,,",
      ],
    ];
    const { report } = await imported(db, importOf("2026-03-01", rows));
    const told = report.oddities.map(({ kind, column, code, count, lines }) => [kind, column, code, count, ...lines]);
    expect(told).toEqual([
      ["join-unmatched", null, null, 2, 8, 11],
      ["join-ambiguous", null, null, 1, 9],
      ["weight-unusable", "W", null, 2, 6, 7],
      ["no-answer", null, null, 2, 10, 12],
      ["copy", null, null, 1, 3],
      ["key-twice", null, null, 1, 5],
      ["no-person-key", null, null, 3, 8, 9, 11],
      ["segment-blank", "SEX", null, 3, 8, 9, 11],
    ]);
    expect(report).toMatchObject({ rowsRead: 11, rowsStored: 5 });
  });

  it("keeps codes in no dictionary out of the figures and tells them, but never words", async () => {
    const { report } = await imported(
      db,
      importOf("2026-03-01", ["a,1,30,1,1,0,min nabo Per larmer,", "a,2,50,1,0,0,1,"]),
    );
    const codes = report.oddities.filter(({ kind }) => kind === "undocumented-code");
    expect(codes.map(({ column, code, count }) => [column, code, count])).toEqual([
      ["Q2", "0", 2],
      ["Q3", "…", 1],
      ["Q1", "0", 1],
    ]);
    expect(JSON.stringify(report)).not.toContain("nabo");
    expect(report.items.find(({ key }) => key === "worry")).toMatchObject({
      valid: 0,
      undocumented: 2,
      missing: { skipped: 2 },
    });
    expect(await tallied()).toMatchObject({ "worry=~skipped": 2 });
  });

  it("links the same people in two waves and nobody to another initiative", async () => {
    const rows = ["a,1,30,1,1,1,1,", "a,2,50,1,1,1,1,", "b,1,61,1,2,1,1,"];
    await imported(db, importOf("2026-03-01", rows));
    const { report } = await imported(
      db,
      importOf("2026-06-01", ["a,1,31,1,2,1,1,", "b,1,61,1,2,1,1,", "c,1,20,1,2,1,1,"]),
    );
    expect(report.linked).toEqual([{ wave: "Måling 2026-03-01", people: 2 }]);
    const shifts = await db
      .selectFrom("shift")
      .selectAll()
      .where("item_key", "=", "safe")
      .where("segment", "=", "")
      .execute();
    expect(shifts.map(({ from_value, to_value, count }) => [from_value, to_value, count]).sort()).toEqual([
      ["0", "0", 1],
      ["1", "0", 1],
    ]);
    await imported(db, importOf("2026-06-01", rows, { initiativeId: "square" }));
    const responses = await db.selectFrom("response").select("pseudonym").execute();
    expect(new Set(responses.map(({ pseudonym }) => pseudonym)).size).toBe(4 + 3);
    const key = JSON.stringify(["a", "1", "1"]);
    expect(responses).toContainEqual({ pseudonym: pseudonymOf("key of the street", `import:${key}`) });
  });

  it("gives the tallies that a rebuild from the answers gives", async () => {
    await imported(db, importOf("2026-03-01", ['a,1,30,1,1,4,"2,5",hej', "a,2,50,1,2,,7,", "b,1,61,1,9,8,,"]));
    await imported(db, importOf("2026-06-01", ["a,1,30,1,2,1,3,", "a,2,50,1,2,0,7,ja", "c,1,61,1,1,8,,"]));
    const before = await countsOf(db);
    await rebuildTallies(db, "street");
    expect(await countsOf(db)).toEqual(before);
    expect(before.shifts.length).toBeGreaterThan(0);
  });

  it("may keep everybody of a key that is met twice, following none of them", async () => {
    const mapping = mappingOf({
      ...streetMapping,
      person: { columns: ["HOUSE", "NO"], duplicates: "keep-all-unlinked" },
    });
    const rows = ["a,1,30,1,1,1,1,", "a,1,50,1,2,1,1,", "b,1,61,1,2,1,1,"];
    const { report } = await imported(db, importOf("2026-03-01", rows, { mapping }));
    expect(report.rowsStored).toBe(3);
    const responses = await db.selectFrom("response").select("pseudonym").execute();
    expect(responses.filter(({ pseudonym }) => pseudonym === null)).toHaveLength(2);
  });

  it("is stored without links once the link key is gone", async () => {
    await db.deleteFrom("link_key").where("initiative_id", "=", "street").execute();
    const { report } = await imported(db, importOf("2026-03-01", ["a,1,30,1,1,1,1,", "b,1,61,1,2,1,1,"]));
    expect(report.oddities.find(({ kind }) => kind === "no-link-key")?.count).toBe(2);
    expect(await db.selectFrom("response").select("pseudonym").distinct().execute()).toEqual([{ pseudonym: null }]);
  });

  it("uses the survey again while its items are the same, and makes a version when they change", async () => {
    const rows = ["a,1,30,1,1,1,1,"];
    await imported(db, importOf("2026-03-01", rows));
    await imported(db, importOf("2026-06-01", rows));
    expect(await rowsIn("survey_version")).toBe(1);
    const items = [{ ...streetMapping.items[0], good: null }, ...streetMapping.items.slice(1)];
    await imported(db, importOf("2026-09-01", rows, { mapping: mappingOf({ ...streetMapping, items }) }));
    expect([await rowsIn("survey"), await rowsIn("survey_version")]).toEqual([1, 2]);
  });

  it("takes its place by the day it opened, whichever order the files come in", async () => {
    const person = (answer: number) => [`a,1,30,1,${answer},1,1,`];
    await imported(db, importOf("2026-09-01", person(1)));
    await imported(db, importOf("2026-03-01", person(2)));
    await imported(db, importOf("2026-06-01", person(2)));
    const waves = await db.selectFrom("wave").select(["position", "opens_on"]).orderBy("position").execute();
    expect(waves.map(({ opens_on }) => opens_on)).toEqual(["2026-03-01", "2026-06-01", "2026-09-01"]);
    const shifts = await db
      .selectFrom("shift")
      .selectAll()
      .where("item_key", "=", "safe")
      .where("segment", "=", "")
      .execute();
    expect(shifts.map(({ from_value, to_value }) => `${from_value}${to_value}`).sort()).toEqual(["00", "01", "01"]);
  });

  it("may not become a goal's new baseline", async () => {
    await imported(db, importOf("2026-06-01", ["a,1,30,1,1,1,1,"]));
    const goal = {
      ...{
        id: "goal",
        initiative_id: "street",
        title: "Tryg",
        audience: "resident" as const,
        item_key: "safe",
        reading: "share" as const,
      },
      ...{
        segment: "",
        direction: "rise" as const,
        target_kind: "level" as const,
        target_value: 80,
        smallest_worthwhile: 2,
        due_position: 1,
        position: 0,
      },
    };
    await db.insertInto("goal").values(goal).execute();
    const earlier = await importWave(db, { ...importOf("2026-03-01", ["a,1,30,1,1,1,1,"]), ...anyone });
    expect(earlier).toMatchObject({ problem: "import.before-goals", values: { later: "Måling 2026-06-01" } });
    await imported(db, importOf("2026-09-01", ["a,1,30,1,1,1,1,"]));
  });

  it("shows in the results beside every other wave", async () => {
    const mapping = mappingOf({ ...streetMapping, join: [], segments: {}, person: { columns: ["HOUSE"] } });
    const wave = (safe: number) =>
      Array.from({ length: 40 }, (_, house) => `h${house},1,30,1,${house < safe ? 1 : 2},1,1,`);
    await imported(db, importOf("2026-03-01", wave(10), { mapping }));
    await imported(db, importOf("2026-06-01", wave(20), { mapping }));
    const { waves, changes } = await readResults(db, "street");
    expect(waves.map(({ source }) => source)).toEqual(["imported", "imported"]);
    const change = changes.find(({ indicator, segment }) => indicator === "resident/safe/share" && segment === "");
    expect(change).toMatchObject({ n0: 40, n1: 40, pairs: 40, estimate: 25 });
  });
});

describe("an import that is refused", () => {
  const rows = ["a,1,30,1,1,1,1,"];

  it.each([
    ["no name", { name: "" }, "field.missing"],
    ["no day", { opensOn: "" }, "field.missing"],
    ["a day that is none", { opensOn: "2026-02-30" }, "field.not-a-date"],
    ["a last day before the first", { closesOn: "2026-02-01" }, "wave.dates-wrong"],
    ["an unknown initiative", { initiativeId: "nowhere" }, "initiative.not-found"],
    ["no file to join", { joins: {} }, "import.file-missing"],
    ["a file without the columns", { answers: csv("answers.csv", ["HOUSE,NO", "a,1"]) }, "import.column-missing"],
    ["rows without one answer", { answers: csv("answers.csv", [header, "a,1,30,1,,,,"]) }, "import.no-rows"],
    [
      "a joined column that is there already",
      { answers: csv("answers.csv", [`${header},SEX`, "a,1,30,1,1,1,1,,1"]) },
      "import.column-twice",
    ],
  ])("for %s changes nothing", async (_what, changes, problem) => {
    expect(await importWave(db, { ...importOf("2026-03-01", rows, changes), ...anyone })).toMatchObject({ problem });
    expect([await rowsIn("wave"), await rowsIn("survey"), await rowsIn("response"), await rowsIn("audit")]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it("names every missing column at once", async () => {
    const answers = csv("answers.csv", ["HOUSE,NO,AGE,W,Q1,Q2", "a,1,30,1,1,1"]);
    const refused = await importWave(db, { ...importOf("2026-03-01", rows, { answers }), ...anyone });
    expect(refused).toMatchObject({
      values: { column: "Q3", file: "answers.csv" },
      also: [{ values: { column: "Q4" } }],
    });
  });

  it("because its name is taken leaves the wave that has it", async () => {
    await imported(db, importOf("2026-03-01", rows));
    const again = await importWave(db, { ...importOf("2026-03-01", rows), ...anyone });
    expect(again).toMatchObject({ problem: "import.wave-exists" });
    expect([await rowsIn("wave"), await rowsIn("response")]).toEqual([1, 1]);
  });

  it("by a fault in the middle leaves nothing behind", async () => {
    await db.schema.dropTable("shift").execute();
    await imported(db, importOf("2026-03-01", rows));
    await expect(importWave(db, { ...importOf("2026-06-01", rows), ...anyone })).rejects.toThrow(/shift/);
    expect([await rowsIn("wave"), await rowsIn("response"), await rowsIn("audit")]).toEqual([1, 1, 1]);
  });

  it("because a group column holds names, not groups", async () => {
    const many = Array.from({ length: 201 }, (_, place) => `a,1,30,1,1,1,1,name ${place}`);
    const mapping = mappingOf({ ...streetMapping, person: undefined, segments: { who: { column: "Q4" } } });
    const refused = await importWave(db, { ...importOf("2026-03-01", many, { mapping }), ...anyone });
    expect(refused).toMatchObject({ problem: "import.too-many-groups", values: { segment: "who", column: "Q4" } });
  });
});

describe("a preview", () => {
  it("tells what the import then tells, and stores nothing", async () => {
    const input = importOf("2026-03-01", ["a,1,30,1,1,0,1,", "a,1,30,1,1,0,1,", "b,1,61,1,2,1,1,"]);
    const preview = await previewImport(db, input);
    expect([await rowsIn("wave"), await rowsIn("response"), await rowsIn("audit")]).toEqual([0, 0, 0]);
    expect(preview).toEqual((await imported(db, input)).report);
  });
});
