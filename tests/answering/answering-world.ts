import { randomUUID } from "node:crypto";
import { openDatabase } from "#db/open.ts";
import type { Audience, Database } from "#db/schema.ts";
import { pseudonymOf } from "#surveys/answering/pseudonym.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { readDefinition } from "#surveys/definition/read-definition.ts";
import { hashToken, invitationToken } from "#surveys/fieldwork/invitation-token.ts";
import { isProblem } from "#surveys/problem.ts";
import { newDatabase } from "#tests/support/new-database.ts";
import { participantRow } from "#tests/support/participant-row.ts";
import { storeInvitationCounts } from "#tests/support/recount-invitations.ts";

export const secret = "a secret that only the tests know, long enough";
export const linkKey = "the link key of Lysgade";

/** Three residents of Lysgade and a waiter; each stands in an area, and Carla has moved by the follow-up. */
const people = {
  anna: { language: "da", segments: { area: "Nord", age: "30-44" } },
  birk: { language: "da", segments: { area: "Syd" } },
  carla: { language: "en", segments: { area: "Nord" } },
  dagny: { language: "da", segments: {} },
} as const;
export type Person = keyof typeof people;

/** Every type of question there is a native control for, two conditions, an index, missing codes. */
export const definition = {
  title: { da: "Trygt i Lysgade", en: "Safe in Lysgade" },
  pages: [
    {
      name: "safety",
      title: { da: "Tryghed", en: "Safety" },
      elements: [
        {
          type: "rating",
          name: "safe-dark",
          title: { da: "Hvor tryg er du efter mørkets frembrud?", en: "How safe are you after dark?" },
          rateMin: 1,
          rateMax: 7,
          minRateDescription: { da: "meget utryg", en: "very unsafe" },
          maxRateDescription: { da: "meget tryg", en: "very safe" },
          goodDirection: "high",
          isRequired: true,
        },
        {
          type: "radiogroup",
          name: "worry",
          title: { da: "Hvor bekymret er du?", en: "How worried are you?" },
          choices: [
            { value: 1, text: { da: "Slet ikke", en: "Not at all" } },
            { value: 2, text: { da: "Lidt", en: "A little" } },
            { value: 3, text: { da: "Meget", en: "Very" } },
            { value: "dk", text: { da: "Ved ikke", en: "Don't know" } },
          ],
          missingValues: { dk: "dont-know" },
          goodDirection: "low",
        },
        {
          type: "boolean",
          name: "avoids",
          title: { da: "Går du udenom Lysgade?", en: "Do you avoid Lysgade?" },
          goodDirection: "low",
        },
        {
          type: "checkbox",
          name: "avoids-when",
          title: { da: "Hvornår?", en: "When?" },
          visibleIf: "{avoids} = true",
          choices: ["evening", "night", "weekend"],
          maxSelectedChoices: 2,
        },
      ],
    },
    {
      name: "place",
      title: { da: "Stedet", en: "The place" },
      elements: [
        {
          type: "panel",
          name: "upkeep-panel",
          title: { da: "Stand og pleje", en: "Upkeep" },
          elements: [
            {
              type: "matrix",
              name: "upkeep",
              title: { da: "Hvor tilfreds er du med …", en: "How satisfied are you with …" },
              rows: [
                { value: "lamps", text: { da: "Lygterne", en: "The lamps" } },
                { value: "bins", text: { da: "Skraldespandene", en: "The bins" } },
              ],
              columns: [1, 2, 3, 4, 5],
              goodDirection: "high",
            },
            {
              type: "ranking",
              name: "first",
              title: { da: "Hvad er vigtigst?", en: "What matters most?" },
              choices: ["light", "police", "cafés"],
            },
          ],
        },
        {
          type: "dropdown",
          name: "street",
          title: { da: "Hvilken gade bor du i?", en: "Which street do you live in?" },
          choices: ["Lysgade", "Nygade", "Østergade"],
        },
        {
          type: "text",
          name: "hours",
          title: { da: "Timer om ugen", en: "Hours a week" },
          inputType: "number",
          min: 0,
          max: 100,
          goodDirection: "low",
          unit: { da: "timer", en: "hours" },
        },
      ],
    },
    {
      name: "words",
      visibleIf: "{safe-dark} < 4",
      elements: [
        {
          type: "comment",
          name: "why",
          title: { da: "Hvad gør dig utryg?", en: "What makes you feel unsafe?" },
          requiredIf: "{worry} = 3",
        },
      ],
    },
  ],
  indexes: [
    {
      key: "feeling",
      label: { da: "Følelse", en: "Feeling" },
      theme: "safety",
      items: ["safe-dark", "worry"],
    },
  ],
};

export interface World {
  db: Database;
  codebook: Codebook;
  initiativeId: string;
  versionId: string;
  /** Baseline, summer and winter, positions 0 to 2, all open. */
  waveIds: [string, string, string];
}

/** A fresh database with Lysgade, its survey, three open waves, and an invitation to each person in each. */
export async function makeWorld(place?: string | Database, asked: object = definition): Promise<World> {
  const db = typeof place === "string" ? await openDatabase(place) : (place ?? (await newDatabase()));
  const read = readDefinition(asked);
  if (isProblem(read)) throw new Error(JSON.stringify(read));
  const world: World = {
    db,
    codebook: read.codebook,
    initiativeId: "lysgade",
    versionId: "lysgade-residents-1",
    waveIds: ["baseline", "summer", "winter"],
  };
  await db
    .insertInto("initiative")
    .values({
      id: world.initiativeId,
      slug: "lysgade",
      name: "Trygt natteliv i Lysgade",
      challenge: "Alle skal kunne gå trygt hjem",
      district: "Midtjylland",
      place: "Lysgade",
      starts_on: "2026-01-01",
      ends_on: "2027-12-31",
    })
    .execute();
  await db.insertInto("link_key").values({ initiative_id: world.initiativeId, key: linkKey }).execute();
  await addSurvey(world, read.definition);
  for (const [position, id] of world.waveIds.entries()) await addWave(world, id, position);
  for (const name of Object.keys(people) as Person[]) await addPerson(world, name);
  return world;
}

async function addSurvey(world: World, stored: unknown): Promise<void> {
  await world.db
    .insertInto("survey")
    .values({
      id: "lysgade-residents",
      initiative_id: world.initiativeId,
      key: "residents",
      audience: "resident",
      title: "Trygt i Lysgade",
    })
    .execute();
  await world.db
    .insertInto("survey_version")
    .values({
      id: world.versionId,
      survey_id: "lysgade-residents",
      number: 1,
      definition: JSON.stringify(stored),
      codebook: JSON.stringify(world.codebook),
    })
    .execute();
}

/** These waves ask another version of the survey from here on. */
export async function changeSurvey({ db, waveIds }: World, asked: object, inWaves: string[] = waveIds): Promise<void> {
  const read = readDefinition(asked);
  if (isProblem(read)) throw new Error(JSON.stringify(read));
  const version = { id: "lysgade-residents-2", survey_id: "lysgade-residents", number: 2 };
  const words = { definition: JSON.stringify(read.definition), codebook: JSON.stringify(read.codebook) };
  await db
    .insertInto("survey_version")
    .values({ ...version, ...words })
    .execute();
  await db.updateTable("wave_survey").set({ survey_version_id: version.id }).where("wave_id", "in", inWaves).execute();
}

async function addWave(world: World, id: string, position: number): Promise<void> {
  await world.db
    .insertInto("wave")
    .values({
      id,
      initiative_id: world.initiativeId,
      position,
      name: id,
      opens_on: "2026-01-01",
      closes_on: "2099-12-31",
      state: "open",
      source: "ringvirk",
      import_report: null,
    })
    .execute();
  await world.db
    .insertInto("wave_survey")
    .values({ wave_id: id, audience: "resident", survey_version_id: world.versionId })
    .execute();
}

async function addPerson(world: World, name: Person): Promise<void> {
  await world.db
    .insertInto("participant")
    .values(
      participantRow(name, world.initiativeId, {
        language: people[name].language,
        segments: JSON.stringify(people[name].segments),
      }),
    )
    .execute();
  for (const waveId of world.waveIds) {
    const id = invitationId(name, waveId);
    await world.db
      .insertInto("invitation")
      .values({
        id,
        wave_id: waveId,
        participant_id: name,
        token_hash: hashToken(invitationToken(secret, id)),
        answered: 0,
      })
      .execute();
  }
  await storeInvitationCounts(world.db);
}

export function invitationId(name: Person, waveId: string): string {
  return `${name} in ${waveId}`;
}

/** The secret end of a person's link in a wave. */
export function tokenOf(name: Person, waveId = "baseline"): string {
  return invitationToken(secret, invitationId(name, waveId));
}

/** An answer ready to be stored, as the page would have made it. */
export function responseOf(
  world: World,
  name: string,
  waveId: string,
  answers: Record<string, unknown>,
  more: { segments?: Record<string, string>; weight?: number; audience?: Audience } = {},
) {
  return {
    id: randomUUID(),
    waveId,
    audience: more.audience ?? ("resident" as const),
    surveyVersionId: world.versionId,
    pseudonym: pseudonymOf(linkKey, name),
    answers,
    segments: more.segments ?? {},
    day: "2026-03-01",
    weight: more.weight ?? 1,
  };
}

/** Every tally and shift, in a fixed order, sums of weights rounded to what addition in any order agrees on. */
export async function countsOf(db: Database) {
  const tallies = await db
    .selectFrom("tally")
    .selectAll()
    .orderBy("wave_id")
    .orderBy("audience")
    .orderBy("segment")
    .orderBy("item_key")
    .orderBy("value")
    .execute();
  const shifts = await db
    .selectFrom("shift")
    .selectAll()
    .orderBy("from_wave_id")
    .orderBy("to_wave_id")
    .orderBy("audience")
    .orderBy("segment")
    .orderBy("item_key")
    .orderBy("from_value")
    .orderBy("to_value")
    .execute();
  const round = (sum: number) => Number(sum.toPrecision(9));
  return {
    tallies: tallies.map((row) => ({
      ...row,
      weight: round(row.weight),
      weight_squared: round(row.weight_squared),
    })),
    shifts: shifts.map((row) => ({ ...row, weight_product: round(row.weight_product) })),
  };
}
