import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { type BounceSettings, mostOfLocalPart } from "#surveys/fieldwork/bounce-address.ts";
import type { BounceMailbox } from "#surveys/fieldwork/bounce-mailbox.server.ts";
import type { PaceLimits } from "#surveys/fieldwork/sending-pace.ts";
import type { DkimKey } from "#surveys/fieldwork/smtp-mailer.server.ts";

const address = /^[^\s<>@]+@[^\s<>@]+$/;
const perMinute = z.coerce.number().int().min(1).max(1_000_000).optional();

/** The settings of mail: part of `settingsSchema`. */
export const mailSettings = {
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_TLS: z.enum(["if-offered", "required"]).default("if-offered"),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^<>@]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/,
      "must hold a mail address, such as Ringvirk <ringvirk@example.dk>",
    )
    .default("Ringvirk <ringvirk@localhost>"),
  MAIL_PER_MINUTE: perMinute,
  MAIL_PER_MINUTE_PER_DOMAIN: perMinute,
  DKIM_KEY_FILE: z.string().optional(),
  DKIM_SELECTOR: z.string().optional(),
  DKIM_DOMAIN: z.string().optional(),
  BOUNCE_ADDRESS: z.string().regex(address, "must be a mail address, such as bounces@example.dk").optional(),
  IMAP_URL: z
    .url({ protocol: /^imaps?$/ })
    .refine(
      (url) => URL.canParse(url) && new URL(url).username !== "",
      "must name the user, imaps://user:password@host",
    )
    .optional(),
  IMAP_FOLDER: z.string().min(1).default("INBOX"),
};

export interface MailSettings {
  /** Without one nothing is sent. */
  smtpUrl: string | null;
  requireTls: boolean;
  from: string;
  pace: PaceLimits;
  dkim: DkimKey | null;
  bounces: BounceSettings | null;
  /** Read for bounces in the background. */
  mailbox: BounceMailbox | null;
}

/** @returns the settings, and a line for each that is wrong. Reads the key's file. */
export function readMailSettings(
  env: z.infer<z.ZodObject<typeof mailSettings>>,
  secret: string,
): { mail: MailSettings; wrong: string[] } {
  const wrong: string[] = [];
  const bounces = env.BOUNCE_ADDRESS ? { address: env.BOUNCE_ADDRESS, secret } : null;
  const mail = {
    smtpUrl: env.SMTP_URL ?? null,
    requireTls: env.SMTP_TLS === "required",
    from: env.MAIL_FROM,
    pace: { perMinute: env.MAIL_PER_MINUTE ?? null, perDomainPerMinute: env.MAIL_PER_MINUTE_PER_DOMAIN ?? null },
    dkim: dkimOf(env, wrong),
    bounces,
    mailbox: bounces && env.IMAP_URL ? { url: env.IMAP_URL, folder: env.IMAP_FOLDER, bounces } : null,
  };
  if (env.IMAP_URL && !bounces) wrong.push("IMAP_URL: needs BOUNCE_ADDRESS, by which bounces are known");
  if ((env.BOUNCE_ADDRESS ?? "").lastIndexOf("@") > mostOfLocalPart)
    wrong.push(`BOUNCE_ADDRESS: at most ${mostOfLocalPart} letters before the @`);
  return { mail, wrong };
}

function dkimOf(
  { DKIM_KEY_FILE: file, DKIM_SELECTOR: selector, DKIM_DOMAIN: domain }: Record<string, unknown>,
  wrong: string[],
): DkimKey | null {
  if (!file && !selector && !domain) return null;
  if (typeof file !== "string" || typeof selector !== "string" || typeof domain !== "string") {
    wrong.push("DKIM_KEY_FILE, DKIM_SELECTOR, DKIM_DOMAIN: set all three or none");
    return null;
  }
  try {
    const privateKey = readFileSync(file, "utf8");
    const key = createPrivateKey(privateKey);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    // RFC 8301, 3.2.
    if (key.asymmetricKeyType === "rsa" && bits >= 1024) return { domain, selector, privateKey };
    wrong.push("DKIM_KEY_FILE: must hold an RSA key of at least 1024 bits (better 2048)");
  } catch (fault) {
    wrong.push(`DKIM_KEY_FILE: ${file} holds no private key that can be read: ${(fault as Error).message}`);
  }
  return null;
}
