import { useSay } from "#app/texts/use-texts.ts";
import type { Concern } from "#surveys/impact/bias/bias.ts";

const looks: Record<Concern, { badge: string; icon: string }> = {
  none: { badge: "badge badge--good", icon: "M3 8.5l3.5 3.5L13 4.5" },
  small: { badge: "badge badge--warn", icon: "M8 3v6M8 12.5v.5" },
  large: { badge: "badge badge--bad", icon: "M8 2L14.5 13.5H1.5ZM8 6.5v3M8 11.5v.3" },
  unknown: { badge: "badge", icon: "M5 5.5a3 3 0 1 1 4.2 2.7C8.4 8.6 8 9 8 10M8 12.5v.5" },
};

/** How much a fact should worry the reader, in words; icon and colour only repeat them. */
export function ConcernMark({ concern }: { concern: Concern }) {
  const say = useSay();
  const { badge, icon } = looks[concern];
  return (
    <span className={`${badge} verdict`}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="verdict__icon">
        <path d={icon} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      {say(`bias:concern.${concern}`)}
    </span>
  );
}
