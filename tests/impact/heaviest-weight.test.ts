import { sql } from "kysely";
import { expect, inject, test } from "vitest";
import type { Database } from "#db/schema.ts";
import { readTallies } from "#surveys/impact/read-tallies.server.ts";
import { newDatabase } from "#tests/support/new-database.ts";
import { type Answered, codebookOf, scaleItem, storeHandMade, waveIds } from "./hand-made.ts";

const codebooks = { resident: codebookOf([scaleItem("dark")]) };

async function withWeights(weights: number[]): Promise<Database> {
  const db = await newDatabase();
  const answers = weights.map(
    (weight, person): Answered => ({ person: `p${person}`, wave: 0, weight, values: { dark: 1 + (person % 7) } }),
  );
  await storeHandMade(db, { answers, codebooks });
  return db;
}

async function heaviestOf(weights: number[]): Promise<number | undefined> {
  const db = await withWeights(weights);
  const tallies = await readTallies(db, [...waveIds], []);
  await db.destroy();
  return tallies.heaviestIn(waveIds[0] ?? "", "resident");
}

test("the heaviest answer of a wave is found, be it above one, one or below", async () => {
  expect(await heaviestOf([1, 2.5, 0.5, 1, 3.5, 1])).toBe(3.5);
  expect(await heaviestOf([1, 0.5, 0.25, 1])).toBe(1);
  expect(await heaviestOf([0.5, 0.25, 0.75])).toBe(0.75);
});

test("nothing is read of answers that all count one", async () => {
  expect(await heaviestOf([1, 1, 1])).toBe(await heaviestOf([]));
});

test.runIf(inject("engine").name === "sqlite")(
  "finding it costs the same for ten answers and a million: one step in an index",
  async () => {
    const db = await withWeights([1, 2, 3]);
    const plan = await sql<{ detail: string }>`
    explain query plan select weight from response
    where wave_id = ${waveIds[0]} and audience = ${"resident"} and weight != 1 order by weight desc limit 1
  `.execute(db);
    await db.destroy();
    expect(plan.rows.map(({ detail }) => detail).join("; ")).toMatch(
      /USING COVERING INDEX response_by_weight \(wave_id=\? AND audience=\?\)$/,
    );
  },
);
