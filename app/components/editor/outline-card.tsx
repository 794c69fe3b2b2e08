import { Form, Link } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import type { OutlineCard } from "#surveys/definition/editing/outline.ts";
import { controlId } from "./ids.ts";
import { MoveButtons } from "./move-buttons.tsx";
import { Sign } from "./sign.tsx";

/** What the outline says of a question besides what it asks. */
export interface CardMarks {
  /** Titles of the goals that are read from it. */
  goals: string[];
  /** How many notes the advice has on it. */
  notes: number;
  /** There is a baseline, and it did not ask this. */
  isNew: boolean;
  /** Languages in which it has words missing. */
  missing: string[];
}

interface OutlineCardProps {
  card: OutlineCard;
  page: string;
  editor: string;
  revision: number;
  marks?: CardMarks;
  pages: Array<{ name: string; title: string }>;
}

/** One question in the outline: what it asks, how, and what hangs on it. */
export function OutlineCardView({ card, page, editor, revision, marks, pages }: OutlineCardProps) {
  const say = useSay();
  const id = controlId(card.name, "card");
  return (
    <li className={card.depth > 0 ? "outline-card outline-card--inside" : "outline-card"} id={id}>
      <div className="outline-card__what">
        <h3>
          {card.number === null ? null : <span className="outline-card__number">{card.number}. </span>}
          <Link to={`${editor}/question/${encodeURIComponent(card.name)}`}>{card.title}</Link>
        </h3>
        {card.answers ? <p className="outline-card__answers">{card.answers}</p> : null}
        <p className="outline-card__badges">
          <span className="badge">{card.kind ? say(`editor:kind.${card.kind}.name`) : card.type}</span>
          {card.required ? <span className="badge">{say("editor:badge.required")}</span> : null}
          {card.visibleIf ? <span className="badge">{say("editor:badge.condition")}</span> : null}
          {marks?.isNew ? <span className="badge badge--new">{say("editor:badge.new")}</span> : null}
          {marks?.goals.map((goal) => (
            <span className="badge badge--good" key={goal}>
              {say("editor:badge.goal", { goal })}
            </span>
          ))}
          {marks && marks.notes > 0 ? (
            <Link className="badge badge--warn" to={`${editor}/question/${encodeURIComponent(card.name)}#notes`}>
              {say("editor:badge.notes", { count: marks.notes })}
            </Link>
          ) : null}
          {marks && marks.missing.length > 0 ? (
            <span className="badge badge--warn">
              {say("editor:badge.missing", {
                languages: marks.missing.map((one) => say(`editor:language.${one}`)).join(", "),
              })}
            </span>
          ) : null}
        </p>
      </div>
      <div className="outline-card__tools">
        <MoveButtons of="element" name={card.name} title={card.title} revision={revision} />
        {pages.length > 1 ? <MoveTo {...{ card, page, revision, pages }} /> : null}
      </div>
    </li>
  );
}

function MoveTo({ card, page, revision, pages }: Pick<OutlineCardProps, "card" | "page" | "revision" | "pages">) {
  const say = useSay();
  const id = controlId(card.name, "move-to");
  return (
    <details className="move-to">
      <summary id={id} className="sign-button" title={say("editor:card.move-to")}>
        <Sign name="move-to" />
        <span className="visually-hidden">
          {say("editor:card.move-to")}: {card.title}
        </span>
      </summary>
      <Form method="post" reloadDocument>
        <input type="hidden" name="revision" value={revision} />
        <input type="hidden" name="name" value={card.name} />
        <label className="visually-hidden" htmlFor={`${id}-page`}>
          {say("editor:card.to-page")}
        </label>
        <select id={`${id}-page`} name="page" defaultValue={page}>
          {pages.map(({ name, title }, i) => (
            <option key={name} value={name}>
              {title || say("editor:page.untitled", { number: i + 1 })}
            </option>
          ))}
        </select>
        <button className="button button--secondary" name="deed" value="move-to">
          {say("editor:card.move")}
        </button>
      </Form>
    </details>
  );
}
