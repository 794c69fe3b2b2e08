import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { EditorFrame } from "#app/components/editor/editor-frame.tsx";
import { editorLinks } from "#app/components/editor/editor-links.ts";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { backTo, draftDeed, requireEditing } from "#app/editor.server.ts";
import { frameOf } from "#app/editor-view.server.ts";
import { readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { checkJsonText } from "#surveys/definition/editing/json-text.ts";
import { editDraft } from "#surveys/initiative/survey-draft.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "editor:json.title");
export const links = editorLinks;

export async function loader(args: LoaderFunctionArgs) {
  const editing = await requireEditing(args);
  return {
    frame: await frameOf(args.context, editing),
    json: JSON.stringify(editing.draft.definition, null, 2),
  };
}

export async function action(args: ActionFunctionArgs) {
  const editing = await requireEditing(args);
  const form = await readForm(args.request);
  const text = typed(form, "definition");
  const wrong = checkJsonText(text);
  if (wrong) return refuse(wrong, form);
  const edited = await editDraft(args.context.db, {
    ...draftDeed(editing, form),
    edits: [{ edit: "replace", definition: text }],
    step: { what: "replaced", about: "" },
  });
  return isProblem(edited)
    ? refuse({ ...edited, field: "definition" }, form)
    : backTo(`${editing.editor}/json`, "definition");
}

export default function Json() {
  const { frame, json } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  return (
    <EditorFrame frame={frame} title={say("editor:json.title")} lead={say("editor:json.lead")}>
      <ProblemSummary problem={refusal?.problem} labels={{ definition: say("editor:json.field") }} />
      <Form method="post" reloadDocument noValidate className="json-field">
        <input type="hidden" name="revision" value={frame.draft.revision} />
        <label htmlFor="definition">{say("editor:json.field")}</label>
        <textarea
          id="definition"
          name="definition"
          spellCheck={false}
          defaultValue={refusal?.typed.definition ?? json}
          aria-invalid={refusal ? true : undefined}
        />
        <p className="buttons">
          <button className="button">{say("editor:json.save")}</button>
        </p>
      </Form>
    </EditorFrame>
  );
}
