import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { ConsequencesNotice } from "#app/components/editor/consequences-notice.tsx";
import { EditorFrame } from "#app/components/editor/editor-frame.tsx";
import { editorLinks } from "#app/components/editor/editor-links.ts";
import { AddPage, OutlinePageView } from "#app/components/editor/outline-page.tsx";
import { PhonePreview } from "#app/components/editor/phone-preview.tsx";
import { StartDraft } from "#app/components/editor/start-draft.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { backTo, draftDeed, requireAtEditor } from "#app/editor.server.ts";
import { frameOf, marksOf, previewAddress } from "#app/editor-view.server.ts";
import { readOutlineForm } from "#app/outline-form.server.ts";
import { readForm, refuse, typed } from "#app/refusal.server.ts";
import { readStartForm, startingPoints } from "#app/start-form.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import {
  type Consequences,
  consequencesOfDeleting,
  hasConsequences,
} from "#surveys/definition/editing/consequences.ts";
import { outlineOf } from "#surveys/definition/editing/outline.ts";
import { localizedWords } from "#surveys/definition/localized-words.ts";
import { draftOf, editDraft, redoStep, startDraft, undoStep } from "#surveys/initiative/survey-draft.server.ts";
import { baselineCodebook, boundByItem } from "#surveys/initiative/survey-versions.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "editor:title");
export const links = editorLinks;

export async function loader(args: LoaderFunctionArgs) {
  const at = await requireAtEditor(args);
  const draft = await draftOf(args.context.db, at.initiative.id, at.audience);
  if (!draft) return { started: false as const, audience: at.audience, ...(await startingPoints(args.context.db, at)) };
  const editing = { ...at, draft };
  return {
    started: true as const,
    frame: await frameOf(args.context, editing),
    title: localizedWords(draft.definition.title, "")[at.language],
    pages: outlineOf(draft.definition, at.language),
    marks: await marksOf(args.context, editing),
    preview: previewAddress(editing),
  };
}

export async function action(args: ActionFunctionArgs) {
  const at = await requireAtEditor(args);
  const { db } = args.context;
  const form = await readForm(args.request);
  const deed = typed(form, "deed");
  const who = draftDeed(at, form);
  if (deed === "start") {
    const from = await readStartForm(db, at, form);
    const started = isProblem(from) ? from : await startDraft(db, { ...who, ...from });
    return isProblem(started) ? refuse(started, form) : backTo(at.editor);
  }
  if (deed === "undo" || deed === "redo") {
    const changed = await (deed === "undo" ? undoStep : redoStep)(db, who);
    return isProblem(changed) ? refuse(changed, form) : backTo(at.editor, deed);
  }
  const draft = await draftOf(db, at.initiative.id, at.audience);
  if (!draft) return backTo(at.editor);
  const asked = readOutlineForm(form, draft.definition, at.language);
  if (isProblem(asked)) return refuse(asked, form);
  if (asked.edit.edit === "delete" && typed(form, "despite") !== "yes") {
    const known = {
      bound: await boundByItem(db, at.initiative.id, at.audience),
      baseline: await baselineCodebook(db, at.initiative.id, at.audience),
      language: at.language,
    };
    const consequences = consequencesOfDeleting(draft.definition, asked.edit.at, known);
    if (hasConsequences(consequences)) return warn(consequences, asked.step.about, form);
  }
  const edited = await editDraft(db, { ...who, edits: [asked.edit], step: asked.step });
  return isProblem(edited) ? refuse(edited, form) : backTo(at.editor, asked.focus);
}

/** Nothing is deleted yet: the page says what else would change. */
function warn(consequences: Consequences, about: string, form: FormData) {
  const asked = { consequences, about, of: typed(form, "of"), name: typed(form, "name") };
  return data({ problem: null, typed: {} as Record<string, string>, asked }, { status: 409 });
}

export default function Editor() {
  const page = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const labels = { title: say("editor:add.title"), kind: say("editor:add.kind") };
  if (!page.started) return <StartDraft {...page} problem={refusal?.problem} />;
  const { frame, title, pages, marks, preview } = page;
  const { revision } = frame.draft;
  const names = pages.map(({ name, title }) => ({ name, title }));
  return (
    <EditorFrame frame={frame} title={say(`editor:title-${frame.audience}`)} lead={say("editor:lead")}>
      <ProblemSummary problem={refusal?.problem} labels={labels} />
      {refusal && "asked" in refusal ? (
        <ConsequencesNotice {...refusal.asked} editor={frame.editor} revision={revision} />
      ) : null}
      <div className="editor-columns">
        <div className="editor-main">
          <p className="survey-name">
            <span className="quiet">{say("editor:survey.name")}</span>
            <Link to={`${frame.editor}/survey`}>{title || say("editor:survey.untitled")}</Link>
          </p>
          {pages.map((one, i) => (
            <OutlinePageView
              key={one.name}
              page={one}
              number={i + 1}
              editor={frame.editor}
              pages={names}
              typed={refusal?.problem ? refusal.typed : undefined}
              {...{ revision, marks }}
            />
          ))}
          <AddPage revision={revision} />
          <details className="give-up">
            <summary>{say("editor:give-up.title")}</summary>
            <p>{say("editor:give-up.what")}</p>
            <Form method="post" action={`${frame.editor}/use`} reloadDocument>
              <input type="hidden" name="revision" value={revision} />
              <button className="button button--danger" name="deed" value="give-up">
                {say("editor:give-up.send")}
              </button>
            </Form>
          </details>
        </div>
        <PhonePreview address={preview} />
      </div>
    </EditorFrame>
  );
}
