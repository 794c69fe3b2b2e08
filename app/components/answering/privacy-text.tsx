import type { DataController } from "#surveys/initiative/data-controller.ts";
import type { Say } from "#surveys/texts.ts";
import { ContactLines } from "./contact-lines.tsx";
import { KioskBar } from "./kiosk-page.tsx";
import { RespondentFrame } from "./respondent-frame.tsx";

/** What the page says, in order, and of how many paragraphs each section is. */
const sections: ReadonlyArray<[name: string, paragraphs: string]> = [
  ["who", "a"],
  ["kept", "abdc"],
  ["seen", "abced"],
  ["find", "abc"],
  ["words", "ab"],
  ["link", "abc"],
  ["phone", "acb"],
  ["withdraw", "abcd"],
  ["deleted", "ab"],
  ["rights", "ab"],
];

interface PrivacyTextProps {
  say: Say;
  /** Known behind a personal link. */
  controller?: DataController | null;
  /** Of the personal link, where there is one. */
  path?: string;
  /** The link that is in use on a screen that people share. */
  kiosk?: { name: string; token: string } | null;
}

/** What is kept of whoever answers, who can see it and what they can do: `docs/privacy.md` for citizens. */
export function PrivacyText({ say, controller = null, path, kiosk = null }: PrivacyTextProps) {
  return (
    <RespondentFrame shared={kiosk !== null}>
      <h1>{say("trust:privacy.title")}</h1>
      <p>{say("trust:privacy.lead")}</p>
      {sections.map(([name, paragraphs]) => (
        <section key={name}>
          <h2>{say(`trust:privacy.section.${name}.title`)}</h2>
          {[...paragraphs].map((letter) => (
            <p key={letter}>{say(`trust:privacy.section.${name}.${letter}`)}</p>
          ))}
          {name === "who" && controller ? <ContactLines controller={controller} /> : null}
          {name === "withdraw" && path && !kiosk ? (
            <p>
              <a href={`${path}/withdraw`}>{say("answer:thanks.withdraw")}</a>
            </p>
          ) : null}
        </section>
      ))}
      {path ? (
        <p>
          <a href={path}>{say("trust:privacy.back")}</a>
        </p>
      ) : null}
      {kiosk ? <KioskBar {...kiosk} say={say} /> : null}
    </RespondentFrame>
  );
}
