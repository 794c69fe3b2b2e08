import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pseudonymOf } from "#surveys/answering/pseudonym.ts";
import { linkKey, tokenOf } from "#tests/answering/answering-world.ts";
import { fingerprint } from "./attacked-ringvirk.ts";
import { answerLysgade, postForm, type Site, send, startLysgade } from "./lysgade-site.ts";

/** The page by which people withdraw: what a stranger, a mail program that follows links, and a second tab can do to it. */
let site: Site;
beforeEach(async () => {
  site = await startLysgade();
});
afterEach(() => site.stop());

const path = (token: string) => `/s/${token}/withdraw`;
const answersOf = async (name: string) =>
  (
    await site.world.db
      .selectFrom("response")
      .select("id")
      .where("pseudonym", "=", pseudonymOf(linkKey, name))
      .execute()
  ).length;

describe("the page to withdraw by", () => {
  it("changes nothing when it is opened, also by a program that follows every link", async () => {
    await answerLysgade(site.url, tokenOf("anna"));
    const before = await fingerprint(site.world.db);
    for (const address of [path(tokenOf("anna")), `/s/${tokenOf("anna")}/privacy`, "/withdrawn"]) {
      expect((await send(site.url, address)).status).toBe(200);
      await send(site.url, address, { method: "HEAD" });
    }
    expect(await fingerprint(site.world.db)).toEqual(before);
  });

  it("deletes by one post, and says the same to everybody at an address without a token", async () => {
    await answerLysgade(site.url, tokenOf("anna"));
    await answerLysgade(site.url, tokenOf("birk"));
    const done = await postForm(site.url, path(tokenOf("anna")), "scope=this-survey");
    const unanswered = await postForm(site.url, path(tokenOf("dagny")), "");
    expect([done.status, unanswered.status]).toEqual([303, 303]);
    expect(done.headers.location).toBe("/withdrawn?lang=da");
    expect(unanswered.headers.location).toBe(done.headers.location);
    expect(done.headers["set-cookie"]).toBeUndefined();
    expect([await answersOf("anna"), await answersOf("birk")]).toEqual([0, 1]);
    const said = await send(site.url, "/withdrawn?lang=da");
    expect(said.text).toContain("data-finished");
    expect(said.text).not.toMatch(/<script/);
  });

  it("looks alike before and after an answer", async () => {
    const before = (await send(site.url, path(tokenOf("anna")))).text;
    await answerLysgade(site.url, tokenOf("anna"));
    expect((await send(site.url, path(tokenOf("anna")))).text).toBe(before);
  });

  it("does nothing twice for a double post, nor for two at the same time", async () => {
    await answerLysgade(site.url, tokenOf("anna"));
    const posts = await Promise.all([1, 2, 3].map(() => postForm(site.url, path(tokenOf("anna")), "scope=everything")));
    expect(posts.map(({ status }) => status)).toEqual([303, 303, 303]);
    const counted = await site.world.db.selectFrom("withdrawal_count").select("answers").execute();
    expect(counted).toEqual([{ answers: 1 }]);
    const log = await site.world.db
      .selectFrom("audit")
      .select("id")
      .where("action", "=", "participant.withdrew")
      .execute();
    expect(log).toHaveLength(1);
  });

  it("refuses what is no link of ours, and posts from another site; nothing changes", async () => {
    await answerLysgade(site.url, tokenOf("anna"));
    const before = await fingerprint(site.world.db);
    for (const token of ["AAAAAAAAAAAAAAAAAAAAAA", "%00", "anna", "..%2f..", "å", "x".repeat(5000)])
      expect([400, 404, 414, 431]).toContain((await postForm(site.url, path(token), "scope=everything")).status);
    const foreign = await send(site.url, path(tokenOf("anna")), {
      method: "POST",
      headers: { origin: "https://evil.example", "content-type": "application/x-www-form-urlencoded" },
      body: "scope=everything",
    });
    expect(foreign.status).toBe(403);
    expect(await fingerprint(site.world.db)).toEqual(before);
  });

  it("takes a scope that there is not for the smaller one", async () => {
    await answerLysgade(site.url, tokenOf("anna"));
    await answerLysgade(site.url, tokenOf("anna", "summer"));
    await postForm(site.url, path(tokenOf("anna")), "scope=%00everybody");
    expect(await answersOf("anna")).toBe(1);
  });

  it("ends answering with any of the person's links", async () => {
    await postForm(site.url, path(tokenOf("anna")), "");
    const page = await send(site.url, `/s/${tokenOf("anna", "winter")}`);
    expect(page.status).toBe(410);
    expect(page.text).toContain("Du har trukket dig");
    await answerLysgade(site.url, tokenOf("anna"));
    expect(await answersOf("anna")).toBe(0);
    expect(await site.world.db.selectFrom("draft").selectAll().execute()).toEqual([]);
  });
});
