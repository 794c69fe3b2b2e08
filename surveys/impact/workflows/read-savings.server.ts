import type { Database } from "#db/schema.ts";
import { codeAnswers } from "#surveys/definition/code-answers.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { type AskedWave, closedActorWaves, codebooksOf } from "#surveys/impact/closed-waves.server.ts";
import { KeptFigures } from "#surveys/impact/kept-figures.server.ts";
import { readWithheldQuestions } from "#surveys/impact/weighting/withheld-questions.server.ts";
import { aliasesOf } from "#surveys/initiative/organisation-alias.server.ts";
import {
  type HoursSaved,
  hoursSaved,
  hoursSavedTogether,
  type ProcessAnswer,
  type SavedFigure,
} from "./hours-saved.ts";
import { processItem, readProcessItem } from "./process.ts";
import { type AskedProcess, publishedSaved, publishedTogether } from "./publish-saved.ts";

/** What was saved on a process from the baseline to a later wave; null where it may not or cannot be said. */
export interface Saving {
  process: string;
  from: string;
  to: string;
  saved: HoursSaved | null;
}

/** The newest pair's processes together: those whose own sum may be told. */
export interface SavedTogether {
  known: string[];
  saved: SavedFigure | null;
}

export interface Savings {
  each: Saving[];
  together: SavedTogether;
}

const keptSavings = new KeptFigures<Savings>(12);
const nothing: Savings = { each: [], together: { known: [], saved: null } };

/**
 * Hours saved a month on every process, from the baseline to each later closed wave that asked how many cases there are. A product of three
 * answers of one person is in no tally, so the actors' answers are read here; they are few, and what is made of them is kept by the waves'
 * revisions. No answer leaves this function.
 */
export async function readSavings(db: Database, initiativeId: string, floor: number): Promise<Savings> {
  const waves = await closedActorWaves(db, initiativeId);
  const merged = await aliasesOf(db, initiativeId);
  const aliases = merged.map(({ organisationId, sameAs }): [string, string] => [organisationId, sameAs]);
  return keptSavings.of(db, `${initiativeId} ${floor}`, { waves, aliases }, async () => {
    const [baseline, ...later] = waves;
    if (baseline?.position !== 0) return nothing;
    const codebooks = await codebooksOf(db, waves);
    const before = await readWave(db, baseline, codebooks);
    const savings: Savings = { ...nothing, each: [] };
    for (const wave of later) {
      const now = await readWave(db, wave, codebooks);
      const made = compare({ id: baseline.id, ...before }, { id: wave.id, ...now }, new Map(aliases), floor);
      savings.each.push(...made.each);
      if (made.each.length > 0) savings.together = made.together;
    }
    return savings;
  });
}

interface Answered {
  organisationId: string | null;
  weight: number;
  values: Map<string, number>;
}

interface ReadWave {
  codebook: Codebook;
  people: Map<string, Answered>;
}

/** Only what is asked of processes, of people who can be found again. */
async function readWave(db: Database, wave: AskedWave, codebooks: Map<string, Codebook>): Promise<ReadWave> {
  const whole = codebooks.get(wave.versionId) ?? { items: [], indexes: [], questions: [], unmeasured: [] };
  const withheld = await readWithheldQuestions(db, [wave.id]);
  const items = whole.items.filter(
    ({ key, kind }) => kind === "number" && readProcessItem(key) !== null && !withheld.has(wave.id, "actor", key),
  );
  const codebook = { ...whole, items };
  const people = new Map<string, Answered>();
  if (items.length === 0) return { codebook, people };
  const rows = await db
    .selectFrom("response")
    .select(["pseudonym", "answers", "organisation_id", "weight"])
    .where("wave_id", "=", wave.id)
    .where("audience", "=", "actor")
    .where("pseudonym", "is not", null)
    .execute();
  for (const { pseudonym, answers, organisation_id, weight } of rows) {
    const coded = codeAnswers(codebook, JSON.parse(answers));
    const values = new Map([...coded].flatMap(([key, answer]) => ("value" in answer ? [[key, answer.value]] : [])));
    people.set(pseudonym as string, { organisationId: organisation_id, weight, values });
  }
  return { codebook, people };
}

function compare(
  before: ReadWave & { id: string },
  now: ReadWave & { id: string },
  aliases: ReadonlyMap<string, string>,
  floor: number,
): Savings {
  const processes = now.codebook.items.flatMap(({ key }) => {
    const read = readProcessItem(key);
    return read?.measure === "cases" ? [read.process] : [];
  });
  const made = processes.map((process) => {
    const answers = answersOf(process, before.people, now.people, aliases);
    const rest = [before, now].map(({ people }) => countOf(people, processItem(process, "hours")) - answers.length);
    const forOrganisation = [before, now].every(({ codebook }) => answersForOrganisation(codebook, process));
    const exact = hoursSaved(answers, { floor, forOrganisation, rest });
    const asked = { answers, forOrganisation };
    const saved = exact && publishedSaved(exact, asked, floor);
    return { asked, saving: { process, from: before.id, to: now.id, saved } };
  });
  const known = made.filter(({ saving }) => saving.saved?.inAll);
  return {
    each: made.map(({ saving }) => saving),
    together: {
      known: known.map(({ saving }) => saving.process),
      saved: togetherOf(known.map(({ asked }) => asked)),
    },
  };
}

function togetherOf(processes: AskedProcess[]): SavedFigure | null {
  const saved = processes.length === 0 ? null : hoursSavedTogether(processes.map(({ answers }) => answers));
  return saved && publishedTogether(saved, processes);
}

/** Of those who answered both times for the same organisation; whoever changed it would compare two organisations. */
function answersOf(
  process: string,
  before: ReadonlyMap<string, Answered>,
  now: ReadonlyMap<string, Answered>,
  aliases: ReadonlyMap<string, string>,
): ProcessAnswer[] {
  const standing = (id: string | null) => (id === null ? null : (aliases.get(id) ?? id));
  return [...now].flatMap(([pseudonym, later]): ProcessAnswer[] => {
    const earlier = before.get(pseudonym);
    const hoursBefore = earlier?.values.get(processItem(process, "hours"));
    const hoursNow = later.values.get(processItem(process, "hours"));
    const casesNow = later.values.get(processItem(process, "cases"));
    if (!earlier || hoursBefore === undefined || hoursNow === undefined || casesNow === undefined) return [];
    const [then, organisationId] = [standing(earlier.organisationId), standing(later.organisationId)];
    if (then !== null && organisationId !== null && then !== organisationId) return [];
    return [{ person: pseudonym, organisationId, hoursBefore, hoursNow, casesNow, weight: later.weight }];
  });
}

function countOf(people: ReadonlyMap<string, Answered>, itemKey: string): number {
  return [...people.values()].filter(({ values }) => values.has(itemKey)).length;
}

function answersForOrganisation({ items }: Codebook, process: string): boolean {
  const own = items.filter(({ key }) => readProcessItem(key)?.process === process);
  return own.length > 0 && own.every(({ answersFor }) => answersFor === "organisation");
}
