import type { Page } from "playwright-core";

/** Does what turns a page of a survey and waits until another stands there, whether the server sent it or the page's own script turned it. */
export async function turnPage(page: Page, turn: () => Promise<unknown>): Promise<void> {
  const place = () => document.querySelector("#place")?.textContent ?? null;
  const before = await page.evaluate(place);
  await turn();
  await page.waitForFunction(
    (was) => document.readyState === "complete" && (document.querySelector("#place")?.textContent ?? null) !== was,
    before,
  );
}
