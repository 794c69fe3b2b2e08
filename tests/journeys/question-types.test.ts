import { readFileSync } from "node:fs";
import type { RunOptions } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shownKey } from "#surveys/definition/answer-keys.ts";
import { changeSurvey, makeWorld, type Person, tokenOf } from "#tests/answering/answering-world.ts";
import { colourContrast, everyRule, violationsOf } from "#tests/support/axe.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { allTypesOnOnePage, looks, questionFixtures, surveyOfAllTypes } from "#tests/support/question-fixtures.ts";
import { type RunningRingvirk, startRingvirk } from "#tests/support/running-ringvirk.ts";
import { turnPage } from "#tests/support/turn-page.ts";

/**
 * Every question type, each in all its looks, in a real browser, 320 px wide: answered with the keyboard alone, page by page (baseline), and
 * looked at by axe in both directions, light and dark, with and without its problem, all on one page (summer).
 */
const types = Object.keys(questionFixtures);

let browser: Browser;
let ringvirk: RunningRingvirk;
const faults: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  ringvirk = await startRingvirk({ now: new Date("2026-03-02T09:00:00Z") });
  const world = await makeWorld(ringvirk.db, surveyOfAllTypes(types, 6));
  await changeSurvey(world, allTypesOnOnePage(), ["summer"]);
  await world.db.updateTable("participant").set({ language: "ar" }).where("id", "=", "birk").execute();
});

afterAll(async () => {
  await browser?.close();
  await ringvirk?.stop();
});

describe("question types", () => {
  it("are answered with the keyboard alone", async () => {
    const page = await openPage("anna", "baseline");
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

  it("have no violation of WCAG 2.2 AA in either direction, and the table says so", async () => {
    const left = await lookAt("anna", "ltr");
    const right = await lookAt("birk", "rtl");
    const found = [left.plain, right.plain, left.wrong, right.wrong];
    expect(found.flat()).toEqual([]);
    const count = (all: Violation[], type: string) => all.filter((one) => one.type === type).length;
    const rows = types.map((type) => {
      const [plain, wrong] = [found.slice(0, 2), found.slice(2)].map((all) => all.map((one) => count(one, type)));
      const shown = left.withProblem.has(type) && right.withProblem.has(type) ? wrong : ["–", "–"];
      return `| ${[type, Object.keys(questionFixtures[type] ?? {}).length, ...(plain ?? []), ...(shown ?? [])].join(" | ")} |`;
    });
    const table = readFileSync("docs/question-types.md", "utf8").split("<!-- axe -->")[1];
    expect(table?.match(/^\| [a-z]+ \| \d.*$/gm)).toEqual(rows);
  }, 120_000);

  it("of a matrix stand one below the other on a narrow screen, as a table on a wide one, and sound the same", async () => {
    const page = await openPage("anna", "summer");
    const matrix = page.locator('[data-q="matrix-radio"]');
    for (const width of [320, 1000]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await matrix.evaluate(isTable)).toBe(width === 1000);
      const row = matrix.getByRole("group", { name: "noise" });
      expect(await row.getByRole("radio", { name: "Til dels" }).count()).toBe(1);
      expect(await matrix.getByText("Til dels").filter({ visible: true }).count()).toBeGreaterThan(0);
    }
    expect(await violationsIn(page, everyRule, '[data-q^="matrix"]')).toEqual([]);
    await page.context().close();
  });

  it("keep the content security policy and throw nothing", () => {
    expect(faults).toEqual([]);
  });
});

async function openPage(person: Person, wave: "baseline" | "summer"): Promise<Page> {
  const context = await browser.newContext({ locale: "da-DK", viewport: { width: 320, height: 800 } });
  const page = await context.newPage();
  page.on("pageerror", (fault) => faults.push(`${wave}: ${fault.message}`));
  page.on("console", (line) => {
    if (line.type() === "error" && !/status of 4\d\d/.test(line.text())) faults.push(`${wave}: ${line.text()}`);
  });
  await page.goto(`${ringvirk.url}/s/${tokenOf(person, wave)}`);
  return page;
}

interface Violation {
  type: string;
  rule: string;
  at: string;
}

/**
 * The page with all looks as it comes, and then with what is wrong when nothing is answered. Everything stands there then, so the dark is looked
 * at once, for what depends on colours.
 */
async function lookAt(person: Person, direction: "ltr" | "rtl") {
  const page = await openPage(person, "summer");
  expect(await page.locator("html").getAttribute("dir")).toBe(direction);
  expect(await page.locator("[data-block]").count()).toBe(looks.length);
  const plain = await violationsIn(page, everyRule);
  await page.locator('.buttons button[value="submit"]').click();
  await page.locator(".problem-summary").waitFor();
  const light = await violationsIn(page, everyRule);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await violationsIn(page, colourContrast);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  const blocks = await page
    .locator("[data-block]:has(.problem)")
    .evaluateAll((found) => found.map((one) => (one as HTMLElement).dataset.block));
  await page.context().close();
  return { plain, wrong: [...light, ...dark], withProblem: new Set(blocks.map((block) => looks[Number(block)])) };
}

async function violationsIn(page: Page, rules: RunOptions, within?: string): Promise<Violation[]> {
  const violations = await violationsOf(page, rules, within);
  const places = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => ({ id, at: String(target[0]) })));
  const blockOf = (at: string) => document.querySelector(at)?.closest<HTMLElement>("[data-block]")?.dataset.block;
  return await Promise.all(
    places.map(async ({ id, at }) => ({
      type: looks[Number(await page.evaluate(blockOf, at))] ?? "page",
      rule: id,
      at,
    })),
  );
}

/** Does each row stand beside its fields, and each column's words above them? */
function isTable(matrix: Element): boolean {
  const box = (element: Element) => element.getBoundingClientRect();
  const rows = [...matrix.querySelectorAll(".row:not(.heads)")];
  const heads = [...matrix.querySelectorAll(".heads span")].map(box);
  return rows.every((row) => {
    const title = box(row.querySelector("legend") as Element);
    const fields = [...row.querySelectorAll("input")].map(box);
    return fields.every(
      (field, i) =>
        field.top < title.bottom &&
        field.bottom > title.top &&
        Math.abs((field.left + field.right - (heads[i]?.left ?? 0) - (heads[i]?.right ?? 0)) / 2) < 2,
    );
  });
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
