import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { type ParticipantFile, readParticipants } from "#surveys/fieldwork/read-participants.ts";
import { tableLimits } from "#surveys/fieldwork/read-table.ts";
import { isProblem } from "#surveys/problem.ts";
import { makeWorkbook, makeZip } from "#tests/support/mail-workbook.ts";

const damagedWorkbook = `${process.env.SHARED_DATA ?? "../shared/data"}/form-definitions/gauteng/Biweekly_Wellbeing_Survey_XLSForm.xlsx`;

async function read(content: string | Buffer): Promise<ParticipantFile> {
  const file = await readParticipants(Buffer.from(content as string));
  if (isProblem(file)) throw new Error(JSON.stringify(file));
  return file;
}

const danish = "E-mail;Navn;Sprog;Bydel\r\nSøren@borger.dk;Søren Ærøskøbing;dansk;Østby\r\n";

describe("a participants' file", () => {
  test.each([
    ["UTF-8", Buffer.from(danish)],
    ["UTF-8 with its mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(danish)])],
    ["Windows-1252", iconv.encode(danish, "windows-1252")],
    ["UTF-16 as Excel writes it", Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(danish, "utf-16le")])],
    ["with commas", Buffer.from(danish.replaceAll(";", ","))],
    ["with tabs", Buffer.from(danish.replaceAll(";", "\t"))],
    ["with Excel's own first line", Buffer.from(`sep=;\r\n${danish}`)],
    ["in composed letters too", Buffer.from(danish.normalize("NFD"))],
  ])("is read in %s", async (_name, bytes) => {
    const { rows, segmentNames } = await read(bytes);
    expect(segmentNames).toEqual(["bydel"]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      email: "søren@borger.dk",
      key: "søren@borger.dk",
      name: "Søren Ærøskøbing",
      language: "dansk",
      segments: { bydel: "Østby" },
    });
  });

  test("is read from a workbook, numbers and empty rows included", async () => {
    const workbook = makeWorkbook([
      ["Nøgle", "mail", "Efternavn", "Fornavn", "Hus nr. (2026)"],
      [17, "anna@borger.dk", "Ågård", "Anna", 4],
      ["", "", "", "", ""],
      [18, "bo@borger.dk", "<Bo> & co", "Bo", ""],
    ]);
    const { rows } = await read(workbook);
    expect(rows).toMatchObject([
      { line: 2, key: "17", name: "Anna Ågård", segments: { "hus-nr-2026": "4" } },
      { line: 4, key: "18", name: "Bo <Bo> & co", segments: {} },
    ]);
  });

  test("keeps quoted line breaks, formulas and odd letters as plain text", async () => {
    const { rows } = await read('email;navn;gruppe\nan@b.dk;"Anne\nMarie";=1+1\nbo@b.dk;"=HYPERLINK(""x"")";🙂‮\n');
    expect(rows).toMatchObject([
      { name: "Anne Marie", segments: { gruppe: "=1+1" } },
      { name: '=HYPERLINK("x")', segments: { gruppe: "🙂‮" } },
    ]);
  });

  test("leaves out contact data and columns that point at persons", async () => {
    const people = Array.from({ length: 60 }, (_, index) => `p${index}@b.dk;12345678;Vej ${index};${index % 3}`);
    const file = await read(`email;Telefon;Bopæl;Zone\n${people.join("\n")}`);
    expect(file.segmentNames).toEqual(["zone"]);
    expect(file.leftOut).toEqual(["Telefon", "Bopæl"]);
    expect(JSON.stringify(file.rows)).not.toContain("12345678");
  });

  test("tells of rows with more fields than the heading", async () => {
    const { rows } = await read("email,navn,bydel\na@b.dk,Hansen, Ole,Nord\nb@b.dk,Bo,Syd,,\n");
    expect(rows.map(({ overfull }) => overfull)).toEqual([true, false]);
  });

  test.each([
    ["nothing", Buffer.alloc(0), "upload.empty"],
    ["blank lines", Buffer.from("\n \n;;\n"), "upload.empty"],
    ["no column of addresses", Buffer.from("navn;bydel\nAnna;Nord\n"), "upload.no-email-column"],
    ["two columns of addresses", Buffer.from("email;mail\na@b.dk;c@d.dk\n"), "upload.column-twice"],
    ["the same segment twice", Buffer.from("email;Bydel;bydel\na@b.dk;1;2\n"), "upload.column-twice"],
    ["bytes that are no text", Buffer.from([0x65, 0x00, 0x01, 0xff]), "upload.not-a-table"],
    ["a quote that never ends", Buffer.from('email;navn\na@b.dk;"Anna\n'), "upload.not-a-table"],
    ["a ZIP that is no workbook", makeZip({ "a.txt": "a" }), "upload.unreadable-workbook"],
    ["half a workbook", makeWorkbook([["email"], ["a@b.dk"]]).subarray(0, 900), "upload.unreadable-workbook"],
    ["an archive that would unpack to gigabytes", makeZip({ "a.txt": "a" }, 0xfffffff0), "upload.unreadable-workbook"],
    ["too much", Buffer.alloc(tableLimits.megabytes * 1024 * 1024 + 1, "a"), "upload.too-large"],
    ["too many rows", Buffer.from(`email\n${"a@b.dk\n".repeat(tableLimits.rows + 1)}`), "upload.too-many-rows"],
  ])("is refused: %s", async (_name, bytes, code) => {
    expect(await readParticipants(bytes)).toMatchObject({ problem: code });
  });

  test.skipIf(!existsSync(damagedWorkbook))("is refused: a workbook that came damaged from elsewhere", async () => {
    expect(await readParticipants(readFileSync(damagedWorkbook))).toEqual({ problem: "upload.unreadable-workbook" });
  });

  test("never makes the reader fail, whatever the bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, asTable) => {
        const file = await readParticipants(Buffer.concat([Buffer.from(asTable ? "email;x\n" : ""), bytes]));
        expect(isProblem(file) || file.rows.every(({ line }) => line > 1)).toBe(true);
      }),
    );
  });
});
