import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSettings, settingsSchema } from "#app/env.server.ts";

const secret = "a".repeat(32);

describe("settings", () => {
  it("are each documented in .env.example, and nothing else is", () => {
    const documented = [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(documented.sort()).toEqual(Object.keys(settingsSchema.shape).sort());
  });

  it("have defaults for all but the secret", () => {
    const settings = readSettings({ RINGVIRK_SECRET: secret });
    expect(settings).toMatchObject({ mode: "production", port: 3000, baseUrl: "http://localhost:3000" });
    expect(settings.mail).toEqual({
      ...{
        smtpUrl: null,
        requireTls: false,
        from: "Ringvirk <ringvirk@localhost>",
        dkim: null,
        bounces: null,
        mailbox: null,
      },
      pace: { perMinute: null, perDomainPerMinute: null },
    });
  });

  it("name who runs the website, and refuse an address of the statement that is none", () => {
    const operator = {
      OPERATOR_NAME: "Lysgade Politi",
      OPERATOR_EMAIL: "hjaelp@example.dk",
      OPERATOR_PHONE: "12 34 56 78",
    };
    expect(readSettings({ ...operator, RINGVIRK_SECRET: secret }).operator).toEqual({
      ...{ name: "Lysgade Politi", email: "hjaelp@example.dk", phone: "12 34 56 78", statementUrl: "" },
    });
    const wrong = { OPERATOR_EMAIL: "nobody", ACCESSIBILITY_STATEMENT_URL: "javascript:alert(1)" };
    expect(() => readSettings({ ...wrong, RINGVIRK_SECRET: secret })).toThrow(/OPERATOR_EMAIL[\s\S]*ACCESSIBILITY/);
  });

  it("read a DKIM key at start, and refuse what cannot sign", () => {
    const folder = mkdtempSync(join(tmpdir(), "ringvirk-"));
    const write = (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const pem = { type: "pkcs8", format: "pem" } as const;
    const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export(pem).toString();
    const edwards = generateKeyPairSync("ed25519").privateKey.export(pem).toString();
    const read = (DKIM_KEY_FILE: string) =>
      readSettings({ RINGVIRK_SECRET: secret, DKIM_KEY_FILE, DKIM_SELECTOR: "s1", DKIM_DOMAIN: "example.dk" }).mail
        .dkim;
    expect(read(write("rsa.pem", rsa))).toEqual({ domain: "example.dk", selector: "s1", privateKey: rsa });
    expect(() => read(write("edwards.pem", edwards))).toThrow(/DKIM_KEY_FILE: must hold an RSA key/);
    expect(() => read(write("empty.pem", ""))).toThrow(/DKIM_KEY_FILE/);
    expect(() => read(join(folder, "missing.pem"))).toThrow(/DKIM_KEY_FILE/);
    expect(() => readSettings({ RINGVIRK_SECRET: secret, DKIM_SELECTOR: "s1" })).toThrow(/set all three or none/);
  });

  it("take limits of pace and an address for bounces, and refuse one too long for what is added to it", () => {
    const given = {
      RINGVIRK_SECRET: secret,
      MAIL_PER_MINUTE: "600",
      MAIL_PER_MINUTE_PER_DOMAIN: "60",
      SMTP_TLS: "required",
    };
    const { mail } = readSettings({ ...given, BOUNCE_ADDRESS: "bounces@example.dk" });
    expect(mail).toMatchObject({ requireTls: true, pace: { perMinute: 600, perDomainPerMinute: 60 } });
    expect(mail.bounces).toEqual({ address: "bounces@example.dk", secret });
    const imap = { IMAP_URL: "imaps://us%40er:pass@mail.example.dk" };
    expect(readSettings({ ...given, ...imap, BOUNCE_ADDRESS: "bounces@example.dk" }).mail.mailbox).toMatchObject({
      ...{ url: imap.IMAP_URL, folder: "INBOX" },
    });
    expect(() => readSettings({ ...given, ...imap })).toThrow(/IMAP_URL: needs BOUNCE_ADDRESS/);
    expect(() => readSettings({ ...given, MAIL_PER_MINUTE: "0" })).toThrow(/MAIL_PER_MINUTE/);
    expect(() => readSettings({ ...given, BOUNCE_ADDRESS: `${"b".repeat(23)}@example.dk` })).toThrow(/BOUNCE_ADDRESS/);
  });

  it("refuse a production start without a secret, naming it", () => {
    expect(() => readSettings({})).toThrow(/RINGVIRK_SECRET/);
  });

  it("name every wrong setting at once", () => {
    expect(() => readSettings({ PORT: "harbour", SMTP_URL: "ftp://x", RINGVIRK_SECRET: "short" })).toThrow(
      /PORT[\s\S]*RINGVIRK_SECRET[\s\S]*SMTP_URL/,
    );
  });

  it("take an empty value as not given, and cut the slash off the address", () => {
    const settings = readSettings({ PORT: "", BASE_URL: "https://ringvirk.example/", RINGVIRK_SECRET: secret });
    expect(settings).toMatchObject({ port: 3000, baseUrl: "https://ringvirk.example" });
  });

  it("give the demo a secret of its own that stays the same", () => {
    const folder = mkdtempSync(join(tmpdir(), "ringvirk-"));
    const first = readSettings({ RINGVIRK_MODE: "demo", DATA_DIR: folder }).secret;
    expect(first.length).toBeGreaterThanOrEqual(32);
    expect(readSettings({ RINGVIRK_MODE: "demo", DATA_DIR: folder }).secret).toBe(first);
  });
});
