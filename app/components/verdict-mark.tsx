import { useSay } from "#app/texts/use-texts.ts";
import type { Verdict } from "#surveys/impact/results.ts";

const looks: Record<Verdict | "not-measured", { badge: string; icon: string }> = {
  reached: { badge: "badge badge--good", icon: "M3 8.5l3.5 3.5L13 4.5" },
  "probably-reached": { badge: "badge badge--good", icon: "M2 9.5l2.5 2.5L9 6.5M12.5 4v4.5M12.5 11.5v.5" },
  "on-the-way": { badge: "badge badge--good", icon: "M3 13L12.5 3.5M6 3.5h6.5V10" },
  worse: { badge: "badge badge--bad", icon: "M3 3l9.5 9.5M6 12.5h6.5V6" },
  unchanged: { badge: "badge", icon: "M3 6h10M3 10.5h10" },
  "cannot-tell": { badge: "badge badge--warn", icon: "M5 5.5a3 3 0 1 1 4.2 2.7C8.4 8.6 8 9 8 10M8 12.5v.5" },
  "not-measured": { badge: "badge", icon: "M3.5 8h.5M7.8 8h.5M12 8h.5" },
  "too-few": { badge: "badge", icon: "M3.5 8h.5M7.8 8h.5M12 8h.5" },
};

/** A verdict in plain words, with an icon and a colour that only repeat them. */
export function VerdictMark({ verdict }: { verdict: Verdict | "not-measured" }) {
  const say = useSay();
  const { badge, icon } = looks[verdict];
  return (
    <span className={`${badge} verdict`}>
      <Icon path={icon} />
      {say(`results:verdict.${verdict}`)}
    </span>
  );
}

/** Whether a ripple is a gain or a harm; the harm is marked as plainly as the gain. */
export function RippleMark({ kind }: { kind: "gain" | "harm" }) {
  const say = useSay();
  return kind === "gain" ? (
    <span className="badge badge--good verdict">
      <Icon path={looks["on-the-way"].icon} />
      {say("results:ripple.gain")}
    </span>
  ) : (
    <span className="badge badge--bad verdict">
      <Icon path={looks.worse.icon} />
      {say("results:ripple.harm")}
    </span>
  );
}

function Icon({ path }: { path: string }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="verdict__icon">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
