import { parentPort, workerData } from "node:worker_threads";
import { runUnit, type Unit } from "./work.ts";

/** A thread: does what it is sent, one unit after another. */
const { seed } = workerData as { seed: number };
parentPort?.on("message", (unit: Unit) => {
  parentPort?.postMessage(runUnit(unit, seed));
});
