import { existsSync } from "node:fs";
import { readStorageSettings } from "#app/env.server.ts";
import { isPostgresAddress } from "#db/connect.ts";
import { openDatabase } from "#db/open.ts";
import type { Database } from "#db/schema.ts";
import type { Refusal, Terminal } from "./command.ts";

/**
 * Opens the database that the settings name, for as long as `use` runs. Refused where there is none, unless it may be made: a misspelt
 * folder must not become an empty installation.
 */
export async function withDatabase(
  { environment, say }: Terminal,
  use: (db: Database) => Promise<Refusal | null>,
  mayMake: "only-existing" | "make" = "only-existing",
): Promise<Refusal | null> {
  const { dataDir, database } = readStorageSettings(environment);
  if (mayMake === "only-existing" && !isPostgresAddress(database) && !existsSync(database)) {
    return [say("command:cli.no-database", { folder: dataDir })];
  }
  const db = await openDatabase(database);
  try {
    return await use(db);
  } finally {
    await db.destroy();
  }
}
