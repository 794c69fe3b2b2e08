import type { Page } from "playwright-core";

/**
 * Does what turns a page of a survey and waits until another stands there, whether the server sent it or the page's own script turned it; where
 * something is missing, the same page anew.
 */
export async function turnPage(page: Page, turn: () => Promise<unknown>): Promise<void> {
  await page.locator("#main > :first-child").evaluate((element) => element.setAttribute("data-before-turn", ""));
  await turn();
  await page.locator("[data-before-turn]").waitFor({ state: "detached" });
  await page.locator("#main").waitFor({ state: "attached" });
  await page.waitForLoadState();
}
