import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { ChangeList } from "#app/components/editor/change-list.tsx";
import { EditorFrame } from "#app/components/editor/editor-frame.tsx";
import { editorLinks } from "#app/components/editor/editor-links.ts";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { backTo, draftDeed, requireEditing } from "#app/editor.server.ts";
import { frameOf } from "#app/editor-view.server.ts";
import { readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useFigures } from "#app/texts/use-figures.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { versionsView } from "#app/versions-view.server.ts";
import { editDraft } from "#surveys/initiative/survey-draft.server.ts";
import { definitionOfVersion } from "#surveys/initiative/survey-versions.server.ts";
import { isProblem, problem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "editor:versions.title");
export const links = editorLinks;

export async function loader(args: LoaderFunctionArgs) {
  const editing = await requireEditing(args);
  const search = new URL(args.request.url).searchParams;
  const view = await versionsView(args.context.db, editing, search.get("before"), search.get("after"));
  return { frame: await frameOf(args.context, editing), ...view };
}

export async function action(args: ActionFunctionArgs) {
  const editing = await requireEditing(args);
  const form = await readForm(args.request);
  const number = Number.parseInt(typed(form, "number"), 10) || 0;
  const definition = await definitionOfVersion(args.context.db, editing.initiative.id, editing.audience, number);
  if (!definition) return refuse(problem("editing.gone"), form);
  const step = { what: "gone-back", about: String(number) };
  const edits = [{ edit: "replace", definition }] as const;
  const edited = await editDraft(args.context.db, { ...draftDeed(editing, form), edits, step });
  return isProblem(edited) ? refuse(edited, form) : backTo(editing.editor);
}

export default function Versions() {
  const { frame, versions, before, after, changes, preview } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const { day } = useFigures();
  return (
    <EditorFrame frame={frame} title={say("editor:versions.title")} lead={say("editor:versions.lead")}>
      <ProblemSummary problem={refusal?.problem} labels={{}} />
      {versions.length === 0 ? <p>{say("editor:versions.none")}</p> : null}
      <ul className="change-list">
        {versions.map((version) => (
          <li className="change" key={version.versionId}>
            <p>
              <strong>{say("setup:survey.version", { number: version.number })}</strong> · {version.title}
            </p>
            <p className="quiet">
              {version.at
                ? say("editor:versions.by", { day: day(version.at.slice(0, 10)), name: version.by ?? "" })
                : null}{" "}
              {version.waves.length > 0
                ? say("editor:versions.asked-in", { waves: version.waves.join(", ") })
                : say("editor:versions.not-asked")}
            </p>
            <Form method="post" reloadDocument className="buttons">
              <input type="hidden" name="revision" value={frame.draft.revision} />
              <input type="hidden" name="number" value={version.number} />
              <a
                className="button button--secondary"
                href={`${preview}?version=${version.number}`}
                target="_blank"
                rel="noreferrer"
              >
                {say("editor:versions.read")}
                <span className="visually-hidden"> {version.number}</span>
              </a>
              <Link
                className="button button--secondary"
                to={`?before=${version.number}&after=draft#changes`}
                reloadDocument
              >
                {say("editor:versions.compare")}
                <span className="visually-hidden"> {version.number}</span>
              </Link>
              <button className="button button--secondary">
                {say("editor:versions.go-back")}
                <span className="visually-hidden"> {version.number}</span>
              </button>
            </Form>
          </li>
        ))}
      </ul>
      {versions.length === 0 ? null : (
        <>
          <h2 id="changes">{say("editor:versions.changes")}</h2>
          <Form method="get" reloadDocument className="bank-search">
            {(["before", "after"] as const).map((side) => (
              <div className="field" key={side}>
                <label htmlFor={side}>{say(`editor:versions.${side}`)}</label>
                <select id={side} name={side} defaultValue={side === "before" ? before : after}>
                  {[...versions.map(({ number }) => String(number)), "draft"].map((value) => (
                    <option key={value} value={value}>
                      {value === "draft"
                        ? say("editor:versions.draft")
                        : say("setup:survey.version", { number: value })}
                    </option>
                  ))}
                </select>
              </div>
            ))}
            <button className="button button--secondary">{say("editor:versions.show")}</button>
          </Form>
          <ChangeList changes={changes} />
        </>
      )}
    </EditorFrame>
  );
}
