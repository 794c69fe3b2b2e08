import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ClosedDoorPage, DoorPage } from "#app/components/answering/door-page.tsx";
import { personalHeaders, respondentLinks } from "#app/components/answering/respondent-page.ts";
import { begin, showDoor } from "#app/open-link-form.server.ts";
import { readForm, refuse } from "#app/refusal.server.ts";
import { respondentLanguageOf } from "#app/texts/language.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import { isProblem, problems } from "#surveys/problem.ts";

export const handle = { plain: true };
export const links = respondentLinks;
export const headers = personalHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  {
    title: shown?.shown
      ? sayToRespondent(shown.language)(`letter:title.${shown.shown.door.audience}`, { place: shown.shown.door.place })
      : "Ringvirk",
  },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const name = params.name ?? "";
  const shown = await showDoor(context, request, name);
  const begunBefore = (request.headers.get("Cookie") ?? "").includes(`${begunCookie}=`);
  if (!isProblem(shown)) return data({ language: shown.language, problem: null, shown, begunBefore });
  const language = respondentLanguageOf(request, ["da", "en"]);
  return data({ language, problem: shown, shown: null, begunBefore }, { status: problems[shown.problem] });
}

/** Says that somebody has begun in this browser, and nothing else: no name, no link. Sent back to this page alone. */
const begunCookie = "ringvirk-begun";
const begunDays = 60;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const name = params.name ?? "";
  const begun = await begin(context, name, { form, kiosk: false });
  if (isProblem(begun)) return refuse(begun, form);
  const secure = context.settings.baseUrl.startsWith("https:") ? "; Secure" : "";
  const cookie = `${begunCookie}=1; Path=/o/${encodeURIComponent(name)}; Max-Age=${begunDays * 86_400}; HttpOnly; SameSite=Lax`;
  return redirect(`/s/${begun.token}`, {
    status: 303,
    headers: { "Set-Cookie": `${cookie}${secure}`, "Cache-Control": "no-store", "X-Robots-Tag": "noindex" },
  });
}

export default function Door() {
  const { language, problem, shown, begunBefore } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  if (!shown) return problem ? <ClosedDoorPage problem={problem} language={language} /> : null;
  return <DoorPage {...shown} begunBefore={begunBefore} refused={refused} />;
}
