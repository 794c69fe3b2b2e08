import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as rest } from "node:timers/promises";
import pg from "pg";

export interface PostgresServer {
  /** The address of a database on the server, by name. */
  addressOf(name: string): string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root: then it runs as this user, who owns nothing. */
const nobody = 65534;
const owner = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

/**
 * A server of its own on the loopback address, with everything in a folder that goes with it: also when this process is killed.
 * @param durable every commit is flushed, as in earnest; tests spare themselves that.
 * @returns null where this machine has no PostgreSQL.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer | null> {
  const programs = findPrograms();
  if (programs === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "ringvirk-postgres-"));
  chmodSync(folder, 0o700);
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const locale = ["--encoding=UTF8", "--locale=C.UTF-8"];
  execFileSync(join(programs, "initdb"), ["-D", data, "-U", "ringvirk", "--no-sync", ...locale], {
    ...owner,
    stdio: ["ignore", "ignore", "pipe"],
  });
  writeFileSync(join(data, "pg_hba.conf"), whoMayEnter);
  const port = await freePort();
  const settings = [...(durable ? [] : hasty), `listen_addresses=127.0.0.1`, `port=${port}`];
  settings.push(`unix_socket_directories=${folder}`, "max_connections=300", "max_wal_senders=0", "wal_level=minimal");
  const given = ["-D", data, ...settings.flatMap((setting) => ["-c", setting])];
  // The shell ends the server when its own input ends: when we say so, or are no more.
  const shell = spawn("sh", ["-c", watched, join(programs, "postgres"), folder, ...given], {
    ...owner,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const addressOf = (name: string) => `postgres://ringvirk@127.0.0.1:${port}/${name}`;
  await answers(addressOf("postgres"));
  return {
    addressOf,
    async stop() {
      const ended = once(shell, "exit");
      shell.stdin.end();
      await ended;
    },
  };
}

const hasty = ["fsync=off", "full_page_writes=off"];

/** "guarded" must know a password; all others of this machine come in. */
const whoMayEnter = `
host all guarded 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
`;

const watched = `
folder=$1; shift
cd "$folder"
"$0" "$@" > log 2>&1 &
server=$!
read -r _
kill -QUIT $server
wait $server
cd /
rm -rf "$folder"
`;

/** The folder of \`initdb\` and \`postgres\`: on the PATH, else where Debian keeps them, the newest first. */
function findPrograms(): string | null {
  const onPath = (process.env.PATH ?? "").split(":").filter((folder) => existsSync(join(folder, "initdb")));
  const found = [...onPath.map((folder) => dirname(realpathSync(join(folder, "initdb")))), ...debianFolders()];
  return found.find((folder) => existsSync(join(folder, "postgres"))) ?? null;
}

function debianFolders(): string[] {
  const all = "/usr/lib/postgresql";
  if (!existsSync(all)) return [];
  const versions = readdirSync(all).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(all, version, "bin"));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

async function answers(address: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    const client = new pg.Client(address);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (fault) {
      if (tries === 200) throw fault;
      await rest(50);
    }
  }
}
