import { mkdtempSync, readFileSync } from "node:fs";
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
    expect(settings).toMatchObject({ mode: "production", port: 3000, baseUrl: "http://localhost:3000", smtpUrl: null });
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
