import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SeededDemo } from "#db/seed.ts";
import { axeFaults } from "#tests/support/axe.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { startDemo } from "#tests/support/running-demo.ts";
import type { RunningRingvirk } from "#tests/support/running-ringvirk.ts";
import { turnPage } from "#tests/support/turn-page.ts";

/**
 * A survey answered with the keyboard alone, from the left (Danish) and from the right (Arabic), on a narrow phone; axe looks at every page on
 * the way, light and dark. And the switch of languages, which keeps what was typed.
 */
let browser: Browser;
let ringvirk: RunningRingvirk;
let demo: SeededDemo;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ ringvirk, demo } = await startDemo());
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await ringvirk?.stop();
});

function linkOf(wanted: "da" | "en"): string {
  const links = demo.personalLinks.filter(({ audience, language }) => audience === "resident" && language === wanted);
  return links[0]?.link as string;
}

async function phone(
  options: { colorScheme?: "light" | "dark"; javaScriptEnabled?: boolean } = {},
): Promise<BrowserContext> {
  return await browser.newContext({ viewport: { width: 320, height: 640 }, ...options });
}

describe("a survey with the keyboard alone", () => {
  it("is answered from the left in Danish, dark", { timeout: 240_000 }, async () => {
    const page = await (await phone({ colorScheme: "dark" })).newPage();
    await page.goto(linkOf("da"));
    expect(await page.locator("html").getAttribute("dir")).toBe("ltr");
    await answerByKeyboard(page);
    await page.getByRole("heading", { name: "Tak for dine svar" }).waitFor();
    await page.context().close();
  });

  it("is answered from the right in Arabic, after a switch that keeps what was chosen", {
    timeout: 240_000,
  }, async () => {
    const page = await (await phone()).newPage();
    let turnedAlone = 0;
    /** The phone turns the first page by itself: from the right as well, and in the same language. */
    const withoutNetwork = async (turn: () => Promise<void>) => {
      if (turnedAlone > 0) return await turn();
      turnedAlone += 1;
      await page.context().setOffline(true);
      await turn();
      await page.getByText("يُحفظ على الهاتف إلى أن يعود الاتصال.").waitFor();
      expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
      await page.context().setOffline(false);
    };
    await page.goto(linkOf("en"));
    await page.locator('.points input[value="6"]').first().focus();
    await page.keyboard.press("Space");
    const fetched = page.waitForResponse(
      async (reply) => /pages=all/.test(reply.url()) && /lang="ar"/.test(await reply.text()),
    );
    await press(page, '.languages [lang="ar"]');
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    expect(await page.locator("html").getAttribute("lang")).toBe("ar");
    expect(await page.locator('.points input[value="6"]').first().isChecked()).toBe(true);
    expect(await inOrderFromTheRight(page)).toBe(true);
    await fetched;
    await answerByKeyboard(page, withoutNetwork);
    expect(turnedAlone).toBe(1);
    await page.getByRole("heading", { name: "شكرًا على إجاباتك" }).waitFor();
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    await page.context().close();
  });
});

/** Goes through every page with Tab, Space and Enter; whoever sees must see where they are. */
async function answerByKeyboard(page: Page, turning = (turn: () => Promise<void>) => turn()): Promise<void> {
  for (let pages = 0; pages < 12; pages += 1) {
    await expectNoViolation(page);
    await page.locator("main").evaluate((main) => main.setAttribute("tabindex", "-1"));
    await page.locator("main").focus();
    const answered = new Set<string>();
    for (let steps = 0; steps < 150; steps += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(focused);
      expect(at.outlined, `${at.name} ${at.type} shows that it has the focus`).toBe(true);
      if (at.type === "radio" && !answered.has(at.name)) await page.keyboard.press("Space");
      answered.add(at.name);
      if (at.type !== "submit" || at.name !== "action" || at.value === "back") continue;
      await turning(() => turnPage(page, () => page.keyboard.press("Enter")));
      break;
    }
    if (/\/thanks/.test(page.url())) return expectNoViolation(page);
  }
}

function focused() {
  const at = document.activeElement as HTMLInputElement;
  const outlined = [at, at.nextElementSibling].some((one) => one && getComputedStyle(one).outlineStyle !== "none");
  return { name: at.name ?? "", type: at.type ?? "", value: at.value ?? "", outlined };
}

async function press(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().focus();
  await turnPage(page, () => page.keyboard.press("Enter"));
}

/** The low end of a scale stands where reading begins. */
function inOrderFromTheRight(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const points = [...document.querySelectorAll(".points .point")]
      .slice(0, 2)
      .map((one) => one.getBoundingClientRect());
    return (points[0]?.left ?? 0) > (points[1]?.left ?? 0);
  });
}

async function expectNoViolation(page: Page): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
}
