import { dayForRespondent, sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import type { OpenDoor } from "#surveys/answering/open-visit.server.ts";
import type { Problem } from "#surveys/problem.ts";
import { directionOf, respondentLanguages } from "#surveys/respondent-language.ts";
import type { Say } from "#surveys/texts.ts";
import { refusedKey } from "./refused-page.tsx";
import { RespondentFrame } from "./respondent-frame.tsx";
import { SelfCodeFields } from "./self-code-fields.tsx";

interface DoorPageProps {
  language: RespondentLanguage;
  languages: readonly RespondentLanguage[];
  door: Pick<OpenDoor, "audience" | "place" | "challenge" | "initiativeName" | "closesOn" | "asksSelfCode">;
  minutes: number;
  /** Somebody has begun in this browser before. */
  begunBefore: boolean;
  refused: { problem: Problem; typed: Record<string, string> } | null;
}

/** The first page of an open link: what it is about, and the button that begins. Nothing is stored before it is pressed. */
export function DoorPage({ language, languages, door, minutes, begunBefore, refused }: DoorPageProps) {
  const say = sayToRespondent(language);
  const values = { place: door.place, challenge: door.challenge, initiative: door.initiativeName };
  return (
    <RespondentFrame languages={<DoorLanguages {...{ language, languages }} />}>
      <h1>{say(`letter:title.${door.audience}`, values)}</h1>
      {refused ? (
        <p className="problem-summary" role="alert">
          <DoorProblem problem={refused.problem} say={say} />
        </p>
      ) : null}
      {begunBefore && !refused ? <p className="notice">{say("way:open.begun-before")}</p> : null}
      <p>{say("way:open.who", values)}</p>
      <p>
        {say("answer:intro.time", { count: minutes })}{" "}
        {say("mail:invitation.closes", { day: dayForRespondent(door.closesOn, language) })}
      </p>
      <p>{say("way:open.anonymous")}</p>
      <form method="post">
        <input type="hidden" name="language" value={language} />
        {door.asksSelfCode ? (
          <SelfCodeFields
            wrong={String(refused?.problem.values?.elements ?? "").split(" ")}
            typed={refused?.typed ?? {}}
            say={say}
          />
        ) : null}
        <p>{say("way:open.own-link")}</p>
        <p>
          <button className="button">{say("way:open.begin")}</button>
        </p>
      </form>
    </RespondentFrame>
  );
}

/** Why nobody can begin here. */
export function ClosedDoorPage({ problem, language }: { problem: Problem; language: RespondentLanguage }) {
  const say = sayToRespondent(language);
  return (
    <RespondentFrame>
      <h1>{say(`way:open.refused.${refusedKey(problem)}.title`)}</h1>
      <p>{say(`way:open.refused.${refusedKey(problem)}.what`)}</p>
    </RespondentFrame>
  );
}

function DoorLanguages({ language, languages }: Pick<DoorPageProps, "language" | "languages">) {
  return (
    <span className="languages">
      {languages
        .filter((one) => one !== language)
        .map((one) => (
          <a className="link-button" key={one} href={`?lang=${one}`} lang={one} dir={directionOf(one)}>
            {respondentLanguages[one].ownName}
          </a>
        ))}
    </span>
  );
}

function DoorProblem({ problem: { problem, values }, say }: { problem: Problem; say: Say }) {
  if (problem !== "field.not-a-choice") return say(`problem:${problem}`, values);
  const [first] = String(values?.elements ?? "").split(" ");
  return <a href={`#code-${first}`}>{say("way:self-code.wrong")}</a>;
}
