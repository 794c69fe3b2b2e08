import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { submitAnswers } from "#surveys/answering/submission.server.ts";
import { bringToLastPage, type Load, makeLoad, submissionOf, tokenOf } from "./answering-load.ts";
import { describeMachine } from "./machine.ts";

/**
 * How many answers are stored in a second and how long each waits, through the queue alone and over HTTP against the built server.
 * Run: npx node tests/bench/answers.ts (after npm run build). Prints Markdown for docs/measurements.md.
 */
const inQueue = 6000;
const oneByOne = 1500;
const overHttp = 12_000;
// A server has been compiled by its first answers; they are stored and checked like the others, and not timed.
const warmUp = 2000;
const connections = 32;

const folder = mkdtempSync(join(tmpdir(), "ringvirk-bench-"));
try {
  console.log(`${describeMachine("node tests/bench/answers.ts")}\n`);
  console.log("| answers of the residents' core survey | stored/s | p50 ms | p99 ms | CPU ms per answer |");
  console.log("| --- | --- | --- | --- | --- |");
  await measureQueue("group commit, the queue alone", inQueue, (load) => {
    const queue = new AnswerQueue(load.db);
    return (submission) => queue.submit(submission);
  });
  await measureQueue("one transaction per answer, the same code", oneByOne, (load) => async (submission) => {
    const [outcome] = await load.db.transaction().execute((trx) => submitAnswers(trx, [submission]));
    return outcome ?? null;
  });
  await measureHttp();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

type Submit = (submission: ReturnType<typeof submissionOf>) => Promise<unknown>;

async function measureQueue(name: string, count: number, make: (load: Load) => Submit): Promise<void> {
  const load = await makeLoad(join(folder, `${name}.db`), count);
  const submit = make(load);
  const waiting = load.people.map((person) => submissionOf(load, person));
  const waits: number[] = [];
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const sent = performance.now();
        if ((await submit(next)) !== null) throw new Error("an answer was refused");
        waits.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const cpu = cpuMs(process.cpuUsage(cpuBefore)) / count;
  await expectStored(load, count);
  waits.sort((a, b) => a - b);
  const [p50, p99] = [0.5, 0.99].map((share) => waits[Math.floor(count * share)] ?? 0) as [number, number];
  printRow(name, { perSecond: count / seconds, p50, p99, cpu });
  await load.db.destroy();
}

/** The load generator shares the machine, so the server's own CPU time is told beside: its inverse is what one free core can store. */
async function measureHttp(): Promise<void> {
  const file = join(folder, "http.db");
  const load = await makeLoad(file, warmUp + overHttp);
  const forms = await bringToLastPage(load);
  const server = fork("tests/bench/answering-server.ts", [file]);
  const [port] = (await once(server, "message")) as [number];
  const people = load.people.values();
  await postLastPages(port, people, forms, warmUp);
  await expectStored(load, warmUp);
  const cpuBefore = await cpuOf(server);
  const generatorBefore = process.cpuUsage();
  const { result, seconds } = await postLastPages(port, people, forms, overHttp);
  const cpu = ((await cpuOf(server)) - cpuBefore) / overHttp;
  const generator = cpuMs(process.cpuUsage(generatorBefore)) / overHttp;
  await expectStored(load, warmUp + overHttp);
  printRow(`over HTTP, ${connections} connections, the survey's last page to its thanks`, {
    perSecond: overHttp / seconds,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu,
  });
  console.log(`\nThe load generator took ${generator.toFixed(2)} ms CPU per answer on the same machine.`);
  server.disconnect();
  await once(server, "exit");
  await load.db.destroy();
}

/** The generator itself ends with the second; the time that counts is up to the last reply. */
async function postLastPages(port: number, people: Iterator<string>, forms: Map<string, string>, amount: number) {
  const began = performance.now();
  let replied = began;
  const posting = autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    amount,
    requests: [
      {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        setupRequest: (request) => {
          const person = people.next().value as string;
          return { ...request, path: `/s/${tokenOf(person)}`, body: forms.get(person) ?? "" };
        },
      },
    ],
  });
  posting.on("response", () => {
    replied = performance.now();
  });
  return { result: await posting, seconds: (replied - began) / 1000 };
}

/** Every answer must be in the table and in the tally, or the figure means nothing. */
async function expectStored(load: Load, count: number): Promise<void> {
  const { stored } = await load.db
    .selectFrom("response")
    .select((row) => row.fn.countAll<number>().as("stored"))
    .executeTakeFirstOrThrow();
  const { counted } = await load.db
    .selectFrom("tally")
    .select((row) => row.fn.sum<number>("count").as("counted"))
    .where("item_key", "=", "safety-day")
    .where("segment", "=", "")
    .executeTakeFirstOrThrow();
  if (stored !== count || counted !== count)
    throw new Error(`${count} were sent, ${stored} stored, ${counted} counted`);
}

async function cpuOf(server: ChildProcess): Promise<number> {
  server.send("cpu");
  const [usage] = (await once(server, "message")) as [NodeJS.CpuUsage];
  return cpuMs(usage);
}

function cpuMs(usage: NodeJS.CpuUsage): number {
  return (usage.user + usage.system) / 1000;
}

function printRow(name: string, row: { perSecond: number; p50: number; p99: number; cpu: number }): void {
  const figures = [row.perSecond.toFixed(0), row.p50.toFixed(1), row.p99.toFixed(1), row.cpu.toFixed(2)];
  console.log(`| ${name} | ${figures.join(" | ")} |`);
}
