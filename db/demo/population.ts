import { drawName } from "./names.ts";
import { type Random, randomFrom } from "./random.ts";

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
  invitedFrom: WavePosition;
  /** Whether this person answers each wave. */
  answers: [boolean, boolean, boolean];
}

/** Draws who is asked and who answers: once invited a person stays invited, and new people are invited at each follow-up. */
export function drawResidents(
  seed: number,
  slug: string,
  recruitment: Recruitment,
  groups: Groups,
): SimulatedResident[] {
  const residents: SimulatedResident[] = [];
  for (const position of wavePositions) {
    for (let i = 0; i < recruitment.invited[position]; i++) {
      const number = residents.length + 1;
      const random = randomFrom(seed, `${slug}/resident/${number}`);
      const inSmallArea = i < groups.smallArea.invited[position];
      residents.push(drawResident(random, number, position, recruitment, groups, inSmallArea));
    }
  }
  return residents;
}

function drawResident(
  random: Random,
  number: number,
  invitedFrom: WavePosition,
  recruitment: Recruitment,
  groups: Groups,
  inSmallArea: boolean,
): SimulatedResident {
  const område = random.pickWeighted(groups.area);
  const alder = random.pickWeighted(groups.age);
  const køn = random.pickWeighted(groups.sex);
  return {
    key: `B${String(number).padStart(4, "0")}`,
    ...drawName(random, number),
    language: random.chance(0.05) ? "en" : "da",
    segments: { område: inSmallArea ? groups.smallArea.name : område, alder, køn },
    invitedFrom,
    answers: drawParticipation(random, invitedFrom, recruitment, recruitment.byAge[alder] ?? 0),
  };
}

function drawParticipation(
  random: Random,
  invitedFrom: WavePosition,
  { first, again, late }: Recruitment,
  byAge: number,
): [boolean, boolean, boolean] {
  const answers: [boolean, boolean, boolean] = [false, false, false];
  for (const position of wavePositions) {
    if (position < invitedFrom) continue;
    const before = answers[position - 1];
    const willingness = position === invitedFrom ? first : before ? again : late;
    answers[position] = random.chance(willingness + byAge);
  }
  return answers;
}
