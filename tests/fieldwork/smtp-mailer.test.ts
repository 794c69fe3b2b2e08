import { createHash, createVerify, generateKeyPairSync, randomUUID } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { bounceAddressesIn } from "#surveys/fieldwork/bounce-address.ts";
import type { Mail } from "#surveys/fieldwork/mailer.ts";
import { createSmtpMailer, type SmtpSettings } from "#surveys/fieldwork/smtp-mailer.server.ts";
import { type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import { from, morning, secret } from "#tests/support/mail-world.ts";

const to = "anna@borger.example";
const stopLink = "https://ringvirk.example/s/abcdefghijklmnopqrstuv/stop";
const headers = { "List-Unsubscribe": `<${stopLink}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const dkim = {
  domain: "ringvirk.example",
  selector: "s1",
  privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
};

let server: MailServer;
afterEach(() => server.close());

async function handOver(settings: Partial<SmtpSettings>, serverOptions = {}, behaviour?: MailServer["behaviour"]) {
  server = await startMailServer(() => {}, serverOptions);
  if (behaviour) server.behaviour = behaviour;
  const mailer = createSmtpMailer({ url: server.url, from, ...settings });
  const result = await mailer.handOver(mail());
  mailer.close();
  return result;
}

function mail(): Mail {
  const words = { subject: "Æble", text: "Hej\n\nVi spørger.\n", html: "<p>Hej</p>" };
  return { id: randomUUID(), to: { name: "Anna", address: to }, date: morning, link: "", headers, ...words };
}

describe("DKIM", () => {
  test("signs the mail and both headers of the one-click stop (RFC 8058, 4)", async () => {
    expect(await handOver({ dkim })).toEqual({ outcome: "sent" });
    const tags = verified(String(server.sources[0]));
    expect(tags).toMatchObject({ d: "ringvirk.example", s: "s1", a: "rsa-sha256" });
    const signed = tags.h?.toLowerCase().split(":");
    for (const name of ["from", "to", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post"])
      expect(signed).toContain(name);
  });

  test("does not take a mail for begun that was only read to be signed", async () => {
    const result = await handOver({ dkim }, {}, () => "drop-at-rcpt");
    expect(result).toMatchObject({ outcome: "no-connection" });
  });
});

test("each mail has an envelope sender of its own, and keeps its From", async () => {
  const bounces = { address: "bounces@ringvirk.example", secret };
  expect(await handOver({ bounces })).toEqual({ outcome: "sent" });
  const [returned] = bounceAddressesIn(bounces, String(server.senders[0]));
  expect(server.received[0]?.messageId).toBe(`<${returned?.messageId}@ringvirk.example>`);
  expect(returned?.wentTo(to)).toBe(true);
  expect(server.received[0]?.from?.text).toContain("undersoegelse@ringvirk.example");
});

describe("TLS", () => {
  test("a certificate that nobody has signed is no connection: nothing leaves", async () => {
    expect(await handOver({}, { startTls: true })).toMatchObject({ outcome: "no-connection" });
    expect(server.received).toEqual([]);
  });

  test("where it is required, a server that does not offer it gets nothing", async () => {
    expect(await handOver({ requireTls: true })).toMatchObject({ outcome: "no-connection" });
    expect(server.received).toEqual([]);
  });
});

test("a slow server is waited for", async () => {
  expect(await handOver({}, {}, () => ({ slowMs: 300 }))).toEqual({ outcome: "sent" });
});

/** Checks a signature with relaxed canonicalization (RFC 6376, 3.4) against our public key. @returns its tags. */
function verified(source: string): Record<string, string> {
  const split = source.indexOf("\r\n\r\n");
  const fields = source.slice(0, split).split(/\r\n(?![ \t])/);
  const relaxed = (field: string) => {
    const colon = field.indexOf(":");
    return `${field.slice(0, colon).toLowerCase().trim()}:${field
      .slice(colon + 1)
      .replace(/\s+/g, " ")
      .trim()}`;
  };
  const byName = (name: string) => fields.findLast((field) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  const signature = byName("dkim-signature") ?? "";
  const tags = Object.fromEntries(
    signature
      .slice(15)
      .split(";")
      .map((tag) => [tag.split("=")[0]?.trim(), tag.slice(tag.indexOf("=") + 1).replace(/\s/g, "")]),
  ) as Record<string, string>;
  const body = source
    .slice(split + 4)
    .split("\r\n")
    .map((line) => line.replace(/[ \t]+/g, " ").trimEnd())
    .join("\r\n");
  expect(
    createHash("sha256")
      .update(`${body.replace(/(\r\n)*$/, "")}\r\n`, "utf8")
      .digest("base64"),
  ).toBe(tags.bh);
  const signedFields = (tags.h ?? "").split(":").flatMap((name) => byName(name) ?? []);
  const unsigned = relaxed(signature).replace(/(^|;) ?b=[^;]*/, "$1 b=");
  const text = [...signedFields.map(relaxed), unsigned].join("\r\n");
  expect(
    createVerify("RSA-SHA256")
      .update(text, "utf8")
      .verify(publicKey, tags.b ?? "", "base64"),
  ).toBe(true);
  return tags;
}
