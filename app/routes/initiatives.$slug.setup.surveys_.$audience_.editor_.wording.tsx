import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { EditorFrame } from "#app/components/editor/editor-frame.tsx";
import { editorLinks } from "#app/components/editor/editor-links.ts";
import { SaveBar } from "#app/components/editor/save-bar.tsx";
import { typedRows, WordingRow } from "#app/components/editor/wording-row.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { backTo, draftDeed, requireEditing } from "#app/editor.server.ts";
import { frameOf } from "#app/editor-view.server.ts";
import { readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { readWordingForm, wordingView } from "#app/wording-view.server.ts";
import { editDraft } from "#surveys/initiative/survey-draft.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { respondentLanguageCodes, respondentLanguages } from "#surveys/respondent-language.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "editor:wording.title");
export const links = editorLinks;

export async function loader(args: LoaderFunctionArgs) {
  const editing = await requireEditing(args);
  const view = wordingView(editing, new URL(args.request.url).searchParams);
  return { frame: await frameOf(args.context, editing), ...view };
}

export async function action(args: ActionFunctionArgs) {
  const editing = await requireEditing(args);
  const form = await readForm(args.request);
  const edits = readWordingForm(form);
  if (isProblem(edits)) return refuse(edits, form);
  const step = { what: "words-saved", about: "" };
  const edited = await editDraft(args.context.db, { ...draftDeed(editing, form), edits, step });
  if (isProblem(edited)) return refuse(edited, form);
  const search = new URLSearchParams(["left", "right", "only"].map((name) => [name, typed(form, name)]));
  return backTo(`${editing.editor}/wording?${search}`, typed(form, "save"));
}

export default function Wordings() {
  const { frame, rows, left, right, only, coverage } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const sides = [left, right] as const;
  const typedNow = typedRows(refusal?.typed);
  return (
    <EditorFrame frame={frame} title={say("editor:wording.title")} lead={say("editor:wording.lead")}>
      <ProblemSummary problem={refusal?.problem} labels={{}} />
      <ul className="outline-card__badges" aria-label={say("editor:wording.coverage")}>
        {coverage
          .filter(({ worded }) => worded > 0)
          .map(({ language, worded, of }) => (
            <li key={language} className={worded === of ? "badge badge--good" : "badge badge--warn"}>
              <span lang={language}>{respondentLanguages[language].ownName}</span> {worded}/{of}
            </li>
          ))}
      </ul>
      <Form method="get" className="bank-search">
        {(["left", "right"] as const).map((side) => (
          <div className="field" key={side}>
            <label htmlFor={side}>{say(`editor:wording.${side}`)}</label>
            <select id={side} name={side} defaultValue={side === "left" ? left : right}>
              {respondentLanguageCodes.map((code) => (
                <option key={code} value={code} lang={code}>
                  {respondentLanguages[code].ownName}
                </option>
              ))}
            </select>
          </div>
        ))}
        <label className="choice">
          <input type="checkbox" name="only" value="missing" defaultChecked={only === "missing"} />
          <span>{say("editor:wording.only-missing")}</span>
        </label>
        <button className="button button--secondary">{say("editor:wording.show")}</button>
      </Form>
      <p role="status">{say("editor:wording.rows", { count: rows.length })}</p>
      {rows.length === 0 ? (
        <p className="notice notice--good">{say("editor:wording.complete")}</p>
      ) : (
        <Form method="post" reloadDocument noValidate>
          <input type="hidden" name="revision" value={frame.draft.revision} />
          <input type="hidden" name="left" value={left} />
          <input type="hidden" name="right" value={right} />
          <input type="hidden" name="only" value={only} />
          {rows.map((row, number) => (
            <WordingRow
              key={row.address}
              row={row}
              number={number}
              sides={sides}
              typed={typedNow.get(row.key)}
              editor={frame.editor}
            />
          ))}
          <SaveBar back={frame.editor} name="save" value="all" label={say("editor:wording.save")} />
        </Form>
      )}
    </EditorFrame>
  );
}
