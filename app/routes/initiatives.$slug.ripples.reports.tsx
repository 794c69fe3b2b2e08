import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { PageHeading } from "#app/components/page-heading.tsx";
import { ReportHead } from "#app/components/report-facts.tsx";
import { StandingBadges } from "#app/components/standing-badges.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { readReports } from "#surveys/impact/reports/reports.server.ts";
import { type ReportedChange, reportedChanges } from "#surveys/impact/reports/reports.ts";
import { betterAnswers, changeDepths, changeKinds, changeRings } from "#surveys/initiative/change-report.ts";
import { selectChanges, standings } from "#surveys/reporting/report-selection.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "partner:changes.title");

const filters = {
  kind: changeKinds,
  depth: changeDepths,
  ring: changeRings,
  better: betterAnswers,
  standing: standings,
} as const;
type Filter = keyof typeof filters;
const filterNames = Object.keys(filters) as Filter[];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { initiative } = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  const asked = new URL(request.url).searchParams;
  const wish = Object.fromEntries(filterNames.map((name) => [name, asked.get(name) ?? ""])) as Record<Filter, string>;
  const changes = reportedChanges(await readReports(context.db, initiative.id));
  return { slug: initiative.slug, wish, count: changes.length, changes: selectChanges(changes, wish) };
}

export default function ReportedChanges() {
  const { slug, wish, count, changes } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <PageHeading title={say("partner:changes.title")} lead={say("partner:changes.lead")} />
      {count === 0 ? <p className="notice">{say("partner:changes.none-yet")}</p> : <Filters wish={wish} />}
      {count === 0 ? null : (
        <h2 id="found">
          {changes.length === count
            ? say("partner:changes.found", { count })
            : say("partner:changes.total", { shown: changes.length, count })}
        </h2>
      )}
      {count > 0 && changes.length === 0 ? <p className="quiet">{say("partner:changes.none")}</p> : null}
      <ul className="plain-list">
        {changes.map((change) => (
          <li className="card" key={change.id}>
            <Change slug={slug} change={change} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Filters({ wish }: { wish: Record<Filter, string> }) {
  const say = useSay();
  const label = (name: Filter) => say(name === "standing" ? "partner:changes.standing" : `partner:report.${name}`);
  return (
    <Form className="choices" method="get" preventScrollReset key={JSON.stringify(wish)}>
      {filterNames.map((name) => (
        <div className="field" key={name}>
          <label htmlFor={name}>{label(name)}</label>
          <select id={name} name={name} defaultValue={wish[name]}>
            <option value="">{say("partner:changes.any")}</option>
            {filters[name].map((value) => (
              <option key={value} value={value}>
                {say(`partner:${name}.${value}`)}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button className="button">{say("partner:changes.filter")}</button>
    </Form>
  );
}

function Change({ slug, change }: { slug: string; change: ReportedChange }) {
  const say = useSay();
  const language = useLanguage();
  const [first, ...more] = change.reports;
  if (!first) return null;
  const others = new Intl.ListFormat(language).format(more.map(({ organisation }) => organisation.name));
  const isUnexpected = change.reports.some(({ expected }) => expected !== "yes");
  return (
    <>
      <ReportHead report={first} showOrganisation />
      <p className="typed">{first.what}</p>
      {more.length > 0 ? <p>{say("partner:changes.also", { organisations: others })}</p> : null}
      <p className="quiet">
        {[
          say(`partner:kind.${first.coded.kind}`),
          ...(first.coded.ring ? [say(`partner:ring.${first.coded.ring}`)] : []),
          say(isUnexpected ? "partner:changes.unexpected" : "partner:changes.expected"),
        ].join(" · ")}
      </p>
      <p>
        <StandingBadges change={change} /> {say("partner:changes.voices", { count: change.voices.length })}
      </p>
      <p className="buttons">
        <Link className="button button--secondary" to={`/initiatives/${slug}/ripples/reports/${first.id}`}>
          {say("partner:changes.open")}
          <span className="visually-hidden"> {say("partner:reports.about", { what: first.what })}</span>
        </Link>
      </p>
    </>
  );
}
