import { existsSync } from "node:fs";
import type { Server } from "node:http";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { demoAddresses, publishDemo } from "#app/demo.server.ts";
import { demoEnvironment, readSettings, type Settings } from "#app/env.server.ts";
import { createServer } from "#app/server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import { isPostgresAddress } from "#db/connect.ts";
import { DatabaseRefused, openDatabase } from "#db/open.ts";
import type { Database } from "#db/schema.ts";
import { seedDemo } from "#db/seed.ts";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { startRetention } from "#surveys/answering/link-key.server.ts";
import { matchClosedWave } from "#surveys/answering/self-code.server.ts";
import { startBounceReader } from "#surveys/fieldwork/bounce-mailbox.server.ts";
import { createLocalMailbox } from "#surveys/fieldwork/local-mailbox.server.ts";
import type { Mailer } from "#surveys/fieldwork/mailer.ts";
import { startHousekeeping, startWorker } from "#surveys/fieldwork/send-messages.server.ts";
import { SendingPace } from "#surveys/fieldwork/sending-pace.ts";
import { createSmtpMailer } from "#surveys/fieldwork/smtp-mailer.server.ts";
import { startReadying } from "#surveys/impact/ripples/ready-figures.server.ts";

const buildFile = "build/server/index.js";

await start();

/** Settings, database, web, workers. On SIGTERM what is under way is finished first. */
async function start(): Promise<void> {
  const settings = settingsOrExit();
  if (!existsSync(buildFile)) exit("The pages are not built yet: run `npm run build` first.");
  const db = await openOrExit(settings);
  const clock = () => new Date();
  const context = { db, clock, settings, sayIn: sayToRespondent, answers: new AnswerQueue(db) };
  const seeded =
    settings.mode === "demo"
      ? await seedDemo(db, { now: clock(), secret: settings.secret, baseUrl: settings.baseUrl })
      : null;
  const build = await import(pathToFileURL(resolve(buildFile)).href);
  const server = await listen(createServer(build, context), settings);
  const workers = [startSending(db, settings, clock), startReadying(db), startRetention(db, clock)];
  if (settings.mail.mailbox) workers.push(startBounceReader(db, settings.mail.mailbox, { clock }));
  console.log(`Ringvirk: ${settings.baseUrl}`);
  if (seeded) await publishDemo(context, seeded);
  if (seeded) console.log(await demoAddresses(context, seeded));
  stopOnSignal(server, workers, db);
}

function settingsOrExit(): Settings {
  try {
    return readSettings(process.argv.includes("--demo") ? demoEnvironment() : undefined);
  } catch (fault) {
    return exit(fault instanceof Error ? fault.message : String(fault));
  }
}

async function openOrExit({ database }: Settings): Promise<Database> {
  try {
    return await openDatabase(database);
  } catch (fault) {
    if (fault instanceof DatabaseRefused) return exit(fault.message);
    const where = isPostgresAddress(database) ? "DATABASE_URL: the database" : `DATA_DIR: the database ${database}`;
    return exit(`${where} cannot be opened: ${fault instanceof Error ? fault.message : fault}`);
  }
}

function exit(reason: string): never {
  console.error(reason);
  process.exit(2);
}

/** When there is nowhere to send, mails wait in the outbox, and only what falls due with time is done. */
function startSending(db: Database, settings: Settings, clock: () => Date): { stop: () => Promise<void> } {
  const mailer = mailerOf(settings);
  if (mailer)
    return startWorker(db, {
      mailer,
      clock,
      pace: new SendingPace(settings.mail.pace),
      afterClosing: matchClosedWave,
      sayIn: sayToRespondent,
      secret: settings.secret,
      baseUrl: settings.baseUrl,
    });
  console.warn("SMTP_URL is not set: nothing is sent, mails wait in the outbox.");
  return startHousekeeping(db, { clock, afterClosing: matchClosedWave, secret: settings.secret });
}

function mailerOf({ mail, mode, mailboxDir }: Settings): Mailer | null {
  if (mail.smtpUrl) return createSmtpMailer({ ...mail, url: mail.smtpUrl });
  return mode === "demo" ? createLocalMailbox({ dir: mailboxDir, from: mail.from }) : null;
}

function listen(app: ReturnType<typeof createServer>, { port, host }: Settings): Promise<Server> {
  return new Promise((ready) => {
    const server = app.listen(port, host, () => ready(server));
    server.once("error", (fault: NodeJS.ErrnoException) => {
      exit(
        fault.code === "EADDRINUSE"
          ? `Port ${port} is in use. Set another: PORT=3001 npm run …`
          : `HOST or PORT: cannot listen on ${host}:${port}: ${fault.message}`,
      );
    });
  });
}

function stopOnSignal(server: Server, workers: Array<{ stop: () => Promise<void> }>, db: Database): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    server.closeIdleConnections();
    await new Promise((closed) => server.close(closed));
    await Promise.all(workers.map((worker) => worker.stop()));
    await db.destroy();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
}
