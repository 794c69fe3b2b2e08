import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { marginTemplate } from "#surveys/impact/weighting/margin-file.ts";
import { dimensionsOf, weighableWave } from "#surveys/impact/weighting/weighable-wave.server.ts";
import { isProblem, problems } from "#surveys/problem.ts";

/** A file of margins to fill in, in the language of the query: semicolons for Danish spreadsheets, commas for English ones. */
export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  const { waveId = "", audience } = args.params;
  const which = { initiativeId: initiative.id, waveId, audience: audience === "actor" ? "actor" : "resident" } as const;
  const wave = await weighableWave(args.context.db, which);
  if (isProblem(wave)) throw new Response(null, { status: problems[wave.problem] });
  const language = new URL(args.request.url).searchParams.get("language") === "en" ? "en" : "da";
  const name = language === "da" ? "befolkningen.csv" : "population.csv";
  return new Response(marginTemplate(await dimensionsOf(args.context.db, which), language), {
    headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="${name}"` },
  });
}
