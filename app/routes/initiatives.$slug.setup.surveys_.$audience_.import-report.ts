import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { accountOf } from "#app/accounts/session.server.ts";
import { transferCsv } from "#app/exchange-report-text.ts";
import { languageOf } from "#app/texts/language.server.ts";
import { stagedSurvey } from "#surveys/fieldwork/survey-upload.server.ts";
import { isAudience } from "#surveys/initiative/audience.ts";
import { isProblem, problems } from "#surveys/problem.ts";

/** The report on a survey that waits, as a CSV file in the reader's language. */
export async function loader(args: LoaderFunctionArgs) {
  const { deed } = await requireCoordinator(args);
  const { request, context, params } = args;
  if (!isAudience(params.audience)) throw new Response(null, { status: 404 });
  const uploadId = new URL(request.url).searchParams.get("upload") ?? "";
  const survey = await stagedSurvey(context.db, deed, { audience: params.audience, uploadId });
  if (isProblem(survey)) throw new Response(null, { status: problems[survey.problem] });
  const account = await accountOf(context, request);
  const say = context.sayIn(await languageOf(request, account?.language));
  return new Response(transferCsv(survey.report, say), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="report.csv"',
    },
  });
}
