import type { CastActor } from "./cast.ts";
import { drawName } from "./names.ts";
import type { SimulatedResident } from "./population.ts";
import { randomFrom } from "./random.ts";

/** One of an actor's people. */
export interface SimulatedColleague {
  key: string;
  name: string;
  email: string;
  organisation: string;
  level: "leder" | "medarbejder";
}

const peoplePerActor = 3;

/** Three people per organisation: a manager and two of the staff; whoever speaks for it is one of them. */
export function drawColleagues(seed: number, slug: string, actors: readonly CastActor[]): SimulatedColleague[] {
  return actors.flatMap((actor, place) =>
    // Who has only taken another name has the people of the old one.
    Array.from({ length: actor.formerly ? 0 : peoplePerActor }, (_, index) => {
      const number = place * peoplePerActor + index + 1;
      const drawn = drawName(randomFrom(seed, `${slug}/actor/${number}`), 9000 + number);
      return {
        ...(index === 0 && actor.partner ? actor.partner : drawn),
        key: `A${String(number).padStart(2, "0")}`,
        organisation: actor.name,
        level: index === 0 ? "leder" : "medarbejder",
      };
    }),
  );
}

/** The file that a coordinator would upload: semicolons and a byte order mark, as Danish spreadsheets write. */
export function residentsFile(residents: readonly SimulatedResident[]): Buffer {
  const inHouseholds = residents.some(({ household }) => household !== "");
  return fileOf(
    ["Nøgle", "Navn", "E-mail", "Sprog", "Område", "Alder", "Køn", ...(inHouseholds ? ["Husstand", "Stratum"] : [])],
    residents.map(({ key, name, email, language, segments: { område, alder, køn }, household, stratum }) => [
      ...[key, name, email, language, område, alder, køn],
      ...(inHouseholds ? [household, stratum] : []),
    ]),
  );
}

export function colleaguesFile(colleagues: readonly SimulatedColleague[]): Buffer {
  return fileOf(
    ["Nøgle", "Navn", "E-mail", "Organisation", "Niveau"],
    colleagues.map(({ key, name, email, organisation, level }) => [key, name, email, organisation, level]),
  );
}

function fileOf(header: string[], rows: string[][]): Buffer {
  return Buffer.from(`\ufeff${[header, ...rows].map((row) => row.join(";")).join("\r\n")}\r\n`);
}
