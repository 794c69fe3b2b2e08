import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { HiddenNote } from "#app/components/figure.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { PageLinks } from "#app/components/page-links.tsx";
import { TrendPanel } from "#app/components/trend-panel.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import { segmentWords } from "#app/texts/segment-words.ts";
import { themeWords } from "#app/texts/theme-words.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import { type IndicatorSelection, selectIndicators } from "#surveys/reporting/indicator-selection.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "results:page.tabs.indicators");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  const { initiative, account } = access;
  const results = await readResults(context.db, initiative.id);
  const asked = new URL(request.url).searchParams;
  const wish = {
    audience: asked.get("audience") ?? "",
    theme: asked.get("theme") ?? "",
    indicator: asked.get("indicator") ?? "",
    segment: asked.get("segment") ?? "",
    page: Number(asked.get("page") ?? 1),
  };
  const reader = await readerOf(request, context, account);
  return { floor: results.floor, selection: selectIndicators(results, wish, reader) };
}

export default function Indicators() {
  const { floor, selection } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <PageHeading title={say("results:page.tabs.indicators")} lead={say("results:page.indicators.lead")} />
      {selection ? (
        <>
          <ThemeLinks selection={selection} />
          <Choices selection={selection} />
          <p>{say("results:page.changed-not-caused")}</p>
          <div className="trend-grid">
            {selection.trends.map((trend) => (
              <article className="card" key={trend.chart.indicator}>
                <h2>{trend.chart.title}</h2>
                <p className="quiet">
                  {segmentWords(trend.chart.segment, say)} · {trend.chart.reading}
                </p>
                <p>{trend.chart.sentenceUnderTitle}</p>
                <TrendPanel trend={trend} />
              </article>
            ))}
          </div>
          {selection.trends.length === 0 ? <p className="notice">{say("results:page.indicators.hidden")}</p> : null}
          <PageLinks
            label={say("results:page.pages.label")}
            pages={selection.pages}
            page={selection.chosen.page}
            addressOf={(page) => addressOf({ ...selection.chosen, page })}
          />
          <HiddenNote floor={floor} />
        </>
      ) : (
        <p className="notice">{say("results:page.indicators.none")}</p>
      )}
    </>
  );
}

interface SelectionProps {
  selection: IndicatorSelection;
}

function ThemeLinks({ selection: { themes, chosen } }: SelectionProps) {
  const say = useSay();
  const audiences = [...new Set(themes.map(({ audience }) => audience))];
  return (
    <nav className="theme-links" aria-label={say("results:page.indicators.themes")}>
      {audiences.map((audience) => (
        <div key={audience}>
          <p className="theme-links__audience" id={`themes-${audience}`}>
            {say(`results:page.audience.${audience}`)}
          </p>
          <ul aria-labelledby={`themes-${audience}`}>
            {themes
              .filter((one) => one.audience === audience)
              .map(({ theme }) => (
                <li key={theme}>
                  <Link
                    to={addressOf({ ...chosen, audience, theme, indicator: "", page: 1 })}
                    aria-current={chosen.audience === audience && chosen.theme === theme ? "true" : undefined}
                    preventScrollReset
                  >
                    {themeWords(theme, say)}
                  </Link>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function Choices({ selection: { segments, indicators, chosen } }: SelectionProps) {
  const say = useSay();
  const language = useLanguage();
  return (
    <Form
      className="choices"
      method="get"
      preventScrollReset
      key={`${chosen.audience} ${chosen.theme} ${chosen.indicator}`}
    >
      <input type="hidden" name="audience" value={chosen.audience} />
      <input type="hidden" name="theme" value={chosen.theme} />
      <div className="field">
        <label htmlFor="segment">{say("results:page.indicators.segment")}</label>
        <select id="segment" name="segment" defaultValue={chosen.segment}>
          {segments.map((segment) => (
            <option key={segment} value={segment}>
              {segmentWords(segment, say)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="indicator">{say("results:page.indicators.indicator")}</label>
        <select id="indicator" name="indicator" defaultValue={chosen.indicator}>
          <option value="">{say("results:page.indicators.all")}</option>
          {indicators.map(({ key, label, reading }) => (
            <option key={key} value={key}>
              {label[language]} ({say(`results:page.indicators.short-${reading}`)})
            </option>
          ))}
        </select>
      </div>
      <button className="button">{say("results:page.indicators.show")}</button>
    </Form>
  );
}

function addressOf(chosen: IndicatorSelection["chosen"]): string {
  const wishes = Object.entries(chosen).map(([name, value]) => [name, String(value)]);
  return `?${new URLSearchParams(wishes.filter(([, value]) => value !== ""))}`;
}
