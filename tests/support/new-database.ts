import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { sql } from "kysely";
import pg from "pg";
import { inject } from "vitest";
import { connect } from "#db/connect.ts";
import { migrate } from "#db/migrate.ts";
import type { Database } from "#db/schema.ts";
import type { Engine } from "./postgres-for-tests.ts";

/** A database of the newest shape for one test or one file, on the engine that this run of the file is for. */
export async function newDatabase(): Promise<Database> {
  if (engineHere().name !== "sqlite") return emptied();
  const db = connect(":memory:");
  await migrate(db);
  return db;
}

/** A script that borrows a test's world runs outside the test runner, on SQLite. */
function engineHere(): Engine {
  return process.env.VITEST ? inject("engine") : { name: "sqlite" };
}

/** Those of this file that were given back: to empty one costs a tenth of making one. */
const givenBack: string[] = [];

async function emptied(): Promise<Database> {
  const again = givenBack.pop();
  const place = again ?? (await newPlace());
  const db = connect(place);
  if (again) await sql.raw(emptyAllTables).execute(db);
  const destroy = db.destroy.bind(db);
  return Object.assign(db, {
    async destroy() {
      await destroy();
      givenBack.push(place);
    },
  });
}

const emptyAllTables = `
  do $$
  declare name text;
  begin
    set local session_replication_role = replica;
    for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
      execute format('delete from %I', name);
    end loop;
  end $$
`;

/** The same as a place, for what opens the database itself, or twice. On SQLite the file is made when it is first opened, without a shape. */
export async function newPlace(): Promise<string> {
  return copyOf("template");
}

/** A database without any table. */
export async function emptyDatabase(): Promise<Database> {
  return connect(engineHere().name === "sqlite" ? ":memory:" : await copyOf("template0"));
}

async function copyOf(original: "template" | "template0"): Promise<string> {
  const engine = engineHere();
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  if (engine.name !== "postgres") return join(inject("runFolder"), `${name}.db`);
  const { pathname } = new URL(engine.template);
  const admin = new pg.Client(engine.template.replace(pathname, "/postgres"));
  await admin.connect();
  await admin.query(`create database ${name} template ${original === "template" ? pathname.slice(1) : original}`);
  await admin.end();
  return engine.template.replace(pathname, `/${name}`);
}
