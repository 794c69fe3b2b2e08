import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { ChangeList } from "#app/components/editor/change-list.tsx";
import { EditorFrame } from "#app/components/editor/editor-frame.tsx";
import { editorLinks } from "#app/components/editor/editor-links.ts";
import { NoteList } from "#app/components/editor/note-list.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { draftDeed, requireEditing } from "#app/editor.server.ts";
import { frameOf, notesOn, titlesOf } from "#app/editor-view.server.ts";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { definitionDiff } from "#surveys/definition/comparing/definition-diff.ts";
import { giveUpDraft } from "#surveys/initiative/survey-draft.server.ts";
import { definitionOfVersion, putToUse, versionsOf } from "#surveys/initiative/survey-versions.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "editor:use.title");
export const links = editorLinks;

export async function loader(args: LoaderFunctionArgs) {
  const editing = await requireEditing(args);
  const { initiative, audience, draft } = editing;
  const [current] = await versionsOf(args.context.db, initiative.id, audience);
  const before = current ? await definitionOfVersion(args.context.db, initiative.id, audience, current.number) : null;
  return {
    frame: await frameOf(args.context, editing),
    current: current ?? null,
    changes: before ? definitionDiff(before, draft.definition) : null,
    notes: await notesOn(args.context, editing),
    titles: titlesOf(editing),
  };
}

export async function action(args: ActionFunctionArgs) {
  const editing = await requireEditing(args);
  const form = await readForm(args.request);
  const deed = draftDeed(editing, form);
  const giveUp = typed(form, "deed") === "give-up";
  const outcome = giveUp ? await giveUpDraft(args.context.db, deed) : await putToUse(args.context.db, deed);
  if (isProblem(outcome)) return refuse(outcome, form);
  return done(`${editing.path}/surveys`, giveUp ? "draft-given-up" : "survey-chosen");
}

export default function UseDraft() {
  const { frame, current, changes, notes, titles } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  return (
    <EditorFrame frame={frame} title={say("editor:use.title")} lead={say("editor:use.lead")}>
      <ProblemSummary problem={refusal?.problem} labels={{}} />
      <Form method="post" reloadDocument>
        <input type="hidden" name="revision" value={frame.draft.revision} />
        <div className="buttons">
          <button className="button" name="deed" value="use">
            {say("editor:use.send", { number: (current?.number ?? 0) + 1 })}
          </button>
          <Link className="button button--secondary" to={frame.editor}>
            {say("editor:question.back")}
          </Link>
        </div>
      </Form>
      {changes === null || !current ? null : (
        <>
          <h2>{say("editor:use.changes", { number: current.number })}</h2>
          <ChangeList changes={changes} />
        </>
      )}
      {notes.length > 0 ? (
        <>
          <h2>{say("editor:use.notes", { count: notes.length })}</h2>
          <NoteList notes={notes} editor={frame.editor} titles={titles} />
        </>
      ) : null}
    </EditorFrame>
  );
}
