/** Milliseconds by the clock, and of the processor's time that this process took: other work on the machine lengthens only the first. */
export interface Took {
  wall: number;
  cpu: number;
}

/** @param work may give what it took itself, where part of it is not to be timed. */
export async function medianOf(runs: number, work: () => Promise<Took | unknown>): Promise<Took> {
  const times: Took[] = [];
  for (let run = 0; run < runs; run++) times.push(await timed(work));
  const middle = (of: (took: Took) => number) => times.map(of).sort((a, b) => a - b)[runs >> 1] ?? Number.NaN;
  return { wall: middle(({ wall }) => wall), cpu: middle(({ cpu }) => cpu) };
}

export async function timed(work: () => Promise<Took | unknown>): Promise<Took> {
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  const own = await work();
  if (isTook(own)) return own;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wall: performance.now() - began, cpu: (user + system) / 1000 };
}

function isTook(value: unknown): value is Took {
  return typeof value === "object" && value !== null && "wall" in value && "cpu" in value;
}

/** "12.3 (8.1)": by the clock, and of the processor. */
export function inMs({ wall, cpu }: Took): string {
  const rounded = (ms: number) => (ms < 100 ? ms.toFixed(1) : ms.toFixed(0));
  return `${rounded(wall)} (${rounded(cpu)})`;
}
