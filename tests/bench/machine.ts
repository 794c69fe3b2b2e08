import { availableParallelism, cpus, loadavg } from "node:os";

/** Where and when figures were taken, as the paragraph above a table. Other work on the machine shows in the load. */
export function describeMachine(command: string): string {
  const [load] = loadavg();
  const day = new Date().toISOString().slice(0, 10);
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const cores = `${availableParallelism()} cores (${model})`;
  return `${day}, ${cores}, Node ${process.versions.node}, load before ${load?.toFixed(1)}: \`${command}\``;
}
