import { type Mind, mindOf } from "./mind.ts";
import { drawName } from "./names.ts";
import { type Random, randomFrom } from "./random.ts";
import type { Households, InitiativeTruth } from "./truth.ts";

/** Waves of every initiative in the demo: baseline, follow-up 1, follow-up 2. */
const wavePositions = [0, 1, 2] as const;
type WavePosition = (typeof wavePositions)[number];

/** How many residents are asked, and how likely they are to answer. Fractions. */
export interface Recruitment {
  /** New people invited at each wave: at baseline, at follow-up 1, at follow-up 2. */
  invited: [number, number, number];
  /** Answers the first time asked. */
  first: number;
  /** Answers again after having answered the wave before; the rest is attrition. */
  again: number;
  /** Answers after having let the wave before pass. */
  late: number;
  /** Added to each of them: the young answer less. */
  byAge: Record<string, number>;
  /** Those whose standing on an item was below this in the wave they answered are so much less likely to answer again. */
  leaving?: { itemKey: string; below: number; by: number };
}

/** The groups people stand in; the weights say how many. */
export interface Groups {
  area: Record<string, number>;
  age: Record<string, number>;
  sex: Record<string, number>;
  /** A place so small that its figures must be hidden at first: exactly so many invited anew at each wave, all counted in `invited`. */
  smallArea: { name: string; invited: [number, number, number] };
}

export interface SimulatedResident {
  key: string;
  email: string;
  name: string;
  language: "da" | "en";
  segments: { område: string; alder: string; køn: string };
  /** "" where people were drawn one by one. */
  household: string;
  stratum: string;
  invitedFrom: WavePosition;
  /** Whether this person answers each wave. */
  answers: [boolean, boolean, boolean];
}

/**
 * Draws who is asked and who answers: once invited a person stays invited, and new people are invited at each follow-up. The neighbours of
 * another place come after the initiative's own people, so that these are the same with and without them.
 */
export function drawResidents(seed: number, truth: InitiativeTruth): SimulatedResident[] {
  const { neighbours, recruitment } = truth;
  const own = wavePositions.flatMap((position) =>
    Array.from({ length: recruitment.invited[position] }, (_, place) => ({ position, place })),
  );
  const others = wavePositions.flatMap((position) =>
    Array.from({ length: neighbours?.invited[position] ?? 0 }, () => ({ position })),
  );
  return [
    ...own.map(({ position, place }, index) => drawOwn(seed, truth, { number: index + 1, position, place })),
    ...others.map(({ position }, index) => drawNeighbour(seed, truth, { number: index + 1, position })),
  ];
}

function drawOwn(
  seed: number,
  truth: InitiativeTruth,
  { number, position, place }: { number: number; position: WavePosition; place: number },
): SimulatedResident {
  const { groups, slug, households } = truth;
  const random = randomFrom(seed, `${slug}/resident/${number}`);
  const alone = random.pickWeighted(groups.area);
  const isSmall = place < groups.smallArea.invited[position];
  const household = households ? householdOf(position, place, groups.smallArea.invited[position], households) : "";
  const area = household ? randomFrom(seed, `${slug}/${household}`).pickWeighted(groups.area) : alone;
  return drawPerson(seed, truth, random, {
    ...{ key: `B${String(number).padStart(4, "0")}`, number, invitedFrom: position },
    ...{ område: isSmall ? groups.smallArea.name : area, household, stratum: household ? area : "" },
  });
}

/** People who stand beside each other in the list share a household; those of the small place share theirs with nobody of another. */
function householdOf(position: WavePosition, place: number, small: number, { size }: Households): string {
  const [kind, from] = place < small ? ["S", place] : ["H", place - small];
  return `${kind}${position}-${Math.floor(from / size) + 1}`;
}

function drawNeighbour(
  seed: number,
  truth: InitiativeTruth,
  { number, position }: { number: number; position: WavePosition },
): SimulatedResident {
  const random = randomFrom(seed, `${truth.slug}/neighbour/${number}`);
  return drawPerson(seed, truth, random, {
    ...{ key: `N${String(number).padStart(4, "0")}`, number: 5000 + number, invitedFrom: position },
    ...{ område: truth.neighbours?.area ?? "", household: "", stratum: "" },
  });
}

interface Placed extends Pick<SimulatedResident, "key" | "invitedFrom" | "household" | "stratum"> {
  number: number;
  område: string;
}

function drawPerson(
  seed: number,
  { slug, groups, recruitment, households }: InitiativeTruth,
  random: Random,
  { number, område, ...placed }: Placed,
): SimulatedResident {
  const alder = random.pickWeighted(groups.age);
  const køn = random.pickWeighted(groups.sex);
  const { key, household, invitedFrom } = placed;
  const mind = mindOf(seed, `${slug}/resident/${key}`, sharedOutlook(slug, household, households));
  return {
    ...placed,
    ...drawName(random, number),
    language: random.chance(0.05) ? "en" : "da",
    segments: { område, alder, køn },
    answers: drawParticipation(random, invitedFrom, recruitment, recruitment.byAge[alder] ?? 0, mind),
  };
}

/** What a person's outlook has in common with the others of the household; undefined for who was drawn alone. */
export function sharedOutlook(slug: string, household: string, households: Households | undefined) {
  return household && households ? { name: `${slug}/${household}`, share: households.shared } : undefined;
}

function drawParticipation(
  random: Random,
  invitedFrom: WavePosition,
  { first, again, late, leaving }: Recruitment,
  byAge: number,
  mind: Mind,
): [boolean, boolean, boolean] {
  const answers: [boolean, boolean, boolean] = [false, false, false];
  for (const position of wavePositions) {
    if (position < invitedFrom) continue;
    const before = answers[position - 1];
    const leaves = before && leaving && mind.standing(leaving.itemKey, position - 1) < leaving.below;
    const willingness = position === invitedFrom ? first : before ? again : late;
    answers[position] = random.chance(willingness + byAge - (leaves ? leaving.by : 0));
  }
  return answers;
}
