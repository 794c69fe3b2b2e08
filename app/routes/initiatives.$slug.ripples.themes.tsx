import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { HiddenNote } from "#app/components/figure.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { ThemeQuestion } from "#app/components/theme-question.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import { readThemes } from "#surveys/impact/themes/themes.server.ts";
import { selectThemes, type ThemeFinding } from "#surveys/reporting/theme-words.ts";
import { waveNames } from "#surveys/reporting/trend.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "theme:page.title");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  const { initiative, account } = access;
  const results = await readResults(context.db, initiative.id);
  const themes = await readThemes(context.db, initiative.id, results.floor);
  const wish = new URL(request.url).searchParams.get("wave") ?? "";
  const reader = await readerOf(request, context, account);
  return { floor: results.floor, selection: selectThemes(themes, waveNames(results), wish, reader) };
}

export default function Themes() {
  const { floor, selection } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <PageHeading title={say("theme:page.title")} lead={say("theme:page.lead")} />
      <details>
        <summary>{say("theme:page.how.title")}</summary>
        <p>{say("theme:page.how.counted", { floor })}</p>
        <p>{say("theme:page.how.grown")}</p>
        <p>{say("theme:page.how.redacted")}</p>
      </details>
      {selection ? (
        <>
          {selection.waves.length > 1 ? (
            <nav className="pages" aria-label={say("theme:page.waves")}>
              <ul>
                {selection.waves.map(({ id, name }) => (
                  <li key={id}>
                    <Link to={`?wave=${id}`} aria-current={id === selection.chosen ? "page" : undefined}>
                      {name}
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
          ) : null}
          {selection.findings.filter(saysSomething).map((finding) => (
            <ThemeQuestion key={finding.key} finding={finding} from={selection.from} to={selection.to} />
          ))}
          <Silent findings={selection.findings.filter((finding) => !saysSomething(finding))} />
        </>
      ) : (
        <p className="notice">{say("theme:page.none")}</p>
      )}
      <HiddenNote floor={floor} />
    </>
  );
}

function saysSomething({ grew, fell, common }: ThemeFinding): boolean {
  return grew.length + fell.length + common.length > 0;
}

/** The questions of which no word may be shown, in one list. */
function Silent({ findings }: { findings: ThemeFinding[] }) {
  const say = useSay();
  if (findings.length === 0) return null;
  return (
    <section aria-labelledby="silent">
      <h2 id="silent">{say("theme:page.silent")}</h2>
      <p className="quiet">{say("theme:page.silent-why")}</p>
      <ul>
        {findings.map(({ key, audience, label }) => (
          <li key={key}>
            {label} <span className="quiet">({say(`results:page.audience.${audience}`)})</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
