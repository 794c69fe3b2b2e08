import { sayIn } from "#app/texts/texts.ts";
import type { Database } from "#db/schema.ts";
import { type ImportMapping, readMapping } from "#surveys/answering/import-mapping.ts";
import type { WaveImport } from "#surveys/answering/import-plan.server.ts";
import type { ImportFile } from "#surveys/answering/import-table.ts";
import { importWave } from "#surveys/answering/import-wave.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { newDatabase } from "#tests/support/new-database.ts";

/** A survey of a street, as another system might write it down. */
export const streetMapping = {
  survey: { key: "street", title: "Gaden" },
  join: [{ name: "roster", on: { left: ["HOUSE", "NO"], right: ["H", "N"] }, columns: { S: "SEX" } }],
  person: { columns: ["HOUSE", "NO", "SEX"] },
  weight: "W",
  segments: {
    sex: { column: "SEX", labels: { "1": "men", "2": "women" } },
    age: { column: "AGE", ranges: { young: [18, 39], old: [40, 120] } },
  },
  items: [
    {
      key: "safe",
      column: "Q1",
      kind: "yes-no",
      label: "Tryg",
      theme: "safety",
      good: "high",
      values: { "1": 1, "2": 0 },
      missing: { "9": "dont-know" },
    },
    {
      key: "worry",
      column: "Q2",
      kind: "scale",
      label: { da: "Bekymring", en: "Worry" },
      good: "low",
      scale: { min: 1, max: 4 },
      goodEnd: [1, 2],
      missing: { "8": "prefer-not", "": "not-asked" },
    },
    { key: "hours", column: "Q3", kind: "number", label: "Timer", good: "low" },
    { key: "words", column: "Q4", kind: "text", label: "Ord" },
  ],
};

export function mappingOf(json: unknown = streetMapping): ImportMapping {
  const mapping = readMapping(JSON.stringify(json), "da", sayIn("da"));
  if (isProblem(mapping)) throw new Error(JSON.stringify(mapping));
  return mapping;
}

export function csv(name: string, lines: string[]): ImportFile {
  return { name, content: Buffer.from(`${lines.join("\n")}\n`) };
}

export const header = "HOUSE,NO,AGE,W,Q1,Q2,Q3,Q4";

export const roster = csv("roster.csv", ["H,N,S", "a,1,1", "a,2,2", "b,1,2", "c,1,1", "d,1,2", "d,1,1", "f,1,1"]);

export async function street(): Promise<Database> {
  const db = await newDatabase();
  const place = { challenge: "Uro", district: "Midt", place: "Gaden", starts_on: "2026-01-01", ends_on: "2027-12-31" };
  await db
    .insertInto("initiative")
    .values([
      { id: "street", slug: "street", name: "Gaden", ...place },
      { id: "square", slug: "square", name: "Torvet", ...place },
    ])
    .execute();
  await db
    .insertInto("link_key")
    .values([
      { initiative_id: "street", key: "key of the street" },
      { initiative_id: "square", key: "key of the square" },
    ])
    .execute();
  return db;
}

/** An import of the street's rows on a day, ready to be changed by a test. */
export function importOf(opensOn: string, rows: string[], changes: Partial<WaveImport> = {}): WaveImport {
  return {
    initiativeId: "street",
    mapping: mappingOf(),
    answers: csv("answers.csv", [header, ...rows]),
    joins: { roster },
    name: `Måling ${opensOn}`,
    opensOn,
    ...changes,
  };
}

/** Imports and expects it to be done. */
export async function imported(db: Database, input: WaveImport) {
  const outcome = await importWave(db, { ...input, accountId: null, now: new Date("2026-11-23T12:00:00Z") });
  if (isProblem(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome;
}
