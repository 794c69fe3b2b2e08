import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { seedDemo } from "#db/seed.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { journeySecret, startRingvirk } from "#tests/support/running-ringvirk.ts";
import { fewColours } from "./few-colours.ts";

/** The way of a citizen from the code in a letter to the thanks, on a phone, from the left and from the right. Run: npm run pictures. */
const folder = "docs/pictures";
const mostPages = 9;

const now = new Date();
const ringvirk = await startRingvirk({ now });
const demo = await seedDemo(ringvirk.db, { now, secret: journeySecret, baseUrl: ringvirk.url });
const browser = await launchBrowser();
const residents = demo.personalLinks.filter(({ audience, code }) => audience === "resident" && code);
try {
  for (const [nth, language] of (["da", "ar"] as const).entries()) {
    const context = await browser.newContext({ viewport: { width: 375, height: 667 }, locale: language });
    const page = await context.newPage();
    await page.goto(`${ringvirk.url}/kode?lang=${language}`);
    await page.locator("#code").fill(residents[nth]?.code ?? "");
    await take(page, `way-${language}-1`);
    await Promise.all([page.waitForEvent("load"), page.locator("main button").click()]);
    if ((await page.locator("html").getAttribute("lang")) !== language)
      await Promise.all([page.waitForEvent("load"), page.locator(`.languages [lang="${language}"]`).click()]);
    for (let number = 2; number <= mostPages + 1; number += 1) {
      if (page.url().includes("/thanks")) break;
      await answer(page);
      await take(page, `way-${language}-${number}`);
      await Promise.all([page.waitForEvent("load"), page.locator(".buttons button").first().click()]);
    }
    await take(page, `way-${language}-thanks`);
    await context.close();
  }
} finally {
  await browser.close();
  await ringvirk.stop();
}

/** One of the better answers to each scale, the first of the rest. */
async function answer(page: Page): Promise<void> {
  for (const group of await page.locator(".points").all()) await group.locator(".point").nth(3).click();
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  writeFileSync(`${folder}/${name}.png`, await fewColours(page, await page.screenshot()));
}
