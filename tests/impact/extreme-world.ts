import { randomUUID } from "node:crypto";
import type { Audience, Database } from "#db/schema.ts";
import { storeResponses } from "#surveys/answering/response.server.ts";
import type { Item } from "#surveys/definition/codebook.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import { type StoredSurvey, storeSurvey } from "#surveys/definition/survey.server.ts";
import type { Deed } from "#surveys/initiative/audit.server.ts";
import { addGoal } from "#surveys/initiative/goal.server.ts";
import { createInitiative } from "#surveys/initiative/initiative.server.ts";
import { joinInitiative } from "#surveys/initiative/organisation.server.ts";
import { newestSeal, sealGoals } from "#surveys/initiative/seal.server.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";
import { participantRow } from "#tests/support/participant-row.ts";
import { storeInvitationCounts } from "#tests/support/recount-invitations.ts";

/** One who answers: in which waves, how (0 the lowest answer everywhere, 1 the highest), and how heavily it counts. */
export interface Extreme {
  waves: readonly number[];
  /** By wave; null where everything is left empty. */
  answer: (wave: number) => number | null;
  weight?: number;
  area?: string;
  household?: string;
}

export interface ExtremeWorld {
  residents: Extreme[];
  actors?: Extreme[];
  organisations?: number;
  /** How many waves there are; the last may have nobody in it. */
  waves?: number;
}

const now = new Date("2026-03-02T08:00:00Z");
const surveys = ["residents-core", "actors-core"].map((wanted) => {
  const found = librarySurveys.find(({ key }) => key === wanted);
  if (!found) throw new Error(wanted);
  return found;
});

/** An initiative with the ready surveys, three goals that are sealed, closed waves, and these answers in them. @returns its id and slug. */
export async function storeExtreme(
  db: Database,
  accountId: string,
  name: string,
  world: ExtremeWorld,
): Promise<{ id: string; slug: string }> {
  const words = { name, challenge: "Trygge aftener", district: "Midt", place: "Nørreby" };
  const period = { startsOn: "2026-01-01", endsOn: "2027-12-31" };
  const initiative = done(await createInitiative(db, { ...words, ...period, createdBy: accountId, now }));
  const deed = { initiativeId: initiative.id, accountId, now };
  const organisations: Array<{ id: string; name: string }> = [];
  for (let at = 0; at < (world.organisations ?? 2); at++) {
    const actor = { name: `Aktør ${at}`, kind: "other", joinedOn: "2026-01-01", leftOn: "" };
    const { organisationId } = done(await joinInitiative(db, { ...deed, ...actor }));
    organisations.push({ id: organisationId, name: actor.name });
  }
  const stored = new Map<Audience, StoredSurvey>();
  for (const { key, audience, title, definition } of surveys) {
    const survey = { initiativeId: initiative.id, key, audience, title: title.da, definition, organisations };
    stored.set(audience, done(await storeSurvey(db, survey)));
  }
  await sealThreeGoals(db, deed);
  for (let position = 0; position < (world.waves ?? 2); position++) await storeWave(db, deed, position, stored);
  await answerAll(db, initiative.id, { people: world.residents, audience: "resident" }, stored, organisations);
  await answerAll(db, initiative.id, { people: world.actors ?? [], audience: "actor" }, stored, organisations);
  await storeInvitationCounts(db);
  await db.updateTable("wave").set({ state: "closed" }).where("initiative_id", "=", initiative.id).execute();
  return { id: initiative.id, slug: initiative.slug };
}

async function sealThreeGoals(db: Database, deed: Deed): Promise<void> {
  const goal = { audience: "resident" as const, segment: "", duePosition: 1 };
  const goals = [
    { title: "Trygge i mørke", itemKey: "safety-dark", reading: "share", targetKind: "level", targetValue: 80 },
    { title: "Tillid", itemKey: "trust-police", reading: "mean", targetKind: "change", targetValue: 5 },
    { title: "Færre udsatte", itemKey: "victim-12m", reading: "share", targetKind: "change", targetValue: 2 },
  ] as const;
  for (const one of goals) done(await addGoal(db, { ...deed, goal: { ...goal, ...one } }));
  done(await sealGoals(db, deed));
}

async function storeWave(
  db: Database,
  { initiativeId }: Deed,
  position: number,
  stored: ReadonlyMap<Audience, StoredSurvey>,
): Promise<void> {
  const id = waveId(initiativeId, position);
  const seal = await newestSeal(db, initiativeId);
  const month = String(3 + 3 * position).padStart(2, "0");
  await db
    .insertInto("wave")
    .values({
      ...{ id, initiative_id: initiativeId, position, name: `Måling ${position + 1}`, state: "open" as const },
      ...{ opens_on: `2026-${month}-01`, closes_on: `2026-${month}-20`, source: "ringvirk" as const },
      ...{ import_report: null, seal_number: seal?.number ?? null },
    })
    .execute();
  for (const [audience, { versionId }] of stored) {
    const asked = { wave_id: id, audience, survey_version_id: versionId };
    await db.insertInto("wave_survey").values(asked).execute();
  }
}

function waveId(initiativeId: string, position: number): string {
  return `${initiativeId} ${position}`;
}

interface Group {
  people: Extreme[];
  audience: Audience;
}

async function answerAll(
  db: Database,
  initiativeId: string,
  { people, audience }: Group,
  stored: ReadonlyMap<Audience, StoredSurvey>,
  organisations: ReadonlyArray<{ id: string }>,
): Promise<void> {
  const { versionId, codebook } = stored.get(audience) as StoredSurvey;
  for (const [at, person] of people.entries()) {
    const id = `${initiativeId} ${audience} ${at}`;
    const organisation =
      audience === "actor" ? (organisations[at % Math.max(1, organisations.length)]?.id ?? null) : null;
    const more = { audience, organisation_id: organisation, segments: JSON.stringify({ area: person.area ?? "Nord" }) };
    await db
      .insertInto("participant")
      .values(participantRow(id, initiativeId, more))
      .execute();
    for (const wave of person.waves) await invite(db, id, waveId(initiativeId, wave));
    const responses = person.waves.map((wave) => ({
      ...{ id: randomUUID(), waveId: waveId(initiativeId, wave), audience, surveyVersionId: versionId, pseudonym: id },
      ...{ answers: formOf(codebook.items, person.answer(wave)), segments: { area: person.area ?? "Nord" } },
      ...{ day: "2026-03-02", weight: person.weight ?? 1, organisationId: organisation },
      cluster: person.household ?? null,
    }));
    await db.transaction().execute((trx) => storeResponses(trx, responses, codebook));
  }
}

async function invite(db: Database, participant: string, wave: string): Promise<void> {
  const id = `${participant} in ${wave}`;
  const invitation = { id, wave_id: wave, participant_id: participant, token_hash: id, answered: 1 };
  await db.insertInto("invitation").values(invitation).execute();
}

const sentences = [
  "Der er mørkt ved stationen, og lygterne er slukkede",
  "Lygterne virker, og naboerne hilser på hinanden",
];

/** Every question answered at the same height. */
function formOf(items: readonly Item[], height: number | null): Record<string, unknown> {
  const form: Record<string, unknown> = {};
  if (height === null) return form;
  for (const { kind, source, scale } of items) {
    const { question, row, as } = source;
    if (as === "chosen" || as === "place") continue;
    const { min, max } = scale ?? { min: 0, max: kind === "tie" ? 5 : 40 };
    const code = Math.round(min + height * (max - min));
    const said = as === "text" ? sentences[Math.round(height)] : as === "boolean" ? height >= 0.5 : code;
    if (row === undefined) form[question] = said;
    else form[question] = { ...(form[question] as object | undefined), [row]: said };
  }
  return form;
}

function done<Outcome>(outcome: Outcome | Problem): Outcome {
  if (isProblem(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome as Outcome;
}

const both = [0, 1];
const same = (count: number, one: Extreme): Extreme[] => Array.from({ length: count }, () => one);
const rising = (count: number, more: Partial<Extreme> = {}): Extreme[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ waves: both, answer: (wave: number) => ((at % 5) + wave * (at % 2)) / 5, area: at % 3 === 0 ? "Syd" : "Nord" },
    ...more,
  }));

/** The edges by name. Actors answer as residents do where nothing else is said. */
export const extremeWorlds: Record<string, ExtremeWorld> = {
  "nobody at all": { residents: [] },
  "a second wave without anybody": { residents: rising(30, { waves: [0] }), actors: rising(8, { waves: [0] }) },
  "one person": { residents: rising(1), actors: rising(1) },
  "two people": { residents: rising(2), actors: rising(2) },
  "one pair among others": {
    residents: [...rising(12, { waves: [0] }), ...rising(12, { waves: [1] }), ...rising(1)],
    actors: [...rising(6, { waves: [0] }), ...rising(6, { waves: [1] }), ...rising(1)],
  },
  "all alike, twice": {
    residents: same(60, { waves: both, answer: () => 0.5 }),
    actors: same(12, { waves: both, answer: () => 0.5 }),
  },
  "from nobody to everybody": {
    residents: same(60, { waves: both, answer: (wave) => wave }),
    actors: same(12, { waves: both, answer: (wave) => wave }),
  },
  "nobody, twice": {
    residents: same(60, { waves: both, answer: () => 0 }),
    actors: same(12, { waves: both, answer: () => 0 }),
  },
  "everything left empty": {
    residents: same(30, { waves: both, answer: () => null }),
    actors: same(8, { waves: both, answer: () => null }),
  },
  "one organisation": { residents: rising(20), actors: rising(12), organisations: 1 },
  "no organisation": { residents: rising(20), organisations: 0 },
  "one huge weight": {
    residents: [...rising(1, { weight: 1e9 }), ...rising(40, { weight: 0.001 })],
    actors: [...rising(1, { weight: 1e9 }), ...rising(11)],
  },
  "people who count for nothing": {
    residents: [...rising(30, { weight: 0 }), ...rising(10, { weight: 2 })],
    actors: rising(8, { weight: 0 }),
  },
  "one household": { residents: rising(40, { household: "h" }), actors: rising(8) },
  "one wave": { residents: rising(30, { waves: [0] }), actors: rising(8, { waves: [0] }), waves: 1 },
};
