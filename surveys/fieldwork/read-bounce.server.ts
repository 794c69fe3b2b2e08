import { type Attachment, type ParsedMail, simpleParser } from "mailparser";

/**
 * What a mail in the bounce mailbox is.
 * - `hard`: the address does not work. `soft`: not this time. `complaint`: the person called it unwanted (RFC 5965).
 * - `auto-reply`: a machine of the person's answers (RFC 3834). `other`: nothing of these, a person's reply among them, or a mail that says a delivery is late.
 * `status` is the enhanced code (RFC 3463), or the plain one, or "".
 */
export interface Returned {
  kind: "hard" | "soft" | "complaint" | "auto-reply" | "other";
  status: string;
}

// Of the subjects of absence notes that mail programs write in Danish and English; for those that do not say Auto-Submitted.
const absence =
  /^(autosvar|automatisk svar|ikke til stede|ferie|out of office|automatic reply|auto[- ]?reply|vacation|away from)\b/i;
const reporter = /^(mailer-daemon|postmaster|mail delivery (system|subsystem)|mdaemon)\b/i;

/** Reads a mail as it came: a report of delivery (RFC 3464), of a complaint (RFC 5965), or one in a mail server's own words. */
export async function readReturned(source: Buffer): Promise<Returned> {
  const mail = await simpleParser(source, { keepDeliveryStatus: true, skipHtmlToText: true, skipTextToHtml: true });
  const status = part(mail, "message/delivery-status") ?? part(mail, "message/global-delivery-status");
  if (status !== null) return readDeliveryStatus(status);
  const feedback = part(mail, "message/feedback-report");
  if (feedback !== null) return readFeedback(feedback);
  // First: Exim's bounces call themselves auto-replied, as they may.
  if (isFromMailServer(mail)) return readPlainWords(mail.text ?? "");
  return isAutoReply(mail) ? { kind: "auto-reply", status: "" } : other;
}

/** The recipients' groups of fields follow the group about the whole mail (RFC 3464, 2.1); the worst of them counts. */
function readDeliveryStatus(content: string): Returned {
  const groups = content.split(/\r?\n\s*\r?\n/).map(fieldsOf);
  const found = groups.filter((fields) => fields.action).map(readRecipient);
  return found.find(({ kind }) => kind === "hard") ?? found.find(({ kind }) => kind === "soft") ?? other;
}

const other: Returned = { kind: "other", status: "" };

function readRecipient(fields: Record<string, string>): Returned {
  // delayed, delivered, relayed, expanded: nothing has failed (yet).
  if (fields.action?.toLowerCase() !== "failed") return other;
  const stated = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(fields.status ?? "")?.[1] ?? "";
  const diagnostic = fields["diagnostic-code"] ?? "";
  // Postfix and others write x.0.0 where the server gave no enhanced code, and its reply beside it.
  const status = /^[245]\.0\.0$|^$/.test(stated) ? codeIn(diagnostic) || stated : stated;
  return { kind: kindOf(status), status };
}

/** RFC 5965, 3.1: what is reported as no spam, and what was virus or other, is no complaint of the person's. */
function readFeedback(content: string): Returned {
  const type = fieldsOf(content)["feedback-type"]?.toLowerCase() ?? "";
  return ["abuse", "fraud", "opt-out", "opt-out-list"].includes(type) ? { kind: "complaint", status: "" } : other;
}

/** A bounce in a server's own words: what matters is the code, if there is one. */
function readPlainWords(text: string): Returned {
  const status = codeIn(text);
  if (status) return { kind: kindOf(status), status };
  return /permanent (fatal )?error|user unknown|no such user|does not exist/i.test(text)
    ? { kind: "hard", status: "" }
    : { kind: "soft", status: "" };
}

/** The first enhanced code, else the first reply code of SMTP, in a text. */
function codeIn(text: string): string {
  return /\b[45]\.\d{1,3}\.\d{1,3}\b(?!\.)/.exec(text)?.[0] ?? /\b[45]\d\d\b(?=[ -])/.exec(text)?.[0] ?? "";
}

/**
 * Hard is what speaks of the address itself (RFC 3463, 3.2 and 3.3): unknown, moved, malformed, disabled, or a domain that takes no mail. Not
 * hard: a full mailbox, a refusal of the words or of us (5.7, 5.6), a sender's address (5.1.7, 5.1.8), anything of the network that lasted too long.
 */
function kindOf(status: string): "hard" | "soft" {
  if (/^5\.1\.[78]$/.test(status)) return "soft";
  return /^5\.1\.|^5\.2\.1$|^5\.4\.[14]$|^5\.0\.0$|^55[013]$/.test(status) ? "hard" : "soft";
}

function isAutoReply({ headers, subject = "" }: ParsedMail): boolean {
  const submitted = String(headers.get("auto-submitted") ?? "no").toLowerCase();
  const precedence = String(headers.get("precedence") ?? "").toLowerCase();
  if (submitted.startsWith("auto-replied") || precedence === "auto_reply") return true;
  return headers.has("x-autoreply") || headers.has("x-autorespond") || absence.test(subject.trim());
}

function isFromMailServer({ from, headers }: ParsedMail): boolean {
  const sender = from?.value[0];
  if (headers.has("x-failed-recipients")) return true;
  return reporter.test(sender?.address ?? "") || reporter.test(sender?.name ?? "");
}

function part({ attachments }: ParsedMail, type: string): string | null {
  const found = attachments.find((attachment: Attachment) => attachment.contentType.toLowerCase() === type);
  return found ? found.content.toString("utf8") : null;
}

/** Names in lower case, folded lines joined. */
function fieldsOf(group: string): Record<string, string> {
  const lines = group.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const pairs = lines.flatMap((line) => /^([\w-]+):\s*(.*)$/.exec(line)?.slice(1, 3) ?? []);
  const fields: Record<string, string> = {};
  for (let at = 0; at < pairs.length; at += 2) fields[String(pairs[at]).toLowerCase()] = String(pairs[at + 1]);
  return fields;
}
