import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomFrom } from "#db/demo/random.ts";
import { enterCode } from "#surveys/answering/enter-code.server.ts";
import { hashToken, invitationToken } from "#surveys/fieldwork/invitation-token.ts";
import { codeLength, codeSigns, hashCode, printedCode, shortCode } from "#surveys/fieldwork/short-code.ts";
import { TryLimit } from "#surveys/fieldwork/try-limit.ts";
import { problem } from "#surveys/problem.ts";
import { invitationId, makeWorld, secret, tokenOf, type World } from "#tests/answering/answering-world.ts";
import { participantRow } from "#tests/support/participant-row.ts";
import { postForm, type Reply, type Site, send, startLysgade } from "./lysgade-site.ts";

/** Somebody who has no letter and tries to get in, and somebody who has one and must. */
const random = randomFrom(20261130, "guessed codes");

describe("a million guesses at ten thousand living codes, without any limit", () => {
  it("find none", { timeout: 300_000 }, async () => {
    const world = await makeWorld();
    const living = await addCoded(world, 10_000);
    const unlimited = { misses: Number.POSITIVE_INFINITY, forgiveSeconds: 1, waitSeconds: 0 };
    const tries = new TryLimit({ perClient: unlimited, overall: unlimited });
    const desk = { secret, tries, client: "a guesser", clock: () => new Date(), wait: async () => {} };
    expect(await enterCode(world.db, desk, living[4711] ?? "")).toHaveProperty("token");
    let found = 0;
    for (let i = 0; i < 1_000_000; i += 1) {
      if ("token" in (await enterCode(world.db, desk, guess()))) found += 1;
    }
    expect(found).toBe(0);
    await world.db.destroy();
  });
});

describe("codes typed on the page", () => {
  let site: Site;
  beforeAll(async () => {
    site = await startLysgade({ TRUSTED_PROXY_HOPS: "1" });
    for (const waveId of site.world.waveIds) {
      for (const name of ["anna", "birk"] as const) {
        const id = invitationId(name, waveId);
        const code_hash = hashCode(secret, shortCode(secret, id, 0));
        await site.world.db.updateTable("invitation").set({ code_hash }).where("id", "=", id).execute();
      }
    }
  });
  afterAll(() => site.stop());

  it("lead to the same personal link, however they are typed, and stay in no cache", async () => {
    for (const typed of [codeOf("anna"), printedCode(codeOf("anna")).toLowerCase(), [...codeOf("anna")].join("-")]) {
      const reply = await type(site, "192.0.2.1", typed);
      expect(reply.status).toBe(303);
      expect(reply.headers.location).toBe(`/s/${tokenOf("anna")}`);
      expect(reply.headers["cache-control"]).toContain("no-store");
    }
  });

  it("say in the reader's language what is wrong, and keep what was typed", async () => {
    const wrong = await type(site, "192.0.2.2", "22222222");
    expect(wrong.status).toBe(404);
    expect(wrong.text).toContain("Vi kender ikke den kode");
    expect(wrong.text).toContain('value="22222222"');
    const english = await postFrom(site, "/code?lang=en", "192.0.2.2", { code: "2222222O" });
    expect(english.status).toBe(400);
    expect(english.text).toContain("“O” is not used in our codes");
    expect((await type(site, "192.0.2.2", '"><script>alert(1)</script>')).text).not.toContain("<script>alert");
  });

  it("work only while their wave is open, and count as wrong else", async () => {
    await site.world.db.updateTable("wave").set({ state: "closed" }).where("id", "=", "summer").execute();
    await site.world.db
      .updateTable("wave")
      .set({ state: "planned", opens_on: "2027-02-01", closes_on: "2027-03-01" })
      .where("id", "=", "winter")
      .execute();
    const closed = await type(site, "192.0.2.3", codeOf("anna", "summer"));
    expect(closed.status).toBe(410);
    expect(closed.text).toContain("spørgeskemaet er lukket");
    const planned = await type(site, "192.0.2.3", codeOf("anna", "winter"));
    expect(planned.status).toBe(403);
    expect(planned.text).toContain("1. februar 2027");
    for (let i = 0; i < 8; i += 1) await type(site, "192.0.2.3", codeOf("birk", "summer"));
    expect((await type(site, "192.0.2.3", codeOf("anna"))).status).toBe(429);
  });

  it("are refused after ten wrong ones from one address, however it is dressed up, and from no other", async () => {
    for (let i = 0; i < 10; i += 1) expect((await type(site, "198.51.100.9", guess())).status).toBe(404);
    const eleventh = await type(site, "198.51.100.9", codeOf("anna"));
    expect(eleventh.status).toBe(429);
    expect(eleventh.text).toContain("Vent 1 min.");
    // The client writes the header's beginning; only what our proxy added counts.
    expect((await type(site, "203.0.113.1, 198.51.100.9", codeOf("anna"))).status).toBe(429);
    expect((await type(site, "198.51.100.10", codeOf("anna"))).status).toBe(303);
  });

  it("count together for a whole IPv6 line", async () => {
    for (let i = 0; i < 10; i += 1) await type(site, `2001:db8:7:7::${i + 1}`, guess());
    expect((await type(site, "2001:db8:7:7:dead:beef::1", codeOf("anna"))).status).toBe(429);
    expect((await type(site, "2001:db8:7:8::1", codeOf("anna"))).status).toBe(303);
  });

  it("cannot be tried a thousand at a time", async () => {
    const replies = await Promise.all(Array.from({ length: 100 }, () => type(site, "198.51.100.77", guess())));
    expect(replies.filter(({ status }) => status === 404).length).toBeLessThanOrEqual(10);
  });

  it("still open the door, only later, while hundreds of others guess", async () => {
    const flood = Array.from({ length: 310 }, (_, i) => type(site, `10.1.${i % 256}.${Math.floor(i / 256)}`, guess()));
    for (const { status } of await Promise.all(flood)) expect(status).toBe(404);
    const reply = await type(site, "192.0.2.200", codeOf("anna"));
    expect(reply.status).toBe(303);
  });

  it("and nobody's address are written down", async () => {
    const tables = await site.world.db.introspection.getTables();
    for (const { name } of tables) {
      const rows = await site.world.db
        .selectFrom(name as "wave")
        .selectAll()
        .execute();
      const text = JSON.stringify(rows);
      for (const telltale of ["198.51.100", "2001:db8", "10.1.", codeOf("anna")]) expect(text).not.toContain(telltale);
    }
  });

  it("are typed on a page of less than 4 kB compressed that runs no script", async () => {
    const page = await send(site.url, "/kode");
    expect(page.status).toBe(200);
    expect(page.text).not.toContain("<script");
    const css = /href="(\/assets\/respondent[^"]+)"/.exec(page.text)?.[1] ?? "";
    const style = await send(site.url, css, { headers: { "accept-encoding": "identity" } });
    expect(style.status).toBe(200);
    expect(gzipSync(page.text).length + gzipSync(style.text).length).toBeLessThan(4 * 1024);
  });
});

describe("code problems", () => {
  it("end with a guess at nothing", async () => {
    const world = await makeWorld();
    const tries = new TryLimit({
      perClient: { misses: 2, forgiveSeconds: 60 },
      overall: { misses: 1, forgiveSeconds: 60, waitSeconds: 3 },
    });
    const waits: number[] = [];
    const wait = async (seconds: number) => void waits.push(seconds);
    const desk = { secret, tries, client: "anna", clock: () => new Date("2026-11-23T09:00:00Z"), wait };
    expect(await enterCode(world.db, desk, "22222222")).toEqual(problem("code.wrong"));
    expect(waits).toEqual([]);
    expect(await enterCode(world.db, desk, "22222222")).toEqual(problem("code.wrong"));
    expect(waits).toEqual([3]);
    expect(await enterCode(world.db, desk, "22222222")).toEqual(problem("code.too-many", { minutes: 1 }));
    await world.db.destroy();
  });
});

function guess(): string {
  return Array.from({ length: codeLength }, () => random.pick([...codeSigns])).join("");
}

function codeOf(name: "anna" | "birk", waveId = "baseline"): string {
  return shortCode(secret, invitationId(name, waveId), 0);
}

function type(site: Site, from: string, code: string): Promise<Reply> {
  return postFrom(site, "/kode", from, { code });
}

function postFrom(site: Site, path: string, from: string, fields: Record<string, string>): Promise<Reply> {
  return postForm(site.url, path, Object.entries(fields), { "x-forwarded-for": from });
}

async function addCoded(world: World, count: number): Promise<string[]> {
  // The same in every run: of random ones a million guesses find one in a run of eleven.
  const ids = Array.from({ length: count }, (_, index) => `coded-${index}`);
  await world.db.transaction().execute(async (trx) => {
    for (const id of ids) {
      await trx.insertInto("participant").values(participantRow(id, world.initiativeId)).execute();
      const token_hash = hashToken(invitationToken(secret, id));
      const code_hash = hashCode(secret, shortCode(secret, id, 0));
      const row = { id, wave_id: "baseline", participant_id: id, token_hash, answered: 0, code_hash };
      await trx.insertInto("invitation").values(row).execute();
    }
  });
  return ids.map((id) => shortCode(secret, id, 0));
}
