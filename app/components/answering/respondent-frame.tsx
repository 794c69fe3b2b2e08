import type { ReactNode } from "react";

/** The plain frame of every page a citizen meets: no menu but that of the languages, nothing to lose one's way in. */
export function RespondentFrame({ children, languages }: { children: ReactNode; languages?: ReactNode }) {
  return (
    <>
      <header className="frame-head">
        <bdi className="brand">Ringvirk</bdi>
        {languages}
      </header>
      <main id="main">{children}</main>
    </>
  );
}
