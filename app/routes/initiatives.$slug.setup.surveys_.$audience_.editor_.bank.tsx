import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { bankView, readBankForm } from "#app/bank-view.server.ts";
import { EditorFrame } from "#app/components/editor/editor-frame.tsx";
import { editorLinks } from "#app/components/editor/editor-links.ts";
import { ProblemSummary, SelectField, TextField } from "#app/components/form-field.tsx";
import { backTo, draftDeed, requireEditing } from "#app/editor.server.ts";
import { frameOf } from "#app/editor-view.server.ts";
import { readForm, refuse } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { themeWords } from "#app/texts/theme-words.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { questionKinds } from "#surveys/definition/editing/question-kinds.ts";
import { editDraft } from "#surveys/initiative/survey-draft.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "editor:bank.title");
export const links = editorLinks;

export async function loader(args: LoaderFunctionArgs) {
  const editing = await requireEditing(args);
  const view = await bankView(args.context.db, editing, new URL(args.request.url).searchParams);
  return { frame: await frameOf(args.context, editing), ...view };
}

export async function action(args: ActionFunctionArgs) {
  const editing = await requireEditing(args);
  const form = await readForm(args.request);
  const asked = await readBankForm(args.context.db, editing, form);
  if (isProblem(asked)) return refuse(asked, form);
  const edited = await editDraft(args.context.db, {
    ...draftDeed(editing, form),
    edits: asked.edits,
    step: asked.step,
  });
  return isProblem(edited) ? refuse(edited, form) : backTo(editing.editor, asked.focus);
}

export default function Bank() {
  const { frame, search, items, themes, pages, page } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const language = useLanguage();
  return (
    <EditorFrame frame={frame} title={say("editor:bank.title")} lead={say("editor:bank.lead")}>
      <ProblemSummary problem={refusal?.problem} labels={{}} />
      <Form method="get" className="bank-search" role="search">
        <input type="hidden" name="page" value={page} />
        <TextField name="words" label={say("editor:bank.words")} value={search.words} autoComplete="off" />
        <SelectField
          name="theme"
          label={say("editor:measure.theme")}
          value={search.theme}
          none={say("editor:bank.any")}
          groups={[{ choices: themes.map((theme) => ({ value: theme, label: themeWords(theme, say) })) }]}
        />
        <SelectField
          name="kind"
          label={say("editor:add.kind")}
          value={search.kind}
          none={say("editor:bank.any")}
          groups={[
            {
              choices: questionKinds
                .filter((kind) => kind !== "info")
                .map((kind) => ({ value: kind, label: say(`editor:kind.${kind}.name`) })),
            },
          ]}
        />
        <button className="button">{say("editor:bank.search")}</button>
      </Form>
      <p role="status">{say("editor:bank.found", { count: items.length })}</p>
      {items.map((item) => (
        <article className="bank-item" key={item.address}>
          <h2>{item.title[language]}</h2>
          <p className="quiet">{item.answers[language]}</p>
          <p className="outline-card__badges">
            <span className="badge">{item.kind ? say(`editor:kind.${item.kind}.name`) : ""}</span>
            {item.theme ? <span className="badge">{themeWords(item.theme, say)}</span> : null}
            {item.inSurvey ? <span className="badge badge--good">{say("editor:bank.in-survey")}</span> : null}
          </p>
          <p className="quiet">
            {say("editor:bank.from", { survey: item.from[language] })}
            {item.source ? ` · ${say("editor:bank.source", { source: item.source })}` : ""}
            {item.licence ? ` · ${item.licence}` : ""}
          </p>
          <Form method="post" reloadDocument className="item-add">
            <input type="hidden" name="revision" value={frame.draft.revision} />
            <input type="hidden" name="address" value={item.address} />
            {pages.length > 1 ? (
              <select name="page" defaultValue={page} aria-label={say("editor:card.to-page")}>
                {pages.map(({ name, title }, i) => (
                  <option key={name} value={name}>
                    {title || say("editor:page.untitled", { number: i + 1 })}
                  </option>
                ))}
              </select>
            ) : (
              <input type="hidden" name="page" value={pages[0]?.name} />
            )}
            <button className="button button--secondary">
              {say("editor:bank.add")}
              <span className="visually-hidden">: {item.title[language]}</span>
            </button>
          </Form>
        </article>
      ))}
    </EditorFrame>
  );
}
