import type { Audience, Database, GoalTable, WaveTable } from "#db/schema.ts";
import { type CountedResponse, TallyFold } from "#surveys/answering/tally.ts";
import type { Codebook, Item } from "#surveys/definition/codebook.ts";
import { Tallies } from "#surveys/impact/tallies.ts";
import { canonicalJson } from "#surveys/initiative/canonical-json.ts";
import { sealContentOf } from "#surveys/initiative/seal.ts";

/** What a person answered in one wave: item key → tally value ("5", "~dont-know"). */
export interface Answered {
  wave: number;
  person: string;
  segments?: Record<string, string>;
  weight?: number;
  audience?: Audience;
  values: Record<string, number | string>;
}

export const waveIds = ["wave-0", "wave-1", "wave-2"];

/** A scale 1–7 where 7 is best and 5–7 is the good end, unless said otherwise. */
export function scaleItem(key: string, more: Partial<Item> = {}): Item {
  return {
    ...{ key, kind: "scale", source: { question: key, as: "number" }, label: { da: `Om ${key}`, en: `On ${key}` } },
    ...{ theme: "safety", good: "high", scale: { min: 1, max: 7 }, goodEnd: [5, 6, 7] },
    ...more,
  };
}

export function yesNoItem(key: string, more: Partial<Item> = {}): Item {
  return {
    ...{ key, kind: "yes-no", source: { question: key, as: "boolean" }, label: { da: `Om ${key}`, en: `On ${key}` } },
    ...{ theme: "safety", good: "low", scale: { min: 0, max: 1 }, goodEnd: [0] },
    ...more,
  };
}

export function numberItem(key: string, more: Partial<Item> = {}): Item {
  return {
    ...{ key, kind: "number", source: { question: key, as: "number" }, label: { da: `Om ${key}`, en: `On ${key}` } },
    ...{ theme: "workflow", good: "low", unit: { da: "timer", en: "hours" } },
    ...more,
  };
}

export function codebookOf(items: Item[], indexes: Codebook["indexes"] = []): Codebook {
  return { items, indexes, questions: items.map((item) => item.source.question), unmeasured: [] };
}

function foldOf(answers: Answered[]): TallyFold {
  const fold = new TallyFold();
  const counted = answers.map((answer): [string, CountedResponse] => [
    `${answer.audience ?? "resident"} ${answer.person}`,
    {
      waveId: waveIds[answer.wave] ?? "",
      position: answer.wave,
      audience: answer.audience ?? "resident",
      segments: answer.segments ?? {},
      weight: answer.weight ?? 1,
      values: new Map(Object.entries(answer.values).map(([key, value]) => [key, String(value)])),
    },
  ]);
  for (const [, response] of counted) fold.add(response);
  for (const ofPerson of Map.groupBy(counted, ([person]) => person).values()) {
    for (const [index, [, one]] of ofPerson.entries()) {
      for (const [, other] of ofPerson.slice(index + 1)) fold.addPair(one, other);
    }
  }
  return fold;
}

export function talliesOf(answers: Answered[]): Tallies {
  const { tallies, shifts } = foldOf(answers);
  const tallyGroups = Map.groupBy(tallies, (row) => [row.wave_id, row.audience, row.segment, row.item_key].join("|"));
  const shiftGroups = Map.groupBy(shifts, (row) =>
    [row.from_wave_id, row.to_wave_id, row.audience, row.segment, row.item_key].join("|"),
  );
  return new Tallies(
    [...tallyGroups.values()].flatMap((rows) => {
      const [first] = rows;
      if (!first) return [];
      const cells = rows.map((row) => `${row.value},${row.count},${row.weight},${row.weight_squared}`).join(",");
      return [{ ...first, waveId: first.wave_id, itemKey: first.item_key, cells }];
    }),
    [...shiftGroups.values()].flatMap((rows) => {
      const [first] = rows;
      if (!first) return [];
      const cells = rows.map((row) => `${row.from_value},${row.to_value},${row.count},${row.weight_product}`).join(",");
      return [{ ...first, fromWaveId: first.from_wave_id, toWaveId: first.to_wave_id, itemKey: first.item_key, cells }];
    }),
    answers.map(({ wave, audience = "resident" }) => ({
      ...{ waveId: waveIds[wave] ?? "", audience },
      weight: Math.max(...answers.map((one) => (one.wave === wave ? (one.weight ?? 1) : 0))),
    })),
  );
}

export interface HandMade {
  answers: Answered[];
  codebooks: Partial<Record<Audience, Codebook>>;
  goals?: GoalTable[];
  expectedItems?: string[];
  /** States by wave; closed unless said. As many waves as there are states. */
  states?: WaveTable["state"][];
  sealed?: boolean;
}

export const initiativeId = "initiative-1";

export function goalOf(more: Partial<GoalTable> & Pick<GoalTable, "id">): GoalTable {
  return {
    ...{
      initiative_id: initiativeId,
      title: `Mål ${more.id}`,
      audience: "resident",
      item_key: "dark",
      reading: "mean",
    },
    ...{ segment: "", direction: "rise", target_kind: "change", target_value: 5, smallest_worthwhile: 3 },
    ...{ due_position: 1, position: 1 },
    ...more,
  };
}

/** Stores an initiative with waves, surveys, goals, a seal in force at the baseline, and tallies; of answers their weights alone, for nothing else is read. */
export async function storeHandMade(db: Database, made: HandMade): Promise<void> {
  const states = made.states ?? ["closed", "closed"];
  const goals = made.goals ?? [];
  await db
    .insertInto("initiative")
    .values({
      ...{ id: initiativeId, slug: "nattelivet", name: "Nattelivet", challenge: "", district: "", place: "" },
      ...{ starts_on: "2026-01-01", ends_on: "2027-12-31" },
    })
    .execute();
  await db
    .insertInto("account")
    .values({ id: "alice", email: "alice@example.org", name: "Alice", language: "da" })
    .execute();
  const expectations = (made.expectedItems ?? []).map((item, index) => ({
    ...{ id: `expectation-${index}`, initiative_id: initiativeId, statement: "Ventet", audience: "resident" as const },
    ...{ item_key: item, organisation_a: null, organisation_b: null, position: index },
  }));
  if (goals.length > 0) await db.insertInto("goal").values(goals).execute();
  if (expectations.length > 0) await db.insertInto("expectation").values(expectations).execute();
  const isSealed = made.sealed !== false;
  if (isSealed) {
    await db
      .insertInto("seal")
      .values({
        ...{ id: "seal-1", initiative_id: initiativeId, number: 1, sha256: "0", sealed_by: "alice" },
        ...{ content: canonicalJson(sealContentOf(goals, expectations)), sealed_at: "2026-01-01T00:00:00.000Z" },
      })
      .execute();
  }
  for (const [audience, codebook] of Object.entries(made.codebooks) as Array<[Audience, Codebook]>) {
    await db
      .insertInto("survey")
      .values({ id: `survey-${audience}`, initiative_id: initiativeId, key: audience, audience, title: audience })
      .execute();
    await db
      .insertInto("survey_version")
      .values({
        ...{ id: `version-${audience}`, survey_id: `survey-${audience}`, number: 1, definition: "{}" },
        codebook: JSON.stringify(codebook),
      })
      .execute();
  }
  for (const [position, state] of states.entries()) {
    const id = waveIds[position] ?? "";
    await db
      .insertInto("wave")
      .values({
        ...{
          id,
          initiative_id: initiativeId,
          position,
          name: `Måling ${position}`,
          state,
          source: "ringvirk" as const,
        },
        ...{ opens_on: `2026-0${position + 1}-01`, closes_on: `2026-0${position + 1}-20`, import_report: null },
        seal_number: isSealed ? 1 : null,
      })
      .execute();
    for (const audience of Object.keys(made.codebooks) as Audience[]) {
      await db
        .insertInto("wave_survey")
        .values({ wave_id: id, audience, survey_version_id: `version-${audience}` })
        .execute();
    }
  }
  const fold = foldOf(made.answers);
  for (let start = 0; start < fold.tallies.length; start += 500) {
    await db
      .insertInto("tally")
      .values(fold.tallies.slice(start, start + 500))
      .execute();
  }
  for (let start = 0; start < fold.shifts.length; start += 500) {
    await db
      .insertInto("shift")
      .values(fold.shifts.slice(start, start + 500))
      .execute();
  }
  await storeWeights(db, made.answers);
}

/** Answers as such are read for their weights alone. */
async function storeWeights(db: Database, answers: Answered[]): Promise<void> {
  for (const [index, { wave, audience = "resident", weight }] of answers.entries()) {
    if (weight === undefined) continue;
    await db
      .insertInto("response")
      .values({
        ...{
          id: `response-${index}`,
          wave_id: waveIds[wave] ?? "",
          audience,
          survey_version_id: `version-${audience}`,
        },
        ...{ pseudonym: null, answers: "{}", segments: "{}", day: "2026-01-02", weight, base_weight: weight },
        ...{ organisation_id: null, cluster: null, stratum: null },
      })
      .execute();
  }
}

/** Uniform numbers in [0, 1) from a seed (Park–Miller), so that every run sees the same people. */
export function randomNumbers(seed: number): () => number {
  let state = seed % 2147483647 || 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

export function normalNumbers(seed: number): () => number {
  const uniform = randomNumbers(seed);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
