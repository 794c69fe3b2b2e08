import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { languageOf } from "#app/texts/language.server.ts";
import { csvText } from "#surveys/csv-text.ts";
import { uploadProblems } from "#surveys/fieldwork/upload.server.ts";
import { isProblem, problems } from "#surveys/problem.ts";

/** Every row of a waiting list that cannot be stored, with its line and why, as a CSV file in the reader's language. */
export async function loader(args: LoaderFunctionArgs) {
  const { deed, account } = await requireCoordinator(args);
  const { request, context, params } = args;
  const rows = await uploadProblems(context.db, deed, params.uploadId ?? "");
  if (isProblem(rows)) throw new Response(null, { status: problems[rows.problem] });
  const say = context.sayIn(await languageOf(request, account.language));
  const lines = rows.map(({ line, problem }) => [String(line), say(`problem:${problem.problem}`, problem.values)]);
  return new Response(csvText([[say("setup:participant.line"), say("setup:participant.wrong")], ...lines]), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="problems.csv"',
    },
  });
}
