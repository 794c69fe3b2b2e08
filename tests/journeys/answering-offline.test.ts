import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fieldName } from "#surveys/answering/posted-page.ts";
import { changeSurvey, definition } from "#tests/answering/answering-world.ts";
import { type Site, startLysgade } from "#tests/attack/lysgade-site.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import {
  draftOf,
  keptOnPhone,
  pagesFetched,
  point,
  storedAnswers,
  tick,
  type Visitor,
  visit,
} from "./answering-visitor.ts";

/** The network goes in the middle of a survey: nothing is lost, nothing is stored twice, and the person is told the truth. */
let browser: Browser;
let site: Site;
let anna: Visitor;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  site = await startLysgade();
  anna = await visit(browser, site);
  await pagesFetched(anna.page);
});
afterEach(async () => {
  expect(anna.faults).toEqual([]);
  await anna.context.close();
  await site.stop();
});

const next = () => anna.page.getByRole("button", { name: "Næste" }).click();
const send = () => anna.page.getByRole("button", { name: "Send mine svar" }).click();
const thanks = () => anna.page.getByRole("heading", { name: "Tak for dine svar" }).waitFor({ timeout: 40_000 });
const unsent = () => anna.page.getByRole("heading", { name: "Dine svar er ikke sendt endnu" }).waitFor();

/** As another device does, without script. */
const post = (fields: Record<string, string>) =>
  fetch(anna.link, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
/** What waits on the phone, as its store has it. */
const waiting = (page: Page) => page.evaluate(() => Object.values(localStorage).join());

/** From no network on: three pages, one of them brought forth by an answer. */
async function answerAlone(): Promise<void> {
  const { page } = anna;
  await point(page, "safe-dark", "2");
  await tick(page, "worry", "Meget");
  await next();
  await page.getByText("Side 2 af 3").waitFor();
  await page.getByLabel("Timer om ugen").fill("2,5");
  await next();
  await page.getByText("Side 3 af 3").waitFor();
  await page.getByText("Hvad gør dig utryg? (skal besvares)").waitFor();
  await page.getByRole("textbox").fill("Der er mørkt på stien");
}

const whole = { "safe-dark": 2, worry: 3, hours: 2.5, why: "Der er mørkt på stien" };

describe("a network that is gone in mid-survey", () => {
  it("lets the person answer to the end, keeps it on the phone, and sends it once when there is network", async () => {
    await anna.context.setOffline(true);
    await answerAlone();
    expect(await anna.page.locator("#left").textContent()).toBe(" · omkring 1 minut endnu");
    await send();
    await unsent();
    const [key] = await keptOnPhone(anna.page);
    expect(key).toMatch(/^ringvirk-[0-9a-f]{24}$/);
    expect(anna.link).not.toContain(key?.slice(9));
    expect(await storedAnswers(site)).toEqual([]);
    await anna.context.setOffline(false);
    await thanks();
    expect(await storedAnswers(site)).toMatchObject([whole]);
    expect(await keptOnPhone(anna.page)).toEqual([]);
  });

  it("says where the answers are, and keeps them on the server when it is back before the end", async () => {
    const { page, context } = anna;
    await context.setOffline(true);
    await point(page, "safe-dark", "5");
    await page.getByText("Gemmes på telefonen, til der er net igen.").waitFor();
    await next();
    await page.getByText("Side 2 af 2").waitFor();
    await page.getByLabel("Timer om ugen").fill("4");
    await context.setOffline(false);
    await page.getByText("Gemt", { exact: true }).waitFor({ timeout: 40_000 });
    expect(await draftOf(site)).toMatchObject({ "safe-dark": 5, hours: 4 });
    expect(await keptOnPhone(page)).toEqual([]);
    await send();
    await thanks();
  });

  it("goes back to earlier pages with what was answered there", async () => {
    const { page, context } = anna;
    await context.setOffline(true);
    await point(page, "safe-dark", "5");
    await next();
    await page.getByText("Side 2 af 2").waitFor();
    await page.getByLabel("Timer om ugen").fill("4");
    await page.getByRole("button", { name: "Tilbage" }).click();
    await page.getByText("Side 1 af 2").waitFor();
    expect(await page.locator('input[name="a:safe-dark"]:checked').getAttribute("value")).toBe("5");
    await next();
    expect(await page.getByLabel("Timer om ugen").inputValue()).toBe("4");
  });

  it("takes away what is taken away on a page that the server had kept", async () => {
    const { page, context } = anna;
    await point(page, "safe-dark", "5");
    await tick(page, "avoids", "Ja");
    await tick(page, "avoids-when", "night");
    await next();
    await page.getByText("Side 2 af 2").waitFor();
    expect(await draftOf(site)).toMatchObject({ "avoids-when": ["night"] });
    await context.setOffline(true);
    await page.getByRole("button", { name: "Tilbage" }).click();
    await page.getByText("Side 1 af 2").waitFor();
    await tick(page, "avoids-when", "night");
    await expect.poll(() => waiting(page), { timeout: 10_000 }).toContain('["safety",');
    await context.setOffline(false);
    await page.getByText("Gemt", { exact: true }).waitFor({ timeout: 40_000 });
    expect(await draftOf(site)).toMatchObject({ "safe-dark": 5, avoids: true });
    expect(await draftOf(site)).not.toHaveProperty("avoids-when");
  });

  it("shows what is wrong once the server has seen it, and loses nothing of the rest", async () => {
    const { page, context } = anna;
    await context.setOffline(true);
    await tick(page, "worry", "Lidt");
    await next();
    await page.getByText("Side 2 af 2").waitFor();
    await page.getByLabel("Timer om ugen").fill("mange");
    await send();
    await unsent();
    await context.setOffline(false);
    await page.getByText("Dette spørgsmål skal besvares.").first().waitFor({ timeout: 40_000 });
    await point(page, "safe-dark", "6");
    await next();
    await page.getByText("Side 2 af 2").waitFor();
    expect(await page.getByLabel("Timer om ugen").inputValue()).toBe("mange");
    await page.getByLabel("Timer om ugen").fill("3");
    await send();
    await thanks();
    expect(await storedAnswers(site)).toMatchObject([{ "safe-dark": 6, worry: 2, hours: 3 }]);
  });

  it("sends on the next opening what was left unsent when the page was closed", async () => {
    const { context } = anna;
    await context.setOffline(true);
    await answerAlone();
    await send();
    await unsent();
    await anna.page.close();
    await context.setOffline(false);
    anna.page = await context.newPage();
    await anna.page.goto(anna.link);
    await thanks();
    expect(await storedAnswers(site)).toMatchObject([whole]);
    expect(await keptOnPhone(anna.page)).toEqual([]);
  });
});

describe("a reply that is lost after the server has stored", () => {
  it("ends in thanks, and the answer is there once", async () => {
    const { page } = anna;
    await point(page, "safe-dark", "6");
    await next();
    await page.getByText("Side 2 af 2").waitFor();
    let lost = 0;
    await page.route("**/s/*", async (route) => {
      if (route.request().method() !== "POST" || lost > 0) return await route.continue();
      lost += 1;
      await route.fetch({ maxRedirects: 0 });
      await route.abort("connectionreset");
    });
    await send();
    await unsent();
    expect(await storedAnswers(site)).toHaveLength(1);
    await thanks();
    expect(lost).toBe(1);
    expect(await storedAnswers(site)).toHaveLength(1);
    expect(await keptOnPhone(page)).toEqual([]);
  });
});

describe("while the phone was without network", () => {
  it("the survey closed: the person is told, and what they wrote can be copied", async () => {
    await anna.context.setOffline(true);
    await answerAlone();
    await send();
    await unsent();
    await site.world.db.updateTable("wave").set({ state: "closed" }).where("id", "=", "baseline").execute();
    await anna.context.setOffline(false);
    await anna.page.getByRole("heading", { name: "Spørgeskemaet er lukket" }).waitFor({ timeout: 40_000 });
    expect(await anna.page.getByRole("textbox").inputValue()).toContain("Der er mørkt på stien");
    expect(await storedAnswers(site)).toEqual([]);
    expect(await keptOnPhone(anna.page)).toEqual([]);
  });

  it("somebody answered with the same link: told apart from one's own sending, and nothing is overwritten", async () => {
    await anna.context.setOffline(true);
    await answerAlone();
    await send();
    await unsent();
    await post({ page: "safety", action: "next", [fieldName("safe-dark")]: "7" });
    await post({ page: "place", action: "submit" });
    await anna.context.setOffline(false);
    await anna.page.getByRole("heading", { name: "Du har svaret" }).waitFor({ timeout: 40_000 });
    expect(await anna.page.getByRole("textbox").inputValue()).toContain("Der er mørkt på stien");
    expect(await storedAnswers(site)).toMatchObject([{ "safe-dark": 7 }]);
  });

  it("the survey was changed: what is still asked is kept, and what was written can be copied", async () => {
    const { page, context } = anna;
    await context.setOffline(true);
    await answerAlone();
    await page.getByText("Gemmes på telefonen, til der er net igen.").waitFor();
    await expect.poll(() => waiting(page), { timeout: 10_000 }).toContain("words");
    await page.close();
    await changeSurvey(site.world, { ...definition, pages: definition.pages.slice(0, 2) });
    await context.setOffline(false);
    anna.page = await context.newPage();
    await anna.page.goto(anna.link);
    await anna.page.getByRole("heading", { name: "Det, du havde skrevet" }).waitFor();
    expect(await anna.page.getByRole("textbox", { name: "Det, du havde skrevet" }).inputValue()).toBe(whole.why);
    expect(await draftOf(site)).toMatchObject({ "safe-dark": 2, worry: 3, hours: 2.5 });
    expect(await keptOnPhone(anna.page)).toEqual([]);
  });

  it("the person withdrew by the same link: nothing stays on the phone", async () => {
    const { page, context } = anna;
    await context.setOffline(true);
    await point(page, "safe-dark", "2");
    await expect.poll(() => waiting(page), { timeout: 10_000 }).toContain("safety");
    await page.close();
    await context.setOffline(false);
    anna.page = await context.newPage();
    await anna.page.goto(`${anna.link}/withdraw`);
    expect(await keptOnPhone(anna.page)).toHaveLength(1);
    await anna.page.getByRole("button", { name: "Slet og træk mig" }).click();
    await anna.page.waitForURL(/\/withdrawn/);
    expect(await keptOnPhone(anna.page)).toEqual([]);
    expect(await draftOf(site)).toBeNull();
  });
});

describe("two tabs", () => {
  it("keep the newest answer to each question, and the one that did not know is told and shows it", async () => {
    const { page, context, link } = anna;
    const other = await context.newPage();
    await other.goto(link);
    await point(page, "safe-dark", "5");
    await page.getByText("Gemt", { exact: true }).waitFor();
    await tick(other, "worry", "Lidt");
    await other.getByText("Du har også svaret et andet sted").waitFor();
    await other.locator('input[name="a:safe-dark"][value="5"]:checked').waitFor({ state: "attached" });
    expect(await draftOf(site)).toMatchObject({ "safe-dark": 5, worry: 2 });
    await other.getByRole("button", { name: "Næste" }).click();
    await other.getByText("Side 2 af 2").waitFor();
    await other.getByRole("button", { name: "Send mine svar" }).click();
    await other.getByRole("heading", { name: "Tak for dine svar" }).waitFor();
    await point(page, "safe-dark", "1");
    await page.getByRole("heading", { name: "Du har svaret" }).waitFor();
    expect(await storedAnswers(site)).toMatchObject([{ "safe-dark": 5, worry: 2 }]);
  });

  it("are shown what was answered elsewhere when one comes back to them", async () => {
    const { page } = anna;
    await post({ page: "safety", action: "back", [fieldName("safe-dark")]: "4" });
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    await page.locator('input[name="a:safe-dark"][value="4"]:checked').waitFor({ state: "attached" });
  });

  it("lose no word when one takes away the page on which the other is written in", async () => {
    const { page } = anna;
    await point(page, "safe-dark", "2");
    await next();
    await page.getByText("Side 2 af 3").waitFor();
    await next();
    await page.getByText("Side 3 af 3").waitFor();
    await post({ page: "safety", action: "back", [fieldName("safe-dark")]: "7" });
    await page.getByRole("textbox").fill(whole.why);
    await page.getByRole("heading", { name: "Det, du havde skrevet" }).waitFor();
    expect(await page.locator("#place").textContent()).toBe("Side 1 af 2");
    expect(await page.getByRole("textbox").inputValue()).toBe(whole.why);
    await post({ page: "safety", action: "back", [fieldName("safe-dark")]: "2" });
    await page.goto(`${anna.link}?page=3`);
    expect(await page.getByRole("textbox").inputValue()).toBe(whole.why);
  });
});
