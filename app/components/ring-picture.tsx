import { useId } from "react";
import { useSay } from "#app/texts/use-texts.ts";
import { rippleRings } from "#surveys/impact/ripples/candidate.ts";
import type { RingPicture as Picture, RingMark } from "#surveys/reporting/ring-picture.ts";
import {
  coreRadius,
  labelRadius,
  middle,
  outerRadius,
  type PlacedMark,
  placeMarks,
  pointAt,
  reachOf,
  type Sector,
  sectorsOf,
  size,
  wordArc,
} from "./ring-drawing.ts";

interface RingPictureProps {
  picture: Picture;
  /** What it says to one who does not see it. */
  sentence: string;
  /** Without words and numbers, for a small picture beside others. */
  small?: boolean;
}

/** The product's emblem with something in it: rings around the challenge, each ripple where it is seen. Drawn on the server, without script. */
export function RingPicture({ picture, sentence, small = false }: RingPictureProps) {
  const sectors = sectorsOf(picture);
  return (
    <svg
      className={small ? "rings rings--small" : "rings"}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={sentence}
    >
      <Rings />
      {sectors.length > 1 ? sectors.map((sector) => <Border key={sector.type} sector={sector} />) : null}
      <circle className="rings__core" cx={middle} cy={middle} r={coreRadius} />
      {small ? null : <RingNames />}
      {small
        ? null
        : sectors.map((sector) => <SectorName key={sector.type} sector={sector} alone={sectors.length === 1} />)}
      {placeMarks(picture.marks, sectors).map((placed) => (
        <Mark key={placed.mark.number} placed={placed} isNew={placed.mark.since === picture.chosen} small={small} />
      ))}
    </svg>
  );
}

function Rings() {
  return rippleRings
    .toReversed()
    .map((ring) => (
      <circle key={ring} className={`rings__ring rings__ring--${ring}`} cx={middle} cy={middle} r={outerRadius[ring]} />
    ));
}

function Border({ sector }: { sector: Sector }) {
  const [a, b] = [pointAt(sector.from, coreRadius + 6), pointAt(sector.from, outerRadius.community)];
  return <line className="rings__border" x1={a.x} y1={a.y} x2={b.x} y2={b.y} />;
}

/** The name of each ring stands on its line, at the top. */
function RingNames() {
  const say = useSay();
  const id = useId();
  return rippleRings.map((ring) => (
    <g key={ring}>
      <path id={`${id}${ring}`} d={wordArc(-1.5, 1.5, outerRadius[ring] - 4)} fill="none" />
      <text className="rings__name" textAnchor="middle">
        <textPath href={`#${id}${ring}`} startOffset="50%">
          {say(`inbox:rings.ring.${ring}`)}
        </textPath>
      </text>
    </g>
  ));
}

function SectorName({ sector, alone }: { sector: Sector; alone: boolean }) {
  const say = useSay();
  const id = useId();
  const arc = alone ? wordArc(-1.5, 1.5, labelRadius) : wordArc(sector.from, sector.to, labelRadius);
  return (
    <g>
      <path id={id} d={arc} fill="none" />
      <text className="rings__type" textAnchor="middle">
        <textPath href={`#${id}`} startOffset="50%">
          {say(`inbox:rings.type.${sector.type}`)}
        </textPath>
      </text>
    </g>
  );
}

/** A gain is round, a harm has a point downwards, both is square, and what nobody has judged stands on a corner: shape says it, and colour says it again. */
function Mark({
  placed: { mark, x, y, radius },
  isNew,
  small,
}: {
  placed: PlacedMark;
  isNew: boolean;
  small: boolean;
}) {
  return (
    <g className={`rings__mark rings__mark--${mark.kind} rings__mark--${mark.state}`}>
      {isNew ? <circle className="rings__new" cx={x} cy={y} r={reachOf(radius) - 0.5} /> : null}
      <MarkShape kind={mark.kind} {...{ x, y, radius }} />
      {mark.state === "corroborated" ? <MarkShape kind={mark.kind} {...{ x, y }} radius={radius - 3.5} /> : null}
      {small ? null : (
        <text
          className="rings__number"
          x={x}
          y={mark.kind === "harm" ? y - radius * 0.14 : y}
          fontSize={mark.kind === "harm" ? radius * 0.86 : radius + 1}
          textAnchor="middle"
          dominantBaseline="central"
        >
          {mark.number}
        </text>
      )}
    </g>
  );
}

export function MarkShape({ kind, x, y, radius }: { kind: RingMark["kind"]; x: number; y: number; radius: number }) {
  if (kind === "gain") return <circle className="rings__shape" cx={x} cy={y} r={radius} />;
  if (kind === "mixed") {
    const side = radius * 1.76;
    return <rect className="rings__shape" x={x - side / 2} y={y - side / 2} width={side} height={side} rx={2} />;
  }
  if (kind === "unjudged") {
    const reach = radius * 1.25;
    return (
      <path className="rings__shape" d={`M${x} ${y - reach}L${x + reach} ${y}L${x} ${y + reach}L${x - reach} ${y}Z`} />
    );
  }
  const [half, top, tip] = [radius * 1.08, radius * 0.72, radius * 1.28];
  return <path className="rings__shape" d={`M${x - half} ${y - top}H${x + half}L${x} ${y + tip}Z`} />;
}
