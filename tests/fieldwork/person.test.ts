import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { storeResponses } from "#surveys/answering/response.server.ts";
import { eraseParticipant } from "#surveys/answering/withdrawal.server.ts";
import { inviteEveryone } from "#surveys/fieldwork/invitation.server.ts";
import { findPeople, heldPerson, tellGone } from "#surveys/fieldwork/person.server.ts";
import { confirmUpload, stageUpload, uploadProblems } from "#surveys/fieldwork/upload.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { makeWorld, responseOf, type World } from "#tests/answering/answering-world.ts";

const now = new Date("2026-03-01T09:00:00Z");
let world: World;
const deed = () => ({ initiativeId: world.initiativeId, accountId: "kim", now });
const find = (words: string) => findPeople(world.db, world.initiativeId, words);
const held = (id: string) => heldPerson(world.db, world.initiativeId, id);

beforeEach(async () => {
  world = await makeWorld();
  const kim = { id: "kim", email: "kim@example.dk", name: "Kim", language: "da" as const };
  await world.db.insertInto("account").values(kim).execute();
});
afterEach(() => world.db.destroy());

describe("finding a person", () => {
  it("goes by mail address, key or part of the name, in this initiative alone", async () => {
    for (const words of ["anna@example.dk", "ANNA@example.dk ", "anna", "nn"])
      expect((await find(words)).map(({ id }) => id)).toEqual(["anna"]);
    expect(await find("a")).toHaveLength(3);
    expect(await findPeople(world.db, "another", "anna")).toEqual([]);
  });

  it("finds nobody by nothing, by wild cards or by what is on no list", async () => {
    for (const words of ["", "  ", "%", "_", "ingen", "anna@example.dk' or 1=1"]) expect(await find(words)).toEqual([]);
  });

  it("shows what is held and the waves they were invited to, and nothing of answering", async () => {
    await world.db
      .transaction()
      .execute((trx) =>
        storeResponses(trx, [responseOf(world, "anna", "baseline", { "safe-dark": 2 })], world.codebook),
      );
    const before = await held("anna");
    expect(before).toMatchObject({
      email: "anna@example.dk",
      segments: { area: "Nord", age: "30-44" },
      optedOut: false,
    });
    expect(before?.invitedTo).toEqual(["baseline", "summer", "winter"]);
    await world.db.updateTable("invitation").set({ answered: 1 }).where("participant_id", "=", "anna").execute();
    expect(await held("anna")).toEqual(before);
    expect(await heldPerson(world.db, "another", "anna")).toBeUndefined();
  });
});

describe("somebody who has moved or died", () => {
  it("is written to no more and invited no more until it is taken back; past waves stay", async () => {
    expect(await tellGone(world.db, deed(), { participantId: "anna", gone: "moved" })).toBeNull();
    expect(await held("anna")).toMatchObject({ gone: "moved", optedOut: true });
    expect(await invitedAnew()).not.toContain("anna");
    expect((await held("anna"))?.invitedTo).toEqual(["baseline", "summer"]);
    expect(await tellGone(world.db, deed(), { participantId: "anna", gone: "" })).toBeNull();
    expect(await held("anna")).toMatchObject({ gone: "", optedOut: false });
  });

  it("is refused for who has said stop, so that it stays said, and for others' people", async () => {
    await world.db.updateTable("participant").set({ opted_out: 1 }).where("id", "=", "birk").execute();
    for (const gone of ["moved", ""] as const)
      expect(await tellGone(world.db, deed(), { participantId: "birk", gone })).toEqual({
        problem: "participant.not-found",
      });
    const foreign = { ...deed(), initiativeId: "another" };
    expect(await tellGone(world.db, foreign, { participantId: "anna", gone: "dead" })).toMatchObject({
      problem: "participant.not-found",
    });
    expect(await held("birk")).toMatchObject({ optedOut: true, gone: "" });
  });
});

describe("erasing a person", () => {
  it("leaves nothing of them but their answers, and the list does not bring them back", async () => {
    await world.db
      .transaction()
      .execute((trx) =>
        storeResponses(trx, [responseOf(world, "anna", "baseline", { "safe-dark": 2 })], world.codebook),
      );
    expect(await eraseParticipant(world.db, deed(), "anna")).toBeNull();
    expect(await held("anna")).toBeUndefined();
    expect(await find("anna")).toEqual([]);
    expect(await world.db.selectFrom("response").select("id").execute()).toHaveLength(1);
    expect(await eraseParticipant(world.db, deed(), "anna")).toEqual({ problem: "participant.not-found" });
    const content = Buffer.from("email\nanna@example.dk\n=cmd\nny@example.dk\n");
    const staged = await stageUpload(world.db, deed(), { audience: "resident", fileName: "x.csv", content });
    if (isProblem(staged)) throw new Error(staged.problem);
    expect(staged).toMatchObject({ created: 1, withdrawn: 1, problemCount: 1 });
    expect(await uploadProblems(world.db, deed(), staged.uploadId)).toMatchObject([{ line: 3 }]);
    await confirmUpload(world.db, deed(), staged.uploadId);
    expect(await uploadProblems(world.db, deed(), staged.uploadId)).toEqual({ problem: "upload.gone" });
    const audit = await world.db.selectFrom("audit").select(["action", "detail", "account_id"]).execute();
    expect(audit[0]).toEqual({ action: "participant.erased", detail: "{}", account_id: "kim" });
  });

  it("of another initiative is refused", async () => {
    const refused = await eraseParticipant(world.db, { ...deed(), initiativeId: "another" }, "anna");
    expect(refused).toEqual({ problem: "participant.not-found" });
    expect(await held("anna")).toBeDefined();
  });
});

/** Takes back everybody's invitation to the last wave and invites anew. */
async function invitedAnew(): Promise<string[]> {
  return world.db.transaction().execute(async (trx) => {
    await trx.deleteFrom("invitation").where("wave_id", "=", "winter").execute();
    const wave = await trx.selectFrom("wave").selectAll().where("id", "=", "winter").executeTakeFirstOrThrow();
    await inviteEveryone(trx, { wave, secret: "a secret of at least thirty-two letters", now, atOnce: true });
    const rows = await trx.selectFrom("invitation").select("participant_id").where("wave_id", "=", "winter").execute();
    return rows.map(({ participant_id }) => participant_id);
  });
}
