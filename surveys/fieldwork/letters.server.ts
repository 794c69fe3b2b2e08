import type { Audience, Database, DatabaseTransaction, LanguageCode } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { DISCLOSURE_FLOOR } from "#surveys/disclosure-floor.ts";
import { type Deed, recordDeed } from "#surveys/initiative/audit.server.ts";
import { firstProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { respondentLanguages } from "#surveys/respondent-language.ts";
import type { Say } from "#surveys/texts.ts";
import { minutesToAnswer } from "./answering-time.ts";
import { invitationToken, personalLink } from "./invitation-token.ts";
import { drawLetter, type Letter } from "./letter-page.ts";
import { isRead, newPaper, type Paper } from "./paper.ts";
import { organisationsTakingPart } from "./participant.server.ts";
import { giveMissingCodes } from "./short-code.server.ts";
import { printedCode, shortCode } from "./short-code.ts";
import { lastMoment } from "./wave.ts";

/** Who gets a letter: everyone with an address, those of them without a mail address, or those who have not answered. */
export const letterChoices = ["without-mail", "unanswered", "all"] as const;
export type LetterChoice = (typeof letterChoices)[number];

export interface LetterOrder {
  waveId: string;
  choice: string;
  /** Who writes, and whom to ask: as the coordinator types it. */
  sender: string;
  contact: string;
}

export interface LetterMaking {
  secret: string;
  baseUrl: string;
  sayIn: (language: LanguageCode) => Say;
  /** A day as it is written in a language. */
  dayIn: (day: string, language: LanguageCode) => string;
  /** For tests: contents that can be read. */
  readable?: boolean;
}

const longestWords = { sender: 200, contact: 300 };

/** How many letters each choice would print; people who have said stop get none. `unreachable` have neither mail nor address. */
export async function letterCounts(
  db: Database,
  waveId: string,
): Promise<Record<LetterChoice, number> & { unreachable: number }> {
  const rows = await db
    .selectFrom("invitation")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .select(({ fn, val, eb }) => [
      "invitation.answered",
      eb("participant.street", "<>", val("")).as("address"),
      eb("participant.email", "<>", val("")).as("mail"),
      fn.countAll<number>().as("people"),
    ])
    .where("invitation.wave_id", "=", waveId)
    .where("participant.opted_out", "=", 0)
    .groupBy(["invitation.answered", "address", "mail"])
    .execute();
  const sum = (counts: (row: { answered: number; address: boolean; mail: boolean }) => boolean) =>
    rows
      .map((row) => ({ ...row, address: Boolean(row.address), mail: Boolean(row.mail) }))
      .filter(counts)
      .reduce((total, { people }) => total + Number(people), 0);
  return {
    all: sum(({ address }) => address),
    "without-mail": sum(({ address, mail }) => address && !mail),
    unanswered: sum(({ address, answered }) => address && answered === 0),
    unreachable: sum(({ address, mail }) => !address && !mail),
  };
}

/**
 * Prints the letters of an open wave as one PDF, by postcode: a stream that is written while it is read.
 * Refused: "field.missing", "field.too-long" at the field; "request.unreadable" for a choice there is not; "wave.not-found", "wave.not-open";
 * "letter.none"; "letter.too-few-answered" for a reminder by letter while fewer than five have answered: the letters left out would name them.
 */
export async function printLetters(
  db: Database,
  deed: Deed,
  order: LetterOrder,
  making: LetterMaking,
): Promise<{ paper: Paper; letters: number } | Problem> {
  const wrong = checkOrder(order);
  if (wrong) return wrong;
  const choice = letterChoices.find((known) => known === order.choice);
  if (!choice) return problem("request.unreadable");
  const prepared = await db.transaction().execute(async (trx) => {
    const wave = await lettersWave(trx, deed.initiativeId, order.waveId);
    if (!wave) return problem("wave.not-found");
    if (wave.state !== "open") return problem("wave.not-open");
    if (choice === "unanswered" && (await answeredCount(trx, order.waveId)) < DISCLOSURE_FLOOR) {
      return problem("letter.too-few-answered");
    }
    await giveMissingCodes(trx, making.secret, order.waveId);
    const people = await addressees(trx, order.waveId, choice);
    if (people.length === 0) return problem("letter.none");
    await recordDeed(trx, deed, "letters.printed", { wave: order.waveId, choice, letters: people.length });
    const facts = await commonFacts(trx, wave, deed.now);
    return { wave, people, facts };
  });
  if ("problem" in prepared) return prepared;
  const { wave, people, facts } = prepared;
  const title = making.sayIn("da")("letter:file-title", { wave: wave.name, initiative: wave.initiative });
  const paper = newPaper({ title, language: "da", readable: making.readable });
  const letters = people.map((person) => () => letterTo(person, { wave, facts, order, making }));
  void drawAll(paper, letters, making.sayIn);
  return { paper, letters: people.length };
}

type Addressee = Awaited<ReturnType<typeof addressees>>[number];
type LettersWave = NonNullable<Awaited<ReturnType<typeof lettersWave>>>;
interface CommonFacts {
  partners: string[];
  minutes: Map<Audience, number>;
}

/** One sheet after the other, as fast as they are read. A fault ends the stream, so that a file half made is never taken for a whole one. */
async function drawAll(
  paper: Paper,
  letters: Array<() => { letter: Letter; language: LanguageCode }>,
  sayIn: LetterMaking["sayIn"],
): Promise<void> {
  try {
    for (const make of letters) {
      const { letter, language } = make();
      drawLetter(paper, letter, sayIn(language));
      if (!(await isRead(paper))) return;
    }
    paper.end();
  } catch (fault) {
    paper.destroy(fault as Error);
  }
}

function letterTo(
  person: Addressee,
  { wave, facts, order, making }: { wave: LettersWave; facts: CommonFacts; order: LetterOrder; making: LetterMaking },
): { letter: Letter; language: LanguageCode } {
  const { secret, baseUrl } = making;
  const language = person.language === "en" ? "en" : respondentLanguages[person.language].standIn;
  const letter = {
    ...{ name: person.name, audience: person.audience },
    address: { careOf: person.care_of, street: person.street, postcode: person.postcode, town: person.town },
    ...{
      initiative: wave.initiative,
      place: wave.place,
      challenge: wave.challenge,
      partners: listed(facts.partners, language),
    },
    minutes: facts.minutes.get(person.audience) ?? 1,
    closesOn: making.dayIn(lastMoment(wave), language),
    link: personalLink(baseUrl, invitationToken(secret, person.id)),
    codeAddress: `${baseUrl.replace(/^https?:\/\//, "")}/${language === "da" ? "kode" : "code"}`,
    code: printedCode(shortCode(secret, person.id, person.code_number)),
    ...{ sender: order.sender.trim(), contact: order.contact.trim() },
  };
  return { letter, language };
}

function listed(names: string[], language: LanguageCode): string {
  return new Intl.ListFormat(language === "da" ? "da" : "en-GB").format(names);
}

function checkOrder(order: LetterOrder): Problem | null {
  return firstProblem(
    (["sender", "contact"] as const).map((field) => {
      const typed = order[field].trim();
      if (typed === "") return problemAt(field, "field.missing");
      const most = longestWords[field];
      return typed.length > most ? problemAt(field, "field.too-long", { most }) : null;
    }),
  );
}

function lettersWave(trx: DatabaseTransaction, initiativeId: string, waveId: string) {
  return trx
    .selectFrom("wave")
    .innerJoin("initiative", "initiative.id", "wave.initiative_id")
    .select(["wave.id", "wave.name", "wave.state", "wave.closes_on", "wave.closes_at", "wave.initiative_id"])
    .select(["initiative.name as initiative", "initiative.place", "initiative.challenge"])
    .where("wave.id", "=", waveId)
    .where("wave.initiative_id", "=", initiativeId)
    .executeTakeFirst();
}

function addressees(trx: DatabaseTransaction, waveId: string, choice: LetterChoice) {
  return trx
    .selectFrom("invitation")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .select(["invitation.id", "invitation.code_number", "participant.name", "participant.language"])
    .select([
      "participant.audience",
      "participant.care_of",
      "participant.street",
      "participant.postcode",
      "participant.town",
    ])
    .where("invitation.wave_id", "=", waveId)
    .where("participant.opted_out", "=", 0)
    .where("participant.street", "<>", "")
    .$if(choice === "without-mail", (query) => query.where("participant.email", "=", ""))
    .$if(choice === "unanswered", (query) => query.where("invitation.answered", "=", 0))
    .orderBy("participant.postcode")
    .orderBy("participant.street")
    .orderBy("participant.name")
    .execute();
}

async function answeredCount(trx: DatabaseTransaction, waveId: string): Promise<number> {
  const row = await trx
    .selectFrom("invitation_count")
    .select(({ fn }) => fn.sum<number>("answered").as("answered"))
    .where("wave_id", "=", waveId)
    .executeTakeFirst();
  return Number(row?.answered ?? 0);
}

async function commonFacts(trx: DatabaseTransaction, wave: LettersWave, now: Date): Promise<CommonFacts> {
  const surveys = await trx
    .selectFrom("wave_survey")
    .innerJoin("survey_version", "survey_version.id", "wave_survey.survey_version_id")
    .select(["wave_survey.audience", "survey_version.codebook"])
    .where("wave_survey.wave_id", "=", wave.id)
    .execute();
  const partners = await organisationsTakingPart(trx, wave.initiative_id, dayOf(now));
  return {
    partners: partners.map(({ name }) => name),
    minutes: new Map(
      surveys.map(({ audience, codebook }) => [audience, minutesToAnswer(JSON.parse(codebook) as Codebook)]),
    ),
  };
}
