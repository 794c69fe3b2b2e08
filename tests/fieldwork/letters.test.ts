import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatDay } from "#app/texts/figure-format.ts";
import { sayIn } from "#app/texts/texts.ts";
import type { Database } from "#db/schema.ts";
import { openByCode } from "#surveys/answering/enter-code.server.ts";
import { addressLines, addressWindow, slippingZone } from "#surveys/fieldwork/letter-page.ts";
import { letterCounts, printLetters } from "#surveys/fieldwork/letters.server.ts";
import { isRead, newPaper } from "#surveys/fieldwork/paper.ts";
import { noAddress } from "#surveys/fieldwork/postal-address.ts";
import { printedText } from "#surveys/fieldwork/printed-text.ts";
import { readTypedCode } from "#surveys/fieldwork/short-code.ts";
import { confirmUpload, stageUpload } from "#surveys/fieldwork/upload.server.ts";
import { openWave, planWave } from "#surveys/fieldwork/wave.server.ts";
import { isProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { baseUrl, carlas, makeMailWorld, secret } from "#tests/support/mail-world.ts";
import { type PrintedSheet, readPaper, scanSheet } from "#tests/support/read-paper.ts";

let db: Database;
let waveId: string;

const file = `navn;email;c/o;adresse;postnr;by;sprog;bydel
Anna Ågård;;;Lysgade 4, 2. tv.;8000;Aarhus C;dansk;Nord
Łukasz Şahin;lukasz@borger.example;Jensen;Lysgade 5;800;Høje Taastrup;english;Nord
محمد;;;Lysgade 6;5000;Odense C;;Syd
Dagny;dagny@borger.example;;;;;;Syd
`;

beforeEach(async () => {
  db = await makeMailWorld();
  const staged = ok(
    await stageUpload(db, carlas(), { audience: "resident", fileName: "x.csv", content: Buffer.from(file) }),
  );
  expect(staged).toMatchObject({ created: 4, problemCount: 0, segmentNames: ["bydel"], leftOut: [] });
  ok(await confirmUpload(db, carlas(), staged.uploadId));
  const version = await db
    .selectFrom("survey_version")
    .innerJoin("survey", "survey.id", "survey_version.survey_id")
    .select("survey_version.id")
    .where("survey.audience", "=", "resident")
    .executeTakeFirstOrThrow();
  const plan = { name: "Baseline", opensOn: "2026-11-23", closesOn: "2026-12-07", surveys: { resident: version.id } };
  waveId = ok(await planWave(db, carlas(), plan)).id;
  ok(await openWave(db, carlas(), { waveId, secret }));
});
afterEach(() => db.destroy());

describe("people without a mail address", () => {
  it("are invited, get no mail, and are counted as letters to print", async () => {
    expect(await db.selectFrom("invitation").select("id").execute()).toHaveLength(4);
    expect(await db.selectFrom("message").select("id").execute()).toHaveLength(2);
    expect(await letterCounts(db, waveId)).toEqual({ all: 3, "without-mail": 2, unanswered: 3, unreachable: 0 });
  });
});

describe("letters", () => {
  it("are one sheet each, by postcode, in the language of the person", async () => {
    const sheets = await print("all");
    expect(sheets.map(addressOf)).toEqual([
      ["Lukasz Sahin", "c/o Jensen", "Lysgade 5", "0800 Høje Taastrup"],
      ["Beboeren", "Lysgade 6", "5000 Odense C"],
      ["Anna Ågård", "Lysgade 4, 2. tv.", "8000 Aarhus C"],
    ]);
    expect(wordsOf(sheets[0])).toContain("How do you experience Nordby?");
    expect(wordsOf(sheets[2])).toContain("Hvordan oplever du Nordby?");
    expect(wordsOf(sheets[2])).toContain("7. december 2026");
    expect(wordsOf(sheets[2])).toContain("Ring til Carla på 12 34 56 78");
  });

  it("have the address in what the windows of the usual envelopes share, and nothing else where the sheet may slip", async () => {
    for (const sheet of await print("all")) {
      const seen = sheet.lines.filter(
        ({ left, baseline }) =>
          baseline > slippingZone.top && baseline - 4 < slippingZone.bottom && left < slippingZone.right,
      );
      expect(seen.map(({ text }) => text)).toEqual(addressOf(sheet));
      for (const { left, baseline, size } of seen) {
        expect(left).toBeGreaterThan(addressWindow.left);
        expect(baseline - size * 0.36).toBeGreaterThan(addressWindow.top);
        expect(baseline + 1.2).toBeLessThan(addressWindow.bottom);
      }
      for (const { top } of sheet.bars) expect(top).toBeGreaterThan(slippingZone.bottom);
    }
  });

  it("carry a QR code that a decoder reads as the personal link, and a code that leads to the same", async () => {
    for (const sheet of await print("all")) {
      const link = scanSheet(sheet) ?? "";
      expect(link).toMatch(new RegExp(`^${baseUrl}/s/[\\w-]{22}$`));
      const printed = sheet.lines.find(({ text }) => /^[2-9C-X]{4} [2-9C-X]{4}$/.test(text))?.text ?? "";
      const code = readTypedCode(printed);
      expect("code" in code && (await openByCode(db, secret, code.code, carlas().now))).toEqual({
        token: link.split("/").at(-1),
      });
      expect(wordsOf(sheet)).toMatch(/ringvirk\.example\/(kode|code)/);
      expect(wordsOf(sheet)).not.toContain(link);
    }
  });

  it("go to those chosen, never to who has said stop, and stand in the log", async () => {
    expect((await print("without-mail")).map((sheet) => addressOf(sheet)[0])).toEqual(["Beboeren", "Anna Ågård"]);
    await db.updateTable("participant").set({ opted_out: 1 }).where("name", "=", "Anna Ågård").execute();
    expect((await print("without-mail")).map((sheet) => addressOf(sheet)[0])).toEqual(["Beboeren"]);
    const deeds = await db.selectFrom("audit").select("detail").where("action", "=", "letters.printed").execute();
    expect(deeds.map(({ detail }) => JSON.parse(detail).letters)).toEqual([2, 1]);
  });

  it("are refused where they would tell who has answered, and for what is no order", async () => {
    expect(await order({ choice: "unanswered" })).toEqual(problem("letter.too-few-answered"));
    await db.updateTable("invitation_count").set({ answered: 5 }).execute();
    expect(isProblem(await order({ choice: "unanswered" }))).toBe(false);
    expect(await order({ choice: "everybody" })).toEqual(problem("request.unreadable"));
    expect(await order({ sender: " " })).toEqual(problemAt("sender", "field.missing"));
    expect(await order({ contact: "x".repeat(301) })).toEqual(problemAt("contact", "field.too-long", { most: 300 }));
    expect(await order({ waveId: "elsewhere" })).toEqual(problem("wave.not-found"));
    await db.updateTable("wave").set({ state: "closed" }).execute();
    expect(await order({})).toEqual(problem("wave.not-open"));
  });

  it("keep a whole sheet however long the words are", async () => {
    await db
      .updateTable("initiative")
      .set({ challenge: "Hvordan? ".repeat(400), place: "X".repeat(200) })
      .execute();
    const sheets = await print("all", { contact: "y ".repeat(150), sender: "z ".repeat(100) });
    expect(sheets).toHaveLength(3);
    for (const sheet of sheets) expect(scanSheet(sheet)).toContain("/s/");
  });

  it("wait for a reader that is slow, so that a big batch does not fill memory", async () => {
    const paper = newPaper({ title: "x", language: "da" });
    let sheets = 0;
    const writing = (async () => {
      for (; sheets < 3000; sheets += 1) {
        paper.addPage();
        for (let line = 0; line < 40; line += 1) paper.fontSize(10).text(`${Math.sqrt(sheets + line)}`, 10, 20 * line);
        if (!(await isRead(paper))) return;
      }
      paper.end();
    })();
    await new Promise((next) => setTimeout(next, 300));
    expect(paper.readableLength).toBeLessThan(700 * 1024);
    expect(sheets).toBeLessThan(3000);
    paper.destroy();
    await writing;
    expect(sheets).toBeLessThan(3000);
  });
});

describe("a printed name", () => {
  it.each([
    ["Anna Ågård", "Anna Ågård"],
    ["Łukasz Şahin", "Lukasz Sahin"],
    ["Nguyễn Thị Ánh", "Nguyen Thi Ánh"],
    ["Çağla Yıldız", "Çagla Yildiz"],
    ["Zoë\u200b “Z” Šimić", "Zoë “Z” Šimic"],
    ["محمد", null],
    ["Олена", null],
  ])("%s is printed as %s", (name, printed) => {
    expect(printedText(name)).toBe(printed);
  });

  it("that is empty leaves the letter to whoever lives there", () => {
    const address = { ...noAddress, street: "Lysgade 1", postcode: "8000", town: "Aarhus" };
    expect(addressLines({ name: "", address, audience: "resident" }, sayIn("da"))[0]).toBe("Beboeren");
  });
});

function order(more: Partial<Parameters<typeof printLetters>[2]>) {
  const whole = { waveId, choice: "all", sender: "Nordby Kommune", contact: "Ring til Carla på 12 34 56 78" };
  const making = { secret, baseUrl, sayIn, dayIn: formatDay, readable: true };
  return printLetters(db, carlas(), { ...whole, ...more }, making);
}

async function print(choice: string, more: { sender?: string; contact?: string } = {}): Promise<PrintedSheet[]> {
  const printed = ok(await order({ choice, ...more }));
  const sheets = readPaper(await buffer(printed.paper));
  expect(sheets).toHaveLength(printed.letters);
  return sheets;
}

function addressOf(sheet: PrintedSheet | undefined): string[] {
  return (sheet?.lines ?? [])
    .filter(({ baseline, left }) => baseline > 45 && baseline < 75 && left < 110)
    .map(({ text }) => text);
}

function wordsOf(sheet: PrintedSheet | undefined): string {
  return (sheet?.lines ?? []).map(({ text }) => text).join(" ");
}

function ok<Outcome>(outcome: Outcome | Problem): Outcome {
  if (isProblem(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome;
}
