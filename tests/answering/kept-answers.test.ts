import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { takePage } from "#surveys/answering/answering.server.ts";
import { showPage } from "#surveys/answering/asked-page.server.ts";
import { fieldName } from "#surveys/answering/posted-page.ts";
import { findRespondent, type Respondent } from "#surveys/answering/respondent.server.ts";
import { isProblem, problem } from "#surveys/problem.ts";
import { makeWorld, tokenOf, type World } from "./answering-world.ts";

/** What the page's script posts: kept on the way, several pages in a row, from several tabs at once, and the same sending twice. */
let world: World;
let context: { db: World["db"]; answers: AnswerQueue; clock: () => Date };
beforeEach(async () => {
  world = await makeWorld();
  context = { db: world.db, answers: new AnswerQueue(world.db), clock: () => new Date("2026-03-01T23:30:00Z") };
});
afterEach(() => world.db.destroy());

type Fields = Array<[string, string]>;
const safe = fieldName("safe-dark");
const worry = fieldName("worry");
const avoids = fieldName("avoids");
const when = fieldName("avoids-when");
const hours = fieldName("hours");

async function anna(): Promise<Respondent> {
  const respondent = await findRespondent(world.db, tokenOf("anna"), context.clock());
  if (isProblem(respondent)) throw new Error(respondent.problem);
  return respondent;
}

const post = async (fields: Fields) => await takePage(context, await anna(), new URLSearchParams(fields));
const draft = async () => {
  const row = await world.db.selectFrom("draft").selectAll().executeTakeFirstOrThrow();
  return { ...row, answers: JSON.parse(row.answers) as Record<string, unknown> };
};
const storedAnswers = async () =>
  (await world.db.selectFrom("response").select("answers").execute()).map(({ answers }) => JSON.parse(answers));

const page = (name: string, ...fields: Fields): Fields => [["page", name], ...fields];
const by = (tab: string, revision = 0): Fields => [
  ["by", tab],
  ["revision", String(revision)],
];
const changed = (...keys: string[]): Fields => keys.map((key) => ["changed", key]);

describe("answers kept on the way", () => {
  it("are kept as typed, wrong or half done, without going on", async () => {
    const kept = await post([["action", "keep"], ...page("safety", [worry, "3"], [avoids, "true"], [when, "night"])]);
    expect(kept).toEqual({ kind: "kept", revision: 1, elsewhere: false });
    expect((await draft()).answers).toMatchObject({ worry: 3, avoids: true, _seen: [] });
    expect(await showPage(context, await anna(), null)).toMatchObject({ number: 1, answers: { worry: 3 } });
  });

  it("lose no choice too many, which is refused when going on", async () => {
    const three: Fields = [...page("safety", [safe, "5"], [avoids, "true"], [when, "night"], [when, "evening"])];
    const all: Fields = [...three, [when, "weekend"], ["shown", "avoids-when"]];
    await post([["action", "keep"], ...all]);
    expect((await draft()).answers).toMatchObject({ "avoids-when": ["night", "evening", "weekend"] });
    expect(await post([["action", "next"], ...all])).toMatchObject({
      kind: "problems",
      asked: { problems: [{ question: "avoids-when", code: "too-many-choices" }] },
    });
  });

  it("take an answer to a question that the page's script has brought forth, and go on", async () => {
    const fields = page("safety", [safe, "5"], [avoids, "true"], [when, "night"], ["shown", "avoids-when"]);
    expect(await post([["action", "next"], ...fields])).toEqual({ kind: "go-to", number: 2, because: "moved" });
    expect((await draft()).answers).toMatchObject({ "avoids-when": ["night"] });
  });

  it("of a page that is hidden just now are kept, but not told as kept: the person is shown where they are", async () => {
    const words: Fields = [...by("one"), ...page("words", ["a:why", "Der er mørkt"], ...changed("why"))];
    await post([["action", "next"], ...page("safety", [safe, "7"])]);
    expect(await post([["action", "keep"], ...words])).toEqual({ kind: "go-to", number: 2, because: "moved" });
    await post([["action", "back"], ...page("safety", [safe, "2"])]);
    expect(await showPage(context, await anna(), 3)).toMatchObject({ number: 2 });
    await post([["action", "next"], ...page("place")]);
    expect(await showPage(context, await anna(), 3)).toMatchObject({ answers: { why: "Der er mørkt" } });
  });

  it("of a page that is hidden are not stored in the end", async () => {
    await post([["action", "next"], ...page("safety", [safe, "7"])]);
    await post([["action", "keep"], ...by("one"), ...page("words", ["a:why", "Der er mørkt"], ...changed("why"))]);
    expect(await post([["action", "submit"], ...page("place")])).toMatchObject({ kind: "stored" });
    expect((await storedAnswers())[0]).not.toHaveProperty("why");
  });

  it("of no page of the survey are not told as kept", async () => {
    const gone = await post([["action", "keep"], ...by("one"), ...page("gone", ["a:x", "1"], ...changed("x"))]);
    expect(gone).toEqual({ kind: "go-to", number: 1, because: "moved" });
    expect(await world.db.selectFrom("draft").selectAll().execute()).toEqual([]);
  });

  it("take none to a question that only pretends to stand there", async () => {
    const fields = page("safety", [safe, "5"], [avoids, "false"], [when, "night"], ["shown", "avoids-when"]);
    await post([["action", "next"], ...fields]);
    await post([["action", "submit"], ...page("place")]);
    expect((await storedAnswers())[0]).not.toHaveProperty("avoids-when");
  });
});

describe("two tabs, or two devices", () => {
  it("keep the newer answer to each question, and the one that wrote second is told", async () => {
    await post([["action", "keep"], ...by("one"), ...page("safety", [safe, "5"], ...changed("safe-dark"))]);
    const other = page("safety", [worry, "2"], ...changed("worry"));
    expect(await post([["action", "keep"], ...by("two"), ...other])).toEqual({
      kind: "kept",
      revision: 2,
      elsewhere: true,
    });
    expect((await draft()).answers).toMatchObject({ "safe-dark": 5, worry: 2 });
    await post([["action", "keep"], ...by("one", 1), ...page("safety", [safe, "6"], ...changed("safe-dark"))]);
    expect((await draft()).answers).toMatchObject({ "safe-dark": 6, worry: 2 });
  });

  it("are not told about themselves when a reply was lost", async () => {
    const fields = page("safety", [safe, "5"], ...changed("safe-dark"));
    await post([["action", "keep"], ...by("one"), ...fields]);
    expect(await post([["action", "keep"], ...by("one"), ...fields])).toMatchObject({ elsewhere: false });
  });

  it("may write at the same moment: neither loses anything", async () => {
    const all = ["1", "2", "3", "4", "5", "6"].map((hour, i) =>
      i % 2
        ? post([["action", "keep"], ...by("one"), ...page("safety", [worry, "2"], ...changed("worry"))])
        : post([["action", "keep"], ...by("two"), ...page("safety", [safe, hour], ...changed("safe-dark"))]),
    );
    for (const taken of await Promise.all(all)) expect(taken).toMatchObject({ kind: "kept" });
    const kept = await draft();
    expect(kept.answers).toMatchObject({ worry: 2, "safe-dark": expect.any(Number) });
    expect(kept.revision).toBe(6);
  });

  it("without script: the page that was sent last counts whole", async () => {
    await post([["action", "back"], ...page("safety", [safe, "5"])]);
    await post([["action", "back"], ...page("safety", [worry, "2"])]);
    expect((await draft()).answers).toMatchObject({ worry: 2 });
    expect((await draft()).answers).not.toHaveProperty("safe-dark");
  });
});

describe("pages that waited on a phone", () => {
  const both: Fields = [...page("safety", [safe, "6"]), ...page("place", [hours, "2,5"])];

  it("come together and are stored", async () => {
    expect(await post([["action", "submit"], ...both])).toEqual({ kind: "stored", language: "da" });
    expect((await storedAnswers())[0]).toMatchObject({ "safe-dark": 6, hours: 2.5 });
  });

  it("are all kept when something is wrong on one, and that page is opened with its problem", async () => {
    const wrong: Fields = [...page("safety", [worry, "2"]), ...page("place", [hours, "2,5"])];
    expect(await post([["action", "submit"], ...wrong])).toEqual({ kind: "go-to", number: 1, because: "problems" });
    expect((await draft()).answers).toMatchObject({ worry: 2, hours: 2.5 });
    expect(await showPage(context, await anna(), 1, true)).toMatchObject({ problems: [{ code: "required" }] });
    expect(await post([["action", "next"], ...page("safety", [safe, "6"])])).toMatchObject({ number: 2 });
    expect((await showPage(context, await anna(), 2)) as object).toMatchObject({ answers: { hours: 2.5 } });
  });

  it("are kept in whatever order they were left, also what a page that is open again brings forth", async () => {
    const words = page("words", ["a:why", "Der er mørkt"], ...changed("why"));
    const place = page("place", [hours, "2,5"], ...changed("hours"));
    const safety = page("safety", [safe, "2"], ...changed("safe-dark"));
    const whole = { "safe-dark": 2, hours: 2.5, why: "Der er mørkt" };
    await post([["action", "keep"], ...by("one"), ...words, ...safety, ...place]);
    expect((await draft()).answers).toMatchObject(whole);
    await world.db.deleteFrom("draft").execute();
    await post([["action", "keep"], ...by("one"), ...words, ...place, ...safety]);
    expect((await draft()).answers).toMatchObject(whole);
    expect(await showPage(context, await anna(), null)).toMatchObject({ number: 1 });
  });

  it("are kept as far as there are such pages", async () => {
    const gone: Fields = [...page("safety", [safe, "6"]), ...page("no such page", ["a:x", "1"])];
    expect(await post([["action", "submit"], ...gone])).toMatchObject({ kind: "go-to" });
    expect((await draft()).answers).toMatchObject({ "safe-dark": 6 });
    expect(await storedAnswers()).toEqual([]);
  });

  it("refuse an answer of no page", async () => {
    const extra: Fields = [...page("safety", [safe, "6"], [hours, "3"]), ...page("place")];
    expect(await post([["action", "submit"], ...extra])).toEqual({ kind: "go-to", number: 1, because: "problems" });
    expect(await storedAnswers()).toEqual([]);
  });
});

describe("a sending that comes twice", () => {
  const receipt: Fields = [["receipt", "a-random-name-of-22-ch"]];
  const whole: Fields = [["action", "submit"], ...page("safety", [safe, "6"]), ...page("place")];

  it("is stored once and told so twice", async () => {
    expect(await post([...receipt, ...whole])).toMatchObject({ kind: "stored" });
    expect(await post([...receipt, ...whole])).toMatchObject({ kind: "stored" });
    expect(await storedAnswers()).toHaveLength(1);
  });

  it("also when both come at once", async () => {
    const respondent = await anna();
    const once = () => takePage(context, respondent, new URLSearchParams([...receipt, ...whole]));
    expect(await Promise.all([once(), once()])).toMatchObject([{ kind: "stored" }, { kind: "stored" }]);
    expect(await storedAnswers()).toHaveLength(1);
  });

  it("is told from somebody else's with the same link", async () => {
    await post([...receipt, ...whole]);
    const other: Fields = [["receipt", "another-random-name-22"], ...whole];
    expect(await post(other)).toEqual(problem("answer.already-answered"));
    expect(await post(whole)).toEqual(problem("answer.already-answered"));
    expect(await post([["receipt", ""], ...whole])).toEqual(problem("answer.already-answered"));
  });

  it("leaves no name with the answer", async () => {
    await post([...receipt, ...whole]);
    const response = JSON.stringify(await world.db.selectFrom("response").selectAll().execute());
    const { receipt_hash } = await world.db
      .selectFrom("invitation")
      .select("receipt_hash")
      .where("answered", "=", 1)
      .executeTakeFirstOrThrow();
    expect(receipt_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(response).not.toContain(receipt_hash);
    expect(response).not.toContain("a-random-name");
  });
});
