import pg from "pg";
import type { TestProject } from "vitest/node";
import { openDatabase } from "#db/open.ts";
import { type PostgresServer, startPostgres } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** What the tests' databases are on. */
    engine: Engine;
  }
}

export type Engine =
  | { name: "sqlite" }
  | { name: "postgres" /** A database that each is copied from. */; template: string }
  | { name: "none" };

/** One server for a run of the tests, with a database that has the newest shape. */
export default async function startForTests(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  if (server === null) {
    console.warn("No PostgreSQL on this machine (apt install postgresql): the tests on it are skipped.");
    project.provide("engine", { name: "none" });
    return async () => {};
  }
  const template = await makeTemplate(server);
  project.provide("engine", { name: "postgres", template });
  return server.stop;
}

async function makeTemplate(server: PostgresServer): Promise<string> {
  const admin = new pg.Client(server.addressOf("postgres"));
  await admin.connect();
  await admin.query("create database ringvirk_template");
  await admin.end();
  const template = server.addressOf("ringvirk_template");
  const db = await openDatabase(template);
  await db.destroy();
  return template;
}
