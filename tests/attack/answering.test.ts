import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Person, tokenOf } from "#tests/answering/answering-world.ts";
import { fingerprint } from "./attacked-ringvirk.ts";
import { answerLysgade, postForm, type Reply, type Site, send, startLysgade } from "./lysgade-site.ts";

/** What can be posted to a personal link, posted: whatever is refused leaves every table as it was. */
let site: Site;
beforeEach(async () => {
  site = await startLysgade();
});
afterEach(() => site.stop());

const of = (name: Person, waveId?: string) => `/s/${tokenOf(name, waveId)}`;

function post(fields: Record<string, string> | Array<[string, string]>, path = of("anna")): Promise<Reply> {
  return postForm(site.url, path, Array.isArray(fields) ? fields : Object.entries(fields));
}

/** Refused with this status, and nothing in the database is different. */
async function refused(status: number, attempt: () => Promise<Reply>): Promise<Reply> {
  const before = await fingerprint(site.world.db);
  const reply = await attempt();
  expect(reply.status).toBe(status);
  expect(await fingerprint(site.world.db)).toEqual(before);
  return reply;
}

async function stored(): Promise<Array<Record<string, unknown>>> {
  const rows = await site.world.db.selectFrom("response").select("answers").execute();
  return rows.map(({ answers }) => JSON.parse(answers));
}

const first = { page: "safety", action: "next" };

describe("an answer that no page of ours would send", () => {
  const wrong: Array<[string, Record<string, string> | Array<[string, string]>]> = [
    ["a choice that is not there", { ...first, "a:safe-dark": "5", "a:worry": "99" }],
    ["a point below the scale", { ...first, "a:safe-dark": "0" }],
    ["a point beyond the scale", { ...first, "a:safe-dark": "8" }],
    ["a number no scale has", { ...first, "a:safe-dark": "1e999" }],
    ["not a number", { ...first, "a:safe-dark": "NaN" }],
    ["the name of an object's own method", { ...first, "a:safe-dark": "constructor" }],
    ["a missing answer that must be there", first],
    ["an answer of another page", { ...first, "a:safe-dark": "5", "a:hours": "3" }],
    ["an answer of no page", { ...first, "a:safe-dark": "5", "a:admin": "1" }],
    ["a prototype", { ...first, "a:safe-dark": "5", "a:__proto__": "1" }],
    ["a prototype in parts", { ...first, "a:safe-dark": "5", "a:__proto__:polluted": "1", "a:constructor": "1" }],
    ["a row for what is no matrix", { ...first, "a:safe-dark:x": "5", "a:safe-dark": "5" }],
    ["the same answer twice", [...Object.entries({ ...first, "a:safe-dark": "5" }), ["a:safe-dark", "6"]]],
    ["a thousand unknown answers", [...Object.entries(first), ...thousand()]],
  ];
  for (const [what, fields] of wrong) {
    it(`is told so and not stored: ${what}`, async () => {
      const { text } = await refused(422, () => post(fields));
      expect(text).toContain('role="alert"');
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    });
  }

  it("comes back as it was typed beside what is wrong", async () => {
    await post({ ...first, "a:safe-dark": "2", "a:worry": "3" });
    await post({ page: "place", action: "next", "a:street": "Nygade" });
    const long = `Det er ${"mørkt ".repeat(2000)}`;
    const { text } = await refused(422, () => post({ page: "words", action: "submit", "a:why": long }));
    expect(text).toContain(long.trim());
    const number = await refused(422, () => post({ page: "place", action: "next", "a:hours": "<b>mange" }));
    expect(number.text).toContain('value="&lt;b&gt;mange"');
    expect(number.text).not.toContain("<b>mange");
  });
});

function thousand(): Array<[string, string]> {
  return Array.from({ length: 1000 }, (_, i) => [`a:unknown-${i}`, "1"]);
}

describe("odd text", () => {
  it("is stored as a reader would read it: no control or direction marks, emoji and 4-byte letters kept", async () => {
    await post({ ...first, "a:safe-dark": "2", "a:worry": "3" });
    await post({ page: "place", action: "next" });
    const fields = new URLSearchParams({
      page: "words",
      action: "submit",
      "a:why": "A\u0000B\u202eC\u2066 😀𝒳 e\u0301 \ufeff שלום",
    });
    // %ED%A0%80 is half a surrogate pair, %FF no letter at all: what is no UTF-8 becomes the replacement mark.
    const reply = await postForm(site.url, of("anna"), `${fields}%ED%A0%80%FF`);
    expect(reply.status).toBe(303);
    const [answers] = await stored();
    expect(answers?.why).toMatch(/^ABC 😀𝒳 é {2}שלום\ufffd+$/u);
    expect(String(answers?.why).isWellFormed()).toBe(true);
  });

  it("of nothing but blanks and marks is no answer", async () => {
    await post({ ...first, "a:safe-dark": "2", "a:worry": "3" });
    await post({ page: "place", action: "next" });
    await refused(422, () => post({ page: "words", action: "submit", "a:why": " \u0000\u202e\n\t " }));
  });
});

describe("a post that is no form of ours", () => {
  it("is refused over a megabyte, with a stated length and without, and where the length is false", async () => {
    const fields = new URLSearchParams({ ...first, "a:safe-dark": "5" });
    const large = `${fields}&a:worry=${"x".repeat(1_048_576)}`;
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    await refused(413, () => postForm(site.url, of("anna"), large));
    await refused(413, () => send(site.url, of("anna"), { method: "POST", headers, body: [large, "&x=1"] }));
    const negative = { ...headers, "content-length": "-1" };
    await refused(400, () => send(site.url, of("anna"), { method: "POST", headers: negative }));
  });

  it("is refused when it is JSON, multipart, plain text or nothing at all", async () => {
    const multipart = '--x\r\nContent-Disposition: form-data; name="page"\r\n\r\nsafety\r\n--x--\r\n';
    const posts: Array<[string, string]> = [
      ["application/json", JSON.stringify({ ...first, "a:safe-dark": 5 })],
      ["multipart/form-data; boundary=x", multipart],
      ["text/plain", "page=safety&action=next&a:safe-dark=5"],
      ["", "page=safety&action=next&a:safe-dark=5"],
    ];
    for (const [type, body] of posts) {
      const headers = { "content-type": type, "content-length": String(Buffer.byteLength(body)) };
      await refused(400, () => send(site.url, of("anna"), { method: "POST", headers, body }));
    }
  });

  it("leads back to the page when it is empty, broken or of no page that is open", async () => {
    const bodies = [
      "",
      "page=%E0%A4%A&%=%&a%=1&&&===&action=next",
      "page=no-such-page&action=submit&a:safe-dark=5",
      "page=__proto__&action=submit",
      "page=place&action=submit",
    ];
    for (const body of bodies) {
      const { headers } = await refused(303, () => postForm(site.url, of("anna"), body));
      expect(headers.location).toBe(`${of("anna")}?page=1`);
    }
  });

  it("is refused from another site, with the same headers as every page", async () => {
    const body = new URLSearchParams({ ...first, "a:safe-dark": "5" }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": String(body.length) };
    const foreign: Array<Record<string, string>> = [
      { origin: "https://evil.example" },
      { "sec-fetch-site": "cross-site" },
    ];
    for (const origin of foreign) {
      const sent = { method: "POST", headers: { ...headers, ...origin }, body };
      const { headers: told } = await refused(403, () => send(site.url, of("anna"), sent));
      expect(told["content-security-policy"]).toContain("default-src 'none'");
    }
    const taken = await send(site.url, of("anna"), { method: "POST", headers: { ...headers, origin: site.url }, body });
    expect(taken.status).toBe(303);
    expect(taken.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(taken.headers["cache-control"]).toBe("no-store");
    expect(taken.headers["x-content-type-options"]).toBe("nosniff");
  });

  it("that breaks off half-way changes nothing and leaves the server standing", async () => {
    const before = await fingerprint(site.world.db);
    const { hostname, port } = new URL(site.url);
    const socket = connect(Number(port), hostname);
    socket.write(`POST ${of("anna")} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\npage=safety&action=next`);
    await new Promise((written) => setTimeout(written, 50));
    socket.destroy();
    expect((await send(site.url, of("anna"))).status).toBe(200);
    expect(await fingerprint(site.world.db)).toEqual(before);
  });
});

describe("a link", () => {
  it("is answered with once, however many times it is sent at the same moment", async () => {
    await post({ ...first, "a:safe-dark": "6" });
    const last = { page: "place", action: "submit", "a:street": "Nygade" };
    const replies = await Promise.all(Array.from({ length: 10 }, () => post(last)));
    expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(303));
    expect(await stored()).toHaveLength(1);
    const after = await refused(303, () => post(last));
    expect(after.headers.location).toBe(of("anna"));
    expect((await send(site.url, of("anna"))).status).toBe(410);
    const everyone = await site.world.db
      .selectFrom("tally")
      .select("count")
      .where("item_key", "=", "safe-dark")
      .where("segment", "=", "")
      .execute();
    expect(everyone).toEqual([{ count: 1 }]);
  });

  it("answers for its own wave alone", async () => {
    expect((await answerLysgade(site.url, tokenOf("anna", "summer"))).headers.location).toMatch(/thanks/);
    const rows = await site.world.db.selectFrom("response").select("wave_id").execute();
    expect(rows).toEqual([{ wave_id: "summer" }]);
    expect((await send(site.url, of("anna", "baseline"))).status).toBe(200);
  });

  it("takes nothing after its wave has closed, also from a page that was opened before", async () => {
    await post({ ...first, "a:safe-dark": "6" });
    await site.world.db.updateTable("wave").set({ state: "closed" }).where("id", "=", "baseline").execute();
    for (const fields of [{ page: "place", action: "submit" }, { page: "place", action: "back" }, first]) {
      const { headers } = await refused(303, () => post(fields as Record<string, string>));
      expect(headers.location).toBe(of("anna"));
    }
    expect((await send(site.url, of("anna"))).status).toBe(410);
  });

  it("that was never given out is refused, whatever is put in its place", async () => {
    const right = tokenOf("anna");
    const wrong = [right.slice(0, -1), `${right}x`, right.toLowerCase(), `${right}%00`, `${right}%20`, "'--", "..%2fx"];
    for (const token of wrong) {
      const { headers } = await refused(303, () => post({ ...first, "a:safe-dark": "5" }, `/s/${token}`));
      expect(new URL(String(headers.location), site.url).origin).toBe(site.url);
      expect((await send(site.url, String(headers.location))).status, token).toBe(404);
    }
  });
});
