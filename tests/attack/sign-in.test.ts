import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localPath } from "#app/accounts/local-path.ts";
import { type RunningRingvirk, startRingvirk } from "#tests/support/running-ringvirk.ts";
import { cookieOf } from "./attacked-ringvirk.ts";

/** Signing in, attacked from outside: Anna has an account, Mallory has none and wants in. */
const noon = new Date("2026-11-24T11:00:00Z");
const minutes = (count: number) => new Date(noon.getTime() + count * 60_000);

let ringvirk: RunningRingvirk;

beforeAll(async () => {
  ringvirk = await startRingvirk({ now: noon });
  for (const id of ["anna", "bo"]) {
    await ringvirk.db
      .insertInto("account")
      .values({ id, email: `${id}@example.dk`, name: id, language: "da" })
      .execute();
  }
});
afterAll(() => ringvirk.stop());

function knock(address: string, init: RequestInit = {}): Promise<Response> {
  return fetch(new URL(address, ringvirk.url), { redirect: "manual", ...init });
}

function ask(email: string, headers: Record<string, string> = {}): Promise<Response> {
  return knock("/sign-in", { method: "POST", body: new URLSearchParams({ email }), headers });
}

async function seenBy(cookie: string): Promise<number> {
  return (await knock("/initiatives", { headers: { cookie } })).status;
}

async function mailsTo(accountId: string): Promise<number> {
  const mails = await ringvirk.db
    .selectFrom("message")
    .innerJoin("sign_in_link", "sign_in_link.id", "message.sign_in_link_id")
    .select("message.id")
    .where("account_id", "=", accountId)
    .execute();
  return mails.length;
}

describe("a sign-in link", () => {
  it("is not used up by a mail scanner that opens it, and lets in once", async () => {
    const link = await ringvirk.signInLinkOf("anna");
    for (const method of ["GET", "HEAD", "GET"]) expect((await knock(link, { method })).status).toBe(200);
    const reply = await knock(link, { method: "POST" });
    expect(reply.status).toBe(302);
    expect(await seenBy(cookieOf(reply))).toBe(200);
    const again = await knock(link, { method: "POST" });
    expect(again.status).toBe(410);
    expect(again.headers.getSetCookie()).toEqual([]);
  });

  it("lets one of many in who use it at the same moment", async () => {
    const link = await ringvirk.signInLinkOf("anna");
    const replies = await Promise.all(Array.from({ length: 12 }, () => knock(link, { method: "POST" })));
    expect(replies.map(({ status }) => status).sort()).toEqual([302, ...Array(11).fill(410)]);
  });

  it("is dead after 15 minutes", async () => {
    const link = await ringvirk.signInLinkOf("anna");
    ringvirk.moveTo(minutes(14));
    expect((await knock(link)).status).toBe(200);
    ringvirk.moveTo(minutes(16));
    expect((await knock(link)).status).toBe(410);
    expect((await knock(link, { method: "POST" })).status).toBe(410);
    ringvirk.moveTo(noon);
  });

  it("lets in the person it was made for, and nobody where a letter is wrong or a personal link's token is tried", async () => {
    const link = await ringvirk.signInLinkOf("bo");
    const last = link.at(-1) === "A" ? "B" : "A";
    for (const wrong of [link.slice(0, -1), link.slice(0, -1) + last, `${link}A`, link.replace("/sign-in/", "/s/")]) {
      const reply = await knock(wrong, { method: "POST" });
      expect(reply.status).toBeGreaterThanOrEqual(300);
      expect(cookieOf(reply)).toBe("");
    }
    const cookie = cookieOf(await knock(link, { method: "POST" }));
    const page = await (await knock("/", { headers: { cookie } })).text();
    expect(page).toContain("bo");
  });
});

describe("the way back after signing in", () => {
  const foreign = [
    ...[
      "//evil.example",
      "///evil.example",
      "/\\evil.example",
      "\\\\evil.example",
      "/\t/evil.example",
      "/\n/evil.example",
    ],
    ...[
      "https:evil.example",
      "https://evil.example",
      "javascript:alert(1)",
      "data:text/html,x",
      "evil.example",
      " //evil.example",
    ],
    ...[
      "/.//evil.example",
      "/a/..//evil.example",
      "/%2e//evil.example",
      "//user@evil.example",
      "/\\/evil.example",
      "?//evil.example",
    ],
  ];

  it("never leads to another host", async () => {
    for (const next of foreign) {
      const asked = await knock(`/sign-in?next=${encodeURIComponent(next)}`);
      const remembered = asked.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
      const link = await ringvirk.signInLinkOf("anna");
      const reply = await knock(link, { method: "POST", headers: { cookie: remembered.join("; ") } });
      const location = new URL(reply.headers.get("Location") ?? "", ringvirk.url);
      expect(location.origin, next).toBe(ringvirk.url);
      expect(localPath(next, "elsewhere"), next).not.toMatch(/^(\/\/|\/\\|[a-z]+:)/);
    }
  });

  it("is not believed from a cookie that somebody else planted", async () => {
    const planted = Buffer.from(JSON.stringify("https://evil.example/")).toString("base64");
    const reply = await knock(await ringvirk.signInLinkOf("anna"), {
      method: "POST",
      headers: { cookie: `ringvirk-return=${encodeURIComponent(planted)}` },
    });
    expect(reply.headers.get("Location")).toBe("/initiatives");
  });

  it("leads on to a page of this site", async () => {
    const asked = await knock("/sign-in?next=/initiatives/x%3Fy=1");
    const cookie = asked.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const reply = await knock(await ringvirk.signInLinkOf("anna"), { method: "POST", headers: { cookie } });
    expect(reply.headers.get("Location")).toBe("/initiatives/x?y=1");
    const language = await knock("/language", {
      method: "POST",
      body: new URLSearchParams({ language: "en", back: "//evil.example" }),
    });
    expect(language.headers.get("Location")).toBe("/");
  });
});

describe("asking for a link", () => {
  it("says the same, with the same status, to an address that has an account and to one that has none", async () => {
    const shown = async (email: string) => {
      const reply = await ask(email);
      const html = (await reply.text()).replaceAll(email, "ADDRESS").replaceAll(/nonce="[^"]*"/g, "");
      return { status: reply.status, html, headers: [...reply.headers.keys()] };
    };
    const [known, unknown] = [await shown("bo@example.dk"), await shown("xx@example.dk")];
    expect(unknown).toEqual(known);
    expect(known.status).toBe(200);
  });

  it("sends one address three mails at most while their links work, also when 20 are asked for at once", async () => {
    const before = await mailsTo("anna");
    expect(before).toBe(0);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) => ask(i % 2 ? "anna@example.dk" : "ANNA@Example.dk ")),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await mailsTo("anna")).toBe(3);
  });

  it("refuses what is no address without a fault", async () => {
    for (const email of ["", "a", "a@b c", `${"a".repeat(300)}@example.dk`, "a\nBcc: b@example.dk"]) {
      expect((await ask(email)).status).toBe(400);
    }
  });

  it("is refused to a page of another site", async () => {
    const foreign: Array<Record<string, string>> = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ];
    for (const headers of foreign) {
      expect((await ask("bo@example.dk", headers)).status, JSON.stringify(headers)).toBe(403);
    }
    expect((await ask("bo@example.dk", { origin: ringvirk.url, "sec-fetch-site": "same-origin" })).status).toBe(200);
  });
});

describe("a session", () => {
  it("is a cookie that no script and no other site can use, bound to the host over https", async () => {
    const reply = await knock(await ringvirk.signInLinkOf("anna"), { method: "POST" });
    const cookie = reply.headers.getSetCookie().find((one) => one.startsWith("ringvirk="));
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/Domain=/);
  });

  it("is dead after signing out, whoever kept the cookie", async () => {
    const cookie = cookieOf(await knock(await ringvirk.signInLinkOf("anna"), { method: "POST" }));
    expect(await seenBy(cookie)).toBe(200);
    await knock("/sign-out", { method: "POST", headers: { cookie } });
    expect(await seenBy(cookie)).toBe(302);
  });

  it("runs out by itself, and rests in the database as a hash alone", async () => {
    const cookie = cookieOf(await knock(await ringvirk.signInLinkOf("anna"), { method: "POST" }));
    const token = JSON.parse(
      Buffer.from(decodeURIComponent(cookie.split("=")[1] ?? ""), "base64").toString(),
    ) as string;
    const sessions = JSON.stringify(await ringvirk.db.selectFrom("session").selectAll().execute());
    expect(token.length).toBeGreaterThanOrEqual(43);
    expect(sessions).not.toContain(token);
    ringvirk.moveTo(minutes(14 * 24 * 60 + 1));
    expect(await seenBy(cookie)).toBe(302);
    ringvirk.moveTo(noon);
  });
});
