import { Form, Link } from "@remix-run/react";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { Audience } from "#db/schema.ts";
import type { LocalizedText } from "#surveys/definition/codebook.ts";
import type { Problem } from "#surveys/problem.ts";

interface StartDraftProps {
  audience: Audience;
  /** The survey in use; null where there is none yet. */
  current: { number: number; title: string } | null;
  library: Array<{ key: string; role: "core" | "module"; title: LocalizedText }>;
  /** Address of the set-up pages. */
  setup: string;
  problem?: Problem | null;
}

/** Where a draft begins: from the survey in use, from the library, or from nothing. */
export function StartDraft({ audience, current, library, setup, problem }: StartDraftProps) {
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <SetupHeading
        title={say(`editor:title-${audience}`)}
        lead={say("editor:start.lead")}
        under={{ path: "surveys", name: say("setup:step.surveys") }}
      />
      <ProblemSummary problem={problem} labels={{}} />
      <div className="card-grid">
        {current ? (
          <StartCard from="current" title={say("editor:start.current")} send={say("editor:start.current-send")} look="">
            <p>{say("editor:start.current-what", { title: current.title, number: current.number })}</p>
          </StartCard>
        ) : null}
        <StartCard
          from="library"
          title={say("editor:start.library")}
          send={say("editor:start.library-send")}
          look={current ? " button--secondary" : ""}
        >
          {library.map(({ key, role, title }) => (
            <label className="choice" key={key}>
              <input type="checkbox" name="parts" value={key} defaultChecked={role === "core"} />
              <span>{title[language]}</span>
            </label>
          ))}
        </StartCard>
        <StartCard
          from="empty"
          title={say("editor:start.empty")}
          send={say("editor:start.empty-send")}
          look=" button--secondary"
        >
          <p>{say("editor:start.empty-what")}</p>
          <div className="field">
            <label htmlFor="title">{say("editor:start.title")}</label>
            <input id="title" name="title" autoComplete="off" />
          </div>
        </StartCard>
        <div className="card">
          <h2>{say("editor:start.own")}</h2>
          <p>{say("editor:start.own-what")}</p>
          <p className="buttons">
            <Link className="button button--secondary" to={`${setup}/surveys/${audience}/import`}>
              {say("editor:start.own-send")}
            </Link>
          </p>
        </div>
      </div>
    </>
  );
}

function StartCard({
  from,
  title,
  send,
  look,
  children,
}: {
  from: string;
  title: string;
  send: string;
  look: string;
  children: React.ReactNode;
}) {
  return (
    <div className="card">
      <h2>{title}</h2>
      <Form method="post" reloadDocument noValidate>
        <input type="hidden" name="deed" value="start" />
        <input type="hidden" name="from" value={from} />
        {children}
        <p className="buttons">
          <button className={`button${look}`}>{send}</button>
        </p>
      </Form>
    </div>
  );
}
