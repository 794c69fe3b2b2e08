import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findRespondent } from "#surveys/answering/respondent.server.ts";
import { matchClosedWave } from "#surveys/answering/self-code.server.ts";
import { rebuildTallies } from "#surveys/answering/tally.server.ts";
import { invitationCounts } from "#surveys/fieldwork/invitation-count.server.ts";
import { closeOpenLink, makeOpenLink, openLinksOf } from "#surveys/fieldwork/open-link.server.ts";
import { closeWave } from "#surveys/fieldwork/wave.server.ts";
import { isProblem, problem, problemAt } from "#surveys/problem.ts";
import { countsOf, tokenOf } from "#tests/answering/answering-world.ts";
import { answerLysgade, postForm, type Site, send, startLysgade } from "./lysgade-site.ts";

let site: Site;
const deed = { initiativeId: "lysgade", accountId: "carla", now: new Date("2026-03-01T09:00:00Z") };
const plan = { name: "lysgade", mostAnswers: "100", asksSelfCode: false };
const code = { mother: "K", "first-name": "A", day: "7", month: "11", town: "H", siblings: "0" };

beforeEach(async () => {
  site = await startLysgade({ TRUSTED_PROXY_HOPS: "1" });
  const account = { id: "carla", email: "carla@kommune.example", name: "Carla", language: "da" as const };
  await site.world.db.insertInto("account").values(account).execute();
});
afterEach(() => site.stop());

describe("an open link", () => {
  it("stores nothing before somebody begins, and gives everybody a link of their own", async () => {
    await open();
    const page = await send(site.url, "/o/lysgade", { headers: { "accept-language": "en" } });
    expect(page.status).toBe(200);
    expect(page.text).toContain("We store nothing before you press “Begin”");
    expect(page.text).not.toContain("<script");
    expect(page.headers["set-cookie"]).toBeUndefined();
    expect(await visits()).toEqual([]);
    const [anna, ben] = [await begin(), await begin()];
    expect(anna).toMatch(/^[\w-]{22}$/);
    expect(anna).not.toBe(ben);
    expect(await visits()).toHaveLength(2);
    expect((await send(site.url, "/O/LYSGADE".toLowerCase())).status).toBe(200);
  });

  it("leads to answers that count, and to nobody invited", async () => {
    await open();
    const before = await invitationCounts(site.world.db, ["baseline"]);
    const token = await begin();
    expect((await answerLysgade(site.url, token)).headers.location).toContain("/thanks");
    expect((await answerLysgade(site.url, token)).headers.location).not.toContain("/thanks");
    expect(await invitationCounts(site.world.db, ["baseline"])).toEqual(before);
    const responses = await site.world.db.selectFrom("response").selectAll().execute();
    expect(responses.map(({ wave_id, segments, weight }) => ({ wave_id, segments, weight }))).toEqual([
      { wave_id: "baseline", segments: "{}", weight: 1 },
    ]);
    expect(await site.world.db.selectFrom("draft").selectAll().execute()).toEqual([]);
    const link = await site.world.db.selectFrom("open_link").selectAll().executeTakeFirstOrThrow();
    expect(link).toMatchObject({ begun: 1, answered: 1 });
    expect((await openLinksOf(site.world.db, "baseline"))[0]).toMatchObject({ begun: null, answered: null });
    const counted = await countsOf(site.world.db);
    await rebuildTallies(site.world.db, "lysgade");
    expect(await countsOf(site.world.db)).toEqual(counted);
  });

  it("can be taken up again by one's own link, in the language one began in", async () => {
    await open();
    const token = await begin({ language: "en" });
    await postForm(site.url, `/s/${token}`, Object.entries({ page: "safety", action: "next", "a:safe-dark": "6" }));
    const page = await send(site.url, `/s/${token}`);
    expect(page.text).toContain('lang="en"');
    expect(page.text).toContain("The place");
  });

  it("says in the same browser that somebody has begun, and knows no more than that", async () => {
    await open();
    const begun = await postForm(site.url, "/o/lysgade", [["language", "da"]]);
    const cookie = String(begun.headers["set-cookie"]);
    expect(cookie).toContain("ringvirk-begun=1; Path=/o/lysgade;");
    expect(cookie).toContain("HttpOnly");
    const days = Number(/Max-Age=(\d+)/.exec(cookie)?.[1]) / 86_400;
    expect((await send(site.url, "/privacy?lang=da")).text).toContain(`Den er væk efter ${days} dage`);
    expect((await send(site.url, "/privacy?lang=en")).text).toContain(`It is gone after ${days} days`);
    expect(cookie).not.toContain(String(begun.headers.location).split("/").at(-1));
    const again = await send(site.url, "/o/lysgade", { headers: { cookie: "ringvirk-begun=1" } });
    expect(again.text).toContain("Nogen er allerede begyndt");
  });

  it("lets nobody begin when it is closed, full, unknown or its wave over, and those who have begun finish", async () => {
    const id = await open({ mostAnswers: "1" });
    const [early, late] = [await begin(), await begin()];
    await closeOpenLink(site.world.db, deed, { waveId: "baseline", linkId: id, closed: true });
    expect((await send(site.url, "/o/lysgade")).status).toBe(410);
    expect(await begin()).toBe("");
    await closeOpenLink(site.world.db, deed, { waveId: "baseline", linkId: id, closed: false });
    await answerLysgade(site.url, early);
    expect(await begin()).toBe("");
    expect((await answerLysgade(site.url, late)).headers.location).toContain("/thanks");
    expect((await send(site.url, "/o/elsewhere")).status).toBe(404);
    expect(await visits()).toHaveLength(2);
    expect((await site.world.db.selectFrom("open_link").select("begun").executeTakeFirstOrThrow()).begun).toBe(2);
  });

  it("refuses very many begins from one address and stays open to others", async () => {
    await open({ mostAnswers: "1000" });
    for (let i = 0; i < 60; i += 1) expect(await begin({}, "198.51.100.1")).not.toBe("");
    const refused = await postForm(site.url, "/o/lysgade", [["language", "da"]], { "x-forwarded-for": "198.51.100.1" });
    expect(refused.status).toBe(429);
    expect(await begin({}, "198.51.100.2")).not.toBe("");
  });

  it("is made once for an audience, under a name of its own, in one's own open wave", async () => {
    const { db } = site.world;
    const make = (waveId: string, more = {}, initiativeId = "lysgade") =>
      makeOpenLink(db, { ...deed, initiativeId }, { waveId, audience: "resident", plan: { ...plan, ...more } });
    expect(await make("baseline", {}, "elsewhere")).toEqual(problem("wave.not-found"));
    expect(await make("baseline", { name: "Lysgade 1" })).toEqual(problemAt("name", "open-link.name-wrong"));
    expect(await make("baseline", { mostAnswers: "many" })).toMatchObject({ problem: "field.out-of-range" });
    expect(isProblem(await make("baseline"))).toBe(false);
    expect(await make("baseline", { name: "another" })).toEqual(problem("open-link.exists"));
    expect(await make("summer")).toEqual(problemAt("name", "open-link.name-taken"));
    const actors = { waveId: "summer", audience: "actor" as const, plan: { ...plan, name: "actors" } };
    expect(await makeOpenLink(db, deed, actors)).toEqual(problem("wave.no-survey"));
    const foreign = { waveId: "baseline", linkId: (await openLinksOf(db, "baseline"))[0]?.id ?? "", closed: true };
    expect(await closeOpenLink(db, { ...deed, initiativeId: "elsewhere" }, foreign)).toEqual(
      problem("open-link.not-found"),
    );
    await db.updateTable("wave").set({ state: "closed" }).where("id", "=", "winter").execute();
    expect(await make("winter", { name: "winter" })).toEqual(problem("wave.not-open"));
  });

  it("lets a visitor take the answer back", async () => {
    await open();
    const token = await begin();
    await answerLysgade(site.url, token);
    // Nobody has written to a visitor, and there is no other answer of theirs to choose.
    const form = (await send(site.url, `/s/${token}/withdraw?lang=en`)).text;
    expect(form).toContain("Your answer is deleted.");
    for (const invited of ["Your name", "emails", 'type="radio"', "/stop"]) expect(form).not.toContain(invited);
    expect((await postForm(site.url, `/s/${token}/withdraw`, [["scope", "everything"]])).status).toBe(303);
    expect(await site.world.db.selectFrom("response").selectAll().execute()).toEqual([]);
    expect((await countsOf(site.world.db)).tallies).toEqual([]);
    expect(await site.world.db.selectFrom("open_link").select("answered").execute()).toEqual([{ answered: 0 }]);
    expect((await send(site.url, `/s/${token}`)).status).toBe(410);
    expect((await answerLysgade(site.url, token)).headers.location).not.toContain("/thanks");
  });
});

describe("a self-made code", () => {
  it("joins the answers of one person when the later wave closes, as if they had been invited twice", async () => {
    await open({ asksSelfCode: true });
    await open({ asksSelfCode: true, name: "summer" }, "summer");
    const ids = await answersWith("lysgade", [code, { ...code, day: "8", month: "2", mother: "B" }]);
    expect(ids).toHaveLength(2);
    await answersWith("summer", [
      { ...code, town: "Å", siblings: "9" },
      { ...code, day: "1", month: "1", town: "Q" },
    ]);
    expect(await pseudonymCount()).toBe(4);
    await close("baseline");
    await close("summer");
    expect(await pseudonymCount()).toBe(3);
    const outcomes = await site.world.db
      .selectFrom("self_code")
      .select("outcome")
      .where("wave_id", "=", "summer")
      .orderBy("outcome")
      .execute();
    expect(outcomes).toEqual([{ outcome: "matched" }, { outcome: "unmatched" }]);
    const { shifts } = await countsOf(site.world.db);
    expect(shifts.find(({ item_key }) => item_key === "safe-dark")).toMatchObject({ from_value: "6", count: 1 });
    const counted = await countsOf(site.world.db);
    await rebuildTallies(site.world.db, "lysgade");
    expect(await countsOf(site.world.db)).toEqual(counted);
  });

  it("is never readable, and forgotten when the answer was not sent", async () => {
    await open({ asksSelfCode: true });
    await begin(fields(code));
    const [kept] = await site.world.db.selectFrom("self_code").selectAll().execute();
    expect(JSON.parse(kept?.elements ?? "[]")).toHaveLength(6);
    for (const element of JSON.parse(kept?.elements ?? "[]")) expect(element).toMatch(/^[\w-]{22}$/);
    await close("baseline");
    expect(await site.world.db.selectFrom("self_code").selectAll().execute()).toEqual([]);
    expect(await visits()).toEqual([]);
  });

  it("may be left empty; what cannot be is told and begins nothing", async () => {
    await open({ asksSelfCode: true });
    expect(await begin()).not.toBe("");
    const wrong = await postForm(site.url, "/o/lysgade", Object.entries({ ...fields(code), "code-day": "32" }));
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('value="32"');
    expect(wrong.text).toContain('<a href="#code-day">');
    expect(await visits()).toHaveLength(1);
  });

  it("matches nobody once the link key is destroyed", async () => {
    await open({ asksSelfCode: true });
    await open({ asksSelfCode: true, name: "summer" }, "summer");
    await answersWith("lysgade", [code]);
    await answersWith("summer", [code]);
    await site.world.db.deleteFrom("link_key").execute();
    await close("baseline");
    await close("summer");
    expect(await pseudonymCount()).toBe(2);
  });

  it("is taken back with the answer it was matched to, and with no other wave's", async () => {
    await open({ asksSelfCode: true });
    await open({ asksSelfCode: true, name: "summer" }, "summer");
    await answersWith("lysgade", [code]);
    const [token = ""] = await answersWith("summer", [code]);
    await close("baseline");
    await close("summer");
    expect(await pseudonymCount()).toBe(1);
    await postForm(site.url, `/s/${token}/withdraw`, [["scope", "everything"]]);
    const left = await site.world.db.selectFrom("response").select("wave_id").execute();
    expect(left).toEqual([{ wave_id: "baseline" }]);
    expect((await countsOf(site.world.db)).shifts).toEqual([]);
  });
});

describe("a screen at a meeting", () => {
  it("gives each a link, forgets who left, and shows nothing of theirs", async () => {
    await open();
    const anna = await beginAtKiosk("");
    await postForm(site.url, `/s/${anna}`, Object.entries({ page: "safety", action: "next", "a:safe-dark": "6" }));
    const page = await send(site.url, `/s/${anna}`);
    expect(page.text).toContain("/kiosk.js");
    expect(page.text).toContain(`url=/o/lysgade/kiosk?left=${anna}`);
    expect(page.headers["cache-control"]).toContain("no-store");
    // Without script the page goes back by itself: a GET, which from then on opens nothing.
    const start = await send(site.url, `/o/lysgade/kiosk?left=${anna}`);
    expect(start.text).toContain(`value="${anna}"`);
    expect(start.headers["set-cookie"]).toBeUndefined();
    const back = await send(site.url, `/s/${anna}`);
    expect(back.status).toBe(410);
    expect(back.text).not.toContain("safe-dark");
    expect(back.text).toContain('content="12;url=/o/lysgade/kiosk"');
    const ben = await beginAtKiosk(anna);
    expect(await site.world.db.selectFrom("draft").selectAll().execute()).toEqual([]);
    expect(await findRespondent(site.world.db, anna, new Date())).toEqual(problem("answer.unknown-link"));
    expect((await send(site.url, `/s/${anna}`)).text).toContain('content="12;url=/o/lysgade/kiosk"');
    const thanks = await answerLysgade(site.url, ben);
    const shown = await send(site.url, String(thanks.headers.location));
    expect(shown.text).toContain('content="12;url=/o/lysgade/kiosk"');
    expect(shown.text).not.toContain("withdraw");
  });

  it("has on every page a way back to the start, none to another page and none to what somebody sent", async () => {
    await open();
    const shownAt = async (path: string) => (await send(site.url, path)).text;
    const leads = (page: string) =>
      [...page.matchAll(/<a [^>]*href="([^"?]*)/g)].map(([, href]) => href).filter((href) => !href?.startsWith("#"));
    const [start, anna] = ["/o/lysgade/kiosk", await beginAtKiosk("")];
    const own = `/s/${anna}`;
    expect(leads(await shownAt(start))).toEqual([]);
    expect(new Set(leads(await shownAt(own)))).toEqual(new Set([`${own}/privacy`]));
    expect(await shownAt(own)).not.toContain("samme link");
    expect(await shownAt(`/s/${await begin()}`)).toContain("samme link");
    const privacy = await shownAt(`${own}/privacy`);
    expect(leads(privacy)).toEqual([own]);
    expect(privacy).toContain(`url=${start}?left=${anna}`);
    await answerLysgade(site.url, anna);
    for (const sent of [own, `${own}/thanks`]) {
      const page = await shownAt(sent);
      expect(new Set(leads(page))).toEqual(new Set(["", start]));
      expect(page).toContain(`content="12;url=${start}"`);
    }
  });

  it("throws away what was begun when the button says so, and never what was sent or is somebody's own", async () => {
    await open();
    const anna = await beginAtKiosk("");
    const leave = (former: string) => postForm(site.url, "/o/lysgade/kiosk", Object.entries({ deed: "leave", former }));
    expect((await leave(anna)).headers.location).toBe("/o/lysgade/kiosk");
    expect(await visits()).toEqual([]);
    const ben = await beginAtKiosk("");
    await answerLysgade(site.url, ben);
    await leave(ben);
    expect(await site.world.db.selectFrom("response").select("id").execute()).toHaveLength(1);
    await leave(tokenOf("anna"));
    expect((await send(site.url, `/s/${tokenOf("anna")}`)).status).toBe(200);
  });
});

async function open(more = {}, waveId = "baseline"): Promise<string> {
  const made = await makeOpenLink(site.world.db, deed, { waveId, audience: "resident", plan: { ...plan, ...more } });
  if (isProblem(made)) throw new Error(JSON.stringify(made));
  return made.id;
}

/** @returns the token; "" where nobody could begin. */
async function begin(more: Record<string, string> = {}, from = "192.0.2.1", name = "lysgade"): Promise<string> {
  const form = Object.entries({ language: "da", ...more });
  const reply = await postForm(site.url, `/o/${name}`, form, { "x-forwarded-for": from });
  return tokenIn(String(reply.headers.location ?? ""));
}

async function beginAtKiosk(former: string): Promise<string> {
  const reply = await postForm(site.url, "/o/lysgade/kiosk", Object.entries({ language: "da", former }));
  expect(reply.headers["set-cookie"]).toBeUndefined();
  return tokenIn(String(reply.headers.location ?? ""));
}

function tokenIn(location: string): string {
  return /^\/s\/([\w-]{22})$/.exec(location)?.[1] ?? "";
}

async function answersWith(name: string, codes: Array<Record<string, string>>): Promise<string[]> {
  const tokens: string[] = [];
  for (const one of codes) {
    const token = await begin(fields(one), "192.0.2.1", name);
    await answerLysgade(site.url, token);
    tokens.push(token);
  }
  return tokens;
}

function fields(one: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(one).map(([element, value]) => [`code-${element}`, value]));
}

async function close(waveId: string): Promise<void> {
  expect(await closeWave(site.world.db, deed, waveId, matchClosedWave)).toBeNull();
}

async function pseudonymCount(): Promise<number> {
  const rows = await site.world.db.selectFrom("response").select("pseudonym").distinct().execute();
  return rows.length;
}

function visits() {
  return site.world.db.selectFrom("open_visit").selectAll().execute();
}
