import { Link, NavLink, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { useSay } from "#app/texts/use-texts.ts";
import type { Audience } from "#db/schema.ts";
import type { StepWords, SurveyDraft } from "#surveys/initiative/survey-draft.ts";

/** What every page of the editor is told of the draft. */
export interface EditorFrameData {
  audience: Audience;
  editor: string;
  draft: Pick<SurveyDraft, "revision" | "undo" | "redo" | "basedOn" | "changedBy">;
  /** How many notes the advice gives. */
  notes: number;
}

const pages = ["", "wording", "notes", "bank", "versions", "json"] as const;

interface EditorFrameProps {
  frame: EditorFrameData;
  title: string;
  lead?: string;
  children: ReactNode;
}

/** Around every page of the editor: its pages, undo and redo, and what the draft stands on. */
export function EditorFrame({ frame, title, lead, children }: EditorFrameProps) {
  const say = useSay();
  const { audience, editor, notes } = frame;
  return (
    <div className="editor">
      <SetupHeading title={title} lead={lead} under={{ path: "surveys", name: say("setup:step.surveys") }} />
      <nav className="editor-tabs" aria-label={say(`editor:nav.${audience}`)}>
        <ul>
          {pages.map((page) => (
            <li key={page}>
              <NavLink to={page ? `${editor}/${page}` : editor} end>
                {say(`editor:nav.page.${page || "outline"}`)}
                {page === "notes" && notes > 0 ? <span className="badge badge--warn">{notes}</span> : null}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <UndoBar frame={frame} />
      {children}
    </div>
  );
}

function UndoBar({ frame: { editor, draft } }: { frame: EditorFrameData }) {
  const say = useSay();
  const { pathname } = useLocation();
  return (
    <div className="undo-bar">
      <form method="post" action={editor}>
        <input type="hidden" name="revision" value={draft.revision} />
        <UndoButton deed="undo" step={draft.undo} />
        <UndoButton deed="redo" step={draft.redo} />
      </form>
      <span className="quiet">
        {draft.basedOn === null ? say("editor:draft.new") : say("editor:draft.based-on", { number: draft.basedOn })}
      </span>
      {pathname === `${editor}/use` ? null : (
        <Link className="button" to={`${editor}/use`}>
          {say("editor:draft.use")}
        </Link>
      )}
    </div>
  );
}

/** What is undone is said in the button, so that nobody has to guess. */
function UndoButton({ deed, step }: { deed: "undo" | "redo"; step: StepWords | null }) {
  const say = useSay();
  return (
    <button className="button button--quiet" name="deed" value={deed} id={deed} disabled={step === null}>
      {say(`editor:${deed}`)}
      {step ? <span className="undo-bar__step">{say(`editor:step.${step.what}`, { about: step.about })}</span> : null}
    </button>
  );
}
