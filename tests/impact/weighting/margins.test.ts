import { describe, expect, test } from "vitest";
import { marginTemplate, readMarginFile } from "#surveys/impact/weighting/margin-file.ts";
import { readMarginRows } from "#surveys/impact/weighting/margin-rows.ts";
import type { WaveDimension } from "#surveys/impact/weighting/weight-margins.ts";
import { allProblems, isProblem } from "#surveys/problem.ts";

const dimensions: WaveDimension[] = [
  { name: "alder", groups: ["18-29", "30-59", "60+"] },
  { name: "bydel", groups: ["Nord", "Åby; vest", "Øst"] },
];

function file(...lines: string[]) {
  return readMarginFile(Buffer.from(lines.join("\r\n")), dimensions);
}

async function refusals(...lines: string[]): Promise<Array<[string, object | undefined]>> {
  const read = await file(...lines);
  if (!isProblem(read)) throw new Error(`read: ${JSON.stringify(read)}`);
  return allProblems(read).map(({ problem, values }) => [problem, values]);
}

const ages = ["alder;18-29;20", "alder;30-59;50", "alder;60+;30"];

describe("a file of margins", () => {
  test("is read whatever its marks, case, spaces, accents and decimals", async () => {
    const odd = await file(
      "\ufeffOpdeling;GRUPPE;Procent",
      "ALDER;18-29; 20,5 %",
      "Alder;30-59;49,5",
      "alder ;60+;30",
      "bydel;NORD;40",
      'bydel;"a\u030aby; Vest";25',
      "bydel;øst;35",
    );
    expect(odd).toEqual([
      {
        dimension: "alder",
        leavesOut: false,
        groups: [
          { groups: ["18-29"], share: 0.205 },
          { groups: ["30-59"], share: 0.495 },
          { groups: ["60+"], share: 0.3 },
        ],
      },
      {
        dimension: "bydel",
        leavesOut: false,
        groups: [
          { groups: ["Nord"], share: 0.4 },
          { groups: ["Åby; vest"], share: 0.25 },
          { groups: ["Øst"], share: 0.35 },
        ],
      },
    ]);
  });

  test("may be English, in another encoding, and count people with thousands marked", async () => {
    const english = await file("dimension,group,count", 'alder,18-29,"1,200"', 'alder,30-59,"2,400"', "alder,60+,400");
    const groups = [
      { groups: ["18-29"], share: 0.3 },
      { groups: ["30-59"], share: 0.6 },
      { groups: ["60+"], share: 0.1 },
    ];
    expect(english).toEqual([{ dimension: "alder", leavesOut: false, groups }]);
    const latin = Buffer.from(
      "opdeling;gruppe;antal\nbydel;\u00d8st;1.500\nbydel;Nord;1500\nbydel;\u00c5by; vest;",
      "latin1",
    );
    expect(isProblem(await readMarginFile(latin, dimensions))).toBe(true);
    const quoted = Buffer.from(
      'opdeling;gruppe;antal\nbydel;\u00d8st;1.500\nbydel;Nord;1500\nbydel;"\u00c5by; vest";',
      "latin1",
    );
    expect(await readMarginFile(quoted, dimensions)).toMatchObject([
      {
        leavesOut: true,
        groups: [
          { groups: ["Øst"], share: 0.5 },
          { groups: ["Nord"], share: 0.5 },
        ],
      },
    ]);
  });

  test("puts groups together, leaves groups and whole dimensions out", async () => {
    const read = await file("opdeling;gruppe;procent", "alder;18-29 + 30-59;70", "alder;60+;30", "bydel;Nord;");
    expect(read).toEqual([
      {
        dimension: "alder",
        leavesOut: false,
        groups: [
          { groups: ["18-29", "30-59"], share: 0.7 },
          { groups: ["60+"], share: 0.3 },
        ],
      },
    ]);
  });

  test("takes rounded percentages, and stretches them to a whole", async () => {
    const read = await file("opdeling;gruppe;procent", "alder;18-29;33,3", "alder;30-59;33,3", "alder;60+;33,3");
    expect(isProblem(read) ? [] : read[0]?.groups.map(({ share }) => share)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  test("says everything that is wrong at once, and where", async () => {
    expect(
      await refusals(
        "opdeling;gruppe;procent",
        "køn;kvinde;50",
        "køn;mand;50",
        "alder;18-29;20",
        "alder;18-29;x",
        "alder;70+;0",
      ),
    ).toEqual([
      ["weights.unknown-dimension", { dimension: "køn" }],
      ["weights.not-an-amount", { dimension: "alder", group: "18-29", given: "x" }],
      ["weights.group-twice", { dimension: "alder", group: "18-29" }],
      ["weights.unknown-group", { dimension: "alder", group: "70+" }],
      ["weights.not-an-amount", { dimension: "alder", group: "70+", given: "0" }],
      ["weights.group-missing", { dimension: "alder", group: "30-59" }],
      ["weights.group-missing", { dimension: "alder", group: "60+" }],
    ]);
    expect(await refusals("opdeling;gruppe;procent", ...ages.slice(0, 2), "alder;60+;40")).toEqual([
      ["weights.sum-wrong", { dimension: "alder", sum: 110 }],
    ]);
    expect(await refusals("opdeling;gruppe;procent", ...ages.slice(0, 2), "alder;60+;-30")).toEqual([
      ["weights.not-an-amount", { dimension: "alder", group: "60+", given: "-30" }],
    ]);
    expect(await refusals("opdeling;gruppe;procent")).toEqual([["weights.none-given", undefined]]);
    expect(await refusals("navn;tal", "alder;3")).toEqual([["weights.columns-missing", undefined]]);
    expect(await refusals("")).toEqual([["upload.empty", undefined]]);
  });

  test("the file to fill in is read as what it is: nothing given; and filled in, it is read", async () => {
    for (const language of ["da", "en"] as const) {
      const template = marginTemplate(dimensions, language);
      expect(await readMarginFile(Buffer.from(template), dimensions)).toMatchObject({ problem: "weights.none-given" });
      const filled = template.replace(/(30-59|60\+|18-29)([;,])/g, "$1$233.3");
      expect(isProblem(await readMarginFile(Buffer.from(filled), dimensions))).toBe(false);
    }
    const formula = marginTemplate([{ name: "x", groups: ["=1+1"] }], "da");
    expect(formula).toContain('" =1+1"');
    expect(
      isProblem(
        readMarginRows(
          [{ dimension: "x", group: " =1+1", amount: "100" }],
          [{ name: "x", groups: ["=1+1"] }],
          "percent",
        ),
      ),
    ).toBe(false);
  });
});
