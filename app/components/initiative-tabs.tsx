import { NavLink } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import type { Role } from "#db/schema.ts";

interface InitiativeTabsProps {
  slug: string;
  name: string;
  roles: readonly Role[];
}

const everyRole: readonly Role[] = ["administrator", "coordinator", "analyst", "partner"];

/** The pages of an initiative and who sees them; the pages themselves refuse everybody else. */
const tabs: ReadonlyArray<{ key: string; path: string; roles: readonly Role[] }> = [
  { key: "partner", path: "/partner", roles: ["partner"] },
  { key: "overview", path: "", roles: everyRole },
  { key: "goals", path: "/goals", roles: everyRole },
  { key: "indicators", path: "/indicators", roles: everyRole },
  { key: "ripples", path: "/ripples", roles: everyRole },
  { key: "bias", path: "/bias", roles: everyRole },
  { key: "setup", path: "/setup", roles: ["administrator", "coordinator"] },
];

export function InitiativeTabs({ slug, name, roles }: InitiativeTabsProps) {
  const say = useSay();
  const shown = tabs.filter((tab) => tab.roles.some((role) => roles.includes(role)));
  return (
    <nav className="initiative-tabs" aria-label={say("results:page.tabs.label", { name })}>
      <p className="initiative-tabs__name">{name}</p>
      <ul>
        {shown.map(({ key, path }) => (
          <li key={key}>
            <NavLink to={`/initiatives/${slug}${path}`} end={path === ""}>
              {say(`results:page.tabs.${key}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
