import { type FetchMessageObject, ImapFlow } from "imapflow";
import type { Database } from "#db/schema.ts";
import type { Clock } from "#surveys/clock.ts";
import { startRounds } from "#surveys/rounds.ts";
import { takeReturned } from "./bounce.server.ts";
import type { BounceSettings } from "./bounce-address.ts";

export interface BounceMailbox {
  /** imap://user:password@host:port, or imaps:// where the connection begins with TLS. */
  url: string;
  folder: string;
  bounces: BounceSettings;
}

/** More of a mail than its report and the headers that it returns; a larger one is read so far. */
const mostBytes = 256 * 1024;

export interface MailboxOutcome {
  read: number;
  recorded: number;
}

/**
 * Reads what has come to the mailbox since the last time, oldest first. What a mail says and that it has been read are one transaction; only
 * then is a report of ours deleted, for it holds an address. Everything else, people's replies and absence notes among it, is left as it was,
 * unread. A crash in between reads a mail again, which records nothing twice.
 * @throws when the mailbox cannot be reached or read.
 */
export async function readBounces(db: Database, mailbox: BounceMailbox, clock: Clock): Promise<MailboxOutcome> {
  const client = clientOf(mailbox.url);
  await client.connect();
  try {
    const opened = await client.mailboxOpen(mailbox.folder);
    const name = mailboxName(mailbox);
    const validity = String(opened.uidValidity);
    let last = await lastRead(db, name, validity);
    const outcome = { read: 0, recorded: 0 };
    const found = (await client.search({ uid: `${last + 1}:*` }, { uid: true })) || [];
    // "n:*" always holds the newest mail, even when its number is below n (RFC 3501, 6.4.8).
    for (const uid of found.filter((one) => one > last).sort((a, b) => a - b)) {
      const mail = await client.fetchOne(String(uid), { source: { maxLength: mostBytes } }, { uid: true });
      const ours = await take(db, mailbox.bounces, mail || null, { name, validity, uid }, clock());
      if (ours) await client.messageDelete(String(uid), { uid: true });
      outcome.read += 1;
      outcome.recorded += ours ? 1 : 0;
      last = uid;
    }
    return outcome;
  } finally {
    await client.logout().catch(() => client.close());
  }
}

/** Reads the mailbox every minute in the background. A fault is told and does not end it. */
export function startBounceReader(
  db: Database,
  mailbox: BounceMailbox,
  {
    clock,
    report = console.error,
    restSeconds = 60,
  }: { clock: Clock; report?: (fault: unknown) => void; restSeconds?: number },
): { stop: () => Promise<void> } {
  return startRounds(() => readBounces(db, mailbox, clock), {
    pauseSeconds: restSeconds,
    report: (fault) => report(describe(fault)),
  });
}

function clientOf(url: string): ImapFlow {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "imaps:";
  const client = new ImapFlow({
    ...{ host: hostname, port: port ? Number(port) : secure ? 993 : 143, secure, logger: false },
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    ...{ connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 },
  });
  // Every command under way is rejected too, and that is told.
  client.on("error", () => {});
  return client;
}

/** Without the password: the server's reply alone. */
function describe(fault: unknown): string {
  const { message, responseText } = fault as { message?: string; responseText?: string };
  return `The bounce mailbox (IMAP_URL) cannot be read: ${responseText ?? message ?? fault}`;
}

async function take(
  db: Database,
  bounces: BounceSettings,
  mail: FetchMessageObject | null,
  { name, validity, uid }: { name: string; validity: string; uid: number },
  now: Date,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const taken = mail?.source ? await takeReturned(trx, bounces, mail.source, now) : null;
    const read = { uid_validity: validity, last_uid: uid };
    await trx
      .insertInto("bounce_mailbox")
      .values({ name, ...read })
      .onConflict((conflict) => conflict.column("name").doUpdateSet(read))
      .execute();
    return taken?.ours ?? false;
  });
}

/** 0 where it was never read, or where the server has numbered its mails anew. */
async function lastRead(db: Database, name: string, validity: string): Promise<number> {
  const row = await db.selectFrom("bounce_mailbox").selectAll().where("name", "=", name).executeTakeFirst();
  return row?.uid_validity === validity ? Number(row.last_uid) : 0;
}

function mailboxName({ url, folder }: BounceMailbox): string {
  const { username, host } = new URL(url);
  return `${username}@${host}/${folder}`;
}
