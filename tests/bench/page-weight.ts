import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { librarySurveys } from "#surveys/definition/library.ts";
import { launchBrowser } from "#tests/support/browser.ts";
import { bringToLastPage, makeLoad, tokenOf } from "./answering-load.ts";
import { describeMachine } from "./machine.ts";
import { startPeers } from "./peer-pages.ts";
import { type Visit, visitTwice } from "./peer-visits.ts";

/**
 * What every page of the residents' core weighs as the built server sends it (gzip), and how soon the first can be answered on a poor
 * phone and network. Run: npx node tests/bench/page-weight.ts (after npm run build). Prints Markdown for docs/measurements.md.
 */
const runs = 5;
const slow = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const slowerProcessor = 4;

const folder = mkdtempSync(join(tmpdir(), "ringvirk-weight-"));
const file = join(folder, "pages.db");
const load = await makeLoad(file, 1 + 3 * runs);
const [answered, ...fresh] = load.people as [string, ...string[]];
const pages = await pagesOfAnswered();
const server = fork("tests/bench/answering-server.ts", [file]);
const [port] = (await once(server, "message")) as [number];
const origin = `http://127.0.0.1:${port}`;
const link = (person: string) => `${origin}/s/${tokenOf(person)}`;
try {
  console.log(`${describeMachine("node tests/bench/page-weight.ts")}\n`);
  await weighPages();
  await timeFirstPage();
  await compareWithPeers();
} finally {
  server.disconnect();
  await once(server, "exit");
  await load.db.destroy();
  rmSync(folder, { recursive: true, force: true });
}

/** One person has answered every page, so that each can be opened, answers and all. */
async function pagesOfAnswered(): Promise<number> {
  await bringToLastPage({ ...load, people: [answered] });
  const draft = await load.db.selectFrom("draft").select("page").executeTakeFirstOrThrow();
  return draft.page + 1;
}

async function weighPages(): Promise<void> {
  console.log("| page | HTML kB | CSS kB | HTML + CSS kB | script kB |\n| --- | --- | --- | --- | --- |");
  await weighPage("1, before the first answer", link(fresh[0] as string));
  for (let page = 1; page <= pages; page++) await weighPage(`${page}, answered`, `${link(answered)}?page=${page}`);
}

async function weighPage(name: string, url: string): Promise<void> {
  const { text: html, bytes } = await fetchGzipped(url);
  if (!html.includes('id="questions"')) throw new Error(`no page of questions: ${name}`);
  const css = await weightOf(html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g));
  const script = await weightOf(html.matchAll(/<(?:script|link rel="modulepreload")[^>]*? (?:src|href)="([^"]+)"/g));
  const inline = [...html.matchAll(/<script(?![^>]* src=)[^>]*>(.*?)<\/script>/gs)].reduce(
    (sum, [, code = ""]) => sum + code.length,
    0,
  );
  const figures = [bytes, css, bytes + css, script + inline].map((size) => (size / 1000).toFixed(1));
  console.log(`| ${name} | ${figures.join(" | ")} |`);
}

async function weightOf(addresses: Iterable<RegExpMatchArray>): Promise<number> {
  let bytes = 0;
  for (const [, address] of addresses) bytes += (await fetchGzipped(`${origin}${address}`)).bytes;
  return bytes;
}

/** The body as it goes over the wire; headers, some 0.7 kB a reply, are left out. */
async function fetchGzipped(url: string): Promise<{ text: string; bytes: number }> {
  const request = get(url, { headers: { "accept-encoding": "gzip" } });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const body = Buffer.concat(await response.toArray());
  if (response.statusCode !== 200) throw new Error(`${response.statusCode} from ${new URL(url).pathname}`);
  const isGzip = response.headers["content-encoding"] === "gzip";
  return { text: String(isGzip ? gunzipSync(body) : body), bytes: body.length };
}

/** From the tap on the link, with nothing kept from before, to a first answer that has been ticked. */
async function timeFirstPage(): Promise<void> {
  const browser = await launchBrowser();
  try {
    const times: Array<{ painted: number; ticked: number }> = [];
    for (const person of fresh.slice(0, runs)) times.push(await openSlowly(browser, link(person)));
    console.log(
      "\n| first page at 400 ms, 400 kbit/s, 4× slower processor | median s | slowest s |\n| --- | --- | --- |",
    );
    for (const moment of ["painted", "ticked"] as const) {
      const sorted = times.map((time) => time[moment] / 1000).sort((a, b) => a - b);
      const [median, slowest] = [sorted[Math.floor(runs / 2)], sorted.at(-1)] as [number, number];
      const name = { painted: "first paint", ticked: "first answer ticked" }[moment];
      console.log(`| ${name} | ${median.toFixed(2)} | ${slowest.toFixed(2)} |`);
    }
  } finally {
    await browser.close();
  }
}

async function openSlowly(browser: Browser, url: string): Promise<{ painted: number; ticked: number }> {
  const context = await browser.newContext({ viewport: { width: 375, height: 667 } });
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send("Network.enable");
  await devTools.send("Network.emulateNetworkConditions", slow);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowerProcessor });
  const began = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await page.locator("label.point").first().click();
  await page.locator("input:checked").waitFor({ state: "attached" });
  const ticked = performance.now() - began;
  const paint = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
  const painted = await page.evaluate(paint);
  await context.close();
  return { painted, ticked };
}

/** The same survey in the same run: ours, the plainest HTML form, and SurveyJS React. */
async function compareWithPeers(): Promise<void> {
  const core = librarySurveys.find(({ key }) => key === "residents-core");
  const peers = await startPeers(core?.definition ?? {});
  const browser = await launchBrowser();
  const people = fresh.slice(runs);
  const addresses: Array<[string, (run: number) => [string, string]]> = [
    ["Ringvirk", (run) => [link(people[2 * run] as string), link(people[2 * run + 1] as string)]],
    ["plain HTML form", () => [peers.plain, peers.plain]],
    ["SurveyJS React 3.0.0", () => [peers.surveyJs, peers.surveyJs]],
  ];
  console.log(
    "\n| the whole survey, 400 ms, 400 kbit/s, 4× slower processor | visit | HTML + CSS kB | script kB | requests | first answer ticked, median s | slowest s | in the background afterwards kB |\n| --- | --- | --- | --- | --- | --- | --- | --- |",
  );
  try {
    for (const [name, urls] of addresses) {
      const visits: Array<[Visit, Visit]> = [];
      for (let run = 0; run < runs; run++) visits.push(await visitTwice(browser, urls(run)));
      for (const [i, which] of ["first", "later"].entries())
        sayVisits(
          name,
          which,
          visits.map((pair) => pair[i] as Visit),
        );
    }
  } finally {
    await browser.close();
    peers.stop();
  }
}

function sayVisits(name: string, which: string, visits: Visit[]): void {
  const sorted = visits.toSorted((a, b) => a.tickedMs - b.tickedMs);
  const [median, slowest] = [sorted[Math.floor(visits.length / 2)], sorted.at(-1)] as [Visit, Visit];
  const kB = (bytes: number) => (bytes / 1000).toFixed(1);
  const seconds = (ms: number) => (ms / 1000).toFixed(2);
  const sizes = [kB(median.page), kB(median.script), median.requests];
  const cells = [name, which, ...sizes, seconds(median.tickedMs), seconds(slowest.tickedMs), kB(median.later)];
  console.log(`| ${cells.join(" | ")} |`);
}
