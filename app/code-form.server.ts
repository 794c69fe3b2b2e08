import { setTimeout } from "node:timers/promises";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { readForm, typed } from "#app/refusal.server.ts";
import { languageIn } from "#app/texts/asked-language.server.ts";
import { enterCode } from "#surveys/answering/enter-code.server.ts";
import { isProblem, problems } from "#surveys/problem.ts";

// More than a code with a space between all its signs; a pasted letter is no code.
const longestTyped = 60;

const unkept = { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" };

export async function showCodeForm({ request }: LoaderFunctionArgs) {
  return { language: languageIn(request) };
}

/** A right code leads to its personal link; anything else back to the form, with what was typed. */
export async function takeCodeForm({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const code = typed(form, "code").slice(0, longestTyped);
  const { db, settings, codeTries: tries, client, clock } = context;
  const desk = { secret: settings.secret, tries, client, clock, wait: (seconds: number) => setTimeout(seconds * 1000) };
  const entered = await enterCode(db, desk, code);
  if (!isProblem(entered)) return redirect(`/s/${entered.token}`, { status: 303, headers: unkept });
  return data({ problem: entered, code }, { status: problems[entered.problem] });
}
