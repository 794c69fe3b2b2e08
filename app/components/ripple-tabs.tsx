import { NavLink } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import type { Role } from "#db/schema.ts";

const everyRole: readonly Role[] = ["administrator", "coordinator", "analyst", "partner"];

/** The pages about ripples: the list of all, then one for each source that has a page of its own. The pages refuse whom they do not serve. */
const tabs: ReadonlyArray<{ key: string; path: string; roles: readonly Role[] }> = [
  { key: "list", path: "", roles: everyRole },
  { key: "ties", path: "/ties", roles: everyRole },
  { key: "workflows", path: "/workflows", roles: everyRole },
  { key: "reports", path: "/reports", roles: everyRole },
  { key: "themes", path: "/themes", roles: everyRole },
  { key: "rings", path: "/rings", roles: everyRole },
];

export function RippleTabs({ slug, roles }: { slug: string; roles: readonly Role[] }) {
  const say = useSay();
  const shown = tabs.filter((tab) => tab.roles.some((role) => roles.includes(role)));
  if (shown.length < 2) return null;
  return (
    <nav className="initiative-tabs" aria-label={say("inbox:tabs.label")}>
      <ul>
        {shown.map(({ key, path }) => (
          <li key={key}>
            <NavLink to={`/initiatives/${slug}/ripples${path}`} end={path === ""}>
              {say(`inbox:tabs.${key}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
