import axe, { type Result, type RunOptions } from "axe-core";
import type { Page } from "playwright-core";

export const everyRule: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
};

/** Light and dark differ in nothing else. */
export const colourContrast: RunOptions = { runOnly: { type: "rule", values: ["color-contrast"] } };

/**
 * What axe finds on a page against WCAG 2.2 A and AA and its own good practice. The preview of a survey is a page of its own, to be looked at
 * by itself.
 */
export async function axeFaults(page: Page): Promise<string[]> {
  return named(page, await violationsOf(page, everyRule));
}

/** The same in both themes. */
export async function axeFaultsInBothThemes(page: Page): Promise<string[]> {
  const light = await axeFaults(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = named(page, await violationsOf(page, colourContrast));
  await page.emulateMedia({ colorScheme: "light" });
  return [...light, ...dark.map((fault) => `dark: ${fault}`)];
}

/** axe is handed to a page once, however often it looks. @param within a selector; else the whole page, without frames. */
export async function violationsOf(page: Page, options: RunOptions, within?: string): Promise<Result[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const context = within ? { include: [within] } : { exclude: ["iframe"] };
  const look = { context, options: { ...options, resultTypes: ["violations"] } satisfies RunOptions };
  return await page.evaluate(async ({ context, options }) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(context, options);
    return violations;
  }, look);
}

function named(page: Page, violations: Result[]): string[] {
  const path = new URL(page.url()).pathname;
  return violations.map(({ id, nodes }) => `${path}: ${id} at ${nodes[0]?.target.join(" ")} (${nodes.length})`);
}
