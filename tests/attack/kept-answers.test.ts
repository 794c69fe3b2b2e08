import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Person, tokenOf } from "#tests/answering/answering-world.ts";
import { fingerprint } from "./attacked-ringvirk.ts";
import { postForm, type Site, send, startLysgade } from "./lysgade-site.ts";

/** What the page's script posts, posted by somebody who means no good: nothing refused changes a table. */
let site: Site;
beforeEach(async () => {
  site = await startLysgade();
});
afterEach(() => site.stop());

const of = (name: Person) => `/s/${tokenOf(name)}`;
type Fields = Array<[string, string]>;
const keep: Fields = [
  ["action", "keep"],
  ["page", "safety"],
  ["a:safe-dark", "5"],
];

async function unchanged(attempt: () => Promise<{ status: number }>): Promise<number> {
  const before = await fingerprint(site.world.db);
  const { status } = await attempt();
  expect(await fingerprint(site.world.db)).toEqual(before);
  return status;
}

const draft = async () => {
  const row = await site.world.db.selectFrom("draft").select("answers").executeTakeFirst();
  return row ? JSON.parse(row.answers) : null;
};

describe("keeping answers", () => {
  it("with a link nobody holds, from another site, too long, or no form, changes nothing", async () => {
    expect(await unchanged(() => postForm(site.url, "/s/AAAAAAAAAAAAAAAAAAAAAA", keep))).toBe(303);
    const headers = { "content-type": "application/x-www-form-urlencoded", origin: "https://evil.example" };
    const body = new URLSearchParams(keep).toString();
    expect(await unchanged(() => send(site.url, of("anna"), { method: "POST", headers, body }))).toBe(403);
    const beacon = { "content-type": "text/plain", "sec-fetch-site": "cross-site" };
    expect(await unchanged(() => send(site.url, of("anna"), { method: "POST", headers: beacon, body }))).toBe(403);
    const long: Fields = [...keep, ["a:worry", "x".repeat(1_048_576)]];
    expect(await unchanged(() => postForm(site.url, of("anna"), long))).toBe(413);
    const json = { "content-type": "application/json" };
    expect(await unchanged(() => send(site.url, of("anna"), { method: "POST", headers: json, body: "{}" }))).toBe(400);
  });

  it("in a wave that is closed, or after the answer was sent, changes nothing", async () => {
    await site.world.db.updateTable("wave").set({ state: "closed" }).where("id", "=", "baseline").execute();
    expect(await unchanged(() => postForm(site.url, of("anna"), keep))).toBe(303);
    await site.world.db.updateTable("wave").set({ state: "open" }).where("id", "=", "baseline").execute();
    const whole: Fields = [["action", "submit"], ...keep.slice(1), ["page", "place"]];
    await postForm(site.url, of("anna"), whole);
    expect(await unchanged(() => postForm(site.url, of("anna"), keep))).toBe(303);
  });

  it("takes no answer that no question asks for, and none of a prototype", async () => {
    const odd: Fields = [
      ...keep,
      ...["a:admin", "a:__proto__", "a:constructor:x", "a:safe-dark:x", "a:", "a:%E0%A4%A"].map(
        (name): [string, string] => [name, "1"],
      ),
      ["changed", "__proto__"],
      ["shown", "constructor"],
      ["shown", "why"],
    ];
    expect((await postForm(site.url, of("anna"), odd)).status).toBe(204);
    expect(await draft()).toEqual({ "safe-dark": 5, _seen: [] });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it("keeps words as they are typed, cut where no answer could be so long", async () => {
    const words: Fields = [
      ["action", "keep"],
      ["page", "safety"],
      ["a:safe-dark", "2"],
      ["page", "words"],
      ["a:why", `😀\u202e${"ø".repeat(20_000)}`],
    ];
    expect((await postForm(site.url, of("anna"), words)).status).toBe(204);
    expect(String((await draft()).why).length).toBeLessThanOrEqual(8000);
    expect(String((await draft()).why).startsWith("😀")).toBe(true);
  });

  it("says nothing about anybody: a reply holds a number and at most a word", async () => {
    const reply = await postForm(site.url, of("anna"), [...keep, ["by", "x".repeat(9999)], ["revision", "NaN"]]);
    expect(reply.text).toBe("");
    expect(reply.headers["x-draft"]).toMatch(/^\d+( elsewhere)?$/);
    expect(JSON.stringify(await draft()).length).toBeLessThan(200);
  });

  it("takes a thousand pages in one form without falling over", async () => {
    const many = Array.from({ length: 1000 }, (_, i): [string, string] => ["page", i % 2 ? "safety" : "place"]);
    expect((await postForm(site.url, of("anna"), [["action", "keep"], ...many])).status).toBeLessThan(500);
  });
});

describe("the pages for the phone", () => {
  it("are there for the holder of the link alone, and for nobody's keeping", async () => {
    expect((await send(site.url, "/s/AAAAAAAAAAAAAAAAAAAAAA?pages=all")).status).toBe(404);
    const reply = await send(site.url, `${of("anna")}?pages=all`);
    expect(reply.headers["cache-control"]).toBe("no-store");
    expect(reply.text).not.toContain(tokenOf("anna"));
  });
});
