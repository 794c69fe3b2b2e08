import { Link } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import type { Advice } from "#surveys/definition/advice/advice.ts";

interface NoteListProps {
  notes: Advice[];
  /** Address of the editor and the titles of its questions, where a note shall lead to its question. */
  editor?: string;
  titles?: Record<string, string>;
}

/** What a methodologist would say: where, why, and what to do about it. */
export function NoteList({ notes, editor, titles = {} }: NoteListProps) {
  const say = useSay();
  return (
    <ul className="note-list">
      {notes.map(({ rule, place, values }) => (
        <li key={`${rule} ${place} ${JSON.stringify(values)}`} className="note">
          <p className="note__title">
            <strong>{say(`advice:${rule}.title`)}</strong>
            {editor && place ? (
              <>
                {": "}
                <Link to={`${editor}/question/${encodeURIComponent(place)}`}>{titles[place] ?? place}</Link>
              </>
            ) : null}
          </p>
          <p>{say(`advice:${rule}.why${values.how ? `-${values.how}` : ""}`, values)}</p>
          <p className="note__do">{say(`advice:${rule}.do`, values)}</p>
        </li>
      ))}
    </ul>
  );
}
