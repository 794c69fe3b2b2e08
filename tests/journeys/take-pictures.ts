import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import type { Role } from "#db/schema.ts";
import { seedDemo } from "#db/seed.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { journeySecret, startRingvirk } from "#tests/support/running-ringvirk.ts";
import { fewColours } from "./few-colours.ts";
import { visitDemo } from "./visit-demo.ts";

/** Takes the pictures of the documentation anew, in English, wide and narrow, in few colours. Run: npm run pictures. */
const folder = "docs/pictures";
const home = "/initiatives/trygt-natteliv";
const widths = { wide: 1280, narrow: 375 } as const;

/** What is seen of a page, from the top or from an element on. */
const pages: Array<{ name: string; path: string; from?: string; height: Record<keyof typeof widths, number> }> = [
  { name: "overview", path: home, height: { wide: 1180, narrow: 1100 } },
  { name: "goals", path: `${home}/goals`, height: { wide: 1250, narrow: 1500 } },
  { name: "inbox", path: `${home}/ripples`, from: "#open", height: { wide: 1150, narrow: 1400 } },
  { name: "rings", path: `${home}/ripples/rings`, from: ".ring-steps", height: { wide: 1150, narrow: 1250 } },
  { name: "network", path: `${home}/ripples/ties`, from: "#unplanned", height: { wide: 1450, narrow: 1900 } },
  {
    name: "ledger",
    path: `${home}/ripples/workflows`,
    from: 'h2:has-text("Tip-offs")',
    height: { wide: 1150, narrow: 1500 },
  },
  { name: "bias", path: `${home}/bias`, height: { wide: 1050, narrow: 1300 } },
];

const now = new Date();
const ringvirk = await startRingvirk({ now });
const demo = await seedDemo(ringvirk.db, { now, secret: journeySecret, baseUrl: ringvirk.url });
const browser = await launchBrowser();
try {
  for (const [size, width] of Object.entries(widths) as Array<[keyof typeof widths, number]>) {
    const page = await pageOf("analyst", width);
    for (const { name, path, from, height } of pages) {
      await page.goto(ringvirk.url + path, { waitUntil: "load" });
      await take(page, `${name}-${size}`, { from, height: height[size] });
    }
    await page.context().close();
  }
  const citizen = await pageOf("citizen", widths.narrow);
  const link = demo.personalLinks.find(({ audience, language }) => audience === "resident" && language === "en")?.link;
  await citizen.goto(link ?? "");
  await citizen.locator('button[value="next"]').last().click();
  await take(citizen, "answering", { height: 900 });
} finally {
  await browser.close();
  await ringvirk.stop();
}

async function pageOf(role: Role | "citizen", width: number): Promise<Page> {
  return (await visitDemo(browser, ringvirk, demo, { role, language: "en", width })).newPage();
}

/** Charts draw themselves for half a second. */
async function take(page: Page, name: string, { from, height }: { from?: string; height: number }): Promise<void> {
  if ((await page.locator("canvas").count()) > 0) await page.waitForTimeout(1000);
  const box = from ? await page.locator(from).first().boundingBox() : null;
  const top = box ? Math.max(0, box.y - 8) : 0;
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: top, width: page.viewportSize()?.width ?? 0, height: Math.min(height, whole - top) };
  const picture = await page.screenshot({ fullPage: true, clip });
  writeFileSync(`${folder}/${name}.png`, await fewColours(page, picture));
}
