import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dataControllerOf, nameDataController } from "#surveys/initiative/data-controller.server.ts";
import { allProblems } from "#surveys/problem.ts";
import { makeWorld, type World } from "#tests/answering/answering-world.ts";

let world: World;
const police = { name: "Midtjyllands Politi", email: "tryghed@example.dk", phone: "+45 12 34 56 78" };
beforeEach(async () => {
  world = await makeWorld();
  const account = { id: "carl", email: "carl@example.dk", name: "Carl", language: "da" as const };
  await world.db.insertInto("account").values(account).execute();
});
afterEach(() => world.db.destroy());

const name = (given: Partial<typeof police>) =>
  nameDataController(
    world.db,
    { initiativeId: world.initiativeId, accountId: "carl", now: new Date("2026-03-01T12:00:00Z") },
    { ...police, ...given },
  );
const stored = () => dataControllerOf(world.db, world.initiativeId);

describe("the data controller", () => {
  it("is nobody until it is named, and can be named anew", async () => {
    expect(await stored()).toBeNull();
    expect(await name({})).toBeNull();
    expect(await name({ name: "  Lysgade Kommune ", phone: "" })).toBeNull();
    expect(await stored()).toEqual({ ...police, name: "Lysgade Kommune", phone: "" });
  });

  it("needs a name and one way to be reached; what is wrong is told at its field and changes nothing", async () => {
    const refused = await name({ name: " ", email: "", phone: "" });
    expect(refused && allProblems(refused).map(({ field, problem }) => [field, problem])).toEqual([
      ["name", "field.missing"],
      ["email", "field.missing"],
    ]);
    expect(await name({ email: "nobody" })).toMatchObject({ field: "email", problem: "account.email-wrong" });
    expect(await name({ phone: "javascript:1" })).toMatchObject({ field: "phone", problem: "field.not-a-phone" });
    expect(await stored()).toBeNull();
  });
});
