import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ReadDefinition, readDefinition } from "#surveys/definition/read-definition.ts";
import { type Site, startLysgade } from "#tests/attack/lysgade-site.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { draftOf, storedAnswers, type Visitor, visit } from "./answering-visitor.ts";

/** A page that only survey-core can decide: it is asked in the background, and what changes is put in under the typing fingers. */
let browser: Browser;
let site: Site;
let anna: Visitor;
const elements = [
  { type: "text", name: "who", title: "Hvem?" },
  { type: "comment", name: "says", title: "Hvad siger {who}?", visibleIf: "{who} notempty" },
  { type: "text", name: "last", title: "Og til sidst?", description: "Et ord er nok.", isRequired: true },
];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  site = await startLysgade();
  const { definition, codebook } = readDefinition({ pages: [{ name: "only", elements }] }) as ReadDefinition;
  const read = { definition: JSON.stringify(definition), codebook: JSON.stringify(codebook) };
  await site.world.db.updateTable("survey_version").set(read).execute();
  anna = await visit(browser, site);
});
afterEach(async () => {
  expect(anna.faults).toEqual([]);
  await anna.context.close();
  await site.stop();
});

describe("a page that survey-core decides", () => {
  it("gets its new question without losing focus, caret or half a word", async () => {
    const { page } = anna;
    await page.getByLabel("Hvem?").pressSequentially("Bo");
    await page.getByLabel("Hvad siger Bo?").waitFor();
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).selectionStart)).toBe(2);
    await page.keyboard.type(" Hansen");
    await page.getByLabel("Hvad siger Bo Hansen?").waitFor();
    expect(await page.getByLabel("Hvem?").inputValue()).toBe("Bo Hansen");
    expect(await draftOf(site)).toMatchObject({ who: "Bo Hansen" });
    await page.getByLabel("Hvad siger Bo Hansen?").fill("Det er mørkt");
    await page.getByLabel("Og til sidst?").fill("Lys");
    await page.getByRole("button", { name: "Send mine svar" }).click();
    await page.getByRole("heading", { name: "Tak for dine svar" }).waitFor();
    expect(await storedAnswers(site)).toMatchObject([{ who: "Bo Hansen", says: "Det er mørkt" }]);
  });

  it("says what is wrong until it is sent again, also when the page changes around it", async () => {
    const { page } = anna;
    await page.getByRole("button", { name: "Send mine svar" }).click();
    const wrong = page.locator('[data-q="last"] .problem');
    await wrong.waitFor();
    await page.getByLabel("Hvem?").fill("Bo");
    await page.getByLabel("Hvad siger Bo?").waitFor();
    expect(await wrong.textContent()).toBe("Dette spørgsmål skal besvares.");
    const last = page.getByLabel("Og til sidst?");
    expect(await last.evaluate(describing)).toEqual(["Et ord er nok.", "Dette spørgsmål skal besvares."]);
    await last.fill("Lys");
    await page.getByRole("button", { name: "Send mine svar" }).click();
    await page.getByRole("heading", { name: "Tak for dine svar" }).waitFor();
  });

  it("keeps what is typed in it when the network goes, and says that it cannot go on alone", async () => {
    const { page, context } = anna;
    await context.setOffline(true);
    await page.getByLabel("Hvem?").fill("Bo");
    await page.getByText("Gemmes på telefonen, til der er net igen.").waitFor();
    await context.setOffline(false);
    await page.getByLabel("Hvad siger Bo?").waitFor({ timeout: 40_000 });
    expect(await draftOf(site)).toMatchObject({ who: "Bo" });
  });
});

function describing(field: Element): Array<string | null> {
  const ids = (field.getAttribute("aria-describedby") ?? "").split(" ");
  return ids.map((id) => document.getElementById(id)?.textContent ?? null);
}
