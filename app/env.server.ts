import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isPostgresAddress } from "#db/connect.ts";
import type { LanguageCode } from "#db/schema.ts";
import { type MailSettings, mailSettings, readMailSettings } from "./mail-settings.server.ts";

/** Every setting there is: `.env.example` explains each, and a test holds the two together. */
export const settingsSchema = z.object({
  RINGVIRK_MODE: z.enum(["production", "demo"]).default("production"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  HOST: z.string().min(1).default("127.0.0.1"),
  BASE_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isOrigin, "must be an address without a path, such as https://ringvirk.example.dk")
    .optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: z
    .string()
    .refine(
      isPostgresUrl,
      "must be the address of a PostgreSQL database, such as postgres://user:password@localhost/ringvirk",
    )
    .optional(),
  RINGVIRK_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  ...mailSettings,
  OPERATOR_NAME: z.string().max(200).default(""),
  OPERATOR_EMAIL: z.email().optional(),
  OPERATOR_PHONE: z.string().max(40).default(""),
  ACCESSIBILITY_STATEMENT_URL: z.url({ protocol: /^https$/ }).optional(),
});

/** Every link is made by putting a path after it, and the pages are served from the root. */
function isOrigin(address: string): boolean {
  return URL.canParse(address) && new URL(address).origin === address.replace(/\/+$/, "").toLowerCase();
}

function isPostgresUrl(address: string): boolean {
  return isPostgresAddress(address) && URL.canParse(address) && new URL(address).pathname.length > 1;
}

export interface Settings {
  mode: "production" | "demo";
  port: number;
  host: string;
  /** How many proxies of ours add to X-Forwarded-For; only what they wrote is believed. */
  trustedProxyHops: number;
  /** Without a slash at the end; every link in a mail begins with it. */
  baseUrl: string;
  dataDir: string;
  /** What `openDatabase` opens: the file in `dataDir`, or the address of a PostgreSQL database. */
  database: string;
  mailboxDir: string;
  secret: string;
  mail: MailSettings;
  /** Who runs the website, for its accessibility statement: "" where nobody has said. */
  operator: { name: string; email: string; phone: string; statementUrl: string };
}

type Environment = Record<string, string | undefined>;

/** Names each setting that is wrong, one a line. */
export class SettingsError extends Error {
  constructor(lines: string[]) {
    super(`These settings are wrong (see .env.example):\n${lines.join("\n")}`);
  }
}

/**
 * Reads and checks the settings; this file is the only reader of the environment.
 * @throws SettingsError naming each setting that is wrong, one a line.
 */
export function readSettings(environment: Environment = process.env): Settings {
  const env = checkEnvironment(environment);
  const secret = env.RINGVIRK_SECRET ?? secretOfDemo(env.RINGVIRK_MODE, env.DATA_DIR);
  return {
    mode: env.RINGVIRK_MODE,
    port: env.PORT,
    host: env.HOST,
    trustedProxyHops: env.TRUSTED_PROXY_HOPS,
    baseUrl: (env.BASE_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ""),
    ...storageOf(env),
    mailboxDir: join(env.DATA_DIR, "mailbox"),
    secret,
    mail: mailOrThrow(env, secret),
    operator: {
      name: env.OPERATOR_NAME,
      email: env.OPERATOR_EMAIL ?? "",
      phone: env.OPERATOR_PHONE,
      statementUrl: env.ACCESSIBILITY_STATEMENT_URL ?? "",
    },
  };
}

/** The environment with the demo switched on, as `npm run demo` has it. */
export function demoEnvironment(environment: Environment = process.env): Environment {
  return { ...environment, RINGVIRK_MODE: "demo" };
}

/** Where the data are, for commands that need no secret. Throws as `readSettings`. */
export function readStorageSettings(environment: Environment = process.env): Pick<Settings, "dataDir" | "database"> {
  return storageOf(checkEnvironment(environment));
}

/** The language of the terminal (LC_ALL, LC_MESSAGES, LANG, first that is set): English where it says so, else Danish. */
export function languageOfTerminal(environment: Environment = process.env): LanguageCode {
  const stated = [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find(Boolean) ?? "";
  return stated.toLowerCase().startsWith("en") ? "en" : "da";
}

function mailOrThrow(env: CheckedEnvironment, secret: string): MailSettings {
  const { mail, wrong } = readMailSettings(env, secret);
  if (wrong.length > 0) throw new SettingsError(wrong.map((line) => `  ${line}`));
  return mail;
}

type CheckedEnvironment = z.infer<typeof settingsSchema>;

function checkEnvironment(environment: Environment): CheckedEnvironment {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new SettingsError(lines);
}

function storageOf(env: Pick<CheckedEnvironment, "DATA_DIR" | "DATABASE_URL">): Pick<Settings, "dataDir" | "database"> {
  return { dataDir: env.DATA_DIR, database: env.DATABASE_URL ?? join(env.DATA_DIR, "ringvirk.db") };
}

/** The demo makes itself a secret and keeps it beside its database; a real installation must be given one. */
function secretOfDemo(mode: Settings["mode"], dataDir: string): string {
  if (mode !== "demo") {
    throw new SettingsError(["  RINGVIRK_SECRET: missing; it signs every personal link"]);
  }
  const file = join(dataDir, "secret");
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}
