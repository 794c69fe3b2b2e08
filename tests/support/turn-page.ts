import type { Page } from "playwright-core";

/**
 * Does what turns a page of a survey and waits until another stands there, whether the server sent it or the page's own script turned it; where
 * something is missing, the same page anew.
 */
export async function turnPage(page: Page, turn: () => Promise<unknown>): Promise<void> {
  const first = page.locator("#main > :first-child");
  await first.evaluate((element) => element.setAttribute("data-before-turn", ""));
  await turn();
  await page.waitForFunction(
    () =>
      document.readyState === "complete" &&
      document.querySelector("#main") !== null &&
      document.querySelector("[data-before-turn]") === null,
  );
}
