import { existsSync } from "node:fs";
import { readStorageSettings } from "#app/env.server.ts";
import { connect, isPostgresAddress } from "#db/connect.ts";
import { isMigrated } from "#db/migrate.ts";
import { isEmpty, type MovedTable, moveRows } from "#db/move.ts";
import { checkServer, openDatabase } from "#db/open.ts";
import type { Database } from "#db/schema.ts";
import type { Command, Refusal, Terminal } from "./command.ts";

/** Takes all that the settings' database holds to another on the other engine, and shows that it is all there. */
export const moveCommand: Command = {
  options: { to: { type: "string", required: true } },
  async run(options, terminal) {
    const { database, dataDir } = readStorageSettings(terminal.environment);
    const to = options.text("to");
    const { say } = terminal;
    if (isPostgresAddress(to) === isPostgresAddress(database)) return [say("command:cli.move-same-engine")];
    if (!isPostgresAddress(database) && !existsSync(database))
      return [say("command:cli.no-database", { folder: dataDir })];
    const from = connect(database);
    try {
      if (isPostgresAddress(database)) await checkServer(from, database);
      if (!(await isMigrated(from))) return [say("command:cli.move-old")];
      const target = await openDatabase(to);
      return await moveInto(target, from, terminal).finally(() => target.destroy());
    } finally {
      await from.destroy();
    }
  },
};

async function moveInto(target: Database, from: Database, { say, print }: Terminal): Promise<Refusal | null> {
  if (!(await isEmpty(target))) return [say("command:cli.move-not-empty")];
  const moved = await moveRows(from, target);
  for (const line of tableOf(moved)) print(line);
  print(say("command:cli.moved", { tables: moved.length, rows: moved.reduce((sum, { rows }) => sum + rows, 0) }));
  return null;
}

function tableOf(moved: MovedTable[]): string[] {
  const width = Math.max(...moved.map(({ name }) => name.length));
  return moved.map(
    ({ name, rows, hash }) => `${name.padEnd(width)}  ${String(rows).padStart(9)}  ${hash.slice(0, 16)}`,
  );
}
