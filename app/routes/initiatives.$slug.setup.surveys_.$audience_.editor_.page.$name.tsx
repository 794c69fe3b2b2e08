import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { ConditionFields } from "#app/components/editor/condition-fields.tsx";
import { EditorFrame } from "#app/components/editor/editor-frame.tsx";
import { editorLinks } from "#app/components/editor/editor-links.ts";
import { LanguageTabs } from "#app/components/editor/language-tabs.tsx";
import { PhonePreview } from "#app/components/editor/phone-preview.tsx";
import { SaveBar } from "#app/components/editor/save-bar.tsx";
import { severalOf, typedCondition } from "#app/components/editor/typed-over.ts";
import { WordsField } from "#app/components/editor/words-field.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { readConditionForm } from "#app/condition-form.server.ts";
import { backTo, draftDeed, requireEditing } from "#app/editor.server.ts";
import { pageView } from "#app/page-view.server.ts";
import { readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { Edit } from "#surveys/definition/editing/edit.ts";
import { findPage, type Place } from "#surveys/definition/editing/element-place.ts";
import { titleOf } from "#surveys/definition/editing/outline.ts";
import { editDraft } from "#surveys/initiative/survey-draft.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { directionOf, isRespondentLanguage } from "#surveys/respondent-language.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "editor:page.title");
export const links = editorLinks;

export async function loader(args: LoaderFunctionArgs) {
  const editing = await requireEditing(args);
  return pageView(args.context, editing, args.params.name ?? "", new URL(args.request.url).searchParams.get("in"));
}

export async function action(args: ActionFunctionArgs) {
  const editing = await requireEditing(args);
  const form = await readForm(args.request);
  const name = args.params.name ?? "";
  const { definition } = editing.draft;
  const page = findPage(definition, name)?.page;
  if (!page) return backTo(editing.editor);
  const at: Place = { of: "page", name };
  const language = typed(form, "language");
  const spoken = isRespondentLanguage(language) ? language : editing.language;
  const condition = readConditionForm(form, {
    ...{ definition, at, property: "visibleIf", before: String(page.visibleIf ?? "") },
  });
  if (isProblem(condition)) return refuse(condition, form, severalOf);
  const words = (["title", "description"] as const).map(
    (property): Edit => ({
      edit: "words",
      words: { at, property },
      language: spoken,
      text: typed(form, `words.${property}`),
    }),
  );
  const step = { what: "page-saved", about: titleOf(page, editing.language) };
  const edited = await editDraft(args.context.db, {
    ...draftDeed(editing, form),
    edits: [...words, ...condition],
    step,
  });
  if (isProblem(edited)) return refuse(edited, form, severalOf);
  const focus = typed(form, "deed") === "visibleIf:add" ? "visibleIf-add" : "save";
  return backTo(`${editing.editor}/page/${encodeURIComponent(name)}?in=${spoken}`, focus);
}

export default function EditPage() {
  const { frame, title, words, language, languages, condition, preview } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const { revision } = frame.draft;
  return (
    <EditorFrame frame={frame} title={title || say("editor:page.title")}>
      <ProblemSummary problem={refusal?.problem} labels={{ visibleIf: say("editor:condition.visibleIf.title") }} />
      <div className="editor-columns">
        <div className="editor-main">
          <LanguageTabs languages={languages} current={language} />
          <Form method="post" reloadDocument noValidate className="question-form">
            <button className="default-button" name="deed" value="save" tabIndex={-1} aria-hidden="true" />
            <input type="hidden" name="revision" value={revision} />
            <input type="hidden" name="language" value={language} />
            {(["title", "description"] as const).map((property) => (
              <WordsField
                key={property}
                name={`words.${property}`}
                label={say(`editor:words.page-${property}`)}
                value={refusal?.typed[`words.${property}`] ?? words[property].text}
                other={words[property].other}
                language={language}
                direction={directionOf(language)}
                rows={1}
              />
            ))}
            <ConditionFields {...typedCondition(condition, refusal)} problem={refusal?.problem} />
            <SaveBar back={frame.editor} />
          </Form>
        </div>
        <PhonePreview address={preview} />
      </div>
    </EditorFrame>
  );
}
