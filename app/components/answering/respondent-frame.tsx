import type { ReactNode } from "react";
import scriptAddress from "#app/answering-script/start.ts?url";
import type { Say } from "#surveys/texts.ts";
import { phoneWords } from "./phone-data.ts";
import { RespondentFoot } from "./respondent-foot.tsx";

interface RespondentFrameProps {
  children: ReactNode;
  /** The menu of languages, where there are several. */
  languages?: ReactNode;
  /** Nothing more is answered with this link: what a script has kept on the phone is erased where it finds the mark. */
  finished?: boolean;
  /** On a screen that people answer on one after the other no link leads away: from there nothing returns to the start by itself. */
  shared?: boolean;
  /** For the pages of a survey: the name under which answers wait on the phone, and its script's words. */
  phone?: { key: string; say: Say };
}

/** The plain frame of every page a citizen meets: no menu but that of the languages, nothing to lose one's way in. */
export function RespondentFrame({
  children,
  languages,
  finished = false,
  shared = false,
  phone,
}: RespondentFrameProps) {
  return (
    <>
      <header className="frame-head">
        <bdi className="brand">Ringvirk</bdi>
        {languages}
      </header>
      <main
        id="main"
        data-finished={finished ? "" : undefined}
        data-phone={phone?.key}
        data-words={phone ? phoneWords(phone.say) : undefined}
      >
        {children}
      </main>
      {phone ? <script src={scriptAddress} defer /> : null}
      {shared ? null : <RespondentFoot />}
    </>
  );
}
