import type { ReactNode } from "react";

/** The plain frame of every page a citizen meets: no menu, nothing to lose one's way in. */
export function RespondentFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="frame-head">
        <span className="brand">Ringvirk</span>
      </header>
      <main id="main">{children}</main>
    </>
  );
}
