import type { Results } from "#surveys/impact/results.ts";
import { trendSentence } from "#surveys/reporting/change-sentence.ts";
import type { ExportedCandidate } from "#surveys/reporting/exported-candidates.ts";
import type { Reader } from "#surveys/reporting/number-format.ts";
import type { ExportedResults } from "#surveys/reporting/results-json.ts";
import { rippleSentence } from "#surveys/reporting/ripple-words.ts";
import { goalSentence, verdictWords } from "#surveys/reporting/verdict-words.ts";

/** The results for a person at a terminal, in the sentences of the pages: everyone together; the groups are in the JSON. */
export function resultsText(results: ExportedResults, reader: Reader): string {
  const { waves, indicators, goals, ripples } = results;
  const everyone = indicators.filter(({ segment }) => segment === "");
  return [
    results.initiative.name,
    ...section(
      "waves",
      waves.map((wave) => waveLine(wave, results, reader)),
      reader,
    ),
    ...section(
      "goals",
      goals.map((goal) => goalLines(goal, results, reader)),
      reader,
    ),
    ...section(
      "ripples",
      ripples.map((ripple) => rippleSentence(results, ripple, reader)),
      reader,
    ),
    ...section(
      "candidates",
      results.candidates.map((candidate) => candidateLine(candidate, reader)),
      reader,
    ),
    ...section(
      "indicators",
      everyone.map((indicator) => trendSentence(results, indicator, reader)),
      reader,
    ),
  ].join("\n");
}

/** "[Godtaget, fremgang] Folk passer på hinanden: begrundelsen". */
function candidateLine({ title, kind, state, decision }: ExportedCandidate, { say, language }: Reader): string {
  const standing = `[${say(`inbox:state.${state}`)}, ${say(`results:ripple.${kind}`)}] ${title[language]}`;
  return decision ? `${standing}: ${decision.reason}` : standing;
}

function section(key: string, entries: string[], { say }: Reader): string[] {
  const shown = entries.length > 0 ? entries : [say("command:results.none")];
  return ["", say(`command:results.${key}`), ...shown.map((entry) => `  ${entry}`)];
}

function waveLine(wave: Results["waves"][number], { floor }: Results, { say }: Reader): string {
  const answers = wave.audiences.map(({ answered }) =>
    answered === null ? say("command:results.hidden", { floor }) : say("command:results.answered", { count: answered }),
  );
  const days = say("command:report.days", { opensOn: wave.opensOn, closesOn: wave.closesOn });
  return [`${wave.name}, ${days}`, ...answers].join(", ");
}

function goalLines(goal: Results["goals"][number], results: Results, reader: Reader): string {
  return `${goal.title}: ${verdictWords(goal, reader)}\n    ${goalSentence(results, goal, reader)}`;
}
