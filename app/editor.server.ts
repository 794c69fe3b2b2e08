import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type Coordinating, requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { typed } from "#app/refusal.server.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import type { Audience, LanguageCode } from "#db/schema.ts";
import { isAudience } from "#surveys/initiative/audience.ts";
import { type DraftDeed, draftOf } from "#surveys/initiative/survey-draft.server.ts";
import type { SurveyDraft } from "#surveys/initiative/survey-draft.ts";

/** A coordinator at the editor of one audience's survey. */
export interface AtEditor extends Coordinating {
  audience: Audience;
  language: LanguageCode;
  /** Address of the editor, without a slash at the end. */
  editor: string;
}

export interface Editing extends AtEditor {
  draft: SurveyDraft;
}

/** The coordinator at the editor; an audience that there is none of does not exist (404), everybody else is refused as elsewhere. */
export async function requireAtEditor(args: LoaderFunctionArgs): Promise<AtEditor> {
  const coordinating = await requireCoordinator(args);
  const { audience } = args.params;
  if (!isAudience(audience)) throw new Response(null, { status: 404 });
  const { language } = await readerOf(args.request, args.context, coordinating.account);
  return { ...coordinating, audience, language, editor: `${coordinating.path}/surveys/${audience}/editor` };
}

/** The same with the draft; where nobody has begun one, on to the page where one begins it. */
export async function requireEditing(args: LoaderFunctionArgs): Promise<Editing> {
  const at = await requireAtEditor(args);
  const draft = await draftOf(args.context.db, at.initiative.id, at.audience);
  if (!draft) throw redirect(at.editor);
  return { ...at, draft };
}

/** Who changes what, on the revision that the form was made on. */
export function draftDeed({ deed, audience }: AtEditor, form: FormData): DraftDeed & { revision: number } {
  return { ...deed, audience, revision: Number.parseInt(typed(form, "revision"), 10) || 0 };
}

/** Back to a page of the editor; `id` is the control there that takes the focus, so that one can go on where one was. */
export function backTo(path: string, id = ""): Response {
  return redirect(id ? `${path}#${id}` : path);
}
