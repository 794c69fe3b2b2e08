import type { Browser, BrowserContext, Page } from "playwright-core";
import { type Person, tokenOf } from "#tests/answering/answering-world.ts";
import type { Site } from "#tests/attack/lysgade-site.ts";

/** A person with a phone, at the first page of their survey. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  link: string;
  faults: string[];
}

export async function visit(
  browser: Browser,
  site: Site,
  person: Person = "anna",
  withScript = true,
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 375, height: 667 }, javaScriptEnabled: withScript });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (fault) => faults.push(fault.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) faults.push(message.text());
  });
  const link = `${site.url}/s/${tokenOf(person)}`;
  await page.goto(link);
  return { context, page, link, faults };
}

/** Ticks a choice by its words within the question of that name. */
export async function tick(page: Page, question: string, words: string): Promise<void> {
  await page.locator(`[data-q="${question}"]`).locator("label", { hasText: words }).first().click();
}

export async function point(page: Page, question: string, value: string): Promise<void> {
  await page.locator(`[data-q="${question}"] label:has(input[value="${value}"])`).click();
}

/** The script has fetched all pages: from here on the phone can go on without network. */
export async function pagesFetched(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType("resource").some(({ name }) => name.includes("pages=all")),
  );
  // The reply is there when the entry is; it is taken in the same turn or the next.
  await page.waitForTimeout(300);
}

export async function storedAnswers(site: Site): Promise<Array<Record<string, unknown>>> {
  const rows = await site.world.db.selectFrom("response").select("answers").execute();
  return rows.map(({ answers }) => JSON.parse(answers));
}

export async function draftOf(site: Site): Promise<Record<string, unknown> | null> {
  const row = await site.world.db.selectFrom("draft").select("answers").executeTakeFirst();
  return row ? JSON.parse(row.answers) : null;
}

/** What the phone keeps of it. */
export async function keptOnPhone(page: Page): Promise<string[]> {
  return await page.evaluate(() => Object.keys(localStorage));
}
