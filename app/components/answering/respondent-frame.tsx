import type { ReactNode } from "react";
import { RespondentFoot } from "./respondent-foot.tsx";

interface RespondentFrameProps {
  children: ReactNode;
  /** The menu of languages, where there are several. */
  languages?: ReactNode;
  /** Nothing more is answered with this link: what a script has kept on the phone is erased where it finds the mark. */
  finished?: boolean;
}

/** The plain frame of every page a citizen meets: no menu but that of the languages, nothing to lose one's way in. */
export function RespondentFrame({ children, languages, finished = false }: RespondentFrameProps) {
  return (
    <>
      <header className="frame-head">
        <bdi className="brand">Ringvirk</bdi>
        {languages}
      </header>
      <main id="main" data-finished={finished ? "" : undefined}>
        {children}
      </main>
      <RespondentFoot />
    </>
  );
}
