import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Attacked, home, startAttacked } from "./attacked-ringvirk.ts";
import { type Reply, type Sent, send as sendTo } from "./lysgade-site.ts";

/** What stands on every reply, whatever was asked; and what is refused before anything looks at it. */
let attacked: Attacked;
beforeAll(async () => {
  attacked = await startAttacked();
});
afterAll(() => attacked.ringvirk.stop());

function send(path: string, given: Sent = {}): Promise<Reply> {
  return sendTo(attacked.ringvirk.url, path, given);
}

const form = { "content-type": "application/x-www-form-urlencoded" };

describe("every reply", () => {
  it("carries the security headers: pages, data, redirects, refusals, assets, faults", async () => {
    const cookie = attacked.cookies.coordinator;
    const link = new URL(attacked.demo.personalLinks[0]?.link ?? "").pathname;
    const asset = readdirSync("build/client/assets").find((name) => name.endsWith(".js"));
    const replies = [
      await send("/"),
      await send("/no-such-page"),
      await send("/no-such-page.data"),
      await send("/admin"),
      await send(`/initiatives/${home}/setup`),
      await send(`/initiatives/${home}/setup.data`),
      await send(`/initiatives/${home}`, { headers: { cookie } }),
      await send(`/initiatives/${home}.data`, { headers: { cookie } }),
      await send(link),
      await send(link, { method: "POST", headers: form, body: "page=none" }),
      await send(link, { method: "POST", headers: { ...form, origin: "https://evil.example" }, body: "page=none" }),
      await send("/s/no-such-token", { method: "POST", headers: form, body: "page=none" }),
      await send("/s/broken%E0%A4%A"),
      await send("/s/broken%", { method: "POST", headers: form, body: "" }),
      await send("/sign-in/broken%"),
      await send(`/assets/${asset}`),
      await send("/assets/no-such-file.js"),
      await send("/ring.svg"),
      await send("/healthz"),
      await send("/", { method: "OPTIONS" }),
      await send("/", { method: "DELETE" }),
    ];
    for (const { status, headers } of replies) {
      const policy = String(headers["content-security-policy"]);
      expect(policy, `${status}`).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("same-origin");
      expect(headers["x-powered-by"]).toBeUndefined();
    }
  });

  it("allows scripts by a nonce that is new each time", async () => {
    const nonces = await Promise.all(
      [1, 2, 3].map(
        async () => /'nonce-([^']+)'/.exec(String((await send("/")).headers["content-security-policy"]))?.[1],
      ),
    );
    expect(new Set(nonces).size).toBe(3);
    expect(nonces.every((nonce) => (nonce ?? "").length >= 22)).toBe(true);
  });

  it("keeps pages that hold data out of every cache", async () => {
    const cookie = attacked.cookies.analyst;
    const link = new URL(attacked.demo.personalLinks[0]?.link ?? "").pathname;
    for (const path of [`/initiatives/${home}`, `/initiatives/${home}.data`, "/initiatives", link, `${link}.data`]) {
      const { headers } = await send(path, { headers: { cookie } });
      expect(headers["cache-control"], path).toMatch(/no-store/);
    }
  });
});

describe("an address that cannot be decoded", () => {
  it("is told so, without a stack or a path of the machine", async () => {
    for (const path of ["/s/SecretToken%E0%A4%A", "/sign-in/SecretToken%", "/s/SecretToken%/stop", "/%", "/s/%00"]) {
      for (const method of ["GET", "POST"]) {
        const { status, text } = await send(path, { method, headers: form });
        expect(status, `${method} ${path}`).toBeGreaterThanOrEqual(300);
        expect(status, `${method} ${path}`).toBeLessThan(500);
        expect(text).not.toMatch(/node_modules|\bat .*:\d+:\d+|URIError/);
      }
    }
  });
});

describe("a post from another site", () => {
  it("is refused at every address, before anything is read", async () => {
    const cookie = attacked.cookies.coordinator;
    const link = new URL(attacked.demo.personalLinks[0]?.link ?? "").pathname;
    const paths = [
      link,
      `${link}/stop`,
      "/sign-in",
      "/sign-out",
      "/language",
      "/admin",
      `/initiatives/${home}/setup/goals/new`,
    ];
    for (const path of paths.flatMap((one) => [one, `${one}.data`])) {
      const foreign: Array<Record<string, string>> = [
        { origin: "https://evil.example" },
        { origin: `${attacked.ringvirk.url}.evil.example` },
        { origin: "null" },
        { "sec-fetch-site": "cross-site" },
      ];
      for (const headers of foreign) {
        const sent = { ...form, cookie, ...headers };
        const { status } = await send(path, { method: "POST", headers: sent, body: "x=1" });
        expect(status, `${path} ${JSON.stringify(headers)}`).toBe(403);
      }
    }
  });

  it("is ours when it comes from the address that people see, whatever host the web server before us asks for", async () => {
    const path = new URL(attacked.demo.personalLinks[0]?.link ?? "").pathname;
    const headers = { ...form, host: "backend.internal:3000", origin: attacked.ringvirk.url };
    expect((await send(path, { method: "POST", headers, body: "page=none" })).status).toBe(303);
    const language = { method: "POST", headers, body: "language=en" };
    expect((await send("/language", language)).status).toBe(302);
    expect((await send("/language.data", language)).status).toBe(202);
    const foreign = { ...headers, origin: "https://evil.example" };
    expect((await send(path, { method: "POST", headers: foreign, body: "page=none" })).status).toBe(403);
  });
});
