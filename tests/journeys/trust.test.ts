import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishDemo } from "#app/demo.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { SeededDemo } from "#db/seed.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { startDemo } from "#tests/support/running-demo.ts";
import type { RunningRingvirk } from "#tests/support/running-ringvirk.ts";

/** What a citizen must be able to do without script and by keyboard alone: read who asks, withdraw, and see what came of it. */
let browser: Browser;
let ringvirk: RunningRingvirk;
let demo: SeededDemo;

beforeAll(async () => {
  browser = await launchBrowser();
  const started = await startDemo();
  ({ ringvirk, demo } = started);
  await publishDemo({ db: ringvirk.db, clock: () => started.now, sayIn: sayToRespondent }, demo);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await ringvirk?.stop();
});

async function phone(): Promise<Page> {
  const context = await browser.newContext({
    locale: "da-DK",
    viewport: { width: 375, height: 740 },
    javaScriptEnabled: false,
  });
  return context.newPage();
}

/** Tabs until the thing has the focus, as somebody without a mouse does, and presses it. */
async function pressByKeyboard(page: Page, name: RegExp, key = "Enter"): Promise<void> {
  for (let tabs = 0; tabs < 80; tabs += 1) {
    await page.keyboard.press("Tab");
    const text = await page
      .locator(":focus")
      .first()
      .textContent()
      .catch(() => "");
    if (text && name.test(text)) return page.keyboard.press(key);
  }
  throw new Error(`${name} cannot be reached by keyboard`);
}

describe("a citizen", () => {
  it("meets who asks before the first question, which begins on the first screen of a phone", async () => {
    const page = await phone();
    await page.goto(demo.personalLinks[0]?.link ?? "");
    const first = await page.locator(".question").first().boundingBox();
    expect(first?.y).toBeLessThan(740);
    expect(await page.locator(".intro > p").count()).toBeLessThanOrEqual(5);
    await page.locator("summary").first().click();
    expect(await page.locator(".intro address a").count()).toBe(2);
    await page.context().close();
  });

  it("withdraws by keyboard alone, and the link then says so", async () => {
    const page = await phone();
    const link = demo.personalLinks[0]?.link ?? "";
    await page.goto(`${link}/withdraw`);
    await pressByKeyboard(page, /Slet og træk mig|Delete and withdraw/);
    await page.waitForURL(/\/withdrawn/);
    expect(new URL(page.url()).pathname).toBe("/withdrawn");
    expect(await page.locator("main").getAttribute("data-finished")).toBe("");
    const back = await page.goto(link);
    expect(back?.status()).toBe(410);
    expect(await page.locator("h1").textContent()).toMatch(/Du har trukket dig|You have withdrawn/);
    await page.context().close();
  });

  it("reads what came of it without signing in, every drawing with its words and its table", async () => {
    const page = await phone();
    await page.goto(`${ringvirk.url}/r/trygt-natteliv`);
    const drawings = page.locator("svg.chart");
    expect(await drawings.count()).toBeGreaterThan(2);
    for (const drawing of await drawings.all())
      expect((await drawing.getAttribute("aria-label"))?.length).toBeGreaterThan(40);
    expect(await page.locator("details table").count()).toBe(await drawings.count());
    expect(await page.locator(".mark-worse").count()).toBeGreaterThan(0);
    expect(await page.evaluate("document.documentElement.scrollWidth").catch(() => 375)).toBeLessThanOrEqual(375);
    await page.locator('a[lang="en"]').click();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.context().close();
  });
});
