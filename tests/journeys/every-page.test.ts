import { readdirSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishDemo } from "#app/demo.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { Role } from "#db/schema.ts";
import type { SeededDemo } from "#db/seed.ts";
import { confirmationLink, confirmationToken } from "#surveys/fieldwork/invitation-token.ts";
import { makeOpenLink } from "#surveys/fieldwork/open-link.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { axeFaultsInBothThemes } from "#tests/support/axe.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { startDemo } from "#tests/support/running-demo.ts";
import { journeySecret, type RunningRingvirk } from "#tests/support/running-ringvirk.ts";
import { turnPage } from "#tests/support/turn-page.ts";

/**
 * Every page of the demo, opened by the role it is for: axe finds no violation of WCAG 2.2 A and AA in light and dark, nothing is wider than
 * the screen at 320 px, no text is missing, no script faults, and the content security policy is never broken. From these pages the journey
 * follows the links; at the end, no page of the product may have been left out.
 */
const start: Record<Role | "citizen", string[]> = {
  citizen: [
    ...[
      "/",
      "/mailbox",
      "/sign-in",
      "/sign-in/AAAAAAAAAAAAAAAAAAAAAA",
      "/s/AAAAAAAAAAAAAAAAAAAAAA",
      "/confirm/AAAAAAAAAAAAAAAAAAAAAA",
      "/r/trygt-natteliv",
      "/r/no-such-initiative",
      "/privacy",
      "/accessibility",
      "/withdrawn",
      "/kode",
    ],
    "/no-such-page",
  ],
  coordinator: ["/initiatives"],
  analyst: ["/initiatives/trygt-natteliv"],
  partner: ["/initiatives/trygt-natteliv/partner"],
  administrator: ["/admin"],
};

/** The editor has a journey of its own (`editor.test.ts`), and `code` is `kode` in English. */
const lookedAtElsewhere = /_\.editor|survey-preview|^code\.tsx/;

/** The paths of all pages that were looked at. */
const visited = new Set<string>();

let browser: Browser;
let ringvirk: RunningRingvirk;
let demo: SeededDemo;
const faults: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  const started = await startDemo({ mailbox: true });
  ({ ringvirk, demo } = started);
  await publishDemo({ db: ringvirk.db, clock: () => started.now, sayIn: sayToRespondent }, demo);
});

afterAll(async () => {
  await browser?.close();
  await ringvirk?.stop();
});

describe("every page", () => {
  for (const [role, paths] of Object.entries(start)) {
    it(`of the ${role} is accessible in both themes and fits a small screen`, async () => {
      const context = await contextOf(role as Role | "citizen");
      const addresses = paths.map((path) => ringvirk.url + path);
      if (role === "citizen") addresses.push(await linkToConfirm(), ...(await openLink()));
      if (role === "coordinator") addresses.push(...(await waysIntoOpenWave()), await somebodysPage());
      if (role === "citizen") addresses.push(...demo.personalLinks.flatMap(({ link }) => [link, `${link}/stop`]));
      expect(await lookAtAll(context, addresses, role as Role | "citizen")).toEqual([]);
      await context.close();
    }, 300_000);
  }

  it("of an upload is accessible, with problems in it and without", async () => {
    const context = await contextOf("coordinator");
    const page = await context.newPage();
    const found: string[] = [];
    for (const last of ["ikke en adresse;Nord", "bo@example.dk;Nord"]) {
      await page.goto(`${ringvirk.url}/initiatives/trygt-natteliv/setup/participants`);
      await page.locator('input[name="audience"][value="resident"]').check();
      const buffer = Buffer.from(`E-mail;Område\nny@example.dk;Nord\n${last}\n`);
      await page.locator('input[type="file"]').setInputFiles({ name: "liste.csv", mimeType: "text/csv", buffer });
      await page.getByRole("button", { name: "Se, hvad der vil ske" }).click();
      await page.waitForURL(/participants\/./);
      found.push(...(await faultsOf(page)));
    }
    expect(found).toEqual([]);
    await context.close();
  });

  it("of a survey is accessible to its end, with problems shown too", async () => {
    const context = await contextOf("citizen");
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const found: string[] = [];
    for (const { link } of demo.personalLinks) {
      await page.goto(link);
      for (let step = 0; step < 12 && (await page.locator("#questions").count()) > 0; step += 1) {
        found.push(...(await faultsOf(page)));
        const forward = page.locator('button[value="next"], button[value="submit"]').last();
        await turnPage(page, () => forward.click());
      }
      found.push(...(await faultsOf(page)));
    }
    expect(found).toEqual([]);
    await context.close();
  });

  it("was looked at", () => {
    const left = readdirSync("app/routes")
      .filter((file) => file.endsWith(".tsx") && !lookedAtElsewhere.test(file))
      .filter((file) => ![...visited].some((path) => patternOf(file).test(path)));
    expect(left).toEqual([]);
  });

  it("kept the content security policy and threw nothing", () => {
    expect(faults).toEqual([]);
  });
});

/** The one that waits in the demo. */
async function linkToConfirm(): Promise<string> {
  const request = ringvirk.db
    .selectFrom("confirmation_request")
    .leftJoin("confirmation", "confirmation.request_id", "confirmation_request.id")
    .select("confirmation_request.id")
    .where("confirmation.id", "is", null);
  return confirmationLink(ringvirk.url, confirmationToken(journeySecret, (await request.executeTakeFirstOrThrow()).id));
}

function openWave() {
  return ringvirk.db
    .selectFrom("wave")
    .innerJoin("initiative", "initiative.id", "wave.initiative_id")
    .select(["wave.id", "initiative_id", "slug"])
    .where("state", "=", "open")
    .executeTakeFirstOrThrow();
}

/** Only an open wave's page leads to them. */
async function waysIntoOpenWave(): Promise<string[]> {
  const { slug, id } = await openWave();
  return ["letters", "open-link"].map((way) => `${ringvirk.url}/initiatives/${slug}/setup/waves/${id}/${way}`);
}

/** Only a search leads to it. */
async function somebodysPage(): Promise<string> {
  const { slug, initiative_id } = await openWave();
  const { id } = await ringvirk.db
    .selectFrom("participant")
    .select("id")
    .where("initiative_id", "=", initiative_id)
    .where("audience", "=", "actor")
    .executeTakeFirstOrThrow();
  return `${ringvirk.url}/initiatives/${slug}/setup/participants/person/${id}`;
}

/** Open to everybody in a wave of the demo that is open, and its screen for a meeting. */
async function openLink(): Promise<string[]> {
  const wave = await openWave();
  const deed = {
    initiativeId: wave.initiative_id,
    accountId: demo.accounts.find(({ role }) => role === "coordinator")?.accountId ?? "",
    now: new Date(),
  };
  const plan = { name: "moedet", mostAnswers: "100", asksSelfCode: false };
  const made = await makeOpenLink(ringvirk.db, deed, { waveId: wave.id, audience: "resident", plan });
  if (isProblem(made)) throw new Error(made.problem);
  return [`${ringvirk.url}/o/moedet`, `${ringvirk.url}/o/moedet/kiosk`];
}

async function contextOf(role: Role | "citizen"): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: "da-DK", viewport: { width: 320, height: 800 } });
  context.on("page", (page) => {
    page.on("pageerror", (fault) => faults.push(`${page.url()}: ${fault.message}`));
    page.on("console", (line) => {
      if (line.type() === "error" && !/status of 4\d\d/.test(line.text())) faults.push(`${page.url()}: ${line.text()}`);
    });
  });
  const account = demo.accounts.find((one) => one.role === role);
  if (!account) return context;
  const page = await context.newPage();
  await page.goto(await ringvirk.signInLinkOf(account.accountId));
  await page.getByRole("button", { name: "Log ind", exact: true }).click();
  await page.waitForURL(/\/initiatives/);
  await page.close();
  return context;
}

/**
 * These pages, and from them one of each kind of page that a link leads to. Set-up looks alike to all who may see it, and an administrator sees what
 * a coordinator sees.
 */
async function lookAtAll(context: BrowserContext, addresses: string[], role: Role | "citizen"): Promise<string[]> {
  const found: string[] = [];
  const alike = (kind: string) => role === "administrator" || kind.includes("/setup");
  const seen = new Set([...visited].map(kindOf).filter(alike));
  const waiting = [...addresses];
  const page = await context.newPage();
  for (let address = waiting.shift(); address; address = waiting.shift()) {
    const kind = kindOf(new URL(address).pathname);
    if (seen.has(kind)) continue;
    seen.add(kind);
    await page.goto(address, { waitUntil: "load" });
    if ((await page.locator("canvas").count()) > 0) await page.waitForTimeout(500);
    found.push(...(await faultsOf(page)));
    const links = await page
      .locator("a[href]:not([download])")
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    waiting.push(...links.filter((link) => link.startsWith(`${ringvirk.url}/`)));
  }
  return found;
}

/** Goals, waves, actors and the like differ by what stands in their addresses alone. */
function kindOf(path: string): string {
  return path
    .replace(/^\/initiatives\/(?!new)[^/]+/, "/initiatives/*")
    .replace(/^\/s\/[^/]{22}\//, "/s/*/")
    .replace(/waves\/[^/]+/, "waves/*")
    .replace(/weights\/[^/]+\/.+/, "weights/*")
    .replace(/setup\/surveys\/[^/]+/, "setup/surveys/*")
    .replace(/(goals|actors|expectations|candidate|reports|partner\/confirm|workflows)\/(?!new|merge).+/, "$1/*");
}

async function faultsOf(page: Page): Promise<string[]> {
  visited.add(new URL(page.url()).pathname);
  return [...(await axeFaultsInBothThemes(page)), ...(await overflow(page)), ...(await bareKeys(page))];
}

async function overflow(page: Page): Promise<string[]> {
  const pixels = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return pixels > 0 ? [`${new URL(page.url()).pathname}: ${pixels} px wider than the screen`] : [];
}

/** A text that is not there shows as its key ("page.tide.rose"). */
async function bareKeys(page: Page): Promise<string[]> {
  const words = await page.evaluate(() => document.body.innerText);
  const keys = words.match(/(?<![\w@/:.-])[a-z][\w-]*(\.[a-z][\w-]*){2,}(?![\w@/-])/g) ?? [];
  return keys.map((key) => `${new URL(page.url()).pathname}: the bare key ${key}`);
}

/** "initiatives.$slug.setup.goals_.$goalId.tsx" serves /initiatives/…/setup/goals/…; see Remix's file routes. */
function patternOf(file: string): RegExp {
  const parts = file
    .replace(/\.tsx$/, "")
    .split(".")
    .filter((part) => part !== "_index");
  const paths = parts.map((part) => (part === "$" ? ".*" : part.startsWith("$") ? "[^/]+" : part.replace(/_$/, "")));
  return new RegExp(`^/${paths.join("/")}$`);
}
