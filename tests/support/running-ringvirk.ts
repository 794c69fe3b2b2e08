import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { readSettings } from "#app/env.server.ts";
import { createServer } from "#app/server.ts";
import { sayToRespondent as sayIn } from "#app/texts/respondent-texts.ts";
import { connect } from "#db/connect.ts";
import { migrate } from "#db/migrate.ts";
import type { Database } from "#db/schema.ts";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { signInLink } from "#surveys/fieldwork/invitation-token.ts";
import { startWorker } from "#surveys/fieldwork/send-messages.server.ts";
import { addSignInLink } from "#surveys/fieldwork/sign-in-message.server.ts";
import { createSmtpMailer } from "#surveys/fieldwork/smtp-mailer.server.ts";

export const journeySecret = "a secret for the journeys, long enough";

export interface RunningRingvirk {
  url: string;
  db: Database;
  /** Moves the clock of pages and worker; it then goes on from there. */
  moveTo(instant: Date): void;
  signInLinkOf(accountId: string): Promise<string>;
  stop(): Promise<void>;
}

interface Wanted {
  /** Without one, mails wait in the outbox. */
  smtpUrl?: string;
  now: Date;
  /** Shows what the demo alone has: the local mailbox. */
  demo?: boolean;
  /** A database file to begin with. */
  copyOf?: string;
}

/** The built pages, a database of its own on disk, a real worker: all that `npm start` starts, with a clock that can be moved. */
export async function startRingvirk({ smtpUrl, now, demo = false, copyOf }: Wanted): Promise<RunningRingvirk> {
  const folder = mkdtempSync(join(tmpdir(), "ringvirk-"));
  let ahead = now.getTime() - Date.now();
  const clock = () => new Date(Date.now() + ahead);
  const file = join(folder, "ringvirk.db");
  if (copyOf) copyFileSync(copyOf, file);
  const db = connect(file);
  await migrate(db);
  const { server, url, settings } = await listen(db, clock, { folder, demo });
  const mailing = { clock, sayIn, secret: journeySecret, baseUrl: url };
  const worker = smtpUrl
    ? startWorker(db, { ...mailing, mailer: createSmtpMailer({ url: smtpUrl, from: settings.mail.from }) })
    : null;
  return {
    url,
    db,
    moveTo(instant) {
      ahead = instant.getTime() - Date.now();
    },
    async signInLinkOf(accountId) {
      const { token } = await addSignInLink(db, { accountId, secret: journeySecret, now: clock() });
      return signInLink(url, token);
    },
    async stop() {
      await worker?.stop();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The port is known only once it listens, and the addresses in mails hold it: so it listens first and is given its app then. */
async function listen(db: Database, clock: () => Date, { folder, demo }: { folder: string; demo: boolean }) {
  const build = await import(pathToFileURL(resolve("build/server/index.js")).href);
  const answers = new AnswerQueue(db);
  const settings = readSettings({
    RINGVIRK_SECRET: journeySecret,
    DATA_DIR: folder,
    RINGVIRK_MODE: demo ? "demo" : "production",
  });
  const server = await new Promise<Server>((ready) => {
    const started = createServer(build, { db, clock, settings, sayIn, answers }).listen(0, "127.0.0.1", () =>
      ready(started),
    );
  });
  // A test on a busy machine may rest longer than the usual five seconds between two requests on one connection.
  server.keepAliveTimeout = 120_000;
  settings.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, settings, url: settings.baseUrl };
}
