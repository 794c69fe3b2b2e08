import { type ActionFunctionArgs, createReadableStreamFromReadable, redirect } from "@remix-run/node";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { readForm, typed } from "#app/refusal.server.ts";
import { formatDay } from "#app/texts/figure-format.ts";
import { dayOf } from "#surveys/clock.ts";
import { printLetters } from "#surveys/fieldwork/letters.server.ts";
import { allProblems, isProblem, type Problem } from "#surveys/problem.ts";

/** The letters as one PDF. A reply of another kind than a page has no page to be refused on: what is wrong is told on the page before. */
export async function action(args: ActionFunctionArgs) {
  const { deed, initiative, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const { db, settings, sayIn } = args.context;
  const waveId = args.params.waveId ?? "";
  const order = {
    waveId,
    choice: typed(form, "choice"),
    sender: typed(form, "sender"),
    contact: typed(form, "contact"),
  };
  const making = { secret: settings.secret, baseUrl: settings.baseUrl, sayIn, dayIn: formatDay };
  const printed = await printLetters(db, deed, order, making);
  if (isProblem(printed)) return backToForm(`${path}/waves/${waveId}/letters`, printed, order);
  return new Response(createReadableStreamFromReadable(printed.paper), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="breve-${initiative.slug}-${dayOf(deed.now)}.pdf"`,
      "Cache-Control": "no-store",
      "X-Robots-Tag": "noindex",
    },
  });
}

function backToForm(page: string, refused: Problem, { choice, sender, contact }: Record<string, string>) {
  if (refused.problem === "wave.not-found") throw new Response(null, { status: 404 });
  const [{ problem, field, values }] = allProblems(refused) as [Problem];
  const told = new URLSearchParams({ problem, choice: choice ?? "" });
  if (field) told.set("field", field);
  if (values?.most) told.set("most", String(values.most));
  told.set("sender", (sender ?? "").slice(0, 300));
  told.set("contact", (contact ?? "").slice(0, 400));
  return redirect(`${page}?${told}`, { status: 303 });
}
