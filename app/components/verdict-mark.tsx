import { useSay } from "#app/texts/use-texts.ts";
import type { Verdict } from "#surveys/impact/results.ts";
import type { RippleKind } from "#surveys/impact/ripples/candidate.ts";
import type { RippleState } from "#surveys/impact/ripples/ripple-life.ts";

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

const kinds: Record<RippleKind, { badge: string; icon: string }> = {
  gain: { badge: "badge badge--good", icon: looks["on-the-way"].icon },
  harm: { badge: "badge badge--bad", icon: looks.worse.icon },
  mixed: { badge: "badge badge--warn", icon: "M3 6h8M8 3l3 3-3 3M13 10.5H5M8 7.5l-3 3 3 3" },
  unjudged: { badge: "badge", icon: looks["cannot-tell"].icon },
};

/** Whether a ripple is a gain or a harm, both, or nobody can tell; the harm is marked as plainly as the gain. */
export function RippleMark({ kind }: { kind: RippleKind }) {
  const say = useSay();
  const { badge, icon } = kinds[kind];
  return (
    <span className={`${badge} verdict`}>
      <Icon path={icon} />
      {say(`results:ripple.${kind}`)}
    </span>
  );
}

const states: Record<RippleState, { badge: string; icon: string }> = {
  candidate: { badge: "badge", icon: looks["cannot-tell"].icon },
  corroborated: { badge: "badge badge--warn", icon: "M2 9l2.5 2.5L9 6M7 11l.5.5L14 5" },
  accepted: { badge: "badge badge--good", icon: looks.reached.icon },
  dismissed: { badge: "badge", icon: "M4 4l8 8M12 4l-8 8" },
};

/** Where a ripple stands. */
export function StateMark({ state }: { state: RippleState }) {
  const say = useSay();
  const { badge, icon } = states[state];
  return (
    <span className={`${badge} verdict`}>
      <Icon path={icon} />
      {say(`inbox:state.${state}`)}
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
