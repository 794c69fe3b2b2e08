import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishDemo } from "#app/demo.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { SeededDemo } from "#db/seed.ts";
import { makeOpenLink } from "#surveys/fieldwork/open-link.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { startDemo } from "#tests/support/running-demo.ts";
import type { RunningRingvirk } from "#tests/support/running-ringvirk.ts";
import { turnPage } from "#tests/support/turn-page.ts";
import { visitDemo } from "./visit-demo.ts";

/**
 * What a citizen must be able to do without script and by keyboard alone: read who asks, withdraw, and see what came of it. And every way in, from
 * the code of a letter, an open link or a meeting's screen to the thanks.
 */
let browser: Browser;
let ringvirk: RunningRingvirk;
let demo: SeededDemo;
let open: Awaited<ReturnType<typeof openLink>>;

beforeAll(async () => {
  browser = await launchBrowser();
  const started = await startDemo();
  ({ ringvirk, demo } = started);
  await publishDemo({ db: ringvirk.db, clock: () => started.now, sayIn: sayToRespondent }, demo);
  open = await openLink();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await ringvirk?.stop();
});

async function phone({ withScript = false } = {}): Promise<Page> {
  const context = await browser.newContext({
    locale: "da-DK",
    viewport: { width: 375, height: 740 },
    javaScriptEnabled: withScript,
  });
  return context.newPage();
}

/** Answers the first question, leaves the others and sends. */
async function answerToThanks(page: Page): Promise<void> {
  await page.locator(".point").nth(3).click();
  for (let pages = 0; pages < 20 && !page.url().includes("/thanks"); pages += 1) {
    await turnPage(page, () => page.locator(".buttons button").first().click());
  }
  expect(await page.locator("h1").textContent()).toBe("Tak for dine svar");
}

/** Of the wave that is open, open to everybody. */
async function openLink(): Promise<{ waveId: string; slug: string }> {
  const wave = await ringvirk.db
    .selectFrom("wave")
    .innerJoin("initiative", "initiative.id", "wave.initiative_id")
    .select(["wave.id", "initiative.id as initiativeId", "initiative.slug"])
    .where("wave.state", "=", "open")
    .executeTakeFirstOrThrow();
  const accountId = demo.accounts.find(({ role }) => role === "coordinator")?.accountId ?? "";
  const deed = { initiativeId: wave.initiativeId, accountId, now: new Date() };
  const plan = { name: "moedet", mostAnswers: "100", asksSelfCode: false };
  const made = await makeOpenLink(ringvirk.db, deed, { waveId: wave.id, audience: "resident", plan });
  if (isProblem(made)) throw new Error(made.problem);
  return { waveId: wave.id, slug: wave.slug };
}

const answeredBy = (kiosk: 0 | 1) =>
  ringvirk.db.selectFrom("open_visit").select("id").where("answered", "=", 1).where("kiosk", "=", kiosk).execute();

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
    const rates = page.locator("table").last();
    expect(await rates.evaluate((table) => table.scrollWidth - (table.parentElement?.clientWidth ?? 0))).toBe(0);
    await page.locator('a[lang="en"]').click();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.context().close();
  });
});

describe("the ways in", () => {
  it("lead from the code of a letter, typed as people type, to the thanks", async () => {
    const page = await phone();
    const [, second] = demo.personalLinks.filter(({ audience, code }) => audience === "resident" && code);
    await page.goto(`${ringvirk.url}/kode`);
    await page.locator("#code").fill("2222-2222");
    await page.locator("main form button").click();
    expect(await page.getByRole("alert").textContent()).toContain("Vi kender ikke den kode");
    await page.locator("#code").fill(second?.code?.toLowerCase() ?? "");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/s\//);
    expect(page.url()).toContain(new URL(second?.link ?? "").pathname);
    await page.goto(`${page.url()}?lang=da`);
    await answerToThanks(page);
    await page.context().close();
  });

  it.each([false, true])("lead from an open link to the thanks, with script: %s", async (withScript) => {
    const page = await phone({ withScript });
    const before = (await answeredBy(0)).length;
    await page.goto(`${ringvirk.url}/o/moedet?lang=ar`);
    expect(await page.locator("h1").textContent()).toContain("كيف ترى");
    expect(await page.locator("main").textContent()).not.toContain("Det tager");
    await page.goto(`${ringvirk.url}/o/moedet?lang=da`);
    await page.getByRole("button", { name: "Begynd" }).click();
    await page.waitForURL(/\/s\//);
    await answerToThanks(page);
    expect(await answeredBy(0)).toHaveLength(before + 1);
    await page.goto(`${ringvirk.url}/o/moedet`);
    expect(await page.locator(".notice").textContent()).toContain("Nogen er allerede begyndt");
    await page.context().close();
  });

  it("let a meeting's screen serve one after the other, and show nothing of the first by the back button", async () => {
    const page = await phone({ withScript: true });
    const begin = () => page.locator('button[lang="da"]').click();
    await page.goto(`${ringvirk.url}/o/moedet/kiosk`);
    await begin();
    await page.waitForURL(/\/s\//);
    await page.locator(".point").nth(3).click();
    await page.getByRole("button", { name: "Stop, og slet" }).click();
    await page.waitForURL(/\/kiosk$/);
    await page.goBack();
    expect(await page.locator("h1").textContent()).toBe("Svaret er slettet");
    expect(await page.locator("input:checked").count()).toBe(0);
    await page.getByRole("link", { name: "Næste person" }).click();
    await begin();
    await page.waitForURL(/\/s\//);
    expect(await page.locator("input:checked").count()).toBe(0);
    await answerToThanks(page);
    for (let back = 0; back < 3; back += 1) {
      await page.goBack();
      expect(await page.locator("input:checked").count()).toBe(0);
      expect(await page.locator('a[href*="withdraw"]').count()).toBe(0);
    }
    expect(await answeredBy(1)).toHaveLength(1);
    await page.context().close();
  });

  it("fit a small screen in letters of twice the size", async () => {
    const page = await phone({ withScript: true });
    const own = new URL(demo.personalLinks.at(-1)?.link ?? "").pathname;
    for (const path of ["/kode", "/o/moedet", "/o/moedet/kiosk", `${own}/withdraw`]) {
      await page.goto(`${ringvirk.url}${path}?lang=da`);
      const width = () => {
        document.documentElement.style.fontSize = "200%";
        return document.documentElement.scrollWidth;
      };
      expect(await page.evaluate(width), path).toBeLessThanOrEqual(375);
    }
    await page.context().close();
  });

  it("have letters as a PDF for whoever coordinates", async () => {
    const invited = await ringvirk.db
      .selectFrom("invitation")
      .select("participant_id")
      .where("wave_id", "=", open.waveId)
      .limit(12)
      .execute();
    await ringvirk.db
      .updateTable("participant")
      .set({ street: "Lysgade 1", postcode: "7400", town: "Herning" })
      .where(
        "id",
        "in",
        invited.map(({ participant_id }) => participant_id),
      )
      .execute();
    const context = await visitDemo(browser, ringvirk, demo, { role: "coordinator", language: "da", width: 375 });
    const page = await context.newPage();
    await page.goto(`${ringvirk.url}/initiatives/${open.slug}/setup/waves/${open.waveId}/letters`);
    const count = page.getByText(/^\d+ invitere\w+ har en postadresse/);
    const promised = Number.parseInt((await count.textContent()) ?? "", 10);
    expect(promised).toBeGreaterThan(5);
    await page.getByLabel("Alle, der har en postadresse").check();
    await page.locator('input[name="sender"]').fill("Herning Kommune");
    await page.locator('input[name="contact"]').fill("Ring på 12 34 56 78");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator('form[action$="/print"] .button').click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^breve-.*\.pdf$/);
    const paper = readFileSync(await download.path());
    expect(paper.subarray(0, 5).toString()).toBe("%PDF-");
    expect(paper.toString("latin1").match(/\/Type \/Page\b/g)?.length).toBe(promised);
    await context.close();
  });
});
