import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { LetterFields } from "#app/components/letter-fields.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { letterCounts } from "#surveys/fieldwork/letters.server.ts";
import { waveOnList } from "#surveys/fieldwork/wave-list.server.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "letter:page.title");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, path } = await requireCoordinator(args);
  const { db } = args.context;
  const wave = await waveOnList(db, initiative.id, args.params.waveId ?? "");
  if (!wave) throw new Response(null, { status: 404 });
  const search = new URL(args.request.url).searchParams;
  const { all, "without-mail": withoutMail, unreachable } = await letterCounts(db, wave.id);
  return {
    path: `${path}/waves/${wave.id}`,
    wave: { id: wave.id, name: wave.name, state: wave.state },
    counts: { all, withoutMail, unreachable },
    refused: refusedIn(search),
    typed: {
      sender: search.get("sender") ?? "",
      contact: search.get("contact") ?? "",
      choice: search.get("choice") ?? "",
    },
  };
}

/** What printing was refused for, as its route put it into the address. */
function refusedIn(search: URLSearchParams): Problem | null {
  const found: unknown = { problem: search.get("problem"), values: { most: search.get("most") ?? "" } };
  if (!isProblem(found)) return null;
  const field = search.get("field");
  return field === null ? found : { ...found, field };
}

export default function Letters() {
  const { path, wave, counts, refused, typed } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <SetupHeading
        title={say("letter:page.title")}
        lead={say("letter:page.lead")}
        under={{ path: `waves/${wave.id}`, name: wave.name }}
      />
      <ProblemSummary
        problem={refused}
        labels={{ sender: say("letter:page.sender"), contact: say("letter:page.contact") }}
      />
      <ul>
        <li>{say("letter:page.count-all", { count: counts.all })}</li>
        <li>{say("letter:page.count-without-mail", { count: counts.withoutMail })}</li>
        {counts.unreachable > 0 ? (
          <li className="notice notice--warn">{say("letter:page.unreachable", { count: counts.unreachable })}</li>
        ) : null}
      </ul>
      {wave.state === "open" ? (
        <form method="post" action={`${path}/letters/print`}>
          <LetterFields typed={typed} problem={refused} />
          <p className="buttons">
            <button className="button">{say("letter:page.print")}</button>
          </p>
        </form>
      ) : (
        <p className="notice">{say("letter:page.not-open")}</p>
      )}
    </>
  );
}
