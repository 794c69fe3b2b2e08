import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { giveMissingCodes, newCodes } from "#surveys/fieldwork/short-code.server.ts";
import {
  codeLength,
  codeSigns,
  hashCode,
  printedCode,
  readTypedCode,
  shortCode,
} from "#surveys/fieldwork/short-code.ts";
import { openWave, planWave } from "#surveys/fieldwork/wave.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { addPerson, carlas, makeMailWorld, secret } from "#tests/support/mail-world.ts";

describe("a short code", () => {
  it("is eight signs without vowels and look-alikes", () => {
    expect(codeSigns).not.toMatch(/[AEIOUYLSZB01]/);
    expect(new Set(codeSigns).size).toBe(24);
    fc.assert(
      fc.property(fc.uuid(), fc.nat(3), (id, number) => {
        const code = shortCode(secret, id, number);
        expect(code).toHaveLength(codeLength);
        expect([...code].every((sign) => codeSigns.includes(sign))).toBe(true);
        expect(readTypedCode(printedCode(code))).toEqual({ code });
      }),
    );
  });

  it("uses every sign at every place about equally often", () => {
    const counts = Array.from({ length: codeLength }, () => new Map<string, number>());
    for (let i = 0; i < 24_000; i += 1) {
      [...shortCode(secret, `invitation ${i}`, 0)].forEach((sign, place) => {
        counts[place]?.set(sign, (counts[place].get(sign) ?? 0) + 1);
      });
    }
    for (const place of counts) {
      expect(place.size).toBe(24);
      // 1,000 expected, standard deviation 31.
      for (const count of place.values()) expect(Math.abs(count - 1000)).toBeLessThan(160);
    }
  });

  it("is another under another secret, another number, and as a hash", () => {
    const code = shortCode(secret, "anna", 0);
    expect(shortCode(`${secret}!`, "anna", 0)).not.toBe(code);
    expect(shortCode(secret, "anna", 1)).not.toBe(code);
    expect(hashCode(`${secret}!`, code)).not.toBe(hashCode(secret, code));
  });
});

describe("a typed code", () => {
  it.each([
    ["23cd fghj", "23CDFGHJ"],
    ["  23-CD–fg.hj ", "23CDFGHJ"],
    ["2 3 C D F G H J", "23CDFGHJ"],
    ["z3cdfghb", "23CDFGH8"],
    ["sscdfghj", "55CDFGHJ"],
    ["２３ＣＤＦＧＨＪ", "23CDFGHJ"],
    ["23cd\u00a0fghj\u200b", null],
  ])("%j is read", (typed, code) => {
    const read = readTypedCode(typed);
    expect("code" in read ? read.code : null).toBe(code);
  });

  it.each([
    ["", "empty"],
    [" - ", "empty"],
    ["23CDFGH", "length"],
    ["23CDFGHJK", "length"],
    ["O3CDFGHJ", "sign"],
    ["1234567", "sign"],
    ["23CDFGH💥", "sign"],
    ["x".repeat(100_000), "length"],
  ])("%j is refused with its reason", (typed, unfit) => {
    expect(readTypedCode(typed)).toMatchObject({ unfit });
  });
});

describe("codes of a wave", () => {
  it("are given when it opens, as keyed hashes alone", async () => {
    const db = await makeMailWorld();
    for (let i = 0; i < 20; i += 1) await addPerson(db, { id: `person-${i}` });
    const waveId = await openOne(db);
    const rows = await db.selectFrom("invitation").selectAll().where("wave_id", "=", waveId).execute();
    expect(rows).toHaveLength(20);
    for (const { id, code_hash, code_number } of rows) {
      expect(code_hash).toBe(hashCode(secret, shortCode(secret, id, code_number)));
    }
    expect(JSON.stringify(rows)).not.toContain(shortCode(secret, rows[0]?.id ?? "", 0));
    await db.destroy();
  });

  it("are derived anew where they are another's already", async () => {
    const db = await makeMailWorld();
    for (const id of ["anna", "ben"]) await addPerson(db, { id });
    const waveId = await openOne(db);
    const [anna, ben] = await db.selectFrom("invitation").select("id").where("wave_id", "=", waveId).execute();
    // Ben holds by chance what Anna would be given first, and second.
    await db
      .updateTable("invitation")
      .set({ code_hash: null })
      .where("id", "=", anna?.id ?? "")
      .execute();
    const first = hashCode(secret, shortCode(secret, anna?.id ?? "", 0));
    await db
      .updateTable("invitation")
      .set({ code_hash: first })
      .where("id", "=", ben?.id ?? "")
      .execute();
    await db.transaction().execute((trx) => giveMissingCodes(trx, secret, waveId));
    const given = await db
      .selectFrom("invitation")
      .selectAll()
      .where("id", "=", anna?.id ?? "")
      .executeTakeFirstOrThrow();
    expect(given.code_number).toBe(1);
    expect(given.code_hash).toBe(hashCode(secret, shortCode(secret, given.id, 1)));
    await db.destroy();
  });

  it("differ within one batch too", async () => {
    const db = await makeMailWorld();
    const codes = await db.transaction().execute((trx) => newCodes(trx, secret, ["same", "same"]));
    expect(codes.get("same")?.code_number).toBe(1);
    await db.destroy();
  });
});

async function openOne(db: Awaited<ReturnType<typeof makeMailWorld>>): Promise<string> {
  const plan = { name: "Baseline", opensOn: "2026-11-23", closesOn: "2026-12-07" };
  const version = await db
    .selectFrom("survey_version")
    .innerJoin("survey", "survey.id", "survey_version.survey_id")
    .select("survey_version.id")
    .where("survey.audience", "=", "resident")
    .executeTakeFirstOrThrow();
  const wave = await planWave(db, carlas(), { ...plan, surveys: { resident: version.id } });
  if (isProblem(wave)) throw new Error(wave.problem);
  const opened = await openWave(db, carlas(), { waveId: wave.id, secret });
  if (isProblem(opened)) throw new Error(opened.problem);
  return wave.id;
}
