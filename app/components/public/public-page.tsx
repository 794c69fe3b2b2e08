import { ContactLines } from "#app/components/answering/contact-lines.tsx";
import { RespondentFrame } from "#app/components/answering/respondent-frame.tsx";
import { dayForRespondent, sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { LanguageCode } from "#db/schema.ts";
import type { PublicResults } from "#surveys/reporting/public-results.ts";
import { PublicGoalSection } from "./public-goal-section.tsx";
import { PublicRippleList } from "./public-ripple-list.tsx";
import { PublicTable } from "./public-table.tsx";

interface PublicPageProps {
  page: PublicResults;
  language: LanguageCode;
  /** The day of the snapshot; null in a preview. */
  publishedOn: string | null;
}

/** What came of an initiative, in the order a citizen asks: what it was about, whether the goals were reached, what else, and how sure it is. */
export function PublicPage({ page, language, publishedOn }: PublicPageProps) {
  const say = sayToRespondent(language);
  const { initiative, goals, tides, rates, controller } = page;
  const other = language === "da" ? "en" : "da";
  return (
    <RespondentFrame>
      <p className="page-top">
        <span>
          {initiative.place}, {initiative.district}
        </span>
        <a href={`?lang=${other}`} lang={other} hrefLang={other}>
          {say("public:language")}
        </a>
      </p>
      <p className="quiet kicker">{say("public:kicker")}</p>
      <h1>{initiative.name}</h1>
      <p className={publishedOn ? "quiet" : "notice"}>
        {publishedOn
          ? say("public:published", { day: dayForRespondent(publishedOn, language) })
          : say("public:setup.preview-note")}
      </p>
      <h2>{say("public:challenge")}</h2>
      <p className="words">{initiative.challenge}</p>
      <h2>{say("public:goals")}</h2>
      <p>{say(goals.length > 0 ? "public:goals-what" : "public:no-goals")}</p>
      {goals.map((goal) => (
        <PublicGoalSection goal={goal} say={say} key={goal.title} />
      ))}
      <h2>{say("public:ripples")}</h2>
      <PublicRippleList ripples={page.ripples} say={say} />
      {tides.length > 0 ? (
        <>
          <h2>{say("public:tide")}</h2>
          <p>{say("public:tide-what")}</p>
          {tides.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </>
      ) : null}
      <h2>{say("public:rates")}</h2>
      <PublicTable table={rates} caption={say("public:rates-what")} />
      {["reading", "limits"].map((part) => (
        <section key={part}>
          <h2>{say(`public:${part}`)}</h2>
          <ul>
            {notes[part]?.map((note) => (
              <li key={note}>{say(`public:${note}`)}</li>
            ))}
          </ul>
        </section>
      ))}
      <h2>{say("public:contact")}</h2>
      {controller ? <ContactLines controller={controller} /> : <p>{say("public:contact-none")}</p>}
    </RespondentFrame>
  );
}

const notes: Record<string, string[]> = {
  reading: ["reading-points", "reading-interval", "reading-steps", "reading-floor"],
  limits: ["limits-cause", "limits-answered"],
};
