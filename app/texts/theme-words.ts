import type { Say } from "#surveys/texts.ts";

/** Themes of the library; a theme of somebody's own survey is called what the survey calls it. */
const knownThemes = [
  ...["change-report", "collaboration", "coordination", "disorder", "expectation", "housing", "it-crime"],
  ...[
    "municipality",
    "neighbours",
    "nightlife",
    "place",
    "police",
    "safety",
    "unexpected",
    "victimisation",
    "workflow",
  ],
];

export function themeWords(theme: string, say: Say): string {
  if (theme === "") return say("results:page.theme.none");
  return knownThemes.includes(theme) ? say(`results:page.theme.${theme}`) : theme;
}
