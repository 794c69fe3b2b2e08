import type { Audience } from "#db/schema.ts";
import actorsCore from "#surveys/library/actors-core.json" with { type: "json" };
import economicItCrime from "#surveys/library/module-economic-it-crime.json" with { type: "json" };
import housingArea from "#surveys/library/module-housing-area.json" with { type: "json" };
import nightlife from "#surveys/library/module-nightlife.json" with { type: "json" };
import residentsCore from "#surveys/library/residents-core.json" with { type: "json" };
import type { LocalizedText } from "./codebook.ts";
import type { SurveyJson } from "./survey-json.ts";

/** A ready survey. A core stands alone; a module is added to the core of its audience with `composeDefinition`. */
export interface LibrarySurvey {
  key: string;
  audience: Audience;
  role: "core" | "module";
  title: LocalizedText;
  definition: SurveyJson;
}

/** The ready surveys, cores first. Wording, scales and sources: docs/item-bank.md. */
export const librarySurveys: readonly LibrarySurvey[] = [
  ready("residents-core", "resident", "core", residentsCore),
  ready("actors-core", "actor", "core", actorsCore),
  ready("module-nightlife", "resident", "module", nightlife),
  ready("module-housing-area", "resident", "module", housingArea),
  ready("module-economic-it-crime", "resident", "module", economicItCrime),
];

function ready(
  key: string,
  audience: Audience,
  role: LibrarySurvey["role"],
  definition: SurveyJson & { title: LocalizedText },
): LibrarySurvey {
  return { key, audience, role, title: definition.title, definition };
}
