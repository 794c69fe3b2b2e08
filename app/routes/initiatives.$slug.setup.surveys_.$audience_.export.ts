import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { type ExportFormat, exportFormats, exportSurvey } from "#surveys/definition/exchange/export-survey.server.ts";
import { surveyVersion } from "#surveys/definition/survey.server.ts";
import { isAudience } from "#surveys/initiative/audience.ts";
import { chosenSurveys } from "#surveys/initiative/survey-choice.server.ts";

/**
 * The audience's chosen survey as a file: SurveyJS JSON, an XLSForm, or a questionnaire on paper (`wave=later` leaves out what only the first
 * wave asks) in the language of the query.
 */
export async function loader(args: LoaderFunctionArgs) {
  const { initiative, deed } = await requireCoordinator(args);
  const { context, params, request } = args;
  const query = new URL(request.url).searchParams;
  const format = exportFormats.find((known): known is ExportFormat => known === query.get("format"));
  const surveys = await chosenSurveys(context.db, initiative.id, deed.now);
  const survey = isAudience(params.audience) ? surveys.find(({ key }) => key === params.audience) : undefined;
  if (!survey || !format) throw new Response(null, { status: 404 });
  const language = query.get("language") === "en" ? "en" : "da";
  const wavePosition = query.get("wave") === "later" ? 1 : 0;
  const { definition } = await surveyVersion(context.db, survey.versionId);
  const say = context.sayIn(language);
  const { bytes, mediaType, ending } = await exportSurvey(definition, format, { language, say, wavePosition });
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": mediaType,
      "Content-Disposition": `attachment; filename="${initiative.slug}-${params.audience}-${survey.number}.${ending}"`,
    },
  });
}
