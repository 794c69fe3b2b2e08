import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import autocannon from "autocannon";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { submitAnswers } from "#surveys/answering/submission.server.ts";
import { bringToLastPage, type Load, makeLoad, submissionOf, tokenOf } from "./answering-load.ts";

/**
 * How many answers are stored in a second, and how long each waits, through the queue alone and over HTTP against the built server; and
 * what the first page weighs. Run: npx node tests/bench/answers.ts (after npm run build). Prints Markdown for docs/measurements.md.
 */
const inQueue = 6000;
const oneByOne = 1500;
const overHttp = 12_000;
const connections = 32;

const folder = mkdtempSync(join(tmpdir(), "ringvirk-bench-"));
try {
  console.log(
    "| answers of the residents' core survey | stored/s | p50 ms | p99 ms | server CPU ms per answer |\n| --- | --- | --- | --- | --- |",
  );
  await measureQueue("group commit, the queue alone", inQueue, (load) => {
    const queue = new AnswerQueue(load.db);
    return (submission) => queue.submit(submission);
  });
  await measureQueue("one transaction per answer, the same code", oneByOne, (load) => async (submission) => {
    const [outcome] = await load.db.transaction().execute((trx) => submitAnswers(trx, [submission]));
    return outcome ?? null;
  });
  if (existsSync("build/server/index.js")) await measureHttp();
  else console.log("\nThe server is not built (npm run build): nothing was measured over HTTP.");
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

async function measureHttp(): Promise<void> {
  const file = join(folder, "http.db");
  const load = await makeLoad(file, overHttp);
  const forms = await bringToLastPage(load);
  const server = fork("tests/bench/answering-server.ts", [file]);
  const [port] = await once(server, "message");
  const url = `http://127.0.0.1:${port}`;
  const page = await fetch(`${url}/s/${tokenOf(load.people[0] as string)}?page=1`);
  const html = await page.text();
  const posted = load.people.values();
  const cpuBefore = await cpuOf(server);
  const result = await autocannon({
    url,
    connections,
    amount: overHttp,
    requests: [
      {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        setupRequest: (request) => {
          const person = posted.next().value as string;
          return { ...request, path: `/s/${tokenOf(person)}`, body: forms.get(person) ?? "" };
        },
      },
    ],
  });
  await expectStored(load, overHttp);
  printRow(`over HTTP, ${connections} connections, last page of the survey to its thanks`, {
    perSecond: overHttp / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: ((await cpuOf(server)) - cpuBefore) / overHttp,
  });
  await printWeight(url, html);
  server.disconnect();
  await once(server, "exit");
  await load.db.destroy();
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

async function printWeight(url: string, html: string): Promise<void> {
  const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((match) => match[1] as string);
  const css = await Promise.all(sheets.map(async (sheet) => (await fetch(`${url}${sheet}`)).text()));
  const scripts = html.match(/<script|modulepreload/g)?.length ?? 0;
  const size = (text: string) => `${(gzipSync(text).length / 1000).toFixed(1)} kB`;
  console.log("\n| first page | gzip |\n| --- | --- |");
  console.log(
    `| HTML | ${size(html)} |\n| CSS (${css.length} file) | ${size(css.join(""))} |\n| scripts | ${scripts} |`,
  );
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
