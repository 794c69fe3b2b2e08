import type { Browser, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Site, startLysgade } from "#tests/attack/lysgade-site.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { draftOf, point, storedAnswers, tick, type Visitor, visit } from "./answering-visitor.ts";

/** The answering page with its script: questions come and go without asking the server, and what is typed is kept. */
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
});
afterEach(async () => {
  expect(anna.faults).toEqual([]);
  await anna.context.close();
  await site.stop();
});

describe("a question that an answer brings forth", () => {
  it("comes without a request, is announced, keeps the focus, and is posted only while it stands there", async () => {
    const { page } = anna;
    await page.route("**/s/**", (route) => route.abort());
    expect(await page.locator('[data-q="avoids-when"]').isVisible()).toBe(false);
    await tick(page, "avoids", "Ja");
    await page.locator('div[data-q="avoids-when"]').waitFor();
    expect(await page.locator("#kept").textContent()).toContain("et spørgsmål mere");
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe("a:avoids");
    await tick(page, "avoids-when", "night");
    await tick(page, "avoids", "Nej");
    expect(await page.locator('div[data-q="avoids-when"]').count()).toBe(0);
    await tick(page, "avoids", "Ja");
    expect(await page.locator('div[data-q="avoids-when"] input:checked').getAttribute("value")).toBe("night");
    await tick(page, "avoids", "Nej");
    await page.unroute("**/s/**");
    await point(page, "safe-dark", "6");
    await page.getByRole("button", { name: "Næste" }).click();
    await page.getByText("Side 2 af 2").waitFor();
    await page.getByRole("button", { name: "Send mine svar" }).click();
    await page.getByRole("heading", { name: "Tak for dine svar" }).waitFor();
    expect((await storedAnswers(site))[0]).toMatchObject({ "safe-dark": 6, avoids: false });
    expect((await storedAnswers(site))[0]).not.toHaveProperty("avoids-when");
  });

  it("is answered in the same breath, and the person goes on at once", async () => {
    const { page } = anna;
    await point(page, "safe-dark", "6");
    await tick(page, "avoids", "Ja");
    await tick(page, "avoids-when", "night");
    await page.getByRole("button", { name: "Næste" }).click();
    await page.getByText("Side 2 af 2").waitFor();
    expect(await draftOf(site)).toMatchObject({ "avoids-when": ["night"] });
  });

  it("marks what must be answered as soon as an answer asks for it", async () => {
    const { page } = anna;
    await tick(page, "worry", "Meget");
    await point(page, "safe-dark", "2");
    await page.getByRole("button", { name: "Næste" }).click();
    await page.getByText("Side 2 af 3").waitFor();
    await page.getByRole("button", { name: "Næste" }).click();
    await page.getByText("Hvad gør dig utryg? (skal besvares)").waitFor();
  });
});

describe("what is typed", () => {
  it("is kept as one types, and is there on another device at the same page", async () => {
    const { page } = anna;
    await point(page, "safe-dark", "2");
    await page.getByRole("button", { name: "Næste" }).click();
    await page.getByText("Side 2 af 3").waitFor();
    await page.getByRole("button", { name: "Næste" }).click();
    await page.getByText("Side 3 af 3").waitFor();
    await page.getByRole("textbox").pressSequentially("Der er mørkt ved");
    await page.getByText("Gemt", { exact: true }).waitFor();
    const tablet = await visit(browser, site);
    expect(await tablet.page.locator("#place").textContent()).toBe("Side 3 af 3");
    expect(await tablet.page.getByRole("textbox").inputValue()).toBe("Der er mørkt ved");
    await tablet.context.close();
  });

  it("is kept when the page is left before it was", async () => {
    const { page } = anna;
    await point(page, "safe-dark", "3");
    await page.goto("about:blank");
    await expect.poll(() => draftOf(site)).toMatchObject({ "safe-dark": 3 });
  });

  it("comes back with what is wrong, and goes on when that is mended", async () => {
    const { page } = anna;
    await tick(page, "worry", "Lidt");
    await page.getByRole("button", { name: "Næste" }).click();
    await page.getByText("Dette spørgsmål skal besvares.").first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("problem-summary");
    await point(page, "safe-dark", "5");
    await page.getByRole("button", { name: "Næste" }).click();
    await page.getByText("Side 2 af 2").waitFor();
    expect(await draftOf(site)).toMatchObject({ "safe-dark": 5, worry: 2 });
  });

  it("is gone when it is taken away on a page that came back with what is wrong", async () => {
    const { page } = anna;
    await tick(page, "avoids", "Ja");
    await tick(page, "avoids-when", "night");
    await page.getByText("Gemt", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Næste" }).click();
    await page.getByText("Dette spørgsmål skal besvares.").first().waitFor();
    await tick(page, "avoids-when", "night");
    await point(page, "safe-dark", "5");
    await page.getByRole("button", { name: "Næste" }).click();
    await page.getByText("Side 2 af 2").waitFor();
    expect(await draftOf(site)).toMatchObject({ "safe-dark": 5, avoids: true });
    expect(await draftOf(site)).not.toHaveProperty("avoids-when");
  });
});

describe("the script's manners", () => {
  it("leave a plain form when the browser lacks something, or when it fails half-way", async () => {
    for (const broken of [
      () => Reflect.deleteProperty(SubmitEvent.prototype, "submitter"),
      () => Reflect.set(globalThis, "URLSearchParams", undefined),
      () =>
        Reflect.set(JSON, "parse", () => {
          throw new Error("broken");
        }),
      () =>
        Reflect.set(FormData.prototype, "forEach", () => {
          throw new Error("broken");
        }),
      () =>
        Reflect.set(DOMParser.prototype, "parseFromString", () => {
          throw new Error("broken");
        }),
    ]) {
      await site.world.db.deleteFrom("draft").execute();
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.addInitScript(broken);
      await page.goto(anna.link);
      await point(page, "safe-dark", "4");
      await page.getByRole("button", { name: "Næste" }).click();
      await page.getByText("Side 2 af 2").waitFor();
      expect(await draftOf(site)).toMatchObject({ "safe-dark": 4 });
      await context.close();
    }
  });

  it("go on with the browser's back and forward, and lose nothing on the way", async () => {
    const { page } = anna;
    await point(page, "safe-dark", "6");
    await page.getByRole("button", { name: "Næste" }).click();
    await page.getByText("Side 2 af 2").waitFor();
    await page.getByLabel("Timer om ugen").fill("7");
    await page.goBack();
    await page.getByText("Side 1 af 2").waitFor();
    expect(await page.locator('input[name="a:safe-dark"]:checked').getAttribute("value")).toBe("6");
    await page.goForward();
    await page.getByText("Side 2 af 2").waitFor();
    expect(await page.getByLabel("Timer om ugen").inputValue()).toBe("7");
    await page.reload();
    expect(await page.getByLabel("Timer om ugen").inputValue()).toBe("7");
  });

  it("change the whole page to another language, its foot too, and use no page that was fetched in the first", async () => {
    const { page, context } = anna;
    let letCome = () => {};
    const isHeld = new Promise<void>((held) => {
      const hold = async (route: Route) => {
        const response = await route.fetch();
        held();
        await new Promise<void>((go) => {
          letCome = go;
        });
        await route.fulfill({ response });
      };
      void page.route(/pages=all/, hold, { times: 1 });
    });
    await page.reload();
    await isHeld;
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText("Page 1 of 2").waitFor();
    expect(await page.getByRole("contentinfo").getByRole("link").first().getAttribute("href")).toBe("/privacy?lang=en");
    letCome();
    const come = () => performance.getEntriesByType("resource").filter(({ name }) => name.includes("pages=all")).length;
    await expect.poll(() => page.evaluate(come), { timeout: 10_000 }).toBe(2);
    await context.setOffline(true);
    await point(page, "safe-dark", "5");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("Page 2 of 2").waitFor();
  });

  it("send once, however often the button is pressed, and back from the thanks tells so", async () => {
    const { page } = anna;
    await point(page, "safe-dark", "6");
    await page.getByRole("button", { name: "Næste" }).click();
    await page.getByText("Side 2 af 2").waitFor();
    await page.getByRole("button", { name: "Send mine svar" }).dblclick();
    await page.getByRole("heading", { name: "Tak for dine svar" }).waitFor();
    expect(await storedAnswers(site)).toHaveLength(1);
    await page.goBack();
    await page.getByRole("heading", { name: "Du har svaret" }).waitFor();
  });
});

describe("in a survey of other questions", () => {
  let other: Site;
  let birk: Visitor;
  const open = async (elements: object[]) => {
    other = await startLysgade({}, { pages: [{ name: "one", elements }] });
    birk = await visit(browser, other, "birk");
  };
  afterEach(async () => {
    expect(birk.faults).toEqual([]);
    await birk.context.close();
    await other.stop();
  });

  it("conditions look at every tick of a row", async () => {
    await open([
      { type: "matrix", name: "where", cellType: "checkbox", rows: ["day", "night"], columns: ["park", "station"] },
      { type: "text", name: "park", visibleIf: "{where.day} contains 'park'" },
    ]);
    await birk.page.route("**/s/**", (route) => route.abort());
    for (const place of ["park", "station"]) await birk.page.locator(`input[value="${place}"]`).first().check();
    await birk.page.locator('div[data-q="park"]').waitFor({ timeout: 5000 });
  });

  it("conditions read the figures of any keyboard", async () => {
    await open([
      { type: "text", inputType: "number", name: "hours" },
      { type: "text", name: "long", visibleIf: "{hours} > 3" },
    ]);
    await birk.page.route("**/s/**", (route) => route.abort());
    await birk.page.getByLabel("hours").fill("٥");
    await birk.page.locator('div[data-q="long"]').waitFor({ timeout: 5000 });
  });

  it("a list that has one more leaves the reader at the list, and a total goes with its numbers", async () => {
    const hours = { name: "hours", cellType: "text", inputType: "number", totalType: "sum" };
    await open([
      { type: "matrixdropdown", name: "time", rows: ["day", "night"], columns: [hours], totalText: "I alt" },
      {
        ...{ type: "paneldynamic", name: "places", panelAddText: "Et sted mere" },
        templateElements: [{ type: "text", name: "place" }],
      },
    ]);
    await birk.page.getByRole("button", { name: "Et sted mere" }).click();
    await birk.page.getByLabel("place").waitFor();
    await birk.page.waitForFunction(() => document.activeElement !== document.body);
    expect(await birk.page.evaluate(() => document.activeElement?.getAttribute("data-q"))).toBe("places");
    const [day, night] = [birk.page.getByLabel("hours").first(), birk.page.getByLabel("hours").last()];
    await day.fill("2");
    await night.fill("3,5");
    await birk.page.getByText("I alt: hours 5.5").waitFor();
  });
});
