import { Link } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";

interface PageLinksProps {
  label: string;
  /** How many there are, and which one is shown; both count from 1. */
  pages: number;
  page: number;
  addressOf: (page: number) => string;
}

/** The parts of a long list; nothing when there is only one. */
export function PageLinks({ label, pages, page, addressOf }: PageLinksProps) {
  const say = useSay();
  if (pages <= 1) return null;
  return (
    <nav className="pages" aria-label={label}>
      <ul>
        {Array.from({ length: pages }, (_, index) => index + 1).map((one) => (
          <li key={one}>
            <Link to={addressOf(one)} aria-current={one === page ? "page" : undefined}>
              {say("results:page.pages.one", { page: one })}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
