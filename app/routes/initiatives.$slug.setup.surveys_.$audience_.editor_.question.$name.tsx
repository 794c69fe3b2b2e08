import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DeedButton } from "#app/components/deed-button.tsx";
import { EditorFrame } from "#app/components/editor/editor-frame.tsx";
import { editorLinks } from "#app/components/editor/editor-links.ts";
import { controlId } from "#app/components/editor/ids.ts";
import { LanguageTabs } from "#app/components/editor/language-tabs.tsx";
import { NoteList } from "#app/components/editor/note-list.tsx";
import { PhonePreview } from "#app/components/editor/phone-preview.tsx";
import { QuestionForm } from "#app/components/editor/question-form.tsx";
import { severalOf, typedCondition, typedOver } from "#app/components/editor/typed-over.ts";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { backTo, draftDeed, type Editing, requireEditing } from "#app/editor.server.ts";
import { readQuestionForm } from "#app/question-form.server.ts";
import { questionView } from "#app/question-view.server.ts";
import { readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { Database } from "#db/schema.ts";
import { conditionProperties, isConditionProperty } from "#surveys/definition/conditions/condition.ts";
import { isAnswerRule, ruleField } from "#surveys/definition/editing/answer-rules.ts";
import type { Edit } from "#surveys/definition/editing/edit.ts";
import { findElement } from "#surveys/definition/editing/element-place.ts";
import { titleOf } from "#surveys/definition/editing/outline.ts";
import { type QuestionFacts, questionFacts } from "#surveys/definition/editing/question-facts.ts";
import type { ElementJson } from "#surveys/definition/survey-json.ts";
import { editDraft } from "#surveys/initiative/survey-draft.server.ts";
import { askedInBaseline } from "#surveys/initiative/survey-versions.server.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { isRespondentLanguage } from "#surveys/respondent-language.ts";
import type { Say } from "#surveys/texts.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "editor:question.title");
export const links = editorLinks;

export async function loader(args: LoaderFunctionArgs) {
  const editing = await requireEditing(args);
  return questionView(args.context, editing, args.params.name ?? "", new URL(args.request.url).searchParams.get("in"));
}

export async function action(args: ActionFunctionArgs) {
  const editing = await requireEditing(args);
  const form = await readForm(args.request);
  const name = args.params.name ?? "";
  const { definition } = editing.draft;
  const language = typed(form, "language");
  const spoken = isRespondentLanguage(language) ? language : editing.language;
  const element = findElement(definition, name)?.element;
  if (!element) return backTo(editing.editor);
  const edits =
    typed(form, "deed") === "restore"
      ? await restored(args.context.db, editing, element)
      : readQuestionForm(form, questionFacts(definition, element, spoken, editing.language), definition, spoken);
  if (isProblem(edits)) return refuse(edits, form, severalOf);
  const step = { what: "question-saved", about: titleOf(element, editing.language) };
  const edited = await editDraft(args.context.db, { ...draftDeed(editing, form), edits, step });
  if (isProblem(edited)) return refuse(edited, form, severalOf);
  const now = typed(form, "name").trim() || name;
  if (typed(form, "deed") === "save-next")
    return backTo(`${editing.editor}/question/${encodeURIComponent(typed(form, "next"))}`);
  return backTo(`${editing.editor}/question/${encodeURIComponent(now)}?in=${spoken}`, focusAfter(typed(form, "deed")));
}

/** The question as the first wave asked it. */
async function restored(db: Database, { deed, audience }: Editing, now: ElementJson): Promise<Edit[] | Problem> {
  const element = await askedInBaseline(db, { ...deed, audience }, now);
  return element ? [{ edit: "restore", name: String(now.name), element }] : problem("editing.gone");
}

/** The control that was pressed, so that it can be pressed again; for an answer that was taken out, the list it stood in. */
function focusAfter(deed: string): string {
  const [list = "", what = "", ...code] = deed.split(":");
  if (isConditionProperty(list)) return `${list}-${what === "remove" ? "new" : "add"}`;
  if (list === "rule") return what === "add" && isAnswerRule(code[0]) ? ruleField(code[0], "text") : "rules";
  if (what === "add") return `new.${list}.text`;
  if (what === "up" || what === "down") return controlId(code.join(":"), `${list}-${what}`);
  if (what === "remove") return `${list}-add`;
  return what === "dont-know" ? `${list}-add` : "save";
}

/** What the fields are called that a refusal can be about. */
function labelsOf({ numbers, rules }: QuestionFacts, say: Say): Record<string, string> {
  return Object.fromEntries([
    ["scaleMax", say("editor:scale.max")],
    ...conditionProperties.map((property) => [property, say(`editor:condition.${property}.title`)]),
    ...numbers.map(({ property }) => [property, say(`editor:number.${property}`)]),
    ...rules.flatMap(({ rule, limits }) =>
      limits.map(({ property }) => [ruleField(rule, property), say(`editor:rule.${rule}.${property}`)]),
    ),
  ]);
}

export default function EditQuestion() {
  const { frame, title, facts, language, languages, notes, conditions, goals, next, preview } =
    useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const labels = labelsOf(facts, say);
  return (
    <EditorFrame frame={frame} title={title} lead={facts.kind ? say(`editor:kind.${facts.kind}.name`) : facts.type}>
      <ProblemSummary problem={refusal?.problem} labels={labels} />
      <div className="editor-columns">
        <div className="editor-main">
          {notes.length > 0 ? (
            <section id="notes" className="notice notice--warn" aria-labelledby="notes-title" tabIndex={-1}>
              <h2 id="notes-title">{say("editor:notes.here")}</h2>
              <NoteList notes={notes} />
              {notes.some(({ rule }) => rule === "trend-breaks") ? (
                <DeedButton
                  deed="restore"
                  values={{ revision: String(frame.draft.revision), language }}
                  label={say("editor:notes.restore")}
                  look="secondary"
                />
              ) : null}
            </section>
          ) : null}
          <LanguageTabs languages={languages} current={language} />
          <QuestionForm
            {...{ language, goals, next }}
            facts={typedOver(facts, refusal)}
            conditions={conditions.map((condition) => typedCondition(condition, refusal))}
            audience={frame.audience}
            revision={frame.draft.revision}
            editor={frame.editor}
            problem={refusal?.problem}
          />
        </div>
        <PhonePreview address={preview} />
      </div>
    </EditorFrame>
  );
}
