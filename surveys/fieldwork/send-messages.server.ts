import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "#db/schema.ts";
import type { Clock } from "#surveys/clock.ts";
import { startRounds } from "#surveys/rounds.ts";
import { carryOutDueContacts } from "./carry-out.server.ts";
import { forgetEndedAddresses } from "./confirmation-request.server.ts";
import { type MailMaking, MailWriter } from "./due-mail.server.ts";
import type { HandOver, Mailer } from "./mailer.ts";
import {
  type Claim,
  claimNext,
  isUrgent,
  markInterrupted,
  recordDropped,
  recordHandOver,
  recordPaused,
  recordPostponed,
} from "./outbox.server.ts";
import type { SendingPace } from "./sending-pace.ts";
import { deleteExpiredUploads } from "./upload.server.ts";
import { type AfterClosing, closeRunOutWaves, deleteUnsentAnswers } from "./wave.server.ts";
import { openArmedWaves } from "./wave-times.server.ts";

export interface Sending extends MailMaking {
  mailer: Mailer;
  clock: Clock;
  /** Done with the answers of a wave when its last day has gone. */
  afterClosing?: AfterClosing;
  /** How fast mails may leave; it remembers from round to round. */
  pace?: SendingPace;
  /** Mails on their way at the same time; a crash leaves at most as many unsure. */
  hands?: number;
  /** Seconds that the worker in the background rests after a round, and after one that met no server or a fault. */
  pauses?: { idle: number; trouble: number };
  /** Told of faults, which do not end the worker. */
  report?: (fault: unknown) => void;
  /** Aborted: no further mail is begun; those on their way are finished. */
  signal?: AbortSignal;
}

export interface RoundOutcome {
  sent: number;
  refused: number;
  unsure: number;
  dropped: number;
  /** The round ended early, for the server could not be reached or took nothing at all. */
  noConnection: boolean;
}

/**
 * Hands over every message that is due, then returns.
 *
 * The rule (`docs/sending.md`): a message is committed as `handing-over` before its words leave, and as `sent` after the server's yes. One
 * that is found in `handing-over` with its lease run out met a crash in between; it becomes `unsure` and is never sent again unless a
 * coordinator says so. A no from the server is a certain no: the message waits for another try, or has failed. A connection that is lost
 * while the words are on their way leaves it `unsure` too. So no crash sends twice, and none loses a message unseen.
 */
export async function sendDueMessages(db: Database, sending: Sending): Promise<RoundOutcome> {
  await markInterrupted(db, sending.clock());
  const outcome: RoundOutcome = { sent: 0, refused: 0, unsure: 0, dropped: 0, noConnection: false };
  const writer = new MailWriter(db, sending);
  const hands = Array.from({ length: sending.hands ?? 5 }, () => sendUntilNoneIsDue(db, sending, writer, outcome));
  // All hands must have come to rest before a fault of one is told: none may go on behind the caller's back.
  const faults = (await Promise.allSettled(hands)).filter((end) => end.status === "rejected");
  if (faults[0]) throw faults[0].reason;
  return outcome;
}

/** Sends in the background what falls due, and does the outbox's housekeeping. `stop` finishes the mails on their way. */
export function startWorker(db: Database, sending: Sending): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const done = work(db, { report: console.error, ...sending, signal: stopping.signal });
  return {
    async stop() {
      stopping.abort();
      await done;
      sending.mailer.close();
    },
  };
}

/** What falls due with time, where there is nowhere to send to and so no worker: closing waves and forgetting what is to be forgotten. */
export function startHousekeeping(
  db: Database,
  keeping: Pick<Sending, "clock" | "report" | "afterClosing" | "secret">,
): { stop: () => Promise<void> } {
  const { clock, report = console.error } = keeping;
  return startRounds(() => keepHouse(db, keeping, clock()), { pauseSeconds: housekeepingSeconds, report });
}

const housekeepingSeconds = 10;

/** What falls due with time; also called by tests that move the clock. */
export async function keepHouse(
  db: Database,
  { secret, afterClosing }: Pick<Sending, "secret" | "afterClosing">,
  now: Date,
): Promise<void> {
  await closeRunOutWaves(db, now, afterClosing);
  await openArmedWaves(db, { secret, now });
  await carryOutDueContacts(db, now);
  await deleteUnsentAnswers(db);
  await deleteExpiredUploads(db, now);
  await forgetEndedAddresses(db, now);
}

const usualPauses = { idle: 1, trouble: 30 };

async function work(db: Database, sending: Sending & { signal: AbortSignal }): Promise<void> {
  while (!sending.signal.aborted) {
    const pauseSeconds = await workOneRound(db, sending);
    await sleep(pauseSeconds * 1000, undefined, { signal: sending.signal }).catch(() => {});
  }
}

async function workOneRound(db: Database, sending: Sending): Promise<number> {
  const { idle, trouble } = sending.pauses ?? usualPauses;
  try {
    await keepHouse(db, sending, sending.clock());
    const { noConnection } = await sendDueMessages(db, sending);
    return noConnection ? trouble : idle;
  } catch (fault) {
    sending.report?.(fault);
    return trouble;
  }
}

async function sendUntilNoneIsDue(
  db: Database,
  sending: Sending,
  writer: MailWriter,
  outcome: RoundOutcome,
): Promise<void> {
  while (!outcome.noConnection && !sending.signal?.aborted) {
    const now = sending.clock();
    const claim = await claimNext(db, now, sending.pace?.isFull(now) ? "urgent" : undefined);
    if (!claim) return;
    await sendOne(db, sending, writer, claim, outcome);
  }
}

async function sendOne(
  db: Database,
  { mailer, clock, report, pace }: Sending,
  writer: MailWriter,
  claim: Claim,
  outcome: RoundOutcome,
): Promise<void> {
  const mail = await writer.write(claim, clock()).catch((fault: unknown) => {
    report?.(fault);
    return null;
  });
  if (!mail) return recordHandOver(db, claim, { outcome: "refused", forGood: false, problem: "not-composed" }, clock());
  if ("dropped" in mail) {
    outcome.dropped += 1;
    return recordDropped(db, claim, mail.dropped);
  }
  if ("paused" in mail) return recordPaused(db, claim);
  if ("refused" in mail) {
    const result = { outcome: "refused", forGood: true, problem: mail.refused } as const;
    count(outcome, result);
    return recordHandOver(db, claim, result, clock());
  }
  const later = pace?.place({ address: mail.to.address, urgent: isUrgent(claim) }, clock());
  if (later) return recordPostponed(db, claim, later);
  const result = await mailer.handOver(mail);
  await recordHandOver(db, claim, result, clock());
  count(outcome, result);
}

function count(outcome: RoundOutcome, { outcome: how }: HandOver): void {
  if (how === "no-connection") outcome.noConnection = true;
  else outcome[how] += 1;
}
