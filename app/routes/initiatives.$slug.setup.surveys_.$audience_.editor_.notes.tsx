import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EditorFrame } from "#app/components/editor/editor-frame.tsx";
import { editorLinks } from "#app/components/editor/editor-links.ts";
import { NoteList } from "#app/components/editor/note-list.tsx";
import { requireEditing } from "#app/editor.server.ts";
import { frameOf, notesOn, titlesOf } from "#app/editor-view.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "editor:notes.title");
export const links = editorLinks;

export async function loader(args: LoaderFunctionArgs) {
  const editing = await requireEditing(args);
  return {
    frame: await frameOf(args.context, editing),
    notes: await notesOn(args.context, editing),
    titles: titlesOf(editing),
  };
}

export default function Notes() {
  const { frame, notes, titles } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <EditorFrame frame={frame} title={say("editor:notes.title")} lead={say("editor:notes.lead")}>
      {notes.length === 0 ? <p className="notice notice--good">{say("editor:notes.none")}</p> : null}
      <NoteList notes={notes} editor={frame.editor} titles={titles} />
    </EditorFrame>
  );
}
