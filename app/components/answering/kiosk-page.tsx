import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import { directionOf, respondentLanguages } from "#surveys/respondent-language.ts";
import type { Say } from "#surveys/texts.ts";
import { RespondentFrame } from "./respondent-frame.tsx";

interface KioskPageProps {
  language: RespondentLanguage;
  languages: readonly RespondentLanguage[];
  door: { audience: "resident" | "actor"; place: string; challenge: string; initiativeName: string };
  minutes: number;
  /** The link of who stood here before and went away, or "". */
  former: string;
}

/** The start of a screen that people answer on one after the other: a large button for each language. */
export function KioskPage({ language, languages, door, minutes, former }: KioskPageProps) {
  const say = sayToRespondent(language);
  const values = { place: door.place, challenge: door.challenge, initiative: door.initiativeName };
  return (
    <RespondentFrame finished shared>
      <h1>{say(`letter:title.${door.audience}`, values)}</h1>
      <p>{say("way:open.who", values)}</p>
      <p>{say("way:kiosk.what", { count: minutes })}</p>
      <form method="post" action="?">
        {former === "" ? null : <input type="hidden" name="former" value={former} />}
        <p className="kiosk-start">
          {languages.map((one) => (
            <button className="button" key={one} name="language" value={one} lang={one} dir={directionOf(one)}>
              {sayToRespondent(one)("way:kiosk.begin")}
              {one === "da" || one === "en" ? null : ` (${respondentLanguages[one].ownName})`}
            </button>
          ))}
        </p>
      </form>
    </RespondentFrame>
  );
}

interface KioskBarProps {
  name: string;
  token: string;
  say: Say;
}

/** How long nothing may be done before what was begun is thrown away: with the script, and without it (a page is then long to be on). */
const idleSeconds = 150;
const idleSecondsWithoutScript = 180;

/** On every page of a survey at such a screen: how to leave, and what happens to whoever goes away. */
export function KioskBar({ name, token, say }: KioskBarProps) {
  const start = `/o/${name}/kiosk`;
  return (
    <div className="notice" id="kiosk" data-idle={idleSeconds}>
      <noscript>
        <meta httpEquiv="refresh" content={`${idleSecondsWithoutScript};url=${start}?left=${token}`} />
      </noscript>
      <p>{say("way:kiosk.idle")}</p>
      <p id="kiosk-warning" role="alert" hidden>
        <strong>{say("way:kiosk.still-there")}</strong>
      </p>
      <form method="post" action={start} id="kiosk-leave">
        <input type="hidden" name="deed" value="leave" />
        <input type="hidden" name="former" value={token} />
        <button className="link-button">{say("way:kiosk.leave")}</button>
      </form>
      <script src="/kiosk.js" defer />
    </div>
  );
}

/** Where nothing more is to be done: back to the start by itself. */
export function KioskReturn({ name, say }: Omit<KioskBarProps, "token">) {
  const start = `/o/${name}/kiosk`;
  return (
    <>
      <meta httpEquiv="refresh" content={`12;url=${start}`} />
      <p>{say("way:kiosk.returns")}</p>
      <p>
        <a className="button" href={start}>
          {say("way:kiosk.next")}
        </a>
      </p>
    </>
  );
}
