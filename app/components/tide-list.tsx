import { Link } from "@remix-run/react";
import { segmentWords } from "#app/texts/segment-words.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { RippleGroup } from "#surveys/reporting/ripple-finding.ts";
import { RippleFigures } from "./ripple-figures.tsx";
import { RippleMark } from "./verdict-mark.tsx";

/** What only moved with the tide, gains and harms together in the order they came. */
export function TideList({ slug, groups }: { slug: string; groups: RippleGroup[] }) {
  return (
    <ol className="plain-list">
      {groups.map((group) => (
        <li
          className={group.surest.ripple.kind === "harm" ? "card ripple ripple--harm" : "card ripple"}
          key={`${group.surest.ripple.indicator} ${group.surest.ripple.kind}`}
        >
          <Movement slug={slug} group={group} />
        </li>
      ))}
    </ol>
  );
}

function Movement({ slug, group }: { slug: string; group: RippleGroup }) {
  const say = useSay();
  const { ripple, indicator, sentence } = group.surest;
  return (
    <>
      <p className="marks">
        <RippleMark kind={ripple.kind} /> <span className="badge">{say(`results:ripple.source.${ripple.source}`)}</span>
      </p>
      <h3>{indicator.label}</h3>
      <FindingAbout group={group} />
      <p>{sentence}</p>
      <RippleFigures group={group} />
      <TrendLink slug={slug} group={group} />
    </>
  );
}

/** Who was asked, which group, and what the figure is. */
export function FindingAbout({ group: { surest } }: { group: RippleGroup }) {
  const say = useSay();
  const { ripple, indicator } = surest;
  return (
    <p className="quiet">
      {say(`results:page.audience.${ripple.audience}`)} · {segmentWords(ripple.segment, say)} · {indicator.reading}
    </p>
  );
}

export function TrendLink({ slug, group: { surest } }: { slug: string; group: RippleGroup }) {
  const say = useSay();
  const { ripple, indicator } = surest;
  const trend = new URLSearchParams({ indicator: ripple.indicator, segment: ripple.segment });
  return (
    <p>
      <Link to={`/initiatives/${slug}/indicators?${trend}`}>
        {say("results:page.ripples.see-trend")}
        <span className="visually-hidden">: {indicator.label}</span>
      </Link>
    </p>
  );
}
