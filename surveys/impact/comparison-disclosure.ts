import { type Cell, dimensionOf, joined, withheldSegments } from "./disclosure.ts";

/** The segments whose figure is withheld, whoever counts as everyone: `leftOut` is the comparison group where it does not. */
export function withheldIn(
  cells: ReadonlyMap<string, Cell>,
  { leftOut, floor }: { leftOut?: string | null; floor: number },
): Set<string> {
  return leftOut ? withheldBeside(cells, leftOut, floor) : withheldSegments(cells, floor);
}

/**
 * The segments whose figure is withheld where everyone ("") has been read as the initiative's own people and the comparison group stands
 * beside them. Its dimension then holds two wholes: the own people with their groups, and the comparison group by itself. The groups of other
 * dimensions hold people of both, and add up to both together: rule 3 holds them against that sum, and where the comparison group may not be
 * shown none of them is, for everyone less the own people would be it. Where the comparison group is one to four people nothing at all is
 * told: how many answered the wave is told of both together, and less the own people it would be they.
 *
 * @param cells by segment, as for `withheldSegments`; "" are the own people.
 */
function withheldBeside(cells: ReadonlyMap<string, Cell>, comparison: string, floor: number): Set<string> {
  const [own, group] = [cells.get(""), cells.get(comparison)];
  if (!own || !group || group.n === 0) return withheldSegments(cells, floor);
  if (group.n < floor) return new Set(cells.keys());
  const inDimension = (segment: string) => dimensionOf(segment) === dimensionOf(comparison);
  const groups = [...cells].filter(([segment]) => segment !== "" && segment !== comparison);
  const withheld = withheldSegments(new Map([["", own], ...groups.filter(([segment]) => inDimension(segment))]), floor);
  if (withheld.has("")) return new Set(cells.keys());
  const others = new Map([["", joined(own, group)], ...groups.filter(([segment]) => !inDimension(segment))]);
  const groupWithheld = withheldSegments(new Map([["", group]]), floor).has("");
  if (groupWithheld) withheld.add(comparison);
  for (const segment of groupWithheld ? others.keys() : withheldSegments(others, floor)) {
    if (segment !== "") withheld.add(segment);
  }
  return withheld;
}
