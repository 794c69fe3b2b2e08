import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { takePage } from "#surveys/answering/answering.server.ts";
import { fieldName } from "#surveys/answering/posted-page.ts";
import { findRespondent } from "#surveys/answering/respondent.server.ts";
import { questionsOf } from "#surveys/answering/survey-page.ts";
import { SurveyPages } from "#surveys/answering/survey-pages.server.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import { type ReadDefinition, readDefinition } from "#surveys/definition/read-definition.ts";
import { isProblem } from "#surveys/problem.ts";
import { makeWorld, tokenOf, type World } from "./answering-world.ts";

const actorsCore = librarySurveys.find(({ key }) => key === "actors-core")?.definition ?? {};

describe.each(["by-outline-if-static", "by-model"] as const)("what only the baseline asks, %s", (how) => {
  const asks = (wavePosition?: number) =>
    new SurveyPages(actorsCore, { how, wavePosition })
      .pagesFor({}, "da")
      .flatMap(questionsOf)
      .some(({ name }) => name === "expected-changes");

  it("is asked in wave 0 and where no wave is known, not later", () => {
    expect([asks(0), asks(), asks(1), asks(2)]).toEqual([true, true, false, false]);
  });
});

describe("a question of the baseline alone", () => {
  const baselineOnly = {
    pages: [
      {
        name: "one",
        elements: [
          { type: "text", name: "hope", isRequired: true, visibleIf: "{wave_position} empty or {wave_position} = 0" },
          { type: "text", name: "seen" },
        ],
      },
    ],
  };
  let world: World;
  let context: { db: World["db"]; answers: AnswerQueue; clock: () => Date };
  beforeEach(async () => {
    world = await makeWorld();
    context = { db: world.db, answers: new AnswerQueue(world.db), clock: () => new Date("2026-03-01T12:00:00Z") };
    const { definition, codebook } = readDefinition(baselineOnly) as ReadDefinition;
    const read = { definition: JSON.stringify(definition), codebook: JSON.stringify(codebook) };
    await world.db.updateTable("survey_version").set(read).execute();
  });
  afterEach(() => world.db.destroy());

  async function submit(waveId: string, answers: Record<string, string>) {
    const respondent = await findRespondent(world.db, tokenOf("anna", waveId), context.clock());
    if (isProblem(respondent)) throw new Error(respondent.problem);
    const fields = Object.entries(answers).map(([name, answer]) => [fieldName(name), answer]);
    const form = new URLSearchParams([["page", "one"], ["action", "submit"], ...fields]);
    return await takePage(context, respondent, form);
  }

  it("must be answered there, and is not missed in the follow-up", async () => {
    const missing = { question: "hope", code: "required" };
    expect(await submit("baseline", { seen: "lys" })).toMatchObject({ asked: { problems: [missing] } });
    expect(await submit("baseline", { hope: "ro", seen: "lys" })).toMatchObject({ kind: "stored" });
    expect(await submit("summer", { seen: "ro" })).toMatchObject({ kind: "stored" });
    const shown = await world.db.selectFrom("response").select(["wave_id", "answers"]).orderBy("wave_id").execute();
    expect(shown.map(({ wave_id, answers }) => [wave_id, JSON.parse(answers)])).toEqual([
      ["baseline", { hope: "ro", seen: "lys", _shown: ["hope", "seen"] }],
      ["summer", { seen: "ro", _shown: ["seen"] }],
    ]);
    const hope = await world.db
      .selectFrom("tally")
      .select(["wave_id", "value"])
      .where("item_key", "=", "hope")
      .where("segment", "=", "")
      .orderBy("wave_id")
      .execute();
    expect(hope.map(({ wave_id, value }) => [wave_id, value])).toEqual([
      ["baseline", "~text"],
      ["summer", "~not-asked"],
    ]);
  });

  it("cannot be slipped in where it is not asked", async () => {
    expect(await submit("summer", { hope: "ro" })).toMatchObject({ kind: "stored" });
    const { answers } = await world.db.selectFrom("response").select("answers").executeTakeFirstOrThrow();
    expect(answers).not.toContain("ro");
  });
});
