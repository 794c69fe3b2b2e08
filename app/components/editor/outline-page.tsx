import { Form, Link } from "@remix-run/react";
import { TextField } from "#app/components/form-field.tsx";
import { useSay } from "#app/texts/use-texts.ts";
import type { OutlinePage } from "#surveys/definition/editing/outline.ts";
import { questionKinds } from "#surveys/definition/editing/question-kinds.ts";
import { controlId } from "./ids.ts";
import { MoveButtons } from "./move-buttons.tsx";
import { type CardMarks, OutlineCardView } from "./outline-card.tsx";

interface OutlinePageProps {
  page: OutlinePage;
  /** From 1. */
  number: number;
  editor: string;
  revision: number;
  marks: Record<string, CardMarks>;
  pages: Array<{ name: string; title: string }>;
  /** What was typed into a form for a new question that came back refused. */
  typed?: Record<string, string>;
}

/** One page of the survey: its head, its questions as cards, and a form for the next question. */
export function OutlinePageView({ page, number, editor, revision, marks, pages, typed }: OutlinePageProps) {
  const say = useSay();
  const heading = controlId(page.name, "page");
  const name = page.title || say("editor:page.untitled", { number });
  return (
    <section className="outline-page" aria-labelledby={heading}>
      <header className="outline-page__head">
        <div>
          <p className="outline-page__number">{say("editor:page.number", { number, of: pages.length })}</p>
          <h2 id={heading} tabIndex={-1}>
            <Link to={`${editor}/page/${encodeURIComponent(page.name)}`}>{name}</Link>
          </h2>
          {page.visibleIf ? <span className="badge">{say("editor:badge.condition")}</span> : null}
        </div>
        <MoveButtons of="page" name={page.name} title={name} revision={revision} />
      </header>
      {page.cards.length === 0 ? <p className="quiet">{say("editor:page.empty")}</p> : null}
      <ol className="outline-cards">
        {page.cards.map((card) => (
          <OutlineCardView
            key={card.name}
            card={card}
            page={page.name}
            marks={marks[card.name]}
            {...{ editor, revision, pages }}
          />
        ))}
      </ol>
      <AddQuestion {...{ page, editor, revision, typed }} />
    </section>
  );
}

function AddQuestion({
  page,
  editor,
  revision,
  typed,
}: Pick<OutlinePageProps, "page" | "editor" | "revision" | "typed">) {
  const say = useSay();
  const isTyped = typed?.page === page.name;
  const id = controlId(page.name, "add");
  return (
    <details className="add-question" open={isTyped || page.cards.length === 0}>
      <summary id={id}>{say("editor:add.question")}</summary>
      <Form method="post" reloadDocument noValidate>
        <input type="hidden" name="revision" value={revision} />
        <input type="hidden" name="page" value={page.name} />
        <div className="field">
          <label htmlFor={`${id}-title`}>{say("editor:add.title")}</label>
          <input id={`${id}-title`} name="title" defaultValue={isTyped ? typed?.title : ""} autoComplete="off" />
        </div>
        <fieldset>
          <legend>{say("editor:add.kind")}</legend>
          <div className="kind-grid">
            {questionKinds.map((kind, i) => (
              <label className="kind" key={kind}>
                <input
                  type="radio"
                  name="kind"
                  value={kind}
                  defaultChecked={isTyped ? typed?.kind === kind : i === 0}
                />
                <span>
                  <strong>{say(`editor:kind.${kind}.name`)}</strong>
                  <span className="quiet">{say(`editor:kind.${kind}.what`)}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <p className="buttons">
          <button className="button" name="deed" value="add-question">
            {say("editor:add.send")}
          </button>
          <Link className="button button--secondary" to={`${editor}/bank?page=${encodeURIComponent(page.name)}`}>
            {say("editor:add.from-bank")}
          </Link>
        </p>
      </Form>
    </details>
  );
}

/** Below the last page: the next one. */
export function AddPage({ revision }: { revision: number }) {
  const say = useSay();
  return (
    <Form method="post" reloadDocument noValidate className="add-page">
      <input type="hidden" name="revision" value={revision} />
      <TextField name="page-title" label={say("editor:add.page-title")} autoComplete="off" />
      <button className="button button--secondary" name="deed" value="add-page" id="add-page">
        {say("editor:add.page")}
      </button>
    </Form>
  );
}
