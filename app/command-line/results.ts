import { initiativeBySlug } from "#surveys/initiative/initiative.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { readExportedResults } from "#surveys/reporting/exported-results.server.ts";
import { resultsJson } from "#surveys/reporting/results-json.ts";
import { type Command, refusalOf } from "./command.ts";
import { withDatabase } from "./database.ts";
import { resultsText } from "./results-text.ts";

/** What the pages show, from the same engine and after the same disclosure control. */
export const printResults: Command = {
  options: {
    initiative: { type: "string", required: true },
    format: { type: "string", choices: ["text", "json"] },
  },
  run(options, terminal) {
    const { say, print, language } = terminal;
    return withDatabase(terminal, async (db) => {
      const initiative = await initiativeBySlug(db, options.text("initiative"));
      if (isProblem(initiative)) return refusalOf(initiative, say);
      const results = await readExportedResults(db, initiative.id);
      print(
        options.text("format") === "json" ? resultsJson(results).trimEnd() : resultsText(results, { language, say }),
      );
      return null;
    });
  },
};
