import { CompiledQuery } from "kysely";
import { connect, isPostgresAddress } from "./connect.ts";
import { migrate } from "./migrate.ts";
import type { Database } from "./schema.ts";

/** Why a database cannot be used, in words for whoever runs the installation. Never holds a password. */
export class DatabaseRefused extends Error {
  override name = "DatabaseRefused";
}

/**
 * Opens a database (see `connect`) and brings it to the newest shape.
 * @throws DatabaseRefused where a PostgreSQL server is away, lets nobody in, is too old or keeps its text otherwise than in UTF-8.
 */
export async function openDatabase(place: string): Promise<Database> {
  const db = connect(place);
  try {
    if (isPostgresAddress(place)) await checkServer(db, place);
    await migrate(db);
    return db;
  } catch (fault) {
    await db.destroy();
    throw fault;
  }
}

const oldestVersion = 15;

/** Refuses a server that Ringvirk was not made for. */
export async function checkServer(db: Database, address: string): Promise<void> {
  const asked =
    "select current_setting('server_version_num')::integer as version, current_setting('server_encoding') as encoding";
  const { rows } = await db
    .executeQuery<{ version: number; encoding: string }>(CompiledQuery.raw(asked))
    .catch((fault: unknown) => {
      throw new DatabaseRefused(`DATABASE_URL: ${whereTo(address)}: ${reasonOf(fault)}`, { cause: fault });
    });
  const { version, encoding } = rows[0] ?? { version: 0, encoding: "" };
  const major = Math.floor(version / 10_000);
  if (major < oldestVersion) {
    throw new DatabaseRefused(
      `DATABASE_URL: the server is PostgreSQL ${major}; Ringvirk needs ${oldestVersion} or newer.`,
    );
  }
  if (encoding !== "UTF8") {
    throw new DatabaseRefused(
      `DATABASE_URL: the database keeps text as ${encoding}; it must be UTF8 (create database … encoding 'UTF8' template template0).`,
    );
  }
}

/** The address without its password. */
function whereTo(address: string): string {
  if (!URL.canParse(address)) return "the address cannot be read";
  const { host, pathname } = new URL(address);
  return `${host || "local socket"}${pathname}`;
}

const reasons: Record<string, string> = {
  ECONNREFUSED: "nothing answers there: is the server running, and is the port right?",
  ENOENT: "there is no such socket: is the server running?",
  ENOTFOUND: "there is no machine of that name.",
  EAI_AGAIN: "the machine's name cannot be looked up just now.",
  ETIMEDOUT: "the server does not answer.",
  "28P01": "the user or the password is wrong.",
  "28000": "the server does not let this user in (pg_hba.conf).",
  "3D000": "the server has no database of that name: create it first.",
  "42501": "the user may not do that in this database.",
  "53300": "the server has no connection left (max_connections).",
  "57P03": "the server is starting or stopping: try again in a moment.",
};

/** A name with several addresses fails with one fault for each. */
function reasonOf(fault: unknown): string {
  const first = fault instanceof AggregateError ? fault.errors[0] : fault;
  const code = String((first as { code?: unknown } | null)?.code ?? "");
  return reasons[code] ?? (first instanceof Error ? first.message : String(first));
}
