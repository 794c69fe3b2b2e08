import { describe, expect, it } from "vitest";
import { OddityCount } from "#surveys/answering/import-report.ts";
import { type ImportTable, readImportTable } from "#surveys/answering/import-table.ts";
import { isProblem } from "#surveys/problem.ts";

const automatic = { encoding: "auto", delimiter: "auto", stripControlCharacters: true } as const;

function read(content: Buffer | string, how: Partial<Parameters<typeof readImportTable>[1]> = {}) {
  const oddities = new OddityCount();
  const table = readImportTable(
    { name: "file.csv", content: Buffer.from(content) },
    { ...automatic, ...how },
    oddities,
  );
  return { table, cells: isProblem(table) ? [] : cellsOf(table), oddities: oddities.oddities };
}

function cellsOf({ rows }: ImportTable): string[][] {
  return rows.map((row) => [...row.cells.values()]);
}

describe("a file to import", () => {
  it("loses a mark at its start and carriage returns inside quotes, which are counted by column", () => {
    const { table, cells, oddities } = read('\uFEFFCD,P1,W\n"14\r",2,7\n"15\r",1,8\n');
    expect(table).toMatchObject({ encoding: "utf-8", delimiter: ",", columns: ["CD", "P1", "W"] });
    expect(cells).toEqual([
      ["14", "2", "7"],
      ["15", "1", "8"],
    ]);
    expect(oddities).toEqual([
      { kind: "control-characters", count: 2, file: "file.csv", column: "CD", code: null, lines: [2, 3] },
    ]);
  });

  it("keeps control characters where the mapping says so", () => {
    const { cells, oddities } = read('A,B\n"x\u0001y",1\n', { stripControlCharacters: false });
    expect(cells).toEqual([["x\u0001y", "1"]]);
    expect(oddities).toEqual([]);
  });

  it.each([
    ["Windows-1252 with semicolons", Buffer.from("by;svar\nÅrhus æøå;1\n", "latin1"), "windows-1252", ";"],
    ["UTF-8 with tabs and Windows line ends", Buffer.from("by\tsvar\r\nÅrhus æøå\t1\r\n"), "utf-8", "\t"],
    ["UTF-16 with its mark", Buffer.from("\uFEFFby,svar\nÅrhus æøå,1\n", "utf16le"), "utf-16le", ","],
  ])("is read as %s", (_what, content, encoding, delimiter) => {
    const { table, cells } = read(content);
    expect(table).toMatchObject({ encoding, delimiter });
    expect(cells).toEqual([["Århus æøå", "1"]]);
  });

  it("tells of spaces and of rows of the wrong length, and goes on", () => {
    const { cells, oddities } = read("A,B\n 1 ,2\n3\n4,5,6\n\n7,8\n");
    expect(cells).toEqual([
      ["1", "2"],
      ["3", ""],
      ["4", "5"],
      ["7", "8"],
    ]);
    expect(oddities.map(({ kind, count, lines }) => ({ kind, count, lines }))).toEqual([
      { kind: "spaces", count: 1, lines: [2] },
      { kind: "uneven-row", count: 2, lines: [3, 4] },
    ]);
  });

  it("is refused with the line where quotes do not close", () => {
    expect(read('A,B\n1,2\n"3,4\n').table).toMatchObject({
      problem: "import.file-unreadable",
      values: { file: "file.csv" },
    });
  });

  it.each([
    ["a workbook", "PK\u0003\u0004\u0000\u0000", "import.file-unreadable"],
    ["a header alone", "A,B\n", "import.no-rows"],
    ["nothing", "", "import.no-rows"],
    ["a column twice", "A,B,A\n1,2,3\n", "import.column-twice"],
  ])("is refused when it is %s", (_what, content, problem) => {
    expect(read(content).table).toMatchObject({ problem });
  });
});
