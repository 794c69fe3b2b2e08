import type { ReactNode } from "react";

/** Around a wide table: it scrolls in its own box, never the page. The box takes the focus, or a keyboard could not scroll it. */
export function ScrollBox({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="table-wrap" tabIndex={0} aria-label={name}>
      {children}
    </section>
  );
}
