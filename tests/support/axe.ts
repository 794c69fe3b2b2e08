import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

export const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What axe finds on a page against WCAG 2.2 A and AA and its own good practice. The preview of a survey is a page of its own, to be looked at
 * by itself.
 */
export async function axeFaults(page: Page): Promise<string[]> {
  return faultsIn(page, axeOf(page).withTags(tags));
}

/** The same in both themes, which differ in their colours alone. */
export async function axeFaultsInBothThemes(page: Page): Promise<string[]> {
  const light = await axeFaults(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await faultsIn(page, axeOf(page).withRules("color-contrast"));
  await page.emulateMedia({ colorScheme: "light" });
  return [...light, ...dark.map((fault) => `dark: ${fault}`)];
}

export function axeOf(page: Page): AxeBuilder {
  // Without frames axe does all its work in the page itself, and need not open another to put its parts together.
  return new AxeBuilder({ page })
    .setLegacyMode(true)
    .exclude("iframe")
    .options({ resultTypes: ["violations"] });
}

async function faultsIn(page: Page, axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  const path = new URL(page.url()).pathname;
  return violations.map(({ id, nodes }) => `${path}: ${id} at ${nodes[0]?.target.join(" ")} (${nodes.length})`);
}
