import { randomUUID } from "node:crypto";
import type { Database } from "#db/schema.ts";
import { storeResponses } from "#surveys/answering/response.server.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { fillRoster } from "#surveys/definition/compose-definition.ts";
import { readDefinition } from "#surveys/definition/read-definition.ts";
import type { Deed } from "#surveys/initiative/audit.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { raiseRevisions } from "#surveys/wave-revision.server.ts";
import { newDatabase } from "#tests/support/new-database.ts";
import { participantRow } from "#tests/support/participant-row.ts";

/** Four organisations of Nørreby: police, town, bar, school. Each has people who answer for it. */
export const organisations = ["police", "town", "bar", "school"] as const;

export interface NetworkWorld {
  db: Database;
  initiativeId: string;
  deed: Deed;
}

/** A fresh database with the four organisations in one initiative from 1 January on; Carla coordinates it. */
export async function makeNetworkWorld(
  joined: Partial<Record<string, { joinedOn?: string; leftOn?: string | null }>> = {},
  names: readonly string[] = organisations,
): Promise<NetworkWorld> {
  const db = await newDatabase();
  const days = { starts_on: "2026-01-01", ends_on: "2027-12-31" };
  const words = { challenge: "Tryg nat", district: "Midt", place: "Nørreby" };
  await db
    .insertInto("initiative")
    .values({ id: "norreby", slug: "norreby", name: "Tryg nat", ...words, ...days })
    .execute();
  await db
    .insertInto("account")
    .values({ id: "carla", email: "c@example.dk", name: "Carla", language: "da" })
    .execute();
  for (const id of names) {
    await db.insertInto("organisation").values({ id, name: id, kind: "other" }).execute();
    const { joinedOn = "2026-01-01", leftOn = null } = joined[id] ?? {};
    const period = { joined_on: joinedOn, left_on: leftOn };
    await db
      .insertInto("membership")
      .values({ initiative_id: "norreby", organisation_id: id, ...period })
      .execute();
  }
  const deed = { initiativeId: "norreby", accountId: "carla", now: new Date("2026-12-31T12:00:00Z") };
  return { db, initiativeId: "norreby", deed };
}

/** What one person said: whom they answer for, and how close it is to each other organisation. */
export interface Said {
  by: string;
  /** A level, "dk" or "own"; what is left out was skipped. */
  ties: Record<string, number | "dk" | "own">;
  /** Working hours of a process, which the survey asks for the organisation too. */
  hours?: number;
}

export interface PlayedWave {
  position: number;
  said: Said[];
  /** Who stands in the roster; the four unless said otherwise. */
  roster?: readonly string[];
  /** Who was asked; else those who answered. */
  invited?: readonly string[];
  /** Whether the roster says that people answer on behalf of their organisation. */
  onBehalf?: boolean;
  state?: "open" | "closed";
}

const opens = ["2026-02-01", "2026-06-01", "2026-10-01"];
const closes = ["2026-02-28", "2026-06-30", "2026-10-31"];

/** A wave of actors with what people said in it, stored as answering stores it. */
export async function playWave({ db }: NetworkWorld, wave: PlayedWave): Promise<string> {
  const { position, said, roster = organisations, onBehalf = true, state = "closed" } = wave;
  const id = `wave-${position}`;
  const codebook = rosterCodebook(roster, onBehalf);
  const version = { id: `${id}-version`, survey_id: `${id}-survey`, number: 1 };
  await db
    .insertInto("survey")
    .values({ id: version.survey_id, initiative_id: "norreby", key: id, audience: "actor", title: "Samarbejdet" })
    .execute();
  await db
    .insertInto("survey_version")
    .values({ ...version, definition: "{}", codebook: JSON.stringify(codebook) })
    .execute();
  const days = { opens_on: opens[position] as string, closes_on: closes[position] as string };
  const made = { name: `Wave ${position}`, ...days, state, source: "ringvirk" as const, import_report: null };
  await db
    .insertInto("wave")
    .values({ id, initiative_id: "norreby", position, ...made, seal_number: null })
    .execute();
  await db
    .insertInto("wave_survey")
    .values({ wave_id: id, audience: "actor", survey_version_id: version.id })
    .execute();
  await invite(db, id, wave.invited ?? [...new Set(said.map(({ by }) => by))]);
  await answer(db, id, version.id, codebook, said);
  return id;
}

async function answer(
  db: Database,
  waveId: string,
  surveyVersionId: string,
  codebook: Codebook,
  said: Said[],
): Promise<void> {
  await db.transaction().execute((trx) =>
    storeResponses(
      trx,
      said.map(({ by, ties, hours }) => ({
        ...{ id: randomUUID(), waveId, audience: "actor" as const, surveyVersionId, pseudonym: randomUUID() },
        answers: { ties, ...(hours === undefined ? {} : { hours }), _shown: ["ties", "hours", "mood"] },
        ...{ segments: {}, day: "2026-02-02", weight: 1, organisationId: by },
      })),
      codebook,
    ),
  );
}

async function invite(db: Database, waveId: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const id = `${waveId}-${name}`;
    await db
      .insertInto("participant")
      .values(participantRow(id, "norreby", { audience: "actor", organisation_id: name }))
      .execute();
    await db
      .insertInto("invitation")
      .values({ id, wave_id: waveId, participant_id: id, token_hash: id, answered: 0 })
      .execute();
  }
  await db.transaction().execute((trx) => raiseRevisions(trx, [waveId]));
}

function rosterCodebook(roster: readonly string[], onBehalf: boolean): Codebook {
  const property = onBehalf ? { answersFor: "organisation" } : {};
  const ties = {
    ...{ type: "matrix", name: "ties", itemKey: "tie", rosterOf: "organisations", goodDirection: "none" },
    ...{ columns: [0, 1, 2, 3, 4, 5, "own", "dk"], missingValues: { own: "not-asked", dk: "dont-know" } },
    ...{ rows: [], ...property },
  };
  const hours = { type: "text", name: "hours", inputType: "number", goodDirection: "low", ...property };
  const mood = { type: "rating", name: "mood", goodDirection: "high" };
  const filled = fillRoster(
    { pages: [{ name: "p", elements: [ties, hours, mood] }] },
    roster.map((id) => ({ id, name: id })),
  );
  const read = readDefinition(filled);
  if (isProblem(read)) throw new Error(JSON.stringify(read));
  return read.codebook;
}
