import type {
  Network,
  NetworkChange,
  NetworkWave,
  OrganisationState,
  TieInWave,
} from "#surveys/impact/network/network.ts";

/** Width and height of the picture, in its own units. */
export const drawingSize = 360;

const middle = drawingSize / 2;
const nodeRing = 152;
/** How far a label should stand from other labels and places, and from lines that are not its own. */
const room = { label: 26, line: 12 };
const placesOnLine = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8];

export interface DrawnNode {
  id: string;
  /** From 1, in the order of the organisations: the same in every wave. */
  number: number;
  x: number;
  y: number;
  state: OrganisationState;
}

export interface DrawnTie {
  key: string;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  /** 0–5; drawn as width and dashes. */
  level: number;
  /** "3"; "2/4" where the sides differ; null for the lowest, which would only crowd the picture. */
  label: string | null;
  labelX: number;
  labelY: number;
  /** How the tie changed to what it is here: an arrow beside the label. */
  change: "up" | "down" | "both" | null;
}

export interface NetworkDrawing {
  nodes: DrawnNode[];
  ties: DrawnTie[];
}

/**
 * A wave of the network as lines between numbered places on a circle. Every organisation has the same place in every wave, so that two
 * pictures can be laid beside each other; what is not known is not drawn.
 *
 * @param change where the wave is the later of the two: ties that changed are marked, and drawn even at level 0.
 */
export function networkDrawing(
  organisations: Network["organisations"],
  wave: NetworkWave,
  change: NetworkChange | null,
): NetworkDrawing {
  const nodes = organisations.map(({ id }, place) => nodeAt(id, place, organisations.length, wave));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const lines = wave.ties.flatMap((tie) => lineOf(tie, byId, arrowOf(tie, change)));
  const taken: Point[] = nodes.map(({ x, y }) => ({ x, y }));
  // The strongest get their labels first, at the best places.
  const labelled = lines.toSorted((one, other) => other.level - one.level).map((line) => withLabel(line, lines, taken));
  // Strong ties last, so that they lie above the weak ones.
  return { nodes, ties: labelled.reverse() };
}

function nodeAt(id: string, place: number, of: number, wave: NetworkWave): DrawnNode {
  const angle = (2 * Math.PI * place) / of - Math.PI / 2;
  return {
    id,
    number: place + 1,
    x: rounded(middle + nodeRing * Math.cos(angle)),
    y: rounded(middle + nodeRing * Math.sin(angle)),
    state: wave.organisations.find(({ organisation }) => organisation === id)?.state ?? "not-taking-part",
  };
}

function arrowOf({ a, b }: TieInWave, change: NetworkChange | null): DrawnTie["change"] {
  const state = change?.pairs.find((pair) => pair.a === a && pair.b === b)?.state;
  if (state === "new" || state === "deeper") return "up";
  if (state === "lost" || state === "weaker") return "down";
  return state === "mixed" ? "both" : null;
}

interface Point {
  x: number;
  y: number;
}

function lineOf(tie: TieInWave, byId: Map<string, DrawnNode>, change: DrawnTie["change"]): DrawnTie[] {
  const { level } = tie;
  const [from, to] = [byId.get(tie.a), byId.get(tie.b)];
  if (!from || !to || level === null || (level === 0 && change === null)) return [];
  const label = level >= 2 || change !== null || tie.agreement === "differ" ? labelOf(tie) : null;
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  return [{ key: `${tie.a} ${tie.b}`, ...ends, level, label, change, labelX: from.x, labelY: from.y }];
}

function labelOf({ aSays, bSays, agreement, level }: TieInWave): string {
  return agreement === "differ" ? `${aSays.level}/${bSays.level}` : String(level);
}

function withLabel(tie: DrawnTie, lines: DrawnTie[], taken: Point[]): DrawnTie {
  if (tie.label === null) return tie;
  const spot = bestSpot(tie, lines, taken);
  taken.push(spot);
  return { ...tie, labelX: spot.x, labelY: spot.y };
}

/** The first place along the line that has room, from the middle outwards; where none has, the one with most. */
function bestSpot(tie: DrawnTie, lines: DrawnTie[], taken: Point[]): Point {
  const others = lines.filter((line) => line !== tie);
  const roomAt = (spot: Point) =>
    Math.min(
      1,
      ...taken.map((other) => Math.hypot(other.x - spot.x, other.y - spot.y) / room.label),
      ...others.map((line) => distance(spot, line) / room.line),
    );
  const spots = placesOnLine.map((share) => ({
    x: rounded(tie.x1 + (tie.x2 - tie.x1) * share),
    y: rounded(tie.y1 + (tie.y2 - tie.y1) * share),
  }));
  return spots.toSorted((one, other) => roomAt(other) - roomAt(one))[0] as Point;
}

/** Of a point from a line between two places. */
function distance({ x, y }: Point, { x1, y1, x2, y2 }: DrawnTie): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const share = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx ** 2 + dy ** 2)));
  return Math.hypot(x - (x1 + share * dx), y - (y1 + share * dy));
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
