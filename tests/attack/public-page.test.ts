import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withdraw } from "#surveys/answering/withdrawal.server.ts";
import { readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import type { PublicResults } from "#surveys/reporting/public-results.ts";
import { type Attacked, elsewhere, home, startAttacked } from "./attacked-ringvirk.ts";

/** The page that everybody may open: that it is not there before it was put forward, what it holds, and what two of them tell together. */
let attacked: Attacked;
beforeAll(async () => {
  attacked = await startAttacked();
});
afterAll(() => attacked.ringvirk.stop());

const page = `/r/${home}`;
const open = (path: string) => fetch(attacked.ringvirk.url + path, { headers: { "accept-language": "da" } });
const setup = (slug: string) => `${attacked.ringvirk.url}/initiatives/${slug}/setup/publish`;
const post = (fields: Record<string, string>, slug = home) =>
  fetch(setup(slug), {
    method: "POST",
    redirect: "manual",
    headers: { cookie: attacked.cookies.coordinator },
    body: new URLSearchParams(fields),
  });

async function stored(): Promise<Record<"da" | "en", PublicResults>> {
  const row = await attacked.ringvirk.db
    .selectFrom("publication")
    .select("content")
    .where("initiative_id", "=", attacked.initiativeIds.home)
    .executeTakeFirstOrThrow();
  return JSON.parse(row.content ?? "null");
}

/** Answers to a closed wave that a person with a personal link has given. */
async function takeBackOne(): Promise<void> {
  const { db } = attacked.ringvirk;
  const { token_hash } = await db
    .selectFrom("invitation")
    .innerJoin("wave", "wave.id", "invitation.wave_id")
    .select("token_hash")
    .where("wave.initiative_id", "=", attacked.initiativeIds.home)
    .where("wave.state", "=", "closed")
    .where("answered", "=", 1)
    .executeTakeFirstOrThrow();
  // The token itself rests nowhere: its hash is put in place of that of a token we know.
  const { hashToken } = await import("#surveys/fieldwork/invitation-token.ts");
  const token = `known ${token_hash}`;
  await db
    .updateTable("invitation")
    .set({ token_hash: hashToken(token) })
    .where("token_hash", "=", token_hash)
    .execute();
  expect(await withdraw(db, { token, scope: "this-survey", now: new Date() })).toBeNull();
}

describe("the public page", () => {
  it("is not there before it is put forward, and looks like one of no initiative", async () => {
    const [unpublished, unknown] = await Promise.all([open(page), open("/r/no-such-initiative")]);
    expect([unpublished.status, unknown.status]).toEqual([404, 404]);
    const plain = (text: string) =>
      text
        .replaceAll(home, "X")
        .replaceAll("no-such-initiative", "X")
        .replace(/nonce="[^"]*"/g, "");
    expect(plain(await unpublished.text())).toBe(plain(await unknown.text()));
  });

  it("is put forward by its coordinator, kept by no cache and listed by no search engine unless that was chosen", async () => {
    expect((await post({ deed: "publish", listed: "no" })).headers.get("location")).toContain("done=results-published");
    const shown = await open(page);
    expect(shown.status).toBe(200);
    expect(shown.headers.get("cache-control")).toBe("no-cache");
    expect(shown.headers.get("x-robots-tag")).toBe("noindex");
    expect(shown.headers.get("set-cookie")).toBeNull();
    expect(await shown.text()).not.toMatch(/<script/);
    await post({ deed: "publish", listed: "yes" });
    expect((await open(page)).headers.get("x-robots-tag")).toBeNull();
  });

  it("tells no number of people but in steps of twenty", async () => {
    for (const told of Object.values(await stored())) {
      const counts = told.goals.flatMap(({ chart }) => chart?.table.rows.map((row) => row.at(-1) ?? "") ?? []);
      counts.push(...told.rates.rows.flatMap((row) => row.slice(1, 3)));
      const numbers = counts.filter((cell) => /^[\d.,]+$/.test(cell)).map((cell) => Number(cell.replace(/[.,]/g, "")));
      expect(numbers.length).toBeGreaterThan(10);
      expect(numbers.filter((number) => number % 20 !== 0)).toEqual([]);
    }
  });

  it("names every accepted ripple, harms too", async () => {
    const { ripples } = await readRipples(attacked.ringvirk.db, attacked.initiativeIds.home);
    const accepted = ripples.filter(({ state }) => state === "accepted").map(({ kind }) => kind);
    expect(accepted.length).toBeGreaterThan(1);
    expect((await stored()).da.ripples.map(({ kind }) => kind)).toEqual(accepted);
  });

  it("holds nobody's words, no organisation's answer and no name of a person", async () => {
    const { db } = attacked.ringvirk;
    const text = JSON.stringify(await stored());
    const reports = await db.selectFrom("change_report").select(["what", "who_changed", "evidence", "how"]).execute();
    const words = reports.flatMap((report) => Object.values(report)).filter((said) => said.length > 12);
    const steps = await db.selectFrom("ripple_step").select("reason").execute();
    words.push(...steps.flatMap(({ reason }) => (reason.length > 12 ? [reason] : [])));
    const accounts = await db.selectFrom("account").select("name").execute();
    words.push(...accounts.map(({ name }) => name));
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((said) => text.includes(said))).toEqual([]);
    const organisations = await db.selectFrom("organisation").select("name").execute();
    const ofRipples = JSON.stringify(Object.values(await stored()).map(({ ripples }) => ripples));
    expect(organisations.filter(({ name }) => ofRipples.includes(name))).toEqual([]);
  });

  it("shows what the coordinator calls a ripple, escaped, once it is put forward again", async () => {
    const form = await fetch(setup(elsewhere), { headers: { cookie: attacked.cookies.coordinator } });
    const field = (await form.text()).match(/name="(headline-[^"]+)"/)?.[1] ?? "";
    expect(field).not.toBe("");
    const headline = "<script>alert(1)</script> Natteravne & politi";
    await post({ deed: "publish", listed: "no" }, elsewhere);
    await post({ deed: "headlines", [field]: headline, "headline-unknown": "x" }, elsewhere);
    expect(await (await open(`/r/${elsewhere}`)).text()).not.toContain("Natteravne");
    await post({ deed: "publish", listed: "no" }, elsewhere);
    const text = await (await open(`/r/${elsewhere}`)).text();
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt; Natteravne &amp; politi");
    expect(text).not.toContain("<script>");
  });

  it("stands as it was put forward when answers are taken back, and two pages do not differ by a few people", async () => {
    const before = await (await open(page)).text();
    await takeBackOne();
    expect(await (await open(page)).text()).toBe(before);
    expect((await post({ deed: "publish", listed: "no" })).status).toBe(409);
    expect(await (await open(page)).text()).toBe(before);
    for (let taken = 1; taken < 9; taken += 1) await takeBackOne();
    const counts = await attacked.ringvirk.db.selectFrom("withdrawal_count").select("answers").execute();
    const most = Math.max(...counts.map(({ answers }) => answers));
    expect((await post({ deed: "publish", listed: "no" })).status).toBe(most === 10 ? 302 : 409);
  });

  it("is gone at once when it is taken down, and that is no way round", async () => {
    expect((await post({ deed: "take-down" })).headers.get("location")).toContain("done=results-taken-down");
    expect((await open(page)).status).toBe(404);
    expect(await stored()).toBeNull();
    expect((await post({ deed: "publish", listed: "no" })).status).toBe(409);
    expect((await post({ deed: "take-down" })).status).toBe(409);
  });
});
