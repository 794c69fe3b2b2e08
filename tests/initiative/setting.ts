import type { Audience, Database, InitiativeTable } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import type { Deed } from "#surveys/initiative/audit.server.ts";
import type { GoalInput } from "#surveys/initiative/goal.ts";
import { createInitiative } from "#surveys/initiative/initiative.server.ts";
import { joinInitiative } from "#surveys/initiative/organisation.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { newDatabase } from "#tests/support/new-database.ts";

export const nineOClock = new Date("2026-03-02T08:00:00Z");

export const nightlife = {
  name: "Tryg nat i Nørreby",
  challenge: "Unge føler sig utrygge, når de går hjem fra byen.",
  district: "Midtlands Politi",
  place: "Nørreby midtby",
  startsOn: "2026-01-01",
  endsOn: "2026-12-31",
};

export const saferAfterDark: GoalInput = {
  title: "Flere er trygge efter mørkets frembrud",
  audience: "resident",
  itemKey: "safety-dark",
  reading: "share",
  segment: "",
  targetKind: "level",
  targetValue: 80,
  duePosition: 2,
};

export interface Setting {
  db: Database;
  initiative: InitiativeTable;
  /** By Carla, the coordinator, at nine o'clock. */
  deed: Deed;
}

/** Adam is the administrator; Carla coordinates "Tryg nat i Nørreby"; Anna and Peter have accounts and no role. */
export async function openSetting(given?: Database): Promise<Setting> {
  const db = given ?? (await newDatabase());
  for (const id of ["adam", "carla", "anna", "peter"]) {
    await db
      .insertInto("account")
      .values({ id, email: `${id}@example.dk`, name: id, language: "da" })
      .execute();
  }
  await db.insertInto("role_grant").values({ id: "all", account_id: "adam", role: "administrator" }).execute();
  const initiative = await createInitiative(db, { ...nightlife, createdBy: "carla", now: nineOClock });
  if (isProblem(initiative)) throw new Error(initiative.problem);
  return { db, initiative, deed: { initiativeId: initiative.id, accountId: "carla", now: nineOClock } };
}

/** Bryghuset takes part from the first day. */
export async function joinBar({ db, deed }: Setting): Promise<{ organisationId: string }> {
  const bar = { name: "Bryghuset", kind: "company", joinedOn: "2026-01-01", leftOn: "" };
  const joined = await joinInitiative(db, { ...bar, ...deed });
  if (isProblem(joined)) throw new Error(joined.problem);
  return joined;
}

/** A first wave is planned, with this version of the residents' survey. */
export async function planFirstWave({ db, initiative }: Setting, versionId: string): Promise<void> {
  await db
    .insertInto("wave")
    .values({
      ...{ id: "w0", initiative_id: initiative.id, position: 0, name: "Før", opens_on: "2026-03-02" },
      ...{ closes_on: "2026-03-20", state: "planned", source: "ringvirk" },
    })
    .execute();
  await db
    .insertInto("wave_survey")
    .values({ wave_id: "w0", audience: "resident", survey_version_id: versionId })
    .execute();
}

const label = { da: "Hvor tryg er du?", en: "How safe do you feel?" };

const residents: Codebook = {
  items: [
    {
      ...{ key: "safety-dark", kind: "scale", good: "high", theme: "safety", label },
      ...{ scale: { min: 1, max: 7 }, goodEnd: [5, 6, 7], source: { question: "safety-dark", as: "number" } },
    },
    {
      ...{ key: "age", kind: "scale", good: null, theme: "background", label },
      ...{ scale: { min: 1, max: 5 }, source: { question: "age", as: "number" } },
    },
    {
      ...{ key: "victim", kind: "yes-no", good: "low", theme: "crime", label },
      ...{ goodEnd: [0], source: { question: "victim", as: "boolean" } },
    },
    {
      key: "unexpected",
      kind: "text",
      good: null,
      theme: "open",
      label,
      source: { question: "unexpected", as: "text" },
    },
  ],
  indexes: [],
  questions: ["safety-dark", "age", "victim", "unexpected"],
  unmeasured: [],
};

const actors: Codebook = {
  items: [
    {
      ...{ key: "waiting-days", kind: "number", good: "low", theme: "workflow", label },
      ...{ unit: { da: "dage", en: "days" }, source: { question: "waiting", as: "number" } },
    },
  ],
  indexes: [],
  questions: ["waiting"],
  unmeasured: [],
};

/** Stores a small residents' and a small actors' survey, as choosing surveys does. */
export async function chooseSmallSurveys({ db, initiative }: Pick<Setting, "db" | "initiative">): Promise<void> {
  await storeCodebook(db, initiative.id, "resident", residents);
  await storeCodebook(db, initiative.id, "actor", actors);
}

async function storeCodebook(
  db: Database,
  initiativeId: string,
  audience: Audience,
  codebook: Codebook,
): Promise<void> {
  const id = `${initiativeId}-${audience}`;
  await db
    .insertInto("survey")
    .values({ id, initiative_id: initiativeId, key: audience, audience, title: audience })
    .execute();
  await db
    .insertInto("survey_version")
    .values({ id: `${id}-1`, survey_id: id, number: 1, definition: "{}", codebook: JSON.stringify(codebook) })
    .execute();
}
