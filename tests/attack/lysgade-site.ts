import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { readSettings } from "#app/env.server.ts";
import { createServer } from "#app/server.ts";
import { sayToRespondent as sayIn } from "#app/texts/respondent-texts.ts";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { makeWorld, secret, type World } from "#tests/answering/answering-world.ts";

/** Lysgade with its three open waves on a running web server. */
export interface Site {
  url: string;
  world: World;
  stop(): Promise<void>;
}

/** @param asked the survey, where it is not Lysgade's own. */
export async function startLysgade(more: Record<string, string> = {}, asked?: object): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "ringvirk-attack-"));
  const world = await makeWorld(join(folder, "ringvirk.db"), asked);
  const build = await import(pathToFileURL(resolve("build/server/index.js")).href);
  const settings = readSettings({ RINGVIRK_SECRET: secret, DATA_DIR: folder, ...more });
  const context = { db: world.db, clock: () => new Date(), settings, sayIn, answers: new AnswerQueue(world.db) };
  const server = createServer(build, context).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    world,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await world.db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export interface Sent {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as it is; in parts without a stated length where it is a list. */
  body?: string | Buffer | string[];
}

/** A request as it is written: `fetch` would tidy up broken addresses and headers. */
export function send(
  url: string,
  path: string,
  { method = "GET", headers = {}, body = "" }: Sent = {},
): Promise<Reply> {
  return new Promise((done, fail) => {
    const asked = request(url, { path, method, headers }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on("data", (chunk) => chunks.push(chunk));
      reply.on("end", () =>
        done({ status: reply.statusCode ?? 0, headers: reply.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    asked.on("error", fail);
    if (Array.isArray(body)) for (const part of body) asked.write(part);
    asked.end(Array.isArray(body) ? undefined : body);
  });
}

/** A page of the survey, posted as a browser does. */
export function postForm(
  url: string,
  path: string,
  fields: Iterable<[string, string]> | string,
  more: Record<string, string> = {},
): Promise<Reply> {
  const body = typeof fields === "string" ? fields : new URLSearchParams([...fields]).toString();
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "content-length": String(Buffer.byteLength(body)),
    ...more,
  };
  return send(url, path, { method: "POST", headers, body });
}

/** The two pages of the survey answered to the end. @returns the last reply. */
export async function answerLysgade(url: string, token: string): Promise<Reply> {
  await postForm(url, `/s/${token}`, Object.entries({ page: "safety", action: "next", "a:safe-dark": "6" }));
  return postForm(url, `/s/${token}`, Object.entries({ page: "place", action: "submit", "a:hours": "2,5" }));
}
