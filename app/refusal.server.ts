import { data, redirect } from "@remix-run/node";
import { type Problem, problems } from "#surveys/problem.ts";

/** What a form that was refused comes back with: the problem, and what was typed. Files are not kept. */
interface Refusal {
  problem: Problem;
  typed: Record<string, string>;
  /** The boxes that were ticked, by the name they share; of those names that the form said to be such. */
  ticked: Record<string, string[]>;
}

/** The reply to a refused form: the same page with its status, the problem told and the typed values kept, also several of one name. */
export function refuse(problem: Problem, form: FormData, severalOf: readonly string[] = []) {
  const ticked = Object.fromEntries(severalOf.map((name) => [name, form.getAll(name).map(String)]));
  const refusal: Refusal = { problem, typed: typedIn(form), ticked };
  return data(refusal, { status: problems[problem.problem] });
}

/** The reply to a form that was done: on to a page that says so, so that a reload does not do it again. */
export function done(path: string, deed: string) {
  return redirect(`${path}?done=${deed}`);
}

const longestForm = 1_048_576;

/**
 * A posted form without files. What is none, has no stated length or is longer than anybody types is refused with 400 or 413, as a page.
 */
export async function readForm(request: Request): Promise<FormData> {
  const length = Number(request.headers.get("Content-Length") ?? Number.NaN);
  if (length > longestForm) {
    await throwAway(request);
    throw data(null, { status: problems["upload.too-large"] });
  }
  const form = length >= 0 ? await request.formData().catch(() => null) : null;
  if (form === null) throw data(null, { status: problems["request.unreadable"] });
  return form;
}

/** Read to its end, so that the sender reads why, and the connection can be used again. */
async function throwAway(request: Request): Promise<void> {
  const reader = request.body?.getReader();
  while (reader && !(await reader.read()).done);
}

/** A text field of a form; "" where it is missing or a file. */
export function typed(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

function typedIn(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
