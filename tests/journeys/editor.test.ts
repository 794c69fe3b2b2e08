import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addGoal } from "#surveys/initiative/goal.server.ts";
import { grantRole } from "#surveys/initiative/role.server.ts";
import { chooseLibrarySurvey } from "#surveys/initiative/survey-choice.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { signIn } from "#tests/attack/attacked-ringvirk.ts";
import { nineOClock, openSetting, planFirstWave, saferAfterDark } from "#tests/initiative/setting.ts";
import { axeFaultsInBothThemes } from "#tests/support/axe.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { type RunningRingvirk, startRingvirk } from "#tests/support/running-ringvirk.ts";

/**
 * Carla coordinates and has never seen JSON. She changes the residents' survey, which a first wave has asked and a goal is read from: first
 * without script, then with it and the keyboard alone.
 */
const home = "/initiatives/tryg-nat-i-noerreby";
const editor = `${home}/setup/surveys/resident/editor`;

let browser: Browser;
let ringvirk: RunningRingvirk;

beforeAll(async () => {
  browser = await launchBrowser();
  ringvirk = await startRingvirk({ now: nineOClock });
  const setting = await openSetting(ringvirk.db);
  const { db, deed } = setting;
  const analyst = { name: "anna", email: "anna@example.dk", role: "analyst", organisationId: "" };
  const survey = await chooseLibrarySurvey(db, { ...deed, audience: "resident", modules: ["module-nightlife"] });
  const made = [
    survey,
    await grantRole(db, { ...deed, ...analyst }),
    await addGoal(db, { ...deed, goal: saferAfterDark }),
  ];
  if (isProblem(survey) || made.some(isProblem)) throw new Error(JSON.stringify(made));
  await planFirstWave(setting, survey.versionId);
});

afterAll(async () => {
  await browser?.close();
  await ringvirk?.stop();
});

describe("the editor without script", () => {
  let carla: Page;
  beforeAll(async () => {
    carla = await (await signedIn("carla", { javaScriptEnabled: false })).newPage();
    await carla.route(/survey-preview/, (route) => route.abort());
  });

  it("begins with the survey in use, and adds a question that stands at the end of its page", async () => {
    await carla.goto(ringvirk.url + editor);
    await carla.getByRole("button", { name: "Ret skemaet" }).click();
    const page = pageOf(carla, "Naboer");
    await page.locator("summary", { hasText: "Tilføj et spørgsmål" }).click();
    await page.getByLabel("Hvad vil du spørge om?").fill("Hvor tit <b>hilser</b> du på dine naboer?");
    await page.getByRole("radio", { name: /^Ét svar/ }).check();
    await page.getByRole("button", { name: "Tilføj spørgsmålet" }).click();
    const last = pageOf(carla, "Naboer").locator(".outline-card").last().locator("h3");
    await last.filter({ hasText: /Hvor tit hilser du på dine naboer\?$/ }).waitFor();
  });

  it("moves it up with the focus on the button, copies it, deletes the copy and takes that back", async () => {
    const title = "Hvor tit hilser du på dine naboer?";
    await card(carla, title).getByRole("button", { name: "Flyt op" }).click();
    await carla.waitForURL(/#/);
    await carla.locator('button[value="up"]:focus').waitFor();
    await card(carla, title).getByRole("button", { name: "Kopiér" }).click();
    await countCards(carla, title, 2);
    await card(carla, title).last().getByRole("button", { name: "Slet" }).click();
    await countCards(carla, title, 1);
    await carla.getByRole("button", { name: /^Fortryd/ }).click();
    await countCards(carla, title, 2);
    await carla.getByRole("button", { name: /^Gentag/ }).click();
    await countCards(carla, title, 1);
  });

  it("changes words and answers in one form, whichever button is pressed", async () => {
    await card(carla, "Hvor tit hilser")
      .getByRole("link", { name: /Hvor tit/ })
      .click();
    await carla.getByLabel("Spørgsmål", { exact: true }).fill("Hvor tit hilser du på en nabo?");
    await carla.locator('[name="choices.a1"]').fill("Hver dag");
    await carla.locator('[name="choices.a2"]').fill("Sjældent");
    await carla.getByLabel("Nyt svar").fill("Aldrig");
    await carla.getByRole("button", { name: "Tilføj svaret" }).click();
    await carla.getByRole("button", { name: "Tilføj “Ved ikke”" }).click();
    const answers = carla.locator('.item-line input:not([type="hidden"])');
    expect(await answers.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).toEqual([
      ...["Hver dag", "Sjældent", "Aldrig", "Ved ikke"],
    ]);
    expect(await carla.getByLabel("Spørgsmål", { exact: true }).inputValue()).toBe("Hvor tit hilser du på en nabo?");
  });

  it("makes a condition by choosing, and the preview obeys it", async () => {
    await carla.locator("#visibleIf-new").selectOption({ index: 2 });
    await carla.locator('button[value="visibleIf:add"]').click();
    await carla.locator(".condition-line").getByLabel("1", { exact: true }).check();
    await carla.getByRole("button", { name: "Gem", exact: true }).click();
    expect(await carla.locator('[name="visibleIf.0.comparison"]').inputValue()).toBe("one-of");
    const preview = (await carla.locator("iframe").getAttribute("src")) ?? "";
    const trial = await carla.context().newPage();
    await trial.goto(ringvirk.url + preview);
    await trial.getByText("Spørgsmålet vises ikke lige nu").waitFor();
    await trial.locator("summary", { hasText: "Prøve" }).click();
    await trial.getByRole("button", { name: /^1\. Tryghed/ }).click();
    await trial.locator("label.point").first().click();
    await trial.locator("summary", { hasText: "Prøve" }).click();
    await trial.getByRole("button", { name: /\. Naboer/ }).click();
    await trial.getByText("Hvor tit hilser du på en nabo?").waitFor();
    expect(
      await ringvirk.db.selectFrom("draft").select("pseudonym").where("answers", "like", "%hilser%").execute(),
    ).toEqual([]);
  });

  it("tells what a deletion would break before it is done", async () => {
    await carla.goto(ringvirk.url + editor);
    await card(carla, "Hvor tryg eller utryg er du, når du går alene ude om dagen")
      .getByRole("button", { name: "Slet" })
      .click();
    const warning = carla.getByRole("alert");
    await warning.getByText("“Hvor tit hilser du på en nabo?” har en betingelse").waitFor();
    await warning.getByText("Kurven stopper her").waitFor();
    await warning.getByRole("link", { name: "Behold" }).click();
    await countCards(carla, "når du går alene ude om dagen", 1);
  });

  it("keeps what was typed when somebody else has changed the survey meanwhile", async () => {
    const other = await carla.context().newPage();
    await carla.goto(`${ringvirk.url}${editor}/question/safety-dark`);
    await other.goto(ringvirk.url + editor);
    await card(other, "Hvor bekymret er du").getByRole("button", { name: "Flyt op" }).click();
    await carla.getByLabel("Spørgsmål", { exact: true }).fill("Hvor tryg er du, når det er mørkt?");
    await carla.getByRole("button", { name: "Gem", exact: true }).click();
    await carla.getByText("Skemaet er ændret, siden du åbnede siden").waitFor();
    expect(await carla.getByLabel("Spørgsmål", { exact: true }).inputValue()).toBe(
      "Hvor tryg er du, når det er mørkt?",
    );
    await carla.getByRole("button", { name: "Gem", exact: true }).click();
    await carla.getByText("Kurven knækker").waitFor();
    await carla.getByRole("button", { name: "Hent spørgsmålet, som det var" }).click();
    await carla.getByText("Kurven knækker").waitFor({ state: "detached" });
    await other.close();
  });

  it("translates row by row, takes a question from the bank, and says where JSON breaks", async () => {
    await carla.goto(`${ringvirk.url}${editor}/wording?left=da&right=de&only=missing`);
    const row = carla.locator(".wording-row").first();
    await row.locator('textarea[lang="de"]').fill("Sicherheit <script>alert(1)</script>");
    await carla.getByRole("button", { name: "Gem alle" }).click();
    await carla.goto(`${ringvirk.url}${editor}/wording?left=da&right=de`);
    expect(await carla.locator('textarea[lang="de"]').first().inputValue()).toBe(
      "Sicherheit <script>alert(1)</script>",
    );
    await carla.goto(`${ringvirk.url}${editor}/bank?words=vicevært`);
    await carla.getByRole("button", { name: "Tilføj til siden" }).first().click();
    await carla
      .locator(".outline-card", { hasText: /vicevært/i })
      .first()
      .waitFor();
    await carla.goto(`${ringvirk.url}${editor}/json`);
    await carla.getByLabel("SurveyJS-definition").fill('{\n  "pages": [,]\n}');
    await carla.getByRole("button", { name: "Tjek og gem" }).click();
    await carla.getByText("linje 2").first().waitFor();
  });

  it("gives the survey another name, and an answer a rule with a message", async () => {
    await carla.goto(`${ringvirk.url}${editor}/survey`);
    await carla.getByLabel("Skemaets navn").fill("Tryg i Nørreby");
    await carla.getByRole("button", { name: "Gem", exact: true }).click();
    await carla.getByRole("link", { name: "Tilbage til skemaet" }).click();
    await carla.getByRole("link", { name: "Tryg i Nørreby" }).waitFor();
    await carla.goto(`${ringvirk.url}${editor}/question/unexpected-change`);
    await carla.getByRole("button", { name: "Kræv en bestemt længde" }).click();
    await carla.getByLabel("Mindst så mange tegn").fill("10");
    await carla.getByLabel("Besked, når svaret ikke passer").fill("Skriv lidt mere.");
    await carla.getByRole("button", { name: "Gem", exact: true }).click();
    expect(await carla.getByLabel("Mindst så mange tegn").inputValue()).toBe("10");
    const trial = await carla.context().newPage();
    await trial.goto(ringvirk.url + ((await carla.locator("iframe").getAttribute("src")) ?? ""));
    await trial.locator("textarea").first().fill("Kort");
    await trial.locator('button[value="next"], button[value="submit"]').last().click();
    await trial.getByText("Skriv lidt mere.").first().waitFor();
    await trial.close();
  });

  it("puts the draft to use as the next version, with what changed beside it", async () => {
    await carla.goto(`${ringvirk.url}${editor}/use`);
    await carla.locator(".change--added", { hasText: "Hvor tit hilser" }).first().waitFor();
    await carla.getByRole("button", { name: "Tag version 2 i brug" }).click();
    await carla.getByText("version 2").first().waitFor();
    await carla.goto(ringvirk.url + editor);
    await carla.getByRole("button", { name: "Ret skemaet" }).click();
    await carla.goto(`${ringvirk.url}${editor}/versions`);
    expect(await carla.getByRole("button", { name: /^Gå tilbage/ }).count()).toBe(2);
    await carla.getByRole("button", { name: "Gå tilbage til denne 1" }).click();
    await countCards(carla, "Hvor tit hilser", 0);
  });
});

describe("the editor with script", () => {
  it("is gone through by keyboard alone, and its frame shows the survey", async () => {
    const page = await (await signedIn("carla")).newPage();
    await page.goto(ringvirk.url + editor);
    const first = page.locator(".outline-card").first();
    const title = await first.locator("h3 a").innerText();
    await first.getByRole("button", { name: "Flyt ned" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/#/);
    expect(await page.locator(".outline-card").nth(1).locator("h3 a").innerText()).toBe(title);
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      (words) => document.querySelectorAll(".outline-card h3 a")[2]?.textContent === words,
      title,
    );
    await page.frameLocator("iframe").getByRole("heading", { level: 1 }).waitFor();
  });

  it("has nothing that axe objects to, and fits a wide and a narrow screen", async () => {
    const paths = [
      "",
      "/survey",
      "/question/disorder",
      "/page/seen",
      "/wording?left=da&right=ar",
      "/notes",
      "/bank",
      "/versions",
    ];
    const context = await signedIn("carla");
    const page = await context.newPage();
    await page.route(/survey-preview/, (route) => route.abort());
    for (const path of [...paths, "/use", "/json"]) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(ringvirk.url + editor + path);
      expect([path, await tooWide(page)]).toEqual([path, 0]);
      await page.setViewportSize({ width: 320, height: 900 });
      expect([path, await tooWide(page)]).toEqual([path, 0]);
      expect(await axeFaultsInBothThemes(page)).toEqual([]);
    }
    await context.close();
  }, 240_000);
});

describe("the editor and strangers", () => {
  it("is for coordinators of the initiative alone", async () => {
    const cookie = await signIn(ringvirk, "anna");
    for (const path of [editor, `${editor}/json`, `${home}/survey-preview/resident`]) {
      expect((await ask(path, cookie)).status).toBe(403);
    }
    expect((await ask(editor, cookie, { deed: "undo", revision: "1" })).status).toBe(403);
  });

  it("answers what is not there with 404, and foreign forms with a refusal", async () => {
    const cookie = await signIn(ringvirk, "carla");
    for (const path of [`${home}/setup/surveys/nobody/editor`, `${editor}/question/__proto__`, `${editor}/page/gone`]) {
      expect([path, (await ask(path, cookie)).status]).toEqual([path, 404]);
    }
    const forms: Array<[string, Record<string, string>]> = [
      [editor, { deed: "up", of: "element", name: "gone", revision: "99999" }],
      [editor, { deed: "unheard-of", of: "element", name: "safety-day" }],
      [`${editor}/wording`, { "at.0": '["__proto__","x"]', "words.0.da": "x", revision: "1" }],
      [`${editor}/wording`, { "at.0": "not a way", revision: "1" }],
      [`${editor}/bank`, { address: "library:none/x", revision: "1" }],
    ];
    for (const [path, form] of forms) {
      const { status } = await ask(path, cookie, form);
      expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    }
  });

  it("lets nobody put the editor in a frame, and its preview only its own pages", async () => {
    const cookie = await signIn(ringvirk, "carla");
    const policy = async (path: string) => (await ask(path, cookie)).headers.get("content-security-policy");
    expect(await policy(editor)).toContain("frame-ancestors 'none'");
    expect(await policy(`${home}/survey-preview/resident`)).toContain("frame-ancestors 'self'");
  });
});

async function signedIn(
  accountId: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: "da-DK", viewport: { width: 1280, height: 900 }, ...options });
  const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(await signIn(ringvirk, accountId)) ?? [];
  await context.addCookies([{ name, value, url: ringvirk.url }]);
  return context;
}

/** A page without a browser; with a form, what is answered to it. */
function ask(path: string, cookie: string, form?: Record<string, string>): Promise<Response> {
  const sent = form && { method: "POST", body: new URLSearchParams(form) };
  return fetch(ringvirk.url + path, { ...sent, headers: { cookie, origin: ringvirk.url }, redirect: "manual" });
}

/** By how many pixels a page is wider than the screen. */
function tooWide(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}

function pageOf(page: Page, title: string) {
  return page.locator(".outline-page", { has: page.getByRole("heading", { level: 2, name: title }) });
}

function card(page: Page, title: string) {
  return page.locator(".outline-card", { hasText: title });
}

/** Waits for as many: what stands there just after a click may still be the page before it. */
async function countCards(page: Page, title: string, count: number): Promise<void> {
  await expect.poll(() => card(page, title).count(), { timeout: 20_000 }).toBe(count);
}
