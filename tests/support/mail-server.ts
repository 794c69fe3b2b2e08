import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

export interface MailServer {
  url: string;
  /** Mails that the server has got whole, in the order they came, whether or not it said yes. */
  received: ParsedMail[];
  /** The envelope sender of each, in the same order. */
  senders: string[];
  /** The same mails byte for byte. */
  sources: Buffer[];
  /** What the server does instead of saying yes; by the recipient's address. */
  behaviour: (address: string) => Behaviour;
  close(): Promise<void>;
}

export type Behaviour =
  | "take"
  | { rcpt: number }
  | { data: number }
  | { slowMs: number }
  | "drop-at-rcpt"
  | "drop-mid-data"
  | "drop-before-reply";

/** A real SMTP server on the loopback address. `onMail` is called with each whole mail before the server replies. */
export async function startMailServer(
  onMail: (mail: ParsedMail) => void | Promise<void> = () => {},
  { startTls = false }: { startTls?: boolean } = {},
): Promise<MailServer> {
  const server = new SMTPServer({
    // With STARTTLS it shows the certificate that smtp-server brings, which nobody has signed.
    disabledCommands: startTls ? ["AUTH"] : ["AUTH", "STARTTLS"],
    onRcptTo({ address }, session, done) {
      const behaviour = mailServer.behaviour(address);
      if (behaviour === "drop-at-rcpt") return drop(server, session);
      done(typeof behaviour === "object" && "rcpt" in behaviour ? refusal(behaviour.rcpt) : null);
    },
    onData(stream, session, done) {
      const behaviour = mailServer.behaviour(session.envelope.rcptTo[0]?.address ?? "");
      if (behaviour === "drop-mid-data") {
        stream.once("data", () => drop(server, session));
        return;
      }
      buffer(stream).then(async (source) => {
        const mail = await simpleParser(source);
        if (typeof behaviour === "object" && "data" in behaviour) return done(refusal(behaviour.data));
        mailServer.received.push(mail);
        mailServer.sources.push(source);
        mailServer.senders.push((session.envelope.mailFrom || { address: "" }).address);
        if (typeof behaviour === "object" && "slowMs" in behaviour) await sleep(behaviour.slowMs);
        await onMail(mail);
        if (behaviour === "drop-before-reply") return drop(server, session);
        done();
      }, done);
    },
  });
  // A connection that a killed worker leaves behind is no fault of the server.
  server.on("error", () => {});
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.server.address() as AddressInfo;
  const mailServer: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    ...{ received: [], senders: [], sources: [] },
    behaviour: () => "take",
    close: () => new Promise((closed) => server.close(closed)),
  };
  return mailServer;
}

function refusal(responseCode: number): Error {
  return Object.assign(new Error("not now, or never"), { responseCode });
}

/** Cuts the line, as a crashing server does; smtp-server offers no public way to. */
function drop(server: SMTPServer, session: SMTPServerSession): void {
  const { connections } = server as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> };
  for (const connection of connections) if (connection.id === session.id) connection._socket.destroy();
}
