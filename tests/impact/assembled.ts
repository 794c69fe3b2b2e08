import type { Codebook } from "#surveys/definition/codebook.ts";
import { assembleFigures, assembleResults } from "#surveys/impact/assemble-results.ts";
import type { Results } from "#surveys/impact/results.ts";
import { type Answered, talliesOf, waveIds } from "./hand-made.ts";

type Invitations = { invited: number; answered: number; undelivered?: number };

/** The results of two closed waves without a database, as they are told. */
export function assembled(answers: Answered[], codebook: Codebook, invitations?: Invitations): Results {
  return assembledBy(answers, codebook, { invitations, exact: false });
}

/** The same at another floor, as on public pages. */
export function assembledAt(floor: number, answers: Answered[], codebook: Codebook): Results {
  return assembledBy(answers, codebook, { exact: false, floor });
}

/** The results before figures are put on their grids. */
export function assembledExactly(answers: Answered[], codebook: Codebook): Results {
  return assembledBy(answers, codebook, { exact: true });
}

function assembledBy(
  answers: Answered[],
  codebook: Codebook,
  { invitations, exact, floor = 5 }: { invitations?: Invitations; exact: boolean; floor?: number },
): Results {
  const closed = [0, 1].map((position) => ({
    ...{ id: waveIds[position] ?? "", position, name: `Måling ${position}`, opens_on: "2026-01-01" },
    ...{ closes_on: "2026-01-20", state: "closed" as const, source: "ringvirk" as const },
    ...{ mode: "web" as const, audiences: ["resident" as const] },
    surveys: [{ waveId: waveIds[position] ?? "", audience: "resident" as const, codebook }],
  }));
  const sealed = { goals: [], expectations: [] };
  return assembleResults({
    ...{ initiative: { slug: "nattelivet", name: "Nattelivet" }, waves: closed, floor },
    invitations: invitations ? [{ waveId: "wave-0", audience: "resident", undelivered: 0, ...invitations }] : [],
    figures: assembleFigures({
      waves: closed,
      closed,
      tallies: talliesOf(answers),
      goals: [],
      sealed,
      floor,
      exact,
    }),
  });
}

/** Twelve people in two waves; in the second everybody answers `rise` higher. */
export function twelve(rise: number, segments: (person: number) => Record<string, string> = () => ({})): Answered[] {
  return [0, 1].flatMap((wave) =>
    Array.from({ length: 12 }, (_, person) => ({
      ...{ wave, person: `person-${person}`, segments: segments(person) },
      values: { dark: 2 + (person % 4) + wave * (rise - (person % 2)) },
    })),
  );
}
