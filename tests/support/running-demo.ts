import { existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as rest } from "node:timers/promises";
import { inject } from "vitest";
import { connect } from "#db/connect.ts";
import { migrate } from "#db/migrate.ts";
import { type SeededDemo, seedDemo } from "#db/seed.ts";
import { journeySecret, type RunningRingvirk, startRingvirk } from "./running-ringvirk.ts";

export interface RunningDemo {
  ringvirk: RunningRingvirk;
  demo: SeededDemo;
  /** The day that is today in the demo. */
  now: Date;
}

/** A server with the demo in a database of its own: a copy of the one that is made once in a run of the tests. @param mailbox as in the demo. */
export async function startDemo({ mailbox = false } = {}): Promise<RunningDemo> {
  const copyOf = await demoFile();
  const now = statSync(copyOf).mtime;
  const ringvirk = await startRingvirk({ now, demo: mailbox, copyOf });
  const demo = await seedDemo(ringvirk.db, { now, secret: journeySecret, baseUrl: ringvirk.url });
  return { ringvirk, demo, now };
}

/** Whoever comes first makes it, the others wait. */
async function demoFile(): Promise<string> {
  const file = join(inject("runFolder"), "demo.db");
  const making = `${file}.making`;
  if (isFirst(making)) {
    const unfinished = join(making, "demo.db");
    const db = connect(unfinished);
    await migrate(db);
    await seedDemo(db, { now: new Date(), secret: journeySecret, baseUrl: "" });
    await db.destroy();
    renameSync(unfinished, file);
  }
  while (!existsSync(file)) await rest(200);
  return file;
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
