import { Form, Link } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import type { Consequences } from "#surveys/definition/editing/consequences.ts";

interface ConsequencesNoticeProps {
  consequences: Consequences;
  /** What would be deleted. */
  about: string;
  of: string;
  name: string;
  editor: string;
  revision: number;
}

/** Before something is deleted that other things hang on: what they are, and the choice. */
export function ConsequencesNotice({ consequences, about, of, name, editor, revision }: ConsequencesNoticeProps) {
  const say = useSay();
  const { spokenOfBy, bound, indexes, trend } = consequences;
  return (
    <div className="notice notice--warn" role="alert" tabIndex={-1} id="consequences">
      <h2>{say("editor:consequences.title", { about })}</h2>
      <ul>
        {bound.map((title) => (
          <li key={title}>{say("editor:consequences.goal", { title })}</li>
        ))}
        {trend ? <li>{say("editor:consequences.trend")}</li> : null}
        {spokenOfBy.map((title) => (
          <li key={title}>{say("editor:consequences.spoken-of", { title })}</li>
        ))}
        {indexes.map((title) => (
          <li key={title}>{say("editor:consequences.index", { title })}</li>
        ))}
      </ul>
      <Form method="post" action={editor} reloadDocument className="buttons">
        <input type="hidden" name="revision" value={revision} />
        <input type="hidden" name="of" value={of} />
        <input type="hidden" name="name" value={name} />
        <input type="hidden" name="despite" value="yes" />
        <button className="button button--danger" name="deed" value="delete">
          {say("editor:consequences.delete")}
        </button>
        <Link className="button button--secondary" to={editor}>
          {say("editor:consequences.keep")}
        </Link>
      </Form>
    </div>
  );
}
