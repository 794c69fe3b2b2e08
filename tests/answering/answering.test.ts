import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { takePage } from "#surveys/answering/answering.server.ts";
import { type AskedPage, showPage } from "#surveys/answering/asked-page.server.ts";
import { stopMails } from "#surveys/answering/opt-out.server.ts";
import { fieldName } from "#surveys/answering/posted-page.ts";
import { pseudonymOf } from "#surveys/answering/pseudonym.ts";
import { findRespondent, type Respondent } from "#surveys/answering/respondent.server.ts";
import { questionsOf } from "#surveys/answering/survey-page.ts";
import { type ReadDefinition, readDefinition } from "#surveys/definition/read-definition.ts";
import { isProblem, problem } from "#surveys/problem.ts";
import { linkKey, makeWorld, type Person, tokenOf, type World } from "./answering-world.ts";

let world: World;
let context: { db: World["db"]; answers: AnswerQueue; clock: () => Date };
beforeEach(async () => {
  world = await makeWorld();
  context = { db: world.db, answers: new AnswerQueue(world.db), clock: () => new Date("2026-03-01T23:30:00Z") };
});
afterEach(() => world.db.destroy());

async function meet(name: Person, waveId = "baseline"): Promise<Respondent> {
  const respondent = await findRespondent(world.db, tokenOf(name, waveId), context.clock());
  if (isProblem(respondent)) throw new Error(respondent.problem);
  return respondent;
}

async function see(name: Person, wanted: number | null = null): Promise<AskedPage> {
  const asked = await showPage(context, await meet(name), wanted);
  if (isProblem(asked)) throw new Error(asked.problem);
  return asked;
}

/** Posts a page as a browser does: fields by their names in the form. */
async function post(
  name: Person,
  page: string,
  action: string,
  fields: Record<string, string | string[]>,
  more: Record<string, string> = {},
) {
  const form = new URLSearchParams({ page, action, ...more });
  for (const [field, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(field, value);
  return await takePage(context, await meet(name), form);
}

const field = {
  safe: fieldName("safe-dark"),
  worry: fieldName("worry"),
  avoids: fieldName("avoids"),
  when: fieldName("avoids-when"),
  lamps: fieldName("upkeep", "lamps"),
  bins: fieldName("upkeep", "bins"),
  street: fieldName("street"),
  hours: fieldName("hours"),
  why: fieldName("why"),
};

async function answerAll(name: Person, safe = "6") {
  await post(name, "safety", "next", { [field.safe]: safe, [field.worry]: "dk" });
  return await post(name, "place", "submit", { [field.lamps]: "4", [field.street]: "Østergade", [field.hours]: "2,5" });
}

describe("answering from the first page to the thanks", () => {
  it("says on the first page that as much is left as it takes, and less on the last", async () => {
    const first = await see("anna");
    expect(first.minutesLeft).toBe(first.minutes);
    await post("anna", "safety", "next", { [field.safe]: "6", [field.worry]: "dk" });
    expect((await see("anna")).minutesLeft).toBeLessThan(first.minutes);
  });

  it("stores what was answered, under a pseudonym, with the day in Denmark, and counts it", async () => {
    expect(await see("anna")).toMatchObject({ number: 1, of: 2, language: "da", survey: { title: "Trygt i Lysgade" } });
    expect(await answerAll("anna")).toEqual({ kind: "stored", language: "da" });
    const stored = await world.db.selectFrom("response").selectAll().executeTakeFirstOrThrow();
    expect(stored).toMatchObject({
      wave_id: "baseline",
      audience: "resident",
      survey_version_id: world.versionId,
      pseudonym: pseudonymOf(linkKey, "anna"),
      day: "2026-03-02",
      weight: 1,
    });
    expect(JSON.parse(stored.segments)).toEqual({ area: "Nord", age: "30-44" });
    expect(JSON.parse(stored.answers)).toEqual({
      "safe-dark": 6,
      worry: "dk",
      upkeep: { lamps: 4 },
      street: "Østergade",
      hours: 2.5,
      _shown: ["safe-dark", "worry", "avoids", "upkeep", "first", "street", "hours"],
    });
    const tally = async (item: string) =>
      (
        await world.db
          .selectFrom("tally")
          .select(["segment", "value", "count"])
          .where("item_key", "=", item)
          .orderBy("segment")
          .execute()
      ).map((row) => [row.segment, row.value, row.count]);
    expect(await tally("safe-dark")).toEqual([
      ["", "6", 1],
      ["age=30-44", "6", 1],
      ["area=Nord", "6", 1],
    ]);
    expect(await tally("avoids")).toContainEqual(["", "~skipped", 1]);
    expect(await tally("avoids-when:night")).toContainEqual(["", "~not-asked", 1]);
    expect(await world.db.selectFrom("draft").selectAll().execute()).toEqual([]);
    expect((await meet("anna")).answered).toBe(true);
  });

  it("pairs a person's two waves", async () => {
    await answerAll("anna", "2");
    // A 2 brings the page of words.
    expect(await post("anna", "words", "submit", { [field.why]: "mørkt" })).toMatchObject({ kind: "stored" });
    const summer = await meet("anna", "summer");
    for (const [page, action, fields] of [
      ["safety", "next", { [field.safe]: "5" }],
      ["place", "submit", {}],
    ] as const) {
      await takePage(context, summer, new URLSearchParams({ page, action, ...fields }));
    }
    const shift = await world.db
      .selectFrom("shift")
      .select(["from_wave_id", "to_wave_id", "from_value", "to_value", "count"])
      .where("item_key", "=", "safe-dark")
      .where("segment", "=", "area=Nord")
      .execute();
    expect(shift).toEqual([
      { from_wave_id: "baseline", to_wave_id: "summer", from_value: "2", to_value: "5", count: 1 },
    ]);
  });
});

describe("a page with problems", () => {
  it("is refused with each problem, keeps what was typed, and stores nothing", async () => {
    const taken = await post("anna", "safety", "next", {
      [field.worry]: "4",
      [field.avoids]: "true",
      [field.when]: "noon",
    });
    expect(taken).toMatchObject({
      kind: "problems",
      asked: {
        number: 1,
        answers: { worry: "4", avoids: "true" },
        problems: [
          { question: "safe-dark", code: "required" },
          { question: "worry", code: "unknown-choice" },
        ],
      },
    });
    for (const table of ["draft", "response", "tally"] as const) {
      expect(await world.db.selectFrom(table).selectAll().execute()).toEqual([]);
    }
  });

  it("takes no key that the page does not have", async () => {
    const taken = await post("anna", "safety", "next", { [field.safe]: "6", [fieldName("admin")]: "1" });
    expect(taken).toMatchObject({ kind: "problems", asked: { problems: [{ code: "extra-key" }] } });
  });
});

describe("questions that answers bring forth and hide", () => {
  it("asks a question on the same page before going on", async () => {
    const first = await post("anna", "safety", "next", { [field.safe]: "6", [field.avoids]: "true" });
    expect(first).toEqual({ kind: "more-questions", number: 1, question: 4 });
    expect(questionsOf((await see("anna")).page).map(({ name }) => name)).toContain("avoids-when");
    const second = await post("anna", "safety", "next", {
      [field.safe]: "6",
      [field.avoids]: "true",
      [field.when]: ["night"],
    });
    expect(second).toEqual({ kind: "go-to", number: 2, because: "moved" });
  });

  it("forgets the answer to a question that a later answer hid", async () => {
    await post("anna", "safety", "next", { [field.safe]: "6", [field.avoids]: "true" });
    await post("anna", "safety", "next", { [field.safe]: "6", [field.avoids]: "true", [field.when]: ["night"] });
    await post("anna", "place", "back", {});
    await post("anna", "safety", "next", { [field.safe]: "6", [field.avoids]: "false", [field.when]: ["night"] });
    await post("anna", "place", "submit", {});
    const { answers } = await world.db.selectFrom("response").select("answers").executeTakeFirstOrThrow();
    expect(JSON.parse(answers)).not.toHaveProperty("avoids-when");
  });

  it("does not store when the last page turns out not to be the last", async () => {
    await post("anna", "safety", "next", { [field.safe]: "2" });
    expect(await post("anna", "place", "submit", {})).toEqual({ kind: "go-to", number: 3, because: "moved" });
    expect((await meet("anna")).answered).toBe(false);
  });

  it("does not store on “next”, should the page have become the last meanwhile", async () => {
    await post("anna", "safety", "next", { [field.safe]: "6" });
    expect(await post("anna", "place", "next", {})).toEqual({ kind: "go-to", number: 2, because: "last-page" });
    expect((await meet("anna")).answered).toBe(false);
  });
});

describe("a page that a later answer has made wrong", () => {
  it("is opened again with what is wrong, before anything is stored", async () => {
    const number = { type: "text", inputType: "number" };
    const validators = [{ type: "expression", expression: "{all} empty or {own} <= {all}", text: "Flere end alle" }];
    const pages = [
      { name: "first", elements: [{ ...number, name: "own", validators }] },
      { name: "last", elements: [{ ...number, name: "all" }] },
    ];
    const { definition, codebook } = readDefinition({ pages }) as ReadDefinition;
    const read = { definition: JSON.stringify(definition), codebook: JSON.stringify(codebook) };
    await world.db.updateTable("survey_version").set(read).execute();
    expect(await post("anna", "first", "next", { [fieldName("own")]: "5" })).toMatchObject({ number: 2 });
    const back = await post("anna", "last", "submit", { [fieldName("all")]: "3" });
    expect(back).toEqual({ kind: "go-to", number: 1, because: "problems" });
    const problems = [{ question: "own", code: "validator", values: { words: "Flere end alle" } }];
    expect(await showPage(context, await meet("anna"), 1, true)).toMatchObject({ answers: { own: 5 }, problems });
    expect((await meet("anna")).answered).toBe(false);
    await post("anna", "first", "next", { [fieldName("own")]: "3" });
    expect(await post("anna", "last", "submit", { [fieldName("all")]: "3" })).toMatchObject({ kind: "stored" });
  });
});

describe("a draft", () => {
  it("lets the same link go on at the same page, in the same language, with everything typed", async () => {
    await post("birk", "safety", "next", { [field.safe]: "3", [field.worry]: "2" });
    await post("birk", "place", "language", { [field.hours]: "7", [field.lamps]: "5" }, { language: "en" });
    const resumed = await see("birk");
    expect(resumed).toMatchObject({ number: 2, of: 3, language: "en", answers: { hours: 7, upkeep: { lamps: 5 } } });
    expect((await see("birk", 1)).answers).toEqual({ "safe-dark": 3, worry: 2 });
  });

  it("keeps the language when one is wished for that the survey does not have, and asks in one that stands in for it", async () => {
    await post("anna", "safety", "next", { [field.safe]: "6" }, { language: "ar" });
    expect(await see("anna")).toMatchObject({ number: 1, language: "da", languages: ["da", "en"] });
    await world.db.updateTable("participant").set({ language: "uk" }).where("id", "=", "birk").execute();
    expect(await see("birk")).toMatchObject({ language: "en" });
  });

  it("keeps on going back even what cannot stand, and refuses it in the end", async () => {
    await post("anna", "safety", "next", { [field.safe]: "6" });
    const order = { [fieldName("first", "light")]: "1", [fieldName("first", "police")]: "1" };
    await post("anna", "place", "back", { [field.hours]: "mange", ...order });
    expect((await see("anna")).number).toBe(1);
    await post("anna", "safety", "next", { [field.safe]: "6" });
    expect((await see("anna", 2)).answers).toEqual({ hours: "mange", first: { light: "1", police: "1" } });
    const taken = await post("anna", "place", "submit", { [field.hours]: "mange" });
    expect(taken).toMatchObject({
      kind: "problems",
      asked: { problems: [{ question: "hours", code: "not-a-number" }] },
    });
  });

  it("opens no page beyond the first unanswered one", async () => {
    expect((await see("anna", 2)).number).toBe(1);
    expect(await post("anna", "place", "submit", {})).toEqual({ kind: "go-to", number: 1, because: "moved" });
    expect((await meet("anna")).answered).toBe(false);
  });

  it("stands under the pseudonym, never beside the person", async () => {
    await post("anna", "safety", "next", { [field.safe]: "6" });
    const draft = await world.db.selectFrom("draft").selectAll().executeTakeFirstOrThrow();
    expect(draft.pseudonym).toBe(pseudonymOf(linkKey, "anna"));
    expect(JSON.stringify(draft)).not.toContain("anna");
  });

  it("of somebody who has answered in another tab is not kept", async () => {
    const respondent = await meet("anna");
    await answerAll("anna");
    const form = new URLSearchParams({ page: "safety", action: "next", [field.safe]: "1" });
    expect(await takePage(context, respondent, form)).toEqual(problem("answer.already-answered"));
    expect(await world.db.selectFrom("draft").selectAll().execute()).toEqual([]);
  });
});

describe("a link that cannot be answered with", () => {
  it("is unknown", async () => {
    expect(await findRespondent(world.db, "AAAAAAAAAAAAAAAAAAAAAA", context.clock())).toEqual(
      problem("answer.unknown-link"),
    );
  });

  it("has been used", async () => {
    await answerAll("anna");
    expect(await showPage(context, await meet("anna"), null)).toEqual(problem("answer.already-answered"));
    expect(await post("anna", "safety", "next", {})).toEqual(problem("answer.already-answered"));
  });

  it("belongs to a wave that is closed, or not open yet", async () => {
    await world.db.updateTable("wave").set({ state: "closed" }).where("id", "=", "baseline").execute();
    expect(await showPage(context, await meet("anna"), null)).toEqual(problem("answer.wave-closed"));
    await world.db.updateTable("wave").set({ state: "planned" }).where("id", "=", "baseline").execute();
    expect(await showPage(context, await meet("anna"), null)).toEqual(
      problem("answer.wave-not-open", { opensOn: "2026-01-01" }),
    );
  });

  it("belongs to a wave that closes between page and answer", async () => {
    const respondent = await meet("anna");
    await post("anna", "safety", "next", { [field.safe]: "6" });
    await world.db.updateTable("wave").set({ state: "closed" }).where("id", "=", "baseline").execute();
    const form = new URLSearchParams({ page: "place", action: "submit" });
    expect(await takePage(context, respondent, form)).toEqual(problem("answer.wave-closed"));
    expect(await world.db.selectFrom("response").selectAll().execute()).toEqual([]);
  });

  it("belongs to an initiative whose link key is destroyed", async () => {
    await world.db.deleteFrom("link_key").execute();
    expect(await showPage(context, await meet("anna"), null)).toEqual(problem("answer.wave-closed"));
  });
});

describe("no more mails", () => {
  it("marks the person, however often it is asked for", async () => {
    expect(await stopMails(world.db, tokenOf("anna"))).toBeNull();
    expect(await stopMails(world.db, tokenOf("anna", "summer"))).toBeNull();
    const opted = await world.db.selectFrom("participant").select("id").where("opted_out", "=", 1).execute();
    expect(opted).toEqual([{ id: "anna" }]);
  });

  it("refuses a link that was never given out", async () => {
    expect(await stopMails(world.db, "AAAAAAAAAAAAAAAAAAAAAA")).toEqual(problem("answer.unknown-link"));
  });
});

describe("what is stored about a person who answers", () => {
  it("has no place for address, device or minute", async () => {
    const tables = await world.db.introspection.getTables();
    const columns = (name: string) => tables.find((table) => table.name === name)?.columns.map((column) => column.name);
    expect(columns("response")).toEqual([
      ...["id", "wave_id", "audience", "survey_version_id", "pseudonym", "answers", "segments", "day", "weight"],
      ...["cluster", "stratum", "base_weight", "organisation_id"],
    ]);
    expect(columns("draft")).toEqual(["wave_id", "pseudonym", "answers", "page", "language", "revision"]);
    expect(columns("invitation")).toEqual([
      "id",
      "wave_id",
      "participant_id",
      "token_hash",
      "answered",
      "receipt_hash",
      ...["code_hash", "code_number"],
    ]);
  });

  it("never puts participant and answers into one table", async () => {
    const tables = await world.db.introspection.getTables();
    const both = tables.filter((table) => {
      const names = table.columns.map((column) => column.name);
      return names.includes("answers") && names.some((name) => /participant|invitation/.test(name));
    });
    expect(both).toEqual([]);
  });
});
