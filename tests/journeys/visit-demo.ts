import type { Browser, BrowserContext } from "playwright-core";
import type { LanguageCode, Role } from "#db/schema.ts";
import type { SeededDemo } from "#db/seed.ts";
import type { RunningRingvirk } from "#tests/support/running-ringvirk.ts";

/** Who looks at the demo, and through what. */
export interface Visitor {
  role: Role | "citizen";
  language: LanguageCode;
  width: number;
  colorScheme?: "light" | "dark";
}

/** A browser window of somebody with that role, signed in. */
export async function visitDemo(
  browser: Browser,
  ringvirk: RunningRingvirk,
  demo: SeededDemo,
  { role, language, width, colorScheme = "light" }: Visitor,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: language === "da" ? "da-DK" : "en-GB",
    viewport: { width, height: width < 600 ? 740 : 860 },
    colorScheme,
  });
  await context.addCookies([{ name: "ringvirk-language", value: cookieValue(language), url: ringvirk.url }]);
  const account = demo.accounts.find((one) => one.role === role);
  if (!account) return context;
  const page = await context.newPage();
  await page.goto(await ringvirk.signInLinkOf(account.accountId));
  await page.locator("main form button").first().click();
  await page.waitForURL(/\/initiatives/);
  await page.close();
  return context;
}

/** As the language form sets it: a value that Remix can read back. */
function cookieValue(language: LanguageCode): string {
  return encodeURIComponent(btoa(JSON.stringify(language)));
}
