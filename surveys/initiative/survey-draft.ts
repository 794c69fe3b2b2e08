import type { Audience } from "#db/schema.ts";
import type { EditableDefinition } from "#surveys/definition/editing/editable-definition.ts";

/** What a step did, in words that a text stands for (`editor:step.<what>`), and what it was about. */
export interface StepWords {
  what: string;
  /** Title of the question or page; "" where it is about the whole survey. */
  about: string;
}

/** A survey that is being worked on. */
export interface SurveyDraft {
  draftId: string;
  audience: Audience;
  definition: EditableDefinition;
  /** Counts every change, so that a form made on an older one is known. */
  revision: number;
  /** Number of the version it began from; null for one begun from elsewhere. */
  basedOn: number | null;
  /** What "undo" and "redo" would do; null where there is nothing. */
  undo: StepWords | null;
  redo: StepWords | null;
  /** Who changed it last, and when (an instant). */
  changedBy: string;
  changedAt: string;
}

/** The words of a step, read back from how they are stored. */
export function stepWords(row: { what: string; about: string } | undefined): StepWords | null {
  return row ? { what: row.what, about: String(JSON.parse(row.about)) } : null;
}
