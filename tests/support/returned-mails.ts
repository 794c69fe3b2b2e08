/**
 * Returned mails, written for these tests in the forms of RFC 3464, RFC 5965 and RFC 3834, and in those that Postfix, Exim, Exchange, Gmail and
 * Sendmail give them. `to` is the address they came back to.
 */
export interface ReportOptions {
  action?: string;
  status?: string;
  diagnostic?: string;
  headers?: string[];
}

const recipient = "anna@borger.example";

/** A report of delivery as Postfix writes it. */
export function deliveryReport(
  to: string,
  { action = "failed", status = "5.1.1", diagnostic, headers = [] }: ReportOptions = {},
) {
  return lines(
    "Return-Path: <>",
    `Delivered-To: ${to}`,
    ...headers,
    "Date: Mon, 23 Nov 2026 10:00:00 +0100 (CET)",
    "From: MAILER-DAEMON@mx.example.net (Mail Delivery System)",
    "Subject: Undelivered Mail Returned to Sender",
    `To: ${to}`,
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    "Content-Type: multipart/report; report-type=delivery-status;",
    '\tboundary="9B1DE1F2.1763888400/mx.example.net"',
    "Message-Id: <20261123090000.A1B2C3@mx.example.net>",
    "",
    "This is a MIME-encapsulated message.",
    "",
    "--9B1DE1F2.1763888400/mx.example.net",
    "Content-Description: Notification",
    "Content-Type: text/plain; charset=us-ascii",
    "",
    "This is the mail system at host mx.example.net.",
    "",
    "I'm sorry to have to inform you that your message could not",
    "be delivered to one or more recipients.",
    "",
    "--9B1DE1F2.1763888400/mx.example.net",
    "Content-Description: Delivery report",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.example.net",
    "X-Postfix-Queue-ID: 9B1DE1F2",
    `X-Postfix-Sender: rfc822; ${to}`,
    "Arrival-Date: Mon, 23 Nov 2026 09:59:58 +0100 (CET)",
    "",
    `Final-Recipient: rfc822; ${recipient}`,
    `Original-Recipient: rfc822;${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    "Remote-MTA: dns; mail.borger.example",
    `Diagnostic-Code: smtp; ${diagnostic ?? `550 ${status} <${recipient}>: Recipient address`}`,
    "    rejected: see above",
    "",
    "--9B1DE1F2.1763888400/mx.example.net",
    "Content-Description: Undelivered Message Headers",
    "Content-Type: text/rfc822-headers",
    "",
    `Return-Path: <${to}>`,
    "From: Ringvirk <undersoegelse@ringvirk.example>",
    "Subject: Tryg nat i Nordby",
    "",
    "--9B1DE1F2.1763888400/mx.example.net--",
  );
}

/** Exchange: the text is HTML, the report names X-Display-Name, and the mail comes back whole. */
export function exchangeReport(to: string, status = "5.1.10") {
  return lines(
    "From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@kommune.example>",
    `To: ${to}`,
    "Subject: Undeliverable: Tryg nat",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="x1"',
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    "",
    "--x1",
    'Content-Type: multipart/alternative; boundary="x2"',
    "",
    "--x2",
    'Content-Type: text/html; charset="us-ascii"',
    "",
    "<html><body>The email address you entered couldn't be found.</body></html>",
    "--x2--",
    "--x1",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns;DB9PR01.kommune.example",
    "Received-From-MTA: dns;mail.ringvirk.example",
    "Arrival-Date: Mon, 23 Nov 2026 09:00:00 +0000",
    "",
    `Final-Recipient: rfc822;${recipient}`,
    "Action: failed",
    `Status: ${status}`,
    `Diagnostic-Code: smtp;550 ${status} RESOLVER.ADR.RecipientNotFound; Recipient ${recipient} not found by SMTP address lookup`,
    "X-Display-Name: Anna",
    "",
    "--x1",
    "Content-Type: message/rfc822",
    "",
    `Return-Path: ${to}`,
    "From: Ringvirk <undersoegelse@ringvirk.example>",
    "Subject: Tryg nat",
    "",
    "Hej",
    "--x1--",
  );
}

/** Exim's own words, as it wrote before it spoke RFC 3464 and as it may be set to. */
export function eximWords(to: string, reply = "550 5.1.1 No such user here") {
  return lines(
    "Return-path: <>",
    `X-Failed-Recipients: ${recipient}`,
    "Auto-Submitted: auto-replied",
    "From: Mail Delivery System <Mailer-Daemon@mx.example.net>",
    `To: ${to}`,
    "Subject: Mail delivery failed: returning message to sender",
    "",
    "This message was created automatically by mail delivery software.",
    "",
    "A message that you sent could not be delivered to one or more of its",
    "recipients. This is a permanent error. The following address(es) failed:",
    "",
    `  ${recipient}`,
    "    SMTP error from remote mail server after RCPT TO:<anna@borger.example>:",
    `    host mail.borger.example [192.0.2.7]: ${reply}`,
  );
}

/** qmail's words: no report, no code of SMTP. */
export function qmailWords(to: string) {
  return lines(
    "Return-Path: <>",
    `To: ${to}`,
    "From: MAILER-DAEMON@mx.example.net",
    "Subject: failure notice",
    "",
    "Hi. This is the qmail-send program at mx.example.net.",
    "I'm afraid I wasn't able to deliver your message to the following addresses.",
    "This is a permanent error; I've given up. Sorry it didn't work out.",
    "",
    `<${recipient}>:`,
    "Sorry, no mailbox here by that name. (#5.1.1)",
  );
}

/** A complaint as a provider reports it. */
export function complaint(to: string, type = "abuse") {
  return lines(
    "From: <abusedesk@provider.example>",
    `To: ${to}`,
    "Subject: FW: Tryg nat",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=feedback-report; boundary="f1"',
    "",
    "--f1",
    "Content-Type: text/plain",
    "",
    "This is an email abuse report.",
    "--f1",
    "Content-Type: message/feedback-report",
    "",
    `Feedback-Type: ${type}`,
    "User-Agent: SomeGenerator/1.0",
    "Version: 1",
    "",
    "--f1",
    "Content-Type: message/rfc822",
    "",
    `Return-Path: <${to}>`,
    "Subject: Tryg nat",
    "",
    "Hej",
    "--f1--",
  );
}

/** What a person, or a machine of theirs, writes back. */
export function reply(to: string, subject: string, headers: string[] = []) {
  return lines(
    "From: Anna <anna@borger.example>",
    `To: ${to}`,
    `Subject: ${subject}`,
    ...headers,
    "",
    "550 tak for mailen",
  );
}

function lines(...given: string[]): Buffer {
  return Buffer.from(`${given.join("\r\n")}\r\n`);
}
