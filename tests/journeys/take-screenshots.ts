import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { publishDemo } from "#app/demo.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { LanguageCode, Role } from "#db/schema.ts";
import { type SeededDemo, seedDemo } from "#db/seed.ts";
import { editDraft, startDraft } from "#surveys/initiative/survey-draft.server.ts";
import { definitionOfVersion } from "#surveys/initiative/survey-versions.server.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { journeySecret, type RunningRingvirk, startRingvirk } from "#tests/support/running-ringvirk.ts";
import { turnPage } from "#tests/support/turn-page.ts";
import { visitDemo } from "./visit-demo.ts";

/**
 * Takes a picture of every page of the demo as each role sees it, to be looked at: Danish and English, 375 and 1280 pixels wide, and light or
 * dark (`--dark`). Run: npm run screenshots -- [words that pick pages by name]. They lie in tests/journeys/screenshots.
 */
const folder = "tests/journeys/screenshots";
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const colorScheme = process.argv.includes("--dark") ? "dark" : "light";
const home = "/initiatives/trygt-natteliv";
const pages: Array<[name: string, role: Role | "citizen", path: string]> = [
  ["front", "citizen", "/"],
  ["sign-in", "citizen", "/sign-in"],
  ["wrong-link", "citizen", "/s/AAAAAAAAAAAAAAAAAAAAAA"],
  ["code", "citizen", "/kode"],
  ["not-found", "citizen", "/no-such-page"],
  ["public-results", "citizen", "/r/trygt-natteliv"],
  ["setup-publish", "coordinator", `${home}/setup/publish`],
  ["privacy", "citizen", "/privacy"],
  ["accessibility", "citizen", "/accessibility"],
  ["withdrawn", "citizen", "/withdrawn"],
  ["initiatives", "coordinator", "/initiatives"],
  ["setup-controller", "coordinator", `${home}/setup/controller`],
  ["new-initiative", "coordinator", "/initiatives/new"],
  ["setup", "coordinator", `${home}/setup`],
  ...[
    "challenge",
    "actors",
    "surveys",
    "surveys/resident",
    "surveys/resident/import",
    "goals",
    "goals/new",
    "seal",
    "participants",
    "waves",
    "people",
    "import",
  ].map((page): [string, Role, string] => [
    `setup-${page.replaceAll("/", "-")}`,
    "coordinator",
    `${home}/setup/${page}`,
  ]),
  ...[
    "",
    "survey",
    "question/disorder",
    "question/unexpected-change",
    "page/seen",
    "wording",
    "notes",
    "bank",
    "versions",
    "use",
    "json",
  ].map((page): [string, Role, string] => [
    `editor-${page.replace("/", "-") || "outline"}`,
    "coordinator",
    `${home}/setup/surveys/resident/editor/${page}`,
  ]),
  ["editor-preview", "coordinator", `${home}/survey-preview/resident`],
  ["overview", "analyst", home],
  ["goals", "analyst", `${home}/goals`],
  ["indicators", "analyst", `${home}/indicators`],
  ["ripples", "analyst", `${home}/ripples`],
  ...["rings", "ties", "workflows", "reports", "themes"].map((page): [string, Role, string] => [
    `ripples-${page}`,
    "analyst",
    `${home}/ripples/${page}`,
  ]),
  ["bias", "analyst", `${home}/bias`],
  ["setup-weights", "coordinator", `${home}/setup/weights`],
  ["setup-comparison", "coordinator", `${home}/setup/comparison`],
  ["setup-merge", "coordinator", `${home}/setup/actors/merge`],
  ["partner", "partner", `${home}/partner`],
  ["report", "partner", `${home}/partner/report`],
  ["admin", "administrator", "/admin"],
];

mkdirSync(folder, { recursive: true });
const now = new Date();
const ringvirk = await startRingvirk({ now });
const demo = await seedDemo(ringvirk.db, { now, secret: journeySecret, baseUrl: ringvirk.url });
await publishDemo({ ...ringvirk, clock: () => now, sayIn: sayToRespondent }, demo);
await beginDraft(ringvirk, demo);
const browser = await launchBrowser();
try {
  for (const language of ["da", "en"] as const) {
    for (const width of [375, 1280]) await takeAll(browser, ringvirk, demo, language, width);
  }
} finally {
  await browser.close();
  await ringvirk.stop();
}

/** The editor shows a draft: the survey in use, with one question reworded, one taken out and one with a rule and a condition. */
async function beginDraft({ db }: RunningRingvirk, { accounts }: SeededDemo): Promise<void> {
  const accountId = accounts.find(({ role }) => role === "coordinator")?.accountId ?? "";
  const slug = home.split("/").at(-1) ?? "";
  const { id } = await db.selectFrom("initiative").select("id").where("slug", "=", slug).executeTakeFirstOrThrow();
  const definition = await definitionOfVersion(db, id, "resident", 1);
  const deed = { initiativeId: id, accountId, now, audience: "resident" as const };
  await startDraft(db, { ...deed, definition: definition ?? {}, basedOn: 1 });
  const title = { at: { of: "element" as const, name: "safety-day" }, property: "title" };
  await editDraft(db, {
    ...{ ...deed, revision: 1, step: { what: "question-saved", about: "Hvor tryg eller utryg er du" } },
    edits: [
      {
        edit: "words",
        words: title,
        language: "da",
        text: "Er du ikke enig i, at belysningen og renholdelsen er blevet dårligere?",
      },
      { edit: "delete", at: { of: "element", name: "worry-crime" } },
      { edit: "rule", name: "unexpected-change", rule: "text", limits: { minLength: 10 } },
      {
        edit: "set",
        at: { of: "element", name: "unexpected-change" },
        property: "requiredIf",
        value: "{disorder} anyof ['litter'] and {safety-day} < 4",
      },
    ],
  });
}

async function takeAll(
  browser: Browser,
  ringvirk: RunningRingvirk,
  demo: SeededDemo,
  language: LanguageCode,
  width: number,
): Promise<void> {
  const suffix = `${language}-${width}${colorScheme === "dark" ? "-dark" : ""}.png`;
  for (const role of ["citizen", "coordinator", "analyst", "partner", "administrator"] as const) {
    const ofRole = pages.filter(([name, whose]) => whose === role && isWanted(name));
    if (ofRole.length === 0) continue;
    const context = await visitDemo(browser, ringvirk, demo, { role, language, width, colorScheme });
    const page = await context.newPage();
    for (const [name, , path] of ofRole) {
      await page.goto(ringvirk.url + path, { waitUntil: "load" });
      await take(page, `${name}-${suffix}`);
    }
    await context.close();
  }
  if (!isWanted("survey") && !isWanted("withdraw")) return;
  const context = await visitDemo(browser, ringvirk, demo, { role: "citizen", language, width, colorScheme });
  for (const [index, { link }] of demo.personalLinks.entries()) {
    if (isWanted("survey")) await takeSurvey(context, link, `${index}-${suffix}`);
    if (isWanted("withdraw")) await takeWithdrawal(context, link, `${index}-${suffix}`);
  }
  await context.close();
}

/** Every page of a survey, left unanswered where that is allowed; the sending is left to people. */
async function takeSurvey(context: BrowserContext, link: string, suffix: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(link);
  for (let number = 1; number < 12; number += 1) {
    await take(page, `survey-${number}-${suffix}`);
    const forward = page.locator('button[value="next"]').last();
    if ((await forward.count()) === 0) break;
    const before = await page.locator("h1, .progress").allTextContents();
    await turnPage(page, () => forward.click());
    if (String(await page.locator("h1, .progress").allTextContents()) === String(before)) break;
  }
  await page.goto(`${link}?page=1`);
  await page.close();
}

/** What withdrawing means; the withdrawing is left to people. */
async function takeWithdrawal(context: BrowserContext, link: string, suffix: string): Promise<void> {
  const page = await context.newPage();
  for (const name of ["withdraw", "stop"]) {
    await page.goto(`${link}/${name}`);
    await take(page, `${name}-${suffix}`);
  }
  await page.close();
}

async function take(page: Page, name: string): Promise<void> {
  if ((await page.locator("canvas").count()) > 0) await page.waitForTimeout(600);
  await page.screenshot({ path: join(folder, name), fullPage: true });
}

function isWanted(name: string): boolean {
  return wanted.length === 0 || wanted.some((word) => name.startsWith(word));
}
