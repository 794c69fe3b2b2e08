/** A mail ready to be handed over; whom it is from is the mailer's setting. */
export interface Mail {
  /** The message's id in the outbox. The Message-ID is made of it, so that it stays the same however often the mail is tried. */
  id: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  /** The one link that the mail is about. */
  link: string;
  date: Date;
}

/**
 * How a hand-over went. `problem` is a stable word, said in `mail:problem.<word>`.
 * - `sent`: the server has said yes.
 * - `refused`: the server has, for certain, not taken it. `forGood` when it need not be tried again.
 * - `no-connection`: for certain not taken, and the next mail would fare the same.
 * - `unsure`: the words were on their way and no answer came.
 */
export type HandOver =
  | { outcome: "sent" }
  | { outcome: "refused"; forGood: boolean; problem: MailProblem }
  | { outcome: "no-connection"; problem: MailProblem }
  | { outcome: "unsure"; problem: MailProblem };

type MailProblem =
  | "refused"
  | "refused-for-good"
  | "not-sendable"
  | "bounced"
  | "not-composed"
  | "no-connection"
  | "sender-refused"
  | "connection-lost"
  | "no-reply";

/** Takes mails to where they go: an SMTP server, or the folder of the local mailbox. Never throws for what a server may do. */
export interface Mailer {
  handOver(mail: Mail): Promise<HandOver>;
  close(): void;
}

/** What nodemailer needs to write a mail. `from` is an address, with or without a name before it: "Ringvirk <ringvirk@eksempel.dk>". */
export function mailOptions(mail: Mail, from: string) {
  const domain = /@([^@>\s]+)>?\s*$/.exec(from)?.[1] ?? "localhost";
  const { to, subject, text, html, headers, date } = mail;
  return { messageId: `<${mail.id}@${domain}>`, from, to, subject, text, html, headers, date };
}
