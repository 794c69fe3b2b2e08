import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { EditorFrame } from "#app/components/editor/editor-frame.tsx";
import { editorLinks } from "#app/components/editor/editor-links.ts";
import { LanguageTabs } from "#app/components/editor/language-tabs.tsx";
import { PhonePreview } from "#app/components/editor/phone-preview.tsx";
import { SaveBar } from "#app/components/editor/save-bar.tsx";
import { WordsField } from "#app/components/editor/words-field.tsx";
import { ProblemSummary, TextField } from "#app/components/form-field.tsx";
import { backTo, draftDeed, requireEditing } from "#app/editor.server.ts";
import { readForm, refuse, typed } from "#app/refusal.server.ts";
import { readSurveyForm, surveyView } from "#app/survey-view.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { editDraft } from "#surveys/initiative/survey-draft.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { directionOf, isRespondentLanguage } from "#surveys/respondent-language.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "editor:survey.title");
export const links = editorLinks;

export async function loader(args: LoaderFunctionArgs) {
  const editing = await requireEditing(args);
  return surveyView(args.context, editing, new URL(args.request.url).searchParams.get("in"));
}

export async function action(args: ActionFunctionArgs) {
  const editing = await requireEditing(args);
  const form = await readForm(args.request);
  const language = typed(form, "language");
  const spoken = isRespondentLanguage(language) ? language : editing.language;
  const edited = await editDraft(args.context.db, {
    ...draftDeed(editing, form),
    edits: readSurveyForm(form, editing, spoken),
    step: { what: "survey-saved", about: "" },
  });
  return isProblem(edited) ? refuse(edited, form) : backTo(`${editing.editor}/survey?in=${spoken}`, "save");
}

export default function EditSurveyWords() {
  const { frame, words, language, languages, indexes, preview } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const typedNow = refusal?.typed;
  const say = useSay();
  const { revision } = frame.draft;
  return (
    <EditorFrame frame={frame} title={say("editor:survey.title")} lead={say("editor:survey.lead")}>
      <ProblemSummary problem={refusal?.problem} labels={{}} />
      <div className="editor-columns">
        <div className="editor-main">
          <LanguageTabs languages={languages} current={language} />
          <Form method="post" reloadDocument noValidate className="question-form">
            <input type="hidden" name="revision" value={revision} />
            <input type="hidden" name="language" value={language} />
            {(["title", "description"] as const).map((property) => (
              <WordsField
                key={property}
                name={`words.${property}`}
                label={say(property === "title" ? "editor:start.title" : "editor:survey.description")}
                value={typedNow?.[`words.${property}`] ?? words[property].text}
                other={words[property].other}
                language={language}
                direction={directionOf(language)}
                rows={property === "title" ? 1 : 3}
              />
            ))}
            {indexes.length > 0 ? (
              <fieldset>
                <legend>{say("editor:survey.indexes")}</legend>
                <p className="quiet">{say("editor:survey.indexes-what")}</p>
                {indexes.map(({ key, field, name, language: code }) => (
                  <TextField
                    key={field}
                    name={field}
                    label={say("editor:survey.index", { index: key, language: say(`editor:language.${code}`) })}
                    value={typedNow?.[field] ?? name}
                    autoComplete="off"
                  />
                ))}
              </fieldset>
            ) : null}
            <SaveBar back={frame.editor} />
          </Form>
        </div>
        <PhonePreview address={preview} />
      </div>
    </EditorFrame>
  );
}
