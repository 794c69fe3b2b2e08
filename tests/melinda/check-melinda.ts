import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { runInNewContext } from "node:vm";
import type { Browser, Page } from "playwright-core";
import { SurveyModel } from "survey-core";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { takePage } from "#surveys/answering/answering.server.ts";
import { type AskedPage, showPage } from "#surveys/answering/asked-page.server.ts";
import { findRespondent, type Respondent } from "#surveys/answering/respondent.server.ts";
import type { Answers } from "#surveys/answering/survey-page.ts";
import { shownKey } from "#surveys/definition/answer-keys.ts";
import { visitElements } from "#surveys/definition/survey-json.ts";
import { invitationToken } from "#surveys/fieldwork/invitation-token.ts";
import { appointAdministrator } from "#surveys/initiative/administration.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { answerPageByChance, type Draw, drawFrom } from "#tests/support/chosen-answers.ts";
import { journeySecret, type RunningRingvirk, startRingvirk } from "#tests/support/running-ringvirk.ts";
import { choose, completed, withoutBlank } from "#tests/support/survey-core-answers.ts";
import { turnPage } from "#tests/support/turn-page.ts";

/** A survey made by others, answered to its end with script, without, and by plain forms. Run by `.ci/run`; see README.md beside. */
const file = join(resolve(process.env.SHARED_DATA ?? "../shared/data"), "form-definitions/melinda/survey.ts");
const now = new Date("2026-03-02T09:00:00Z");
const inBrowser = 2;
const byForm = 6;

const seen = new Set<string>();
let passed = 0;
let failed = 0;

if (existsSync(file)) {
  await checkAll();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} else {
  console.log(`skipped: no data in ${process.env.SHARED_DATA ? "SHARED_DATA" : "../shared/data"}`);
}

async function checkAll(): Promise<void> {
  const definition = readMelinda();
  const ringvirk = await startRingvirk({ now });
  const browser = await launchBrowser();
  try {
    const invited = await setUp(ringvirk, browser, definition);
    check("invitations", invited.length, 2 * inBrowser + byForm);
    for (const [i, id] of invited.entries()) {
      const how = i < inBrowser ? "without JavaScript" : i < 2 * inBrowser ? "with JavaScript" : "by form";
      await checkPerson(ringvirk, browser, {
        definition,
        id,
        how,
        draw: drawFrom([i * 104_729 + 1, i * 31 + 7, i + 3]),
      });
    }
  } finally {
    await browser.close();
    await ringvirk.stop();
  }
}

/** As it is, but for one thing that Ringvirk's sealing asks for: which end of one scale is good. */
function readMelinda(): object {
  const source = readFileSync(file, "utf8")
    .replace(/^\/\/.*$/m, "")
    .replace("export const surveyModel =", "");
  const definition = JSON.parse(JSON.stringify(runInNewContext(`(${source.trim().replace(/;$/, "")})`)));
  visitElements(definition, (element) => {
    if (element.name === "PSq3") element.goodDirection = "high";
  });
  return definition;
}

interface Person {
  definition: object;
  /** Of the invitation. */
  id: string;
  how: "without JavaScript" | "with JavaScript" | "by form";
  draw: Draw;
}

async function checkPerson(ringvirk: RunningRingvirk, browser: Browser, person: Person): Promise<void> {
  const model = new SurveyModel(person.definition);
  model.setVariable("wave_position", 0);
  const token = invitationToken(journeySecret, person.id);
  const pages =
    person.how === "by form"
      ? await answerByForm(ringvirk, token, model, person.draw)
      : await answerInBrowser(ringvirk, browser, token, model, person);
  const stored = await ringvirk.db.selectFrom("response").select(["id", "answers"]).execute();
  const newest = stored.find(({ id }) => !seen.has(id));
  if (newest) seen.add(newest.id);
  const { [shownKey]: shown, ...answers } = newest ? (JSON.parse(newest.answers) as Answers) : {};
  const expected = withoutBlank(completed(model));
  const same = newest !== undefined && isDeepStrictEqual(withoutBlank(answers), expected);
  if (!same) console.log(JSON.stringify({ answers, expected }));
  const count = Array.isArray(shown) ? shown.length : 0;
  check(`${person.how}: ${pages} pages, ${count} questions, stored as survey-core holds it`, same, true);
}

async function answerByForm({ db }: RunningRingvirk, token: string, model: SurveyModel, draw: Draw): Promise<number> {
  const context = { db, answers: new AnswerQueue(db), clock: () => now };
  for (let step = 1; step < 300; step++) {
    const { respondent, asked } = await askedOf(db, token);
    const { fields, chosen } = answerPageByChance(asked.page, asked.answers, draw);
    fields.append("action", asked.number === asked.of ? "submit" : "next");
    const taken = await takePage(context, respondent, fields);
    if (isProblem(taken)) throw new Error(taken.problem);
    if (taken.kind === "not-stored") throw taken.fault;
    if (taken.kind === "problems") continue;
    choose(model, asked.page.name, chosen);
    if (taken.kind === "stored") return asked.of;
  }
  throw new Error("The survey does not come to an end");
}

async function askedOf(
  db: RunningRingvirk["db"],
  token: string,
): Promise<{ respondent: Respondent; asked: AskedPage }> {
  const respondent = await findRespondent(db, token, now);
  if (isProblem(respondent)) throw new Error(respondent.problem);
  const asked = await showPage({ db }, respondent, null);
  if (isProblem(asked)) throw new Error(asked.problem);
  return { respondent, asked };
}

/** What a page asks is read from the server; what is chosen is put into the browser's own controls. */
async function answerInBrowser(
  { url, db }: RunningRingvirk,
  browser: Browser,
  token: string,
  model: SurveyModel,
  { how, draw }: Person,
): Promise<number> {
  const context = await browser.newContext({ javaScriptEnabled: how === "with JavaScript" });
  const page = await context.newPage();
  await page.goto(`${url}/s/${token}`);
  for (let step = 1; step < 300; step++) {
    const { asked } = await askedOf(db, token);
    const { fields, chosen } = answerPageByChance(asked.page, asked.answers, draw);
    await fillIn(page, fields);
    choose(model, asked.page.name, chosen);
    const forward = asked.number === asked.of ? "submit" : "next";
    await turnPage(page, () => page.locator(`.buttons button[value="${forward}"]`).click());
    if (page.url().includes("/thanks")) {
      await context.close();
      return asked.of;
    }
  }
  throw new Error("The survey does not come to an end in the browser");
}

async function fillIn(page: Page, fields: URLSearchParams): Promise<void> {
  for (const name of new Set(fields.keys())) {
    if (!name.startsWith("a:")) continue;
    const values = fields.getAll(name);
    const controls = page.locator(`[name="${name}"]`);
    const type = await controls.first().getAttribute("type");
    const tag = await controls.first().evaluate((control) => control.tagName);
    if (type === "radio") await page.locator(`[name="${name}"][value="${values[0]}"]`).check({ force: true });
    else if (type === "checkbox") {
      for (const box of await controls.all())
        await box.setChecked(values.includes(String(await box.getAttribute("value"))), { force: true });
    } else if (tag === "SELECT") await controls.selectOption(values[0] as string);
    else await controls.fill(values[0] as string);
  }
}

/** As a coordinator does it, page by page. @returns the ids of the invitations. */
async function setUp(
  { url, db, signInLinkOf }: RunningRingvirk,
  browser: Browser,
  definition: object,
): Promise<string[]> {
  await appointAdministrator(db, {
    email: "anna@example.dk",
    name: "Anna Ahorn",
    language: "da",
    accountId: null,
    now,
  });
  const { id } = await db.selectFrom("account").select("id").executeTakeFirstOrThrow();
  const anna = await (await browser.newContext({ locale: "da-DK" })).newPage();
  await anna.goto(await signInLinkOf(id));
  await anna.getByRole("button", { name: "Log ind", exact: true }).click();
  await anna.waitForURL(/\/initiatives/);
  await anna.goto(`${url}/initiatives/new`);
  for (const [label, words] of [
    ["Navn", "Melinda"],
    ["Den fælles udfordring", "Flere skal kunne lade bilen stå"],
    ["Politikreds", "Alperne"],
    ["Sted", "Alperne"],
    ["Begynder", "2026-02-01"],
    ["Slutter", "2027-02-01"],
  ] as const) {
    await anna.getByLabel(label, { exact: label === "Navn" }).fill(words);
  }
  await anna.getByRole("button", { name: "Opret initiativet" }).click();
  await anna.waitForURL(/melinda\/setup/);
  await anna.goto(`${url}/initiatives/melinda/setup/surveys/resident`);
  await anna.getByLabel("Skemaets navn").fill("Melinda");
  await anna.getByLabel(/indsæt JSON/).fill(JSON.stringify(definition));
  await anna.getByRole("button", { name: "Brug jeres eget skema" }).click();
  await anna.getByText("Spørgeskemaet er valgt").waitFor();
  await inviteAndOpen(anna, url);
  await anna.context().close();
  return (await db.selectFrom("invitation").select("id").orderBy("id").execute()).map((row) => row.id);
}

async function inviteAndOpen(anna: Page, url: string): Promise<void> {
  const people = Array.from({ length: 2 * inBrowser + byForm }, (_, i) => `p${i}@example.dk;en`);
  await anna.goto(`${url}/initiatives/melinda/setup/participants`);
  await anna.locator('input[name="audience"][value="resident"]').check();
  const buffer = Buffer.from(`E-mail;Sprog\n${people.join("\n")}\n`);
  await anna.locator('input[type="file"]').setInputFiles({ name: "liste.csv", mimeType: "text/csv", buffer });
  await anna.getByRole("button", { name: "Se, hvad der vil ske" }).click();
  await anna.getByRole("button", { name: /^Gem \d+ deltagere/ }).click();
  await anna.getByText("Deltagerne er gemt").waitFor();
  await anna.goto(`${url}/initiatives/melinda/setup/waves`);
  await anna.getByLabel("Navn", { exact: true }).fill("Baseline");
  await anna.getByLabel("Første dag").fill("2026-03-01");
  await anna.getByLabel("Sidste dag").fill("2026-03-31");
  await anna.getByLabel("Borgere").selectOption({ index: 1 });
  await anna.getByRole("button", { name: "Planlæg målingen" }).click();
  await anna.getByText("Målingen er planlagt").waitFor();
  await anna.goto(`${url}/initiatives/melinda/setup/goals/new`);
  await anna.getByLabel("Målet i jeres egne ord").fill("Flere cykler");
  await anna.getByLabel("Hvad skal ændre sig?").selectOption({ index: 1 });
  await anna.getByLabel("En ændring fra den første måling").check();
  await anna.getByLabel("Hvor meget?").fill("5");
  await anna.getByRole("button", { name: /Tilføj mål|Gem/ }).click();
  await anna.getByText("Målet er tilføjet").waitFor();
  await anna.goto(`${url}/initiatives/melinda/setup/seal`);
  await anna.getByRole("button", { name: "Forsegl mål og forventninger" }).click();
  await anna.getByText("Mål og forventninger er forseglet.").first().waitFor();
  await anna.goto(`${url}/initiatives/melinda/setup/waves`);
  await anna.getByRole("link", { name: "Baseline", exact: true }).click();
  await anna.getByRole("button", { name: "Åbn målingen" }).click();
  await anna.getByText("Målingen er åben").first().waitFor();
}

function check(name: string, found: number | boolean, expected: number | boolean): void {
  const good = found === expected;
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? "ok  " : "FAIL"} ${name}${good ? "" : `: ${found}, expected ${expected}`}`);
}
