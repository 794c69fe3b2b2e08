import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { personalHeaders, respondentLinks } from "#app/components/answering/respondent-page.ts";
import { PreviewPage } from "#app/components/editor/preview-page.tsx";
import { type AtEditor, requireAtEditor } from "#app/editor.server.ts";
import { previewedSurvey } from "#app/preview-survey.server.ts";
import { readForm, typed } from "#app/refusal.server.ts";
import { sayIn } from "#app/texts/texts.ts";
import { openPreview, readPreviewState, takePreview } from "#surveys/answering/preview.server.ts";
import { dataControllerOf } from "#surveys/initiative/data-controller.server.ts";
import { isProblem, problems } from "#surveys/problem.ts";
import { isRespondentLanguage } from "#surveys/respondent-language.ts";

export const handle = { plain: true };
export const links = respondentLinks;
export const headers = personalHeaders;

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: sayIn(shown?.reader ?? "da")("editor:preview.title") },
];

export async function loader(args: LoaderFunctionArgs) {
  const at = await requireAtEditor(args);
  const search = new URL(args.request.url).searchParams;
  const asked = search.get("language");
  const language = isRespondentLanguage(asked) ? asked : at.language;
  const survey = await previewedSurvey(args.context.db, at, search.get("version"));
  const wanted = { question: search.get("question"), page: search.get("at") };
  const preview = openPreview(survey, { answers: {}, language, wave: 0 }, wanted);
  return data(
    await shownOf(args.context, at, preview),
    isProblem(preview) ? { status: problems[preview.problem] } : undefined,
  );
}

export async function action(args: ActionFunctionArgs) {
  const at = await requireAtEditor(args);
  const form = await readForm(args.request);
  const state = readPreviewState(typed(form, "preview-state"), at.language);
  const survey = await previewedSurvey(args.context.db, at, new URL(args.request.url).searchParams.get("version"));
  const preview = takePreview(survey, state, form);
  return data(
    await shownOf(args.context, at, preview),
    isProblem(preview) ? { status: problems[preview.problem] } : undefined,
  );
}

async function shownOf({ db }: Pick<AppLoadContext, "db">, at: AtEditor, preview: ReturnType<typeof openPreview>) {
  const who = { initiative: at.initiative.name, place: at.initiative.place, audience: at.audience };
  const language = isProblem(preview) ? at.language : preview.asked.language;
  const controller = await dataControllerOf(db, at.initiative.id);
  return { who, controller, reader: at.language, language, preview };
}

export default function SurveyPreview() {
  const opened = useLoaderData<typeof loader>();
  const taken = useActionData<typeof action>();
  return <PreviewPage {...(taken ?? opened)} />;
}
