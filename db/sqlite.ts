import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import type { Database, Tables } from "./schema.ts";

/**
 * Opens the SQLite file (made if it is missing, with its folder) or ":memory:". Every commit is on the disk before it is acknowledged
 * (`synchronous = FULL`: the driver's default under WAL would lose the last seconds at power loss), and what is deleted is overwritten.
 */
export function connectSqlite(file: string): Database {
  refuseOldNode();
  if (file !== ":memory:") makePrivately(file);
  const sqlite = new SQLite(file);
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma("secure_delete = ON");
  sqlite.pragma("busy_timeout = 10000");
  // Moving pages from the log to the database every 16 MB, not every 4, spares a quarter of the time of a commit under load.
  sqlite.pragma("wal_autocheckpoint = 4000");
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: rememberStatements(sqlite) }) });
}

/** It holds addresses and link keys: a file that is made here is the owner's alone, and so are the log files that SQLite puts beside it. */
function makePrivately(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  appendFileSync(file, "", { mode: 0o600 });
}

const mostStatements = 400;

/** Kysely prepares each statement anew; the busy ones (storing an answer) are the same few, so the last used are kept prepared. */
function rememberStatements(sqlite: SQLite.Database): {
  prepare: (sql: string) => SQLite.Statement;
  close: () => void;
} {
  const statements = new Map<string, SQLite.Statement>();
  return {
    prepare(sql) {
      // A full disk ends the transaction by itself; to roll it back once more would be a fault that hides the first.
      if (sql === "rollback" && !sqlite.inTransaction) return sqlite.prepare("select 1");
      const statement = statements.get(sql) ?? sqlite.prepare(lockedFromTheStart(sql));
      statements.delete(sql);
      const oldest = statements.keys().next().value;
      if (statements.size >= mostStatements && oldest !== undefined) statements.delete(oldest);
      statements.set(sql, statement);
      return statement;
    },
    close: () => sqlite.close(),
  };
}

/**
 * Every transaction of ours writes. One that reads first and then finds that another process has written meanwhile is refused by SQLite at
 * once, however long it would have waited; one that takes the writer's lock at its beginning waits its turn.
 */
function lockedFromTheStart(sql: string): string {
  return sql === "begin" ? "begin immediate" : sql;
}

/** A Node before 22 does not refuse the native module, it crashes in it; npm scripts run on the Node that the project brings. */
function refuseOldNode(): void {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 22) {
    throw new Error(
      `Node ${process.versions.node} is too old for the database. Start through npm (npm run …): it brings its own Node.`,
    );
  }
}
