import { describe, expect, it } from "vitest";
import { placeText, transferCsv, transferGroups } from "#app/exchange-report-text.ts";
import { sayIn } from "#app/texts/texts.ts";
import { TransferLog, type TransferReport, transferCodes } from "#surveys/definition/exchange/transfer-report.ts";

const say = sayIn("da");

function report(fill: (log: TransferLog) => void): TransferReport {
  const log = new TransferLog();
  fill(log);
  return {
    format: "xlsform",
    files: [],
    counts: { pages: 0, questions: 0, choices: 0, conditions: 0, languages: 0 },
    lines: log.lines,
  };
}

describe("the report on a survey from elsewhere", () => {
  it("as CSV has no cell that a spreadsheet would compute", () => {
    const csv = transferCsv(
      report((log) => {
        log.add("condition-unreadable", { question: "=HYPERLINK(1)", row: 3 }, '@x;"y"');
        log.add("setting-left", {}, "-1+1");
      }),
      say,
    );
    expect(csv.split("\r\n").slice(1)).toEqual([
      `Kom ikke med;;3;" =HYPERLINK(1)";Betingelsen kan ikke oversættes. Spørgsmålet bliver derfor stillet til alle.;" @x;""y"""`,
      `Kom ikke med;;;;Indstillingen har ingen virkning i Ringvirk.;" -1+1"`,
      "",
    ]);
  });

  it("tells a thing once, cuts what is long, and says who came over unharmed", () => {
    const { lines } = report((log) => {
      log.add("name-twice", { question: "a", row: 2 });
      log.add("name-twice", { question: "a", row: 2 });
      log.add("texts-left", { question: "b" }, "x".repeat(500));
      log.add("direction-unsaid", { question: "c" });
      log.addCarried([{ question: "a" }, { question: "b" }, { question: "c" }]);
    });
    expect(lines.map(({ code, question }) => `${code} ${question}`)).toEqual([
      ...["name-twice a", "texts-left b", "direction-unsaid c", "carried c"],
    ]);
    expect(lines[1]?.detail).toHaveLength(160);
  });

  it("has words for everything, by outcome", () => {
    const all = report((log) => {
      for (const code of Object.keys(transferCodes)) log.add(code as keyof typeof transferCodes, { question: "q" });
    });
    for (const language of ["da", "en"] as const) {
      const groups = transferGroups(all, sayIn(language)).flatMap((outcome) => outcome.groups);
      expect(groups).toHaveLength(Object.keys(transferCodes).length);
      for (const { what } of groups) expect(what).not.toMatch(/^(exchange:)?line\./);
    }
    expect(placeText({ code: "carried", question: "a", file: "f", row: 2 }, say)).toBe("a, f, række 2");
  });
});
