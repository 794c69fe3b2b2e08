import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ClosedDoorPage } from "#app/components/answering/door-page.tsx";
import { KioskPage } from "#app/components/answering/kiosk-page.tsx";
import { personalHeaders, respondentLinks } from "#app/components/answering/respondent-page.ts";
import { begin, showDoor } from "#app/open-link-form.server.ts";
import { readForm, typed } from "#app/refusal.server.ts";
import { respondentLanguageOf } from "#app/texts/language.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import { discardVisit } from "#surveys/answering/open-visit.server.ts";
import { isProblem, problems } from "#surveys/problem.ts";

export const handle = { plain: true };
export const links = respondentLinks;
export const headers = personalHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: shown ? `${sayToRespondent(shown.language)("way:kiosk.title")} · Ringvirk` : "Ringvirk" },
];

/** `left` is the link of somebody who went away: from now on it opens nothing, so that "back" shows nothing of theirs. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const left = new URL(request.url).searchParams.get("left") ?? "";
  if (left !== "") context.leftKiosk.leave(left, params.name ?? "");
  const shown = await showDoor(context, request, params.name ?? "");
  if (!isProblem(shown)) return data({ language: shown.language, problem: null, shown, left });
  const language = respondentLanguageOf(request, ["da", "en"]);
  return data({ language, problem: shown, shown: null, left }, { status: problems[shown.problem] });
}

/** Begins for the next person, or throws away what one person has begun and wants to leave. Either way the former's answer is gone. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const start = `/o/${encodeURIComponent(params.name ?? "")}/kiosk`;
  const former = typed(form, "former");
  if (former !== "") {
    context.leftKiosk.leave(former, params.name ?? "");
    await discardVisit(context.db, former);
  }
  const unkept = { status: 303, headers: { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" } };
  if (typed(form, "deed") === "leave") return redirect(start, unkept);
  const begun = await begin(context, params.name ?? "", { form, kiosk: true });
  return redirect(isProblem(begun) ? start : `/s/${begun.token}`, unkept);
}

export default function Kiosk() {
  const { language, problem, shown, left } = useLoaderData<typeof loader>();
  if (!shown) return problem ? <ClosedDoorPage problem={problem} language={language} /> : null;
  return <KioskPage {...shown} former={left} />;
}
