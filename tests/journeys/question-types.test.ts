import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shownKey } from "#surveys/definition/answer-keys.ts";
import { makeWorld, tokenOf } from "#tests/answering/answering-world.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { questionFixtures, surveyOfAllTypes } from "#tests/support/question-fixtures.ts";
import { type RunningRingvirk, startRingvirk } from "#tests/support/running-ringvirk.ts";
import { turnPage } from "#tests/support/turn-page.ts";

/** Every question type, each in all its looks, answered in a real browser with the keyboard alone, 320 px wide. */
const types = Object.keys(questionFixtures);
const definition = surveyOfAllTypes();

let browser: Browser;
let ringvirk: RunningRingvirk;
const faults: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  ringvirk = await startRingvirk({ now: new Date("2026-03-02T09:00:00Z") });
  await makeWorld(ringvirk.db, definition);
});

afterAll(async () => {
  await browser?.close();
  await ringvirk?.stop();
});

describe("question types", () => {
  it("are answered with the keyboard alone", async () => {
    const page = await openPage(types[0] as string);
    for (let step = 0; step < 3 * types.length && !page.url().includes("/thanks"); step += 1) {
      await goThrough(page);
    }
    expect(page.url()).toContain("/thanks");
    await page.context().close();
    const { answers } = await ringvirk.db.selectFrom("response").select("answers").executeTakeFirstOrThrow();
    const stored = JSON.parse(answers);
    const open = (stored[shownKey] as string[]).filter((name) => stored[name] !== undefined);
    expect(open.length).toBeGreaterThan(25);
  }, 180_000);

  it("keep the content security policy and throw nothing", () => {
    expect(faults).toEqual([]);
  });
});

async function openPage(type: string): Promise<Page> {
  const context = await browser.newContext({ locale: "da-DK", viewport: { width: 320, height: 800 } });
  const page = await context.newPage();
  page.on("pageerror", (fault) => faults.push(`${type}: ${fault.message}`));
  page.on("console", (line) => {
    if (line.type() === "error" && !/status of 4\d\d/.test(line.text())) faults.push(`${type}: ${line.text()}`);
  });
  await page.goto(`${ringvirk.url}/s/${tokenOf("anna")}?page=${types.indexOf(type) + 1}`);
  return page;
}

/** Tab by tab to the button that goes on, answering what the focus comes to. */
async function goThrough(page: Page): Promise<void> {
  const before = new Map<string, number>();
  for (let tab = 0; tab < 200; tab += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const control = document.activeElement as HTMLInputElement & HTMLSelectElement;
      const { tagName, type, value, inputMode, name, options } = control;
      return { tagName, type, value, inputMode, name, choices: (options?.length ?? 1) - 1 };
    });
    if (at.tagName === "BUTTON" && (at.value === "next" || at.value === "submit")) {
      await turnPage(page, () => page.keyboard.press("Enter"));
      return;
    }
    // Which row of a matrix, or thing of a ranking, it is: each gets another answer than the one before.
    const question = at.name?.split(":").slice(0, 2).join(":") ?? "";
    const place = before.get(question) ?? 0;
    before.set(question, place + 1);
    await answerControl(page, at, place);
  }
  throw new Error(`No way on by keyboard from ${page.url()}`);
}

interface Control {
  tagName: string;
  type: string;
  value: string;
  inputMode: string;
  choices: number;
}

async function answerControl(
  { keyboard }: Page,
  { tagName, type, value, inputMode, choices }: Control,
  place: number,
): Promise<void> {
  if (tagName === "SELECT") for (let i = 0; i <= place && place < choices; i += 1) await keyboard.press("ArrowDown");
  else if (tagName === "TEXTAREA") await keyboard.type("ord");
  else if (tagName !== "INPUT") return;
  else if (type === "radio") {
    await keyboard.press("Space");
    for (let i = 0; i < place; i += 1) await keyboard.press("ArrowDown");
  } else if (type === "checkbox") {
    if (place === 0) await keyboard.press("Space");
  } else if (value !== "") return;
  else if (inputMode === "decimal") await keyboard.type("5");
  else if (type === "email") await keyboard.type("a@example.dk");
  else if (type === "url") await keyboard.type("https://example.dk");
  else if (type === "text" || type === "tel") await keyboard.type("#1a7f5a");
}
