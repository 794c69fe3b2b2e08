import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "#db/schema.ts";
import type { SeededDemo } from "#db/seed.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { startDemo } from "#tests/support/running-demo.ts";
import type { RunningRingvirk } from "#tests/support/running-ringvirk.ts";

/** Karen coordinates and has never seen JSON. She changes the residents' survey: first without script, then with it and the keyboard alone. */
const home = "/initiatives/trygt-natteliv";
const editor = `${home}/setup/surveys/resident/editor`;

let browser: Browser;
let ringvirk: RunningRingvirk;
let demo: SeededDemo;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ ringvirk, demo } = await startDemo({ mailbox: true }));
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await ringvirk?.stop();
});

describe("the editor without script", () => {
  let karen: Page;
  beforeAll(async () => {
    karen = await (await signedIn("coordinator", { javaScriptEnabled: false })).newPage();
  });

  it("begins with the survey in use, and adds a question that stands at the end of its page", async () => {
    await karen.goto(ringvirk.url + editor);
    await karen.getByRole("button", { name: "Ret skemaet" }).click();
    const page = pageOf(karen, "Naboer");
    await page.locator("summary", { hasText: "Tilføj et spørgsmål" }).click();
    await page.getByLabel("Hvad vil du spørge om?").fill("Hvor tit <b>hilser</b> du på dine naboer?");
    await page.getByRole("radio", { name: /^Ét svar/ }).check();
    await page.getByRole("button", { name: "Tilføj spørgsmålet" }).click();
    const cards = pageOf(karen, "Naboer").locator(".outline-card");
    expect(await cards.last().locator("h3").innerText()).toMatch(/Hvor tit hilser du på dine naboer\?$/);
  });

  it("moves it up with the focus on the button, copies it, deletes the copy and takes that back", async () => {
    const title = "Hvor tit hilser du på dine naboer?";
    await card(karen, title).getByRole("button", { name: "Flyt op" }).click();
    await expect.poll(() => karen.evaluate(() => document.activeElement?.getAttribute("value"))).toBe("up");
    await card(karen, title).getByRole("button", { name: "Kopiér" }).click();
    expect(await card(karen, title).count()).toBe(2);
    await card(karen, title).last().getByRole("button", { name: "Slet" }).click();
    expect(await card(karen, title).count()).toBe(1);
    await karen.getByRole("button", { name: /^Fortryd/ }).click();
    expect(await card(karen, title).count()).toBe(2);
    await karen.getByRole("button", { name: /^Gentag/ }).click();
    expect(await card(karen, title).count()).toBe(1);
  });

  it("changes words and answers in one form, whichever button is pressed", async () => {
    await card(karen, "Hvor tit hilser")
      .getByRole("link", { name: /Hvor tit/ })
      .click();
    await karen.getByLabel("Spørgsmål", { exact: true }).fill("Hvor tit hilser du på en nabo?");
    await karen.locator('[name="choices.a1"]').fill("Hver dag");
    await karen.locator('[name="choices.a2"]').fill("Sjældent");
    await karen.getByLabel("Nyt svar").fill("Aldrig");
    await karen.getByRole("button", { name: "Tilføj svaret" }).click();
    await karen.getByRole("button", { name: "Tilføj “Ved ikke”" }).click();
    const answers = karen.locator('.item-line input:not([type="hidden"])');
    expect(await answers.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).toEqual([
      ...["Hver dag", "Sjældent", "Aldrig", "Ved ikke"],
    ]);
    expect(await karen.getByLabel("Spørgsmål", { exact: true }).inputValue()).toBe("Hvor tit hilser du på en nabo?");
  });

  it("makes a condition by choosing, and the preview obeys it", async () => {
    await karen.getByLabel("Gør det afhængigt af et tidligere svar").selectOption({ index: 2 });
    await karen.locator('button[value="condition:add"]').click();
    await karen.locator(".condition-line").getByLabel("1", { exact: true }).check();
    await karen.getByRole("button", { name: "Gem", exact: true }).click();
    expect(await karen.locator('[name="condition.0.comparison"]').inputValue()).toBe("one-of");
    const preview = (await karen.locator("iframe").getAttribute("src")) ?? "";
    const trial = await karen.context().newPage();
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
    await karen.goto(ringvirk.url + editor);
    await card(karen, "Hvor tryg eller utryg er du, når du går alene ude om dagen")
      .getByRole("button", { name: "Slet" })
      .click();
    const warning = karen.getByRole("alert");
    await warning.getByText("“Hvor tit hilser du på en nabo?” har en betingelse").waitFor();
    await warning.getByText("Kurven stopper her").waitFor();
    await warning.getByRole("link", { name: "Behold" }).click();
    expect(await card(karen, "når du går alene ude om dagen").count()).toBe(1);
  });

  it("keeps what was typed when somebody else has changed the survey meanwhile", async () => {
    const other = await karen.context().newPage();
    await karen.goto(`${ringvirk.url}${editor}/question/safety-dark`);
    await other.goto(ringvirk.url + editor);
    await card(other, "Hvor bekymret er du").getByRole("button", { name: "Flyt op" }).click();
    await karen.getByLabel("Spørgsmål", { exact: true }).fill("Hvor tryg er du, når det er mørkt?");
    await karen.getByRole("button", { name: "Gem", exact: true }).click();
    await karen.getByText("Skemaet er ændret, siden du åbnede siden").waitFor();
    expect(await karen.getByLabel("Spørgsmål", { exact: true }).inputValue()).toBe(
      "Hvor tryg er du, når det er mørkt?",
    );
    await karen.getByRole("button", { name: "Gem", exact: true }).click();
    await karen.getByText("Kurven knækker").waitFor();
    await karen.getByRole("button", { name: "Hent spørgsmålet, som det var" }).click();
    await karen.getByLabel("Spørgsmål", { exact: true }).waitFor();
    expect(await karen.getByText("Kurven knækker").count()).toBe(0);
    await other.close();
  });

  it("translates row by row, takes a question from the bank, and says where JSON breaks", async () => {
    await karen.goto(`${ringvirk.url}${editor}/wording?left=da&right=de&only=missing`);
    const row = karen.locator(".wording-row").first();
    await row.locator('textarea[lang="de"]').fill("Sicherheit <script>alert(1)</script>");
    await karen.getByRole("button", { name: "Gem alle" }).click();
    await karen.goto(`${ringvirk.url}${editor}/wording?left=da&right=de`);
    expect(await karen.locator('textarea[lang="de"]').first().inputValue()).toBe(
      "Sicherheit <script>alert(1)</script>",
    );
    await karen.goto(`${ringvirk.url}${editor}/bank?words=vicevært`);
    await karen.getByRole("button", { name: "Tilføj til siden" }).first().click();
    await karen
      .locator(".outline-card", { hasText: /vicevært/i })
      .first()
      .waitFor();
    await karen.goto(`${ringvirk.url}${editor}/json`);
    await karen.getByLabel("SurveyJS-definition").fill('{\n  "pages": [,]\n}');
    await karen.getByRole("button", { name: "Tjek og gem" }).click();
    await karen.getByText("linje 2").first().waitFor();
  });

  it("puts the draft to use as the next version, with what changed beside it", async () => {
    await karen.goto(`${ringvirk.url}${editor}/use`);
    await karen.locator(".change--added", { hasText: "Hvor tit hilser" }).first().waitFor();
    await karen.getByRole("button", { name: "Tag version 2 i brug" }).click();
    await karen.getByText("version 2").first().waitFor();
    await karen.goto(ringvirk.url + editor);
    await karen.getByRole("button", { name: "Ret skemaet" }).click();
    await karen.goto(`${ringvirk.url}${editor}/versions`);
    expect(await karen.getByRole("button", { name: /^Gå tilbage/ }).count()).toBe(2);
    await karen.getByRole("button", { name: "Gå tilbage til denne 1" }).click();
    expect(await card(karen, "Hvor tit hilser").count()).toBe(0);
  });
});

describe("the editor with script", () => {
  it("is gone through by keyboard alone, and its frame shows the survey", async () => {
    const page = await (await signedIn("coordinator")).newPage();
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

  it("has nothing that axe objects to, wide and narrow", async () => {
    const paths = ["", "/question/disorder", "/page/seen", "/wording?left=da&right=ar", "/notes", "/bank", "/versions"];
    for (const width of [1280, 320]) {
      const context = await signedIn("coordinator", { viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const path of [...paths, "/use", "/json"]) {
        await page.goto(ringvirk.url + editor + path);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([path, width, over > 0]).toEqual([path, width, false]);
        if (width > 320) continue;
        const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
        expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([]);
      }
      await context.close();
    }
  }, 240_000);
});

describe("the editor and strangers", () => {
  it("is for coordinators of the initiative alone", async () => {
    const analyst = await (await signedIn("analyst")).newPage();
    for (const path of [editor, `${editor}/json`, `${home}/survey-preview/resident`]) {
      expect((await analyst.goto(ringvirk.url + path))?.status()).toBe(403);
    }
    const posted = await analyst.request.post(ringvirk.url + editor, {
      form: { deed: "undo", revision: "1" },
      headers: { origin: ringvirk.url },
    });
    expect(posted.status()).toBe(403);
  });

  it("answers what is not there with 404, and foreign forms with a refusal", async () => {
    const karen = await (await signedIn("coordinator")).newPage();
    for (const path of [`${home}/setup/surveys/nobody/editor`, `${editor}/question/__proto__`, `${editor}/page/gone`]) {
      expect([path, (await karen.goto(ringvirk.url + path))?.status()]).toEqual([path, 404]);
    }
    const forms: Array<[string, Record<string, string>]> = [
      [editor, { deed: "up", of: "element", name: "gone", revision: "99999" }],
      [editor, { deed: "unheard-of", of: "element", name: "safety-day" }],
      [`${editor}/wording`, { "at.0": '["__proto__","x"]', "words.0.da": "x", revision: "1" }],
      [`${editor}/wording`, { "at.0": "not a way", revision: "1" }],
      [`${editor}/bank`, { address: "library:none/x", revision: "1" }],
    ];
    for (const [path, form] of forms) {
      const reply = await karen.request.post(ringvirk.url + path, { form, headers: { origin: ringvirk.url } });
      expect([path, reply.status() >= 400 && reply.status() < 500]).toEqual([path, true]);
    }
  });

  it("lets nobody put the editor in a frame, and its preview only its own pages", async () => {
    const karen = await (await signedIn("coordinator")).newPage();
    const policy = async (path: string) =>
      (await karen.goto(ringvirk.url + path))?.headers()["content-security-policy"] ?? "";
    expect(await policy(editor)).toContain("frame-ancestors 'none'");
    expect(await policy(`${home}/survey-preview/resident`)).toContain("frame-ancestors 'self'");
  });
});

async function signedIn(role: Role, options: Parameters<Browser["newContext"]>[0] = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: "da-DK", viewport: { width: 1280, height: 900 }, ...options });
  const account = demo.accounts.find((one) => one.role === role);
  if (!account) throw new Error(`nobody is ${role}`);
  const page = await context.newPage();
  await page.goto(await ringvirk.signInLinkOf(account.accountId));
  await page.locator("main form button").first().click();
  await page.waitForURL(/\/initiatives/);
  await page.close();
  return context;
}

function pageOf(page: Page, title: string) {
  return page.locator(".outline-page", { has: page.getByRole("heading", { level: 2, name: title }) });
}

function card(page: Page, title: string) {
  return page.locator(".outline-card", { hasText: title });
}
