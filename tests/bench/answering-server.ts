import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { readSettings } from "#app/env.server.ts";
import { createServer } from "#app/server.ts";
import { sayToRespondent as sayIn } from "#app/texts/respondent-texts.ts";
import { connect } from "#db/connect.ts";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";

/** The real web server on a database that a benchmark has filled; tells its port to the parent, and its CPU time when asked. */
const db = connect(String(process.argv[2]));
const settings = readSettings({ RINGVIRK_SECRET: "only for measuring, never for people", PORT: "0" });
const context = { db, clock: () => new Date(), settings, sayIn, answers: new AnswerQueue(db) };
const build = await import(pathToFileURL(resolve("build/server/index.js")).href);
const server = createServer(build, context).listen(0, "127.0.0.1", () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on("message", () => process.send?.(process.cpuUsage()));
process.on("disconnect", () => process.exit());
