import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect } from "#db/connect.ts";
import { migrate } from "#db/migrate.ts";
import { destroyDueLinkKeys, destroyLinkKey, linkStanding, setRetention } from "#surveys/answering/link-key.server.ts";
import { findRespondent, refusalOf } from "#surveys/answering/respondent.server.ts";
import { storeResponses } from "#surveys/answering/response.server.ts";
import { withdraw } from "#surveys/answering/withdrawal.server.ts";
import { stageUpload } from "#surveys/fieldwork/upload.server.ts";
import { openWave } from "#surveys/fieldwork/wave.server.ts";
import { createInitiative } from "#surveys/initiative/initiative.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { countsOf, makeWorld, responseOf, secret, tokenOf, type World } from "./answering-world.ts";

const now = new Date("2026-11-20T09:00:00Z");
let world: World;
const deed = () => ({ initiativeId: world.initiativeId, accountId: "kim", now });

beforeEach(async () => {
  world = await makeWorld();
  const kim = { id: "kim", email: "kim@example.dk", name: "Kim", language: "da" as const };
  await world.db.insertInto("account").values(kim).execute();
  const answered = [
    responseOf(world, "anna", "baseline", { "safe-dark": 2 }, { segments: { area: "Nord" } }),
    responseOf(world, "anna", "summer", { "safe-dark": 6 }, { segments: { area: "Nord" } }),
    responseOf(world, "birk", "summer", { "safe-dark": 4 }, { segments: { area: "Syd" } }),
  ];
  await world.db.transaction().execute((trx) => storeResponses(trx, answered, world.codebook));
});
afterEach(() => world.db.destroy());

const close = () => world.db.updateTable("wave").set({ state: "closed" }).execute();
const participants = () => world.db.selectFrom("participant").selectAll().execute();

describe("destroying the link key", () => {
  it("leaves nothing of any participant, and every answer and count as it was", async () => {
    await close();
    const before = await countsOf(world.db);
    expect(await linkStanding(world.db, world.initiativeId)).toMatchObject({ linked: true, people: 4 });
    expect(await destroyLinkKey(world.db, deed(), " Lysgade ")).toBeNull();
    expect(await linkStanding(world.db, world.initiativeId)).toMatchObject({ linked: false, people: 0 });
    for (const person of await participants())
      expect(person).toMatchObject({ key: person.id, email: "", name: "", segments: "{}", street: "", stratum: "" });
    expect(await countsOf(world.db)).toEqual(before);
    expect(await world.db.selectFrom("response").select("pseudonym").execute()).toHaveLength(3);
    const pairs = await world.db.selectFrom("response").select("pseudonym").distinct().execute();
    expect(pairs).toHaveLength(2);
  });

  it("says who did it and how many people it was, and whose day it was where nobody did", async () => {
    await close();
    await destroyLinkKey(world.db, deed(), "lysgade");
    const [entry] = await world.db.selectFrom("audit").selectAll().where("action", "=", "link-key.destroyed").execute();
    expect(entry).toMatchObject({ account_id: "kim", detail: JSON.stringify({ because: "asked", people: 4 }) });
  });

  it("takes drafts, waiting lists, marks and what self-made codes could be tried against with it", async () => {
    await withdraw(world.db, { token: tokenOf("dagny"), scope: "everything", now });
    const draft = { wave_id: "winter", pseudonym: "p", answers: "{}", page: 1, language: "da" as const };
    await world.db.insertInto("draft").values(draft).execute();
    const code = { wave_id: "summer", audience: "resident" as const, pseudonym: "p", matched_pseudonym: null };
    await world.db
      .insertInto("self_code")
      .values({ ...code, elements: '["a","b",null]', outcome: "unmatched" })
      .execute();
    const content = Buffer.from("email\nny@example.dk\n");
    expect(await stageUpload(world.db, deed(), { audience: "resident", fileName: "x.csv", content })).toMatchObject({
      created: 1,
    });
    await close();
    await destroyLinkKey(world.db, deed(), "lysgade");
    for (const table of ["link_key", "draft", "do_not_contact", "upload"] as const)
      expect(await world.db.selectFrom(table).selectAll().execute()).toEqual([]);
    const [kept] = await world.db.selectFrom("self_code").selectAll().execute();
    expect(kept).toMatchObject({ elements: "[]", outcome: "unmatched" });
  });

  it("is refused while a wave is open, without the right words, and the second time; nothing changes then", async () => {
    expect(await destroyLinkKey(world.db, deed(), "lysgade")).toEqual({ problem: "link-key.wave-open" });
    await close();
    expect(await destroyLinkKey(world.db, deed(), "lysgaden")).toMatchObject({ problem: "link-key.not-typed" });
    expect((await participants()).map(({ email }) => email)).not.toContain("");
    expect(await destroyLinkKey(world.db, deed(), "lysgade")).toBeNull();
    expect(await destroyLinkKey(world.db, deed(), "lysgade")).toEqual({ problem: "link-key.destroyed" });
  });

  it("lets nobody be invited or upload a list afterwards, and a link still says something and withdraws", async () => {
    await close();
    await destroyLinkKey(world.db, deed(), "lysgade");
    await world.db.updateTable("wave").set({ state: "planned" }).where("id", "=", "winter").execute();
    expect(await openWave(world.db, deed(), { waveId: "winter", secret })).toEqual({ problem: "link-key.destroyed" });
    const content = Buffer.from("email\nny@example.dk\n");
    const upload = { audience: "resident" as const, fileName: "x.csv", content };
    expect(await stageUpload(world.db, deed(), upload)).toEqual({ problem: "link-key.destroyed" });
    const holder = await findRespondent(world.db, tokenOf("anna"), now);
    expect(isProblem(holder) ? holder : refusalOf(holder)).not.toBeNull();
    expect(await withdraw(world.db, { token: tokenOf("anna"), scope: "everything", now })).toBeNull();
    expect(await world.db.selectFrom("response").select("id").execute()).toHaveLength(3);
  });

  it("leaves no trace of key or names in the file or its log", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ringvirk-link-key-"));
    const db = connect(join(folder, "ringvirk.db"));
    await migrate(db);
    const kim = { id: "kim", email: "kim@example.dk", name: "Kim", language: "da" as const };
    await db.insertInto("account").values(kim).execute();
    const days = { startsOn: "2026-01-01", endsOn: "2026-12-31" };
    const words = { name: "Lysgade", challenge: "Trygt hjem", district: "Midt", place: "Lysgade", slug: "lysgade" };
    const key = "a-link-key-to-be-looked-for-in-the-file";
    const made = await createInitiative(db, { ...words, ...days, createdBy: "kim", now }, () => key);
    if (isProblem(made)) throw new Error(made.problem);
    const bytes = () =>
      readdirSync(folder)
        .map((file) => readFileSync(join(folder, file), "latin1"))
        .join();
    expect(bytes()).toContain(key);
    expect(await destroyLinkKey(db, { initiativeId: made.id, accountId: "kim", now }, "lysgade")).toBeNull();
    expect(bytes()).not.toContain(key);
    await db.destroy();
    rmSync(folder, { recursive: true });
  });
});

describe("the day of letting go", () => {
  it("destroys the key by itself when it has come, not before, and once", async () => {
    expect(await setRetention(world.db, deed(), "2026-12-31")).toBeNull();
    await close();
    expect(await destroyDueLinkKeys(world.db, new Date("2026-12-30T22:59:00Z"))).toEqual([]);
    expect(await destroyDueLinkKeys(world.db, new Date("2026-12-30T23:01:00Z"))).toEqual([world.initiativeId]);
    expect(await destroyDueLinkKeys(world.db, new Date("2027-01-02T00:00:00Z"))).toEqual([]);
    const entries = await world.db.selectFrom("audit").selectAll().where("action", "=", "link-key.destroyed").execute();
    expect(entries.map(({ account_id }) => account_id)).toEqual([null]);
  });

  it("waits for an open wave", async () => {
    await setRetention(world.db, deed(), "2026-12-01");
    expect(await destroyDueLinkKeys(world.db, new Date("2026-12-02T00:00:00Z"))).toEqual([]);
    await close();
    expect(await destroyDueLinkKeys(world.db, new Date("2026-12-02T00:00:00Z"))).toEqual([world.initiativeId]);
  });

  it("can be changed and taken back; a day that has come or is none is refused", async () => {
    for (const [day, problem] of [
      ["2026-11-20", "link-key.day-gone"],
      ["snart", "field.not-a-date"],
    ] as const)
      expect(await setRetention(world.db, deed(), day)).toMatchObject({ field: "endsOn", problem });
    await setRetention(world.db, deed(), "2026-11-21");
    await setRetention(world.db, deed(), "2027-11-21");
    expect(await linkStanding(world.db, world.initiativeId)).toMatchObject({ endsOn: "2027-11-21" });
    await setRetention(world.db, deed(), "");
    expect(await linkStanding(world.db, world.initiativeId)).toMatchObject({ endsOn: null });
    await close();
    expect(await destroyDueLinkKeys(world.db, new Date("2028-01-01T00:00:00Z"))).toEqual([]);
  });
});
