import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "#db/schema.ts";
import type { SeededDemo } from "#db/seed.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { startDemo } from "#tests/support/running-demo.ts";
import type { RunningRingvirk } from "#tests/support/running-ringvirk.ts";

/** Astrid, the analyst, goes through the inbox without script; Peter, a partner, sees what she decided and why. */
const inbox = "/initiatives/tryg-hverdag-i-laerkevang/ripples";
const gain = "Hvor stor tillid har du til politiet?";
const harm = /Biler eller knallerter, der kører hensynsløst/;

let browser: Browser;
let ringvirk: RunningRingvirk;
let demo: SeededDemo;
let astrid: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ ringvirk, demo } = await startDemo({ mailbox: true }));
  astrid = await signedIn("analyst");
});

afterAll(async () => {
  await browser?.close();
  await ringvirk?.stop();
});

describe("the inbox of ripples without script", () => {
  it("refuses a decision without a reason, and keeps what was chosen", async () => {
    await open(astrid, gain);
    await astrid.getByLabel("Godtag: det er en ring i vandet").check();
    await astrid.getByRole("button", { name: "Gem afgørelsen" }).click();
    await astrid.getByRole("link", { name: "Begrundelse: Udfyld feltet." }).waitFor();
    expect(await astrid.getByLabel("Godtag: det er en ring i vandet").isChecked()).toBe(true);
  });

  it("lets her accept a gain with a reason", async () => {
    await astrid.getByLabel("Begrundelse").first().fill("Steget i to målinger og i alle aldre.");
    await astrid.getByRole("button", { name: "Gem afgørelsen" }).click();
    await astrid.getByText("Ringen er godtaget.").waitFor();
    await astrid.getByText("“Steget i to målinger og i alle aldre.”").first().waitFor();
    await astrid.goto(ringvirk.url + inbox);
    const accepted = astrid.locator("section", { has: astrid.getByRole("heading", { name: /^Godtaget/ }) });
    expect(await accepted.getByRole("link", { name: gain }).count()).toBe(1);
  });

  it("lets her dismiss a harm, which stays in sight with its reason, for the partner too", async () => {
    await open(astrid, harm);
    await astrid.getByLabel("Afvis: den regnes ikke med").check();
    await astrid.getByLabel("Begrundelse").first().fill("Vejarbejde sendte trafikken ind i området.");
    await astrid.getByRole("button", { name: "Gem afgørelsen" }).click();
    await astrid.getByText("Kandidaten er afvist.").waitFor();
    const kim = await signedIn("coordinator");
    await kim.goto(ringvirk.url + inbox);
    const dismissed = kim.locator("section", { has: kim.getByRole("heading", { name: /^Afvist tilbagegang/ }) });
    expect(await dismissed.getByRole("link", { name: harm }).count()).toBe(1);
    await dismissed.getByText("“Vejarbejde sendte trafikken ind i området.”").waitFor();
    await dismissed.getByRole("link", { name: harm }).click();
    await kim.getByText("Det er en analytiker, der afgør").waitFor();
    expect(await kim.getByRole("button", { name: /Genåbn|Gem/ }).count()).toBe(0);
    await kim.context().close();
  });

  it("tells her of a page that is out of date, and changes nothing", async () => {
    const other = await signedIn("analyst");
    await open(astrid, harm);
    await open(other, harm);
    for (const page of [astrid, other]) {
      await page.getByLabel("Begrundelse").first().fill("Vejarbejdet er slut.");
      await page.getByRole("button", { name: "Genåbn" }).click();
    }
    await other
      .getByText(/Noget er ændret, siden du åbnede siden/)
      .first()
      .waitFor();
    const reopened = await ringvirk.db.selectFrom("ripple_step").select("key").where("deed", "=", "reopened").execute();
    expect(reopened).toHaveLength(1);
    await other.context().close();
  });

  it("shows the rings at each moment by plain links, and the list narrowed by a form", async () => {
    await astrid.goto(`${ringvirk.url}${inbox}/rings`);
    const numbers = () => astrid.locator(".ring-list > li").count();
    const atLast = await numbers();
    const drawn = await astrid.locator(".ring-view .rings__number").allTextContents();
    const table = astrid.locator(".ring-view table tbody tr");
    const rows = await table.evaluateAll((all) => all.map((row) => (row.children[0]?.textContent ?? "").trim()));
    const unplaced = await table.filter({ hasText: "Ingen ring endnu" }).count();
    expect(rows).toEqual(Array.from({ length: atLast }, (_, index) => String(index + 1)));
    expect(drawn).toHaveLength(atLast - unplaced);
    expect(rows).toEqual(expect.arrayContaining(drawn));
    await astrid.getByRole("navigation", { name: "Hvornår" }).getByRole("link").first().click();
    expect(await numbers()).toBeLessThan(atLast);
    await astrid.goto(ringvirk.url + inbox);
    await astrid.getByLabel("Fremgang eller tilbagegang").selectOption("harm");
    await astrid.getByRole("button", { name: "Vis", exact: true }).click();
    await astrid.getByText(/Der vises \d+ ud af \d+/).waitFor();
    expect(await astrid.locator(".ripple--gain, .ripple--unjudged").locator("h3 a").count()).toBe(0);
    expect(await astrid.locator(".ripple--harm").count()).toBeGreaterThan(0);
  });
});

async function open(page: Page, title: string | RegExp): Promise<void> {
  await page.goto(ringvirk.url + inbox);
  await page.locator(".card").getByRole("link", { name: title }).first().click();
  await page.locator("#coding").waitFor();
}

async function signedIn(role: Role): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ locale: "da-DK", javaScriptEnabled: false });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const account = demo.accounts.find((one) => one.role === role);
  await page.goto(await ringvirk.signInLinkOf(account?.accountId ?? ""));
  await page.getByRole("button", { name: "Log ind", exact: true }).click();
  await page.waitForURL(/\/initiatives/);
  return page;
}
