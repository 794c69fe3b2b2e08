import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { Journal } from "./journal.ts";
import { ProgressBar } from "./progress-bar.ts";
import { type Unit, unitsOf } from "./work.ts";
import { writeEvidence } from "./write-evidence.ts";

/**
 * The proof of METHODS §4 and of the intervals: `npm run simulate`. What it measures and found is in docs/evidence/README.md.
 * --quick               a twentieth of the surveys, for a look
 * --replicates 1000     surveys a design
 * --cells "n=50 .*r=0"  only the designs whose name matches
 * --seed 20261125       another seed gives other people
 * --work DIR            where finished work is kept: stop it as you like, the same command goes on from there
 * --out DIR             where tables and plots go (docs/evidence); --no-run only writes them from finished work
 */
const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    replicates: { type: "string", default: "1000" },
    cells: { type: "string", default: "." },
    seed: { type: "string", default: "20261125" },
    work: { type: "string", default: join(tmpdir(), "ringvirk-simulate") },
    out: { type: "string", default: "docs/evidence" },
    threads: { type: "string", default: String(Math.min(2, availableParallelism())) },
    "no-run": { type: "boolean", default: false },
  },
});
const seed = Number(values.seed);
const replicates = Math.max(1, Math.round(Number(values.replicates) / (values.quick ? 20 : 1)));
const journal = new Journal(join(values.work, "finished.jsonl"));
const units = unitsOf({ replicates, cells: new RegExp(values.cells) });
const waiting = values["no-run"] ? [] : units.filter((unit) => !journal.has(seed, unit));

const bar = new ProgressBar(costOf(units), costOf(units) - costOf(waiting));
await Promise.all(Array.from({ length: Number(values.threads) }, () => workThrough(waiting)));
bar.end();
writeEvidence({ journal, seed, folder: values.out });

/** Takes the next waiting unit until there is none; a thread's fault ends everything, what is finished stays. */
async function workThrough(queue: Unit[]): Promise<void> {
  if (queue.length === 0) return;
  const thread = new Worker(new URL("./thread.ts", import.meta.url), {
    workerData: { seed },
    // Draws leave much short-lived memory behind; with room for it a third of the time is saved.
    resourceLimits: { maxYoungGenerationSizeMb: 96 },
  });
  try {
    for (let unit = queue.shift(); unit !== undefined; unit = queue.shift()) {
      const { part, key, chunk, repeats } = unit;
      journal.add({ seed, part, key, chunk, repeats, result: await resultFrom(thread, unit) });
      bar.advance(unit.cost);
    }
  } finally {
    await thread.terminate();
  }
}

function resultFrom(thread: Worker, unit: Unit): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void) => {
      thread.off("message", onMessage);
      thread.off("error", onError);
      how();
    };
    const onMessage = (result: unknown) => settle(() => resolve(result));
    const onError = (error: Error) => settle(() => reject(error));
    thread.on("message", onMessage);
    thread.on("error", onError);
    thread.postMessage(unit);
  });
}

function costOf(list: Unit[]): number {
  return list.reduce((sum, unit) => sum + unit.cost, 0);
}
