import type { Readable } from "node:stream";
import { createTransport } from "nodemailer";
import { type BounceSettings, bounceAddress } from "./bounce-address.ts";
import { type HandOver, type Mailer, mailOptions } from "./mailer.ts";

export interface SmtpSettings {
  /** smtp://user:password@host:port, or smtps:// where the connection begins with TLS. */
  url: string;
  /** The sender, "Ringvirk <ringvirk@eksempel.dk>". */
  from: string;
  /** Connections at the same time. */
  connections?: number;
  /** Sends nothing over a line that is not encrypted. */
  requireTls?: boolean;
  dkim?: DkimKey | null;
  /** Gives each mail an envelope sender of its own; without it mails come back to the sender. */
  bounces?: BounceSettings | null;
}

/** What mails are signed with: the public half stands in the DNS at `<selector>._domainkey.<domain>`. */
export interface DkimKey {
  domain: string;
  selector: string;
  /** PEM. */
  privateKey: string;
}

// RFC 8058, 4: a mail program shows its one-click stop button only if both List-Unsubscribe headers are signed. nodemailer's own list
// (of RFC 6376, 5.4.1) is older than the second.
const signedHeaders = [
  ...["From", "Reply-To", "Subject", "Date", "Message-ID", "To", "MIME-Version", "Content-Type"],
  ...["Content-Transfer-Encoding", "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post"],
].join(":");

/** Longest time a hand-over may take; shorter than a message's lease, so that no living worker is taken for a dead one. */
const handOverMinutes = 10;

const quietMinutes = 5;
const connectSeconds = 20;

interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
}

/**
 * Hands mails to an SMTP server over a pool of connections. nodemailer's own second tries are switched off (`maxRequeues`): whether a mail
 * may be tried again is decided in one place, by the outbox.
 */
export function createSmtpMailer(settings: SmtpSettings): Mailer {
  const { url, from, connections = 5, requireTls = false, dkim = null, bounces = null } = settings;
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    maxMessages: 1000,
    maxRequeues: 0,
    connectionTimeout: connectSeconds * 1000,
    greetingTimeout: connectSeconds * 1000,
    socketTimeout: quietMinutes * 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    requireTLS: requireTls,
    ...(dkim && { dkim: dkimOptions(dkim) }),
  });
  const bodies = watchBodies(transport);
  return {
    async handOver(mail) {
      const envelope = bounces && { from: bounceAddress(bounces, mail.id, mail.to.address), to: mail.to.address };
      const options = { ...mailOptions(mail, from), ...(envelope && { envelope }) };
      try {
        await transport.sendMail({ ...options, signal: AbortSignal.timeout(handOverMinutes * 60_000) });
        return { outcome: "sent" };
      } catch (fault) {
        return judge(fault as SmtpError, bodies.wasBegun(options.messageId));
      } finally {
        bodies.forget(options.messageId);
      }
    },
    close: () => transport.close(),
  };
}

function dkimOptions({ domain, selector, privateKey }: DkimKey) {
  return { domainName: domain, keySelector: selector, privateKey, headerFieldNames: signedHeaders };
}

/**
 * What a failed hand-over means. A reply of 4xx or 5xx is the server's own no, whenever it came (RFC 5321, 4.2.1). Without a reply it
 * depends on whether the mail's words had begun to leave: nodemailer reads them only after the server has agreed to DATA.
 */
function judge({ code, command, responseCode = 0 }: SmtpError, bodyWasBegun: boolean): HandOver {
  const ofThisMail = (code === "EENVELOPE" || code === "EMESSAGE" || code === "ESTREAM") && command !== "MAIL FROM";
  if (responseCode >= 400) {
    if (command === "MAIL FROM") return { outcome: "no-connection", problem: "sender-refused" };
    if (!ofThisMail) return { outcome: "no-connection", problem: "no-connection" };
    // 503 speaks of the order of commands, not of this mail.
    const forGood = responseCode >= 500 && responseCode !== 503;
    return { outcome: "refused", forGood, problem: forGood ? "refused-for-good" : "refused" };
  }
  if (bodyWasBegun)
    return {
      outcome: "unsure",
      problem: code === "ECONNECTION" || code === "ESOCKET" ? "connection-lost" : "no-reply",
    };
  if (ofThisMail) return { outcome: "refused", forGood: true, problem: "not-sendable" };
  return { outcome: "no-connection", problem: "no-connection" };
}

/** Keeps, for each mail on its way, the streams that its words are read from: nodemailer makes one whenever it tries. */
function watchBodies(transport: ReturnType<typeof createTransport>) {
  const streams = new Map<string, Readable[]>();
  transport.use("stream", ({ data, message }, done) => {
    const createReadStream = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      const stream = createReadStream(options);
      const id = String(data.messageId);
      streams.set(id, [...(streams.get(id) ?? []), stream as Readable]);
      return stream;
    };
    done();
  });
  return {
    wasBegun: (messageId: string) => (streams.get(messageId) ?? []).some((stream) => stream.readableDidRead),
    forget: (messageId: string) => streams.delete(messageId),
  };
}
