import { randomInt, randomUUID } from "node:crypto";
import type { Database } from "#db/schema.ts";
import { checkAnswers } from "#surveys/answering/check-answers.ts";
import { keepDrafts } from "#surveys/answering/draft.server.ts";
import { fieldName } from "#surveys/answering/posted-page.ts";
import { draftFrom } from "#surveys/answering/progress.ts";
import { pseudonymOf } from "#surveys/answering/pseudonym.ts";
import type { Submission } from "#surveys/answering/submission.server.ts";
import { type Answers, type Question, questionsOf } from "#surveys/answering/survey-page.ts";
import { SurveyPages } from "#surveys/answering/survey-pages.server.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import { readDefinition } from "#surveys/definition/read-definition.ts";
import { hashToken, invitationToken } from "#surveys/fieldwork/invitation-token.ts";
import { isProblem } from "#surveys/problem.ts";
import { linkKey, makeWorld, secret } from "#tests/answering/answering-world.ts";

/** The residents' core survey in an open wave with many invited people, each in one of five areas and four age groups. */
export interface Load {
  db: Database;
  codebook: Codebook;
  pages: SurveyPages;
  waveId: string;
  people: string[];
}

export async function makeLoad(file: string, size: number): Promise<Load> {
  const world = await makeWorld(file);
  const core = librarySurveys.find((survey) => survey.key === "residents-core");
  const read = readDefinition(core?.definition);
  if (isProblem(read)) throw new Error(JSON.stringify(read));
  const { db } = world;
  const version = {
    id: "core-1",
    survey_id: "lysgade-residents",
    number: 2,
    definition: JSON.stringify(read.definition),
    codebook: JSON.stringify(read.codebook),
  };
  await db.insertInto("survey_version").values(version).execute();
  const wave = { opens_on: "2026-01-01", closes_on: "2027-01-01", state: "open", source: "ringvirk" } as const;
  await db
    .insertInto("wave")
    .values({ id: "load", initiative_id: "lysgade", position: 9, name: "load", import_report: null, ...wave })
    .execute();
  await db
    .insertInto("wave_survey")
    .values({ wave_id: "load", audience: "resident", survey_version_id: "core-1" })
    .execute();
  const people = Array.from({ length: size }, (_, i) => `p${i}`);
  await invite(db, people);
  return { db, codebook: read.codebook, pages: new SurveyPages(read.definition), waveId: "load", people };
}

async function invite(db: Database, people: string[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const id of people) {
      await trx
        .insertInto("participant")
        .values({
          id,
          initiative_id: "lysgade",
          audience: "resident",
          key: id,
          email: `${id}@example.dk`,
          name: "",
          language: "da",
          segments: JSON.stringify(segmentsOf(id)),
          organisation_id: null,
          opted_out: 0,
        })
        .execute();
      await trx
        .insertInto("invitation")
        .values({ id, wave_id: "load", participant_id: id, token_hash: hashToken(tokenOf(id)), answered: 0 })
        .execute();
    }
  });
}

export function tokenOf(person: string): string {
  return invitationToken(secret, person);
}

function segmentsOf(person: string): Record<string, string> {
  const number = Number(person.slice(1));
  return { area: `area ${number % 5}`, age: `age ${number % 4}` };
}

/** A full answer, every question at random. */
export function randomAnswers(load: Pick<Load, "pages">): Answers {
  let answers: Answers = {};
  // What is visible depends on what is answered: twice is enough for conditions one deep.
  for (let turn = 0; turn < 2; turn++) {
    const questions = load.pages.pagesFor(answers, "da").flatMap(questionsOf);
    const posted = Object.fromEntries(
      questions.map((question) => [question.name, answers[question.name] ?? pickFor(question)]),
    );
    answers = checkAnswers(questions, posted).answers;
  }
  return load.pages.withoutInvisible(answers, "da").answers;
}

function pickFor(question: Question): unknown {
  const pick = () => question.choices[randomInt(question.choices.length)]?.value;
  switch (question.type) {
    case "checkbox":
      return [pick()];
    case "ranking":
      return question.choices.map((choice) => choice.value);
    case "matrix":
      return Object.fromEntries(question.rows.map((row) => [String(row.value), pick()]));
    case "text":
    case "comment":
      return question.inputType === "number" ? randomInt(5) : "Mere lys på stien, og naboerne hilser.";
    default:
      return pick();
  }
}

export function submissionOf(load: Load, person: string): Submission {
  const answers = randomAnswers(load);
  return {
    invitationId: person,
    codebook: load.codebook,
    response: {
      id: randomUUID(),
      waveId: load.waveId,
      audience: "resident",
      surveyVersionId: "core-1",
      pseudonym: pseudonymOf(linkKey, person),
      answers: { ...answers, _shown: Object.keys(answers) },
      segments: segmentsOf(person),
      day: "2026-03-01",
      weight: 1,
    },
  };
}

/** Everybody has come to the last page; gives the form each would post from there. */
export async function bringToLastPage(load: Load): Promise<Map<string, string>> {
  const forms = new Map<string, string>();
  for (let start = 0; start < load.people.length; start += 200) {
    const drafts = load.people.slice(start, start + 200).map((person) => {
      const answers = randomAnswers(load);
      const pages = load.pages.pagesFor(answers, "da");
      const last = pages.at(-1);
      if (!last) throw new Error("a survey without pages");
      const names = new Set(questionsOf(last).map((question) => question.name));
      const before = Object.fromEntries(Object.entries(answers).filter(([name]) => !names.has(name)));
      forms.set(person, formOf(last.name, questionsOf(last), answers));
      const seen = pages.slice(0, -1).map((page) => page.name);
      const page = pages.length - 1;
      const draft = draftFrom({ answers: before, seen, skipped: [], page, language: "da", revision: 0, by: "" });
      return { invitationId: person, waveId: load.waveId, pseudonym: pseudonymOf(linkKey, person), ...draft };
    });
    await load.db.transaction().execute((trx) => keepDrafts(trx, drafts));
  }
  return forms;
}

function formOf(page: string, questions: Question[], answers: Answers): string {
  const form = new URLSearchParams({ page, action: "submit" });
  for (const { name } of questions) {
    const answer = answers[name];
    if (answer === undefined) continue;
    if (Array.isArray(answer)) for (const one of answer) form.append(fieldName(name), String(one));
    else if (typeof answer === "object" && answer !== null) {
      for (const [row, column] of Object.entries(answer)) form.append(fieldName(name, row), String(column));
    } else form.append(fieldName(name), String(answer));
  }
  return form.toString();
}
