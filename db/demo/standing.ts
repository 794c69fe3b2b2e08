import type { SimulatedResident } from "./population.ts";
import type { InitiativeTruth } from "./truth.ts";

/**
 * How much a resident's groups lift or lower the standing on an item. Taken from the mean over everybody, so that differences between
 * groups move nobody's average.
 */
export function groupStanding(
  truth: InitiativeTruth,
  segments: SimulatedResident["segments"],
  itemKey: string,
): number {
  let standing = 0;
  for (const { group, itemKeys, by } of truth.differences) {
    if (!itemKeys.includes(itemKey)) continue;
    const share = shareOf(truth, group);
    standing += (segments[group.name] === group.value ? by : 0) - by * share;
  }
  return standing;
}

function shareOf(
  { groups }: InitiativeTruth,
  { name, value }: InitiativeTruth["differences"][number]["group"],
): number {
  const weights = { område: groups.area, alder: groups.age, køn: groups.sex }[name];
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  return (weights[value] ?? 0) / total;
}
