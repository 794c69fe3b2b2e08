import type { RingvirkContext } from "#app/load-context.ts";
import { typed } from "#app/refusal.server.ts";
import type { InitiativeTable } from "#db/schema.ts";
import type { Deed } from "#surveys/initiative/audit.server.ts";
import { takeDownPublication } from "#surveys/initiative/publication.server.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { nameByHand, publishResults } from "#surveys/reporting/publish-results.server.ts";

/** Does what a form on the page about publishing asks for in its field "deed". @returns the word that says what was done. */
export async function publishDeed(
  { db, sayIn }: Pick<RingvirkContext, "db" | "sayIn">,
  deed: Deed,
  initiative: InitiativeTable,
  form: FormData,
): Promise<string | Problem> {
  switch (typed(form, "deed")) {
    case "publish": {
      const listed = typed(form, "listed") === "yes";
      return (await publishResults(db, deed, { initiative, listed, sayIn })) ?? "results-published";
    }
    case "take-down":
      return (await takeDownPublication(db, deed)) ?? "results-taken-down";
    case "headlines":
      return (await nameByHand(db, deed, (field) => form.get(field))) ?? "headlines-kept";
    default:
      return problem("request.unreadable");
  }
}
