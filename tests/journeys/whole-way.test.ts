import { createHash } from "node:crypto";
import type { ParsedMail } from "mailparser";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appointAdministrator } from "#surveys/initiative/administration.server.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { answerByForm } from "#tests/support/form-reader.ts";
import { type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import { type RunningRingvirk, startRingvirk } from "#tests/support/running-ringvirk.ts";

/**
 * The whole way of an answer, as people go it: Anna lets Kim in; Kim sets up, seals, uploads 12 people and opens the baseline; mails arrive at
 * a real SMTP server; Alice answers without script, Bob in two sittings, Cecilie in English, the other nine over plain HTTP; a follow-up
 * wave; Astrid reads chart, verdict and ripples; Peter, a partner, sees this initiative and no other.
 */
const baselineDay = new Date("2026-03-02T09:00:00Z");
const followUpDay = new Date("2026-09-07T09:00:00Z");

const residents = [
  ["Alice Ager", "alice", "da", "Nord"],
  ["Bob Birk", "bob", "da", "Nord"],
  ["Cecilie Dam", "cecilie", "en", "Nord"],
  ...["dan", "ella", "finn", "gry", "hans", "ida", "jens", "karen", "lars"].map((name, i) => [
    `${name} Larsen`,
    name,
    "da",
    i < 6 ? "Nord" : "Syd",
  ]),
] as const;

type Choose = (name: string, values: string[]) => string | null;

let browser: Browser;
let mails: MailServer;
let ringvirk: RunningRingvirk;
let kim: Page;
const faults: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  mails = await startMailServer();
  ringvirk = await startRingvirk({ smtpUrl: mails.url, now: baselineDay });
  await appointAdministrator(ringvirk.db, {
    email: "anna@example.dk",
    name: "Anna Ahorn",
    language: "da",
    accountId: null,
    now: baselineDay,
  });
});

afterAll(async () => {
  await browser?.close();
  await ringvirk?.stop();
  await mails?.close();
});

describe("the whole way of an answer", () => {
  it("lets a coordinator in by a single-use mail link", async () => {
    const anna = await signIn("anna@example.dk");
    await anna.goto(`${ringvirk.url}/initiatives/new`);
    await anna.getByLabel("Navn", { exact: true }).fill("Tryg park i Nørreby");
    await anna.getByLabel("Den fælles udfordring").fill("Parken skal være tryg at gå igennem efter mørkets frembrud.");
    await anna.getByLabel("Politikreds").fill("Nørreby politikreds");
    await anna.getByLabel("Sted").fill("Nørreby");
    await anna.getByLabel("Begynder").fill("2026-02-01");
    await anna.getByLabel("Slutter").fill("2027-02-01");
    await anna.getByRole("button", { name: "Opret initiativet" }).click();
    await anna.waitForURL(/tryg-park-i-noerreby\/setup/);

    await anna.goto(`${home()}/setup/people`);
    await anna.getByLabel("Mailadresse").fill("kim@example.dk");
    await anna.getByLabel("Navn", { exact: true }).fill("Kim Kastanje");
    await anna.locator('input[name="role"][value="coordinator"]').check();
    await anna.getByRole("button", { name: "Giv rollen" }).click();
    await anna.getByText("Rollen er givet").waitFor();
    kim = await signIn("kim@example.dk");
    await anna.context().close();
  });

  it("lets her describe actors, surveys, goals and expectations", async () => {
    for (const [name, kind] of [
      ["Nørreby Politi", "police"],
      ["Boligforeningen Parkvang", "housing"],
    ]) {
      await kim.goto(`${home()}/setup/actors`);
      await kim.getByLabel("Organisationens navn").fill(name as string);
      await kim.getByLabel("Slags").selectOption(kind as string);
      await kim.getByLabel("Med fra").fill("2026-02-01");
      await kim.getByRole("button", { name: "Tilføj aktør" }).click();
      await kim.getByText("Aktøren er tilføjet").waitFor();
    }
    await kim.goto(`${home()}/setup/surveys/resident`);
    await kim.getByRole("button", { name: "Brug biblioteket" }).click();
    await kim.getByText("Spørgeskemaet er valgt").waitFor();
    await kim.getByRole("status").getByRole("link", { name: "Mål og forventninger" }).waitFor();

    await kim.goto(`${home()}/setup/goals/new`);
    await kim.getByLabel("Målet i jeres egne ord").fill("Flere er trygge efter mørkets frembrud");
    await kim.getByLabel("Hvad skal ændre sig?").selectOption("resident/safety-dark/mean");
    await kim.getByLabel("En ændring fra den første måling").check();
    await kim.getByLabel("Hvor meget?").fill("5,5");
    await kim.getByRole("button", { name: /Tilføj mål|Gem/ }).click();
    await kim.getByText("Målet er tilføjet").waitFor();
  });

  it("refuses a list with problems row by row, and stores nobody before the coordinator says yes", async () => {
    await uploadResidents([...residents, ["Uden Adresse", "ikke en adresse", "da", "Nord"]]);
    await kim.getByText("1 række kan ikke gemmes").first().waitFor();
    expect(await participants()).toBe(0);
    await kim.getByRole("button", { name: "Gem 12 deltagere" }).click();
    await kim.getByText("Deltagerne er gemt").waitFor();
    expect(await participants()).toBe(12);
  });

  it("refuses to open an unsealed baseline and says how to mend it; sealed, it opens and the mails arrive", async () => {
    await planWave("Baseline", "2026-03-01", "2026-03-31");
    await openWave();
    await kim.getByText("Målene er ikke forseglet").first().waitFor();
    await kim.locator(".problem-summary:focus").waitFor();
    expect(mails.received.filter(isInvitation)).toEqual([]);

    await kim.goto(`${home()}/setup/seal`);
    await kim.getByRole("button", { name: "Forsegl mål og forventninger" }).click();
    await kim.getByText("Mål og forventninger er forseglet.").first().waitFor();
    expect(await kim.locator(".hash").first().textContent()).toMatch(/[0-9a-f]{64}/);

    await kim.goto(`${home()}/setup/waves`);
    await kim.getByRole("link", { name: "Baseline" }).click();
    await openWave();
    await kim.getByText("Målingen er åben").first().waitFor();
    await arrived(12);
    expect(mails.received.filter(isInvitation).map(addressOf).sort()).toEqual(
      residents.map((r) => `${r[1]}@example.dk`).sort(),
    );
  });

  it("takes the answers of three people: without script, in two sittings, in English", async () => {
    const alice = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await alice.goto(linkOf("alice"));
    expect(await alice.locator("script:not([src])").count()).toBe(0);
    await answerPages(alice, answersBefore("alice"), "Næste", "Send");
    await alice.getByRole("heading", { name: "Tak for dine svar" }).waitFor();
    await alice.context().close();

    const bob = await (await browser.newContext()).newPage();
    await bob.goto(linkOf("bob"));
    await choosePage(bob, answersBefore("bob"));
    await bob.getByRole("button", { name: "Næste" }).click();
    await bob.locator("#place", { hasText: "Side 2 af" }).waitFor();
    await bob.context().close();
    const bobAgain = await (await browser.newContext()).newPage();
    await bobAgain.goto(linkOf("bob"));
    await bobAgain.locator("#place", { hasText: "Side 2 af" }).waitFor();
    await bobAgain.getByRole("button", { name: "Tilbage" }).click();
    const chosen = answersBefore("bob")("a:safety-dark", ["1", "2", "3", "4", "5", "6", "7"]);
    expect(await bobAgain.locator('input[name="a:safety-dark"]:checked').inputValue()).toBe(chosen);
    await answerPages(bobAgain, answersBefore("bob"), "Næste", "Send");
    await bobAgain.getByRole("heading", { name: "Tak for dine svar" }).waitFor();
    await bobAgain.context().close();

    const cecilie = await (await browser.newContext()).newPage();
    await cecilie.goto(linkOf("cecilie"));
    expect(await cecilie.locator("html").getAttribute("lang")).toBe("en");
    await answerPages(cecilie, answersBefore("cecilie"), "Next", "Send");
    await cecilie.getByRole("heading", { name: /Thank you/ }).waitFor();
    await cecilie.context().close();
    expect(await answered()).toBe(3);
  });

  it("shows the answered, the wrong and the closed link a page that says what to do", async () => {
    const stranger = await (await browser.newContext()).newPage();
    expect((await stranger.goto(linkOf("alice")))?.status()).toBe(410);
    await stranger.getByRole("heading", { name: "Du har svaret" }).waitFor();
    expect((await stranger.goto(`${ringvirk.url}/s/AAAAAAAAAAAAAAAAAAAAAA`))?.status()).toBe(404);
    await stranger.context().close();
  });

  it("reminds those who have not answered, and nobody else", async () => {
    await kim.reload();
    await kim.getByRole("button", { name: "Send påmindelse" }).click();
    await kim.getByText("Påmindelserne ligger klar").waitFor();
    await expect.poll(() => mails.received.filter(isReminder).length, { timeout: 20_000 }).toBe(9);
    const reminded = mails.received.filter(isReminder).map(addressOf);
    expect(reminded).not.toContain("alice@example.dk");
    for (const [, name] of residents.slice(3)) await answerByForm(linkOf(name), answersBefore(name));
    expect(await answered()).toBe(12);
    await closeWave("Baseline");
  });

  it("opens a follow-up wave for the same people", async () => {
    ringvirk.moveTo(followUpDay);
    kim = await signIn("kim@example.dk");
    await planWave("Opfølgning", "2026-09-07", "2026-09-30");
    mails.received.length = 0;
    await openWave();
    await kim.getByText("Målingen er åben").first().waitFor();
    await arrived(12);
    for (const [, name] of residents) await answerByForm(linkOf(name), answersAfter(name));
    expect(await answered()).toBe(24);
    await closeWave("Opfølgning");
    expect((await fetch(linkOf("dan"))).status).toBe(410);
  });

  it("shows the analyst verdict, chart and ripples", async () => {
    await grant("astrid@example.dk", "Astrid Ask", "analyst");
    const astrid = await signIn("astrid@example.dk");
    await astrid.goto(home());
    await astrid.getByText("Flere er trygge efter mørkets frembrud").first().waitFor();
    await astrid.getByText("Nået", { exact: true }).first().waitFor();
    await astrid.goto(`${home()}/goals`);
    await astrid.locator("canvas").first().waitFor();
    expect(await astrid.locator("canvas").first().getAttribute("aria-label")).toMatch(
      /10 og 10 svar, 10 af dem samme personer/,
    );
    await astrid.goto(`${home()}/ripples`);
    await astrid.getByText("Fremgang", { exact: true }).first().waitFor();
    await astrid.getByText("Tilbagegang", { exact: true }).first().waitFor();
    expect((await astrid.goto(`${home()}/setup`))?.status()).toBe(403);
    await astrid.context().close();
  });

  it("never shows the three people of Syd by themselves, nor the nine of Nord, who would tell of them", async () => {
    const results = await (
      await fetchAs("astrid@example.dk", `${home()}/indicators?segment=${encodeURIComponent("område=Syd")}`)
    ).text();
    expect(results).toContain("10 og 10 svar");
    expect(results.replaceAll("segment=omr%C3%A5de%3DSyd", "")).not.toMatch(/Syd|Nord/);
    const stranger = await fetch(`${home()}/goals`, { redirect: "manual" });
    expect(stranger.status).toBe(302);
  });

  it("lets a partner report a change and endorse a goal, and shows her no other initiative", async () => {
    await grant("petra@example.dk", "Petra Pil", "partner", "Nørreby Politi");
    const petra = await signIn("petra@example.dk");
    await petra.goto(`${home()}/partner`);
    await petra
      .getByRole("button", { name: /Bak op/ })
      .first()
      .click();
    await petra.getByText("Nørreby Politi").first().waitFor();
    expect(await ringvirk.db.selectFrom("endorsement").select("goal_id").execute()).toHaveLength(1);

    await ringvirk.db
      .insertInto("initiative")
      .values({
        id: "other",
        slug: "et-andet",
        name: "Et andet",
        challenge: "x",
        district: "x",
        place: "x",
        starts_on: "2026-01-01",
        ends_on: "2026-12-31",
      })
      .execute();
    for (const path of ["", "/goals", "/ripples", "/indicators", "/partner", "/setup", "/setup/participants"]) {
      expect((await petra.goto(`${ringvirk.url}/initiatives/et-andet${path}`))?.status()).toBe(404);
    }
    await petra.goto(`${ringvirk.url}/initiatives`);
    expect(await petra.getByText("Et andet").count()).toBe(0);
    await petra.context().close();
  });

  it("met no fault in any browser", () => {
    expect(faults).toEqual([]);
  });
});

function home(): string {
  return `${ringvirk.url}/initiatives/tryg-park-i-noerreby`;
}

/** Asks for a link on the sign-in page, takes it out of the mail, presses the button behind it. */
async function signIn(email: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ locale: "da-DK" });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (fault) => faults.push(`${page.url()}: ${fault.message}`));
  page.on("console", (line) => {
    if (line.type() === "error" && !/status of 4\d\d/.test(line.text())) faults.push(`${page.url()}: ${line.text()}`);
  });
  const isSignIn = (mail: ParsedMail) => addressOf(mail) === email && /\/sign-in\//.test(mail.text ?? "");
  const had = mails.received.filter(isSignIn).length;
  await page.goto(`${ringvirk.url}/sign-in`);
  await page.getByLabel("Mailadresse").fill(email);
  await page.getByRole("button", { name: "Send mig et link" }).click();
  await page.getByText("Se i din indbakke").waitFor();
  await expect.poll(() => mails.received.filter(isSignIn).length, { timeout: 20_000 }).toBe(had + 1);
  await page.goto(linkIn(mails.received.filter(isSignIn).at(-1), "sign-in"));
  await page.getByRole("button", { name: "Log ind", exact: true }).click();
  await page.waitForURL(/\/initiatives/);
  return page;
}

async function fetchAs(email: string, address: string): Promise<Response> {
  const page = await signIn(email);
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await page.context().close();
  return fetch(address, { headers: { cookie: cookies } });
}

async function grant(email: string, name: string, role: string, organisation?: string): Promise<void> {
  await kim.goto(`${home()}/setup/people`);
  await kim.getByLabel("Mailadresse").fill(email);
  await kim.getByLabel("Navn", { exact: true }).fill(name);
  await kim.locator(`input[name="role"][value="${role}"]`).check({ force: true });
  if (organisation) await kim.getByLabel("Organisation", { exact: true }).selectOption({ label: organisation });
  await kim.getByRole("button", { name: "Giv rollen" }).click();
  await kim.getByText("Rollen er givet").waitFor();
}

async function uploadResidents(people: ReadonlyArray<readonly string[]>): Promise<void> {
  const lines = people.map(
    ([name, key, language, area]) => `${name};${key?.includes(" ") ? key : `${key}@example.dk`};${language};${area}`,
  );
  // As a Danish spreadsheet saves it: Windows-1252.
  const content = Buffer.from(["Navn;E-mail;Sprog;Område", ...lines].join("\r\n"), "latin1");
  await kim.goto(`${home()}/setup/participants`);
  await kim.getByLabel("Borgere, for eksempel beboere").check();
  await kim
    .getByLabel("Fil", { exact: true })
    .setInputFiles({ name: "beboere.csv", mimeType: "text/csv", buffer: content });
  await kim.getByRole("button", { name: "Se, hvad der vil ske" }).click();
}

async function planWave(name: string, opensOn: string, closesOn: string): Promise<void> {
  await kim.goto(`${home()}/setup/waves`);
  await kim.getByLabel("Navn", { exact: true }).fill(name);
  await kim.getByLabel("Første dag").fill(opensOn);
  await kim.getByLabel("Sidste dag").fill(closesOn);
  await kim.getByLabel("Borgere").selectOption({ index: 1 });
  await kim.getByRole("button", { name: "Planlæg målingen" }).click();
  await kim.getByText("Målingen er planlagt").waitFor();
  if (!/waves\/./.test(kim.url())) await kim.getByRole("link", { name, exact: true }).click();
}

async function openWave(): Promise<void> {
  await kim.getByRole("button", { name: "Åbn målingen" }).click();
}

async function closeWave(name: string): Promise<void> {
  await kim.goto(`${home()}/setup/waves`);
  await kim.getByRole("link", { name, exact: true }).click();
  await kim.getByText("Vil du lukke målingen før tid?").click();
  await kim.getByRole("button", { name: "Luk målingen" }).click();
  await kim.getByText("Målingen er lukket").first().waitFor();
}

/** Answers every page by choosing, until the last is sent. */
async function answerPages(page: Page, choose: Choose, next: string, send: string): Promise<void> {
  for (;;) {
    await choosePage(page, choose);
    const forward = page.getByRole("button", { name: next, exact: true });
    if ((await forward.count()) === 0) break;
    const number = await page.locator("#place").textContent();
    await forward.click();
    await expect.poll(() => page.locator("#place").textContent(), { timeout: 20_000 }).not.toBe(number);
    // The progress stands above the questions: on a busy machine it can be read before they have arrived.
    await page.waitForLoadState();
  }
  await page.getByRole("button", { name: new RegExp(send) }).click();
}

async function choosePage(page: Page, choose: Choose): Promise<void> {
  const radios = await page
    .locator("input[type=radio]")
    .evaluateAll((inputs) =>
      inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).value]),
    );
  const names = [...new Set(radios.map(([name]) => name as string))];
  for (const name of names) {
    const value = choose(
      name,
      radios.filter(([of]) => of === name).map(([, value]) => value as string),
    );
    if (value !== null) await page.locator(`input[name="${name}"][value="${value}"]`).check({ force: true });
  }
}

/** How far up a scale people stand on the whole, before and after; where nothing is said, a little below the middle both times. */
const standings: Record<string, [before: number, after: number]> = {
  // The goal is reached.
  "a:safety-dark": [0.35, 0.65],
  // Nobody's plan, a gain.
  "a:trust-police": [0.35, 0.65],
  // A harm.
  "a:satisfaction-place": [0.65, 0.35],
};

function answersBefore(person: string): Choose {
  return (name, values) => pick(values, (standings[name]?.[0] ?? 0.4) + wobble(person, name));
}

function answersAfter(person: string): Choose {
  return (name, values) =>
    pick(values, (standings[name]?.[1] ?? 0.4) + wobble(person, name) + wobble(name, person) / 3);
}

/** The numbered value at this share of the way up its scale; of two, the lower below a half. */
function pick(values: string[], share: number): string {
  const numbered = values.filter((value) => /^-?\d+$/.test(value));
  const scale = numbered.length > 0 ? numbered : values;
  return scale[Math.round(Math.min(1, Math.max(0, share)) * (scale.length - 1))] as string;
}

/** Between -0.3 and 0.3, always the same for the same words: twelve people may be shown only where they do not nearly all answer alike. */
function wobble(one: string, other: string): number {
  const digest = createHash("sha256").update(`${one}\n${other}`).digest();
  return (digest.readUInt16BE(0) / 65_535 - 0.5) * 0.6;
}

function linkOf(name: string): string {
  return linkIn(
    mails.received.filter((mail) => isInvitation(mail) && addressOf(mail) === `${name}@example.dk`).at(-1),
    "s",
  );
}

function linkIn(mail: ParsedMail | undefined, kind: "s" | "sign-in"): string {
  const link = new RegExp(`http://[^\\s]+/${kind}/[\\w-]{22}`).exec(mail?.text ?? "")?.[0];
  if (!link) throw new Error(`No link in the mail: ${mail?.text}`);
  return link;
}

function addressOf(mail: ParsedMail): string {
  const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
  return to?.value[0]?.address ?? "";
}

function isInvitation(mail: ParsedMail): boolean {
  return mail.headers.has("list") && !isReminder(mail);
}

function isReminder(mail: ParsedMail): boolean {
  return /Påmindelse|Reminder/i.test(mail.subject ?? "");
}

async function arrived(count: number): Promise<void> {
  await expect.poll(() => mails.received.filter(isInvitation).length, { timeout: 30_000 }).toBe(count);
}

async function participants(): Promise<number> {
  return (await ringvirk.db.selectFrom("participant").select("id").execute()).length;
}

async function answered(): Promise<number> {
  return (await ringvirk.db.selectFrom("response").select("id").execute()).length;
}
