import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/schema.ts";
import { decideRipple, recodeRipple, reopenRipple } from "#surveys/impact/ripples/ripple-deeds.server.ts";
import type { Ripple } from "#surveys/impact/ripples/ripple-life.ts";
import { linkRipples, unlinkRipples } from "#surveys/impact/ripples/ripple-links.server.ts";
import { readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import { candidateTitle } from "#surveys/reporting/candidate-words.ts";
import { raiseRevisions } from "#surveys/wave-revision.server.ts";
import { goalOf, initiativeId, storeHandMade, waveIds } from "#tests/impact/hand-made.ts";
import { simulatedSurvey, twentyItems } from "#tests/impact/simulated-survey.ts";
import { newDatabase } from "#tests/support/new-database.ts";

/** A gain (item-4), a harm (item-5) and another gain (item-6) among the residents. Alice is the analyst. */
const planted = (item: number) => ({ 4: 0.7, 5: -0.9, 6: 0.8 })[item] ?? 0;
const now = new Date("2026-05-01T08:00:00Z");
const gainKey = "indicator:resident/item-4/mean:gain";
const harmKey = "indicator:resident/item-5/mean:harm";
const otherKey = "indicator:resident/item-6/mean:gain";

let db: Database;
beforeEach(async () => {
  db = await newDatabase();
  const goals = [goalOf({ id: "one", item_key: "item-0" })];
  await storeHandMade(db, { answers: simulatedSurvey(41, planted), codebooks: { resident: twentyItems }, goals });
});
afterEach(() => db.destroy());

async function rippleOf(key: string): Promise<Ripple> {
  const { ripples } = await readRipples(db, initiativeId);
  const ripple = ripples.find((one) => one.key === key);
  if (!ripple) throw new Error(`no ${key} among ${ripples.map((one) => one.key).join(", ")}`);
  return ripple;
}

function deedOn({ address, version }: Ripple) {
  return { initiativeId, accountId: "alice", now, address, seen: version };
}

async function decide(key: string, decision: string, reason: string) {
  const deed = deedOn(await rippleOf(key));
  return decideRipple(db, {
    ...{ ...deed, decision, reason },
    titleOf: candidateTitle,
  });
}

async function audited() {
  const rows = await db.selectFrom("audit").selectAll().where("action", "like", "ripple.%").execute();
  return rows.map(({ action, account_id, initiative_id, detail }) => ({
    ...{ action, account_id, initiative_id },
    detail: JSON.parse(detail) as Record<string, unknown>,
  }));
}

const stepCount = async () => (await db.selectFrom("ripple_step").select("key").execute()).length;

describe("the inbox", () => {
  test("holds each movement once, gains and harms alike, with all it stands on", async () => {
    const { ripples, results } = await readRipples(db, initiativeId);
    expect(ripples.map(({ key }) => key).sort()).toEqual([gainKey, harmKey, otherKey]);
    const gain = await rippleOf(gainKey);
    expect(gain).toMatchObject({ state: "candidate", decision: null, reopened: false, steps: [], linked: [] });
    expect(gain.coding).toEqual({ type: null, depth: null, ring: "community" });
    expect(gain.seenOn).toBe("2026-02-20");
    const findings = results.ripples.filter((one) => one.indicator === "resident/item-4/mean" && !one.withTide);
    const { ripple, further } = { ...gain.candidate?.subject } as { ripple: unknown; further: unknown[] };
    expect([ripple, ...further]).toEqual(findings);
    expect(findings.length).toBeGreaterThan(1);
  });

  test("has addresses that are safe to write and differ", async () => {
    const { ripples } = await readRipples(db, initiativeId);
    const addresses = ripples.map(({ address }) => address);
    expect(new Set(addresses).size).toBe(3);
    for (const address of addresses) expect(address).toMatch(/^[\w-]{22}$/);
  });
});

describe("a decision", () => {
  test("is made with a reason, kept with what it stood on, and audited", async () => {
    expect(await decide(gainKey, "accepted", "  Tre kilder peger samme vej.  ")).toBeNull();
    const gain = await rippleOf(gainKey);
    expect(gain).toMatchObject({
      state: "accepted",
      decision: { reason: "Tre kilder peger samme vej.", by: "Alice", at: now.toISOString(), changed: false },
    });
    expect(gain.decision?.stoodOn).toMatchObject({
      ...{ title: { da: "Om item-4", en: "On item-4" }, kind: "gain", source: "indicator", corroborated: false },
      figures: { "ripple.kind": "gain", "ripple.change.n0": 300, "ripple.change.refused": null },
    });
    expect(await audited()).toEqual([
      {
        ...{ action: "ripple.accepted", account_id: "alice", initiative_id: initiativeId },
        detail: { keys: [gainKey], reason: "Tre kilder peger samme vej." },
      },
    ]);
  });

  test.each(["accepted", "dismissed"])("%s needs a reason, a gain and a harm alike", async (decision) => {
    for (const key of [gainKey, harmKey]) {
      expect(await decide(key, decision, "   ")).toMatchObject({ problem: "field.missing", field: "reason" });
    }
    expect(await stepCount()).toBe(0);
    expect(await audited()).toEqual([]);
  });

  test("is one of the two there are", async () => {
    expect(await decide(gainKey, "hidden", "x")).toMatchObject({ problem: "field.not-a-choice", field: "decision" });
    expect(await decide(gainKey, "", "x")).toMatchObject({ problem: "field.missing", field: "decision" });
    expect(await stepCount()).toBe(0);
  });

  test("posted twice is taken once", async () => {
    const seen = await rippleOf(gainKey);
    const post = () =>
      decideRipple(db, {
        ...{ ...deedOn(seen), decision: "accepted", reason: "Ja." },
        titleOf: candidateTitle,
      });
    expect(await post()).toBeNull();
    expect(await post()).toEqual({ problem: "ripple.outdated" });
    expect(await stepCount()).toBe(1);
    expect(await audited()).toHaveLength(1);
  });

  test("on top of another is refused until that is reopened", async () => {
    await decide(harmKey, "dismissed", "Vejret.");
    expect(await decide(harmKey, "accepted", "Alligevel.")).toEqual({ problem: "ripple.decided" });
    expect((await rippleOf(harmKey)).state).toBe("dismissed");
    const reopening = { ...deedOn(await rippleOf(harmKey)), reason: "" };
    expect(await reopenRipple(db, reopening)).toMatchObject({ problem: "field.missing" });
    expect(await reopenRipple(db, { ...reopening, reason: "Nye oplysninger." })).toBeNull();
    expect(await rippleOf(harmKey)).toMatchObject({ state: "candidate", reopened: true, decision: null });
    expect(await reopenRipple(db, { ...deedOn(await rippleOf(harmKey)), reason: "Igen." })).toEqual({
      problem: "ripple.undecided",
    });
    expect(await decide(harmKey, "accepted", "Alligevel.")).toBeNull();
    const harm = await rippleOf(harmKey);
    expect(harm.steps.map(({ deed }) => deed)).toEqual(["dismissed", "reopened", "accepted"]);
    expect((await audited()).map(({ action }) => action)).toEqual([
      ...["ripple.dismissed", "ripple.reopened", "ripple.accepted"],
    ]);
  });

  test("on another's step that came between changes nothing", async () => {
    const seen = await rippleOf(gainKey);
    await recodeRipple(db, { ...deedOn(seen), type: "knowledge", depth: "", ring: "", reason: "" });
    const late = { ...deedOn(seen), decision: "dismissed", reason: "For sent." };
    const titleOf = () => ({ da: "", en: "" });
    expect(await decideRipple(db, { ...late, titleOf })).toEqual({ problem: "ripple.outdated" });
    expect((await rippleOf(gainKey)).state).toBe("candidate");
  });

  test("on figures that came between changes nothing; made before, it says that they have changed", async () => {
    const seen = await rippleOf(gainKey);
    await decide(harmKey, "accepted", "Ja.");
    await changeFigures("item-4");
    await changeFigures("item-5");
    const late = { ...deedOn(seen), decision: "accepted", reason: "For sent." };
    const titleOf = () => ({ da: "", en: "" });
    expect(await decideRipple(db, { ...late, titleOf })).toEqual({ problem: "ripple.outdated" });
    expect(await rippleOf(harmKey)).toMatchObject({ state: "accepted", decision: { reason: "Ja.", changed: true } });
  });

  test("stands when its candidate is no longer found, harm or gain; what was undecided goes with its figures", async () => {
    await decide(harmKey, "dismissed", "Vejret.");
    await db.deleteFrom("shift").execute();
    await db
      .deleteFrom("tally")
      .where("wave_id", "=", waveIds[1] ?? "")
      .execute();
    await db.transaction().execute((trx) => raiseRevisions(trx, waveIds.slice(0, 2)));
    const { ripples } = await readRipples(db, initiativeId);
    expect(ripples.map(({ key }) => key)).toEqual([harmKey]);
    expect(ripples[0]).toMatchObject({
      ...{ candidate: null, kind: "harm", source: "indicator", state: "dismissed", seenOn: "2026-02-20" },
      decision: { reason: "Vejret.", changed: true, stoodOn: { title: { da: "Om item-5" } } },
    });
    const reopening = { ...deedOn(await rippleOf(harmKey)), reason: "Hvad nu?" };
    expect(await reopenRipple(db, reopening)).toEqual({ problem: "ripple.vanished" });
  });

  test("about another initiative's ripple is refused as one that is not there", async () => {
    const other = { ...(await rippleOf(gainKey)), address: "AAAAAAAAAAAAAAAAAAAAAA" };
    expect(await reopenRipple(db, { ...deedOn(other), reason: "x" })).toEqual({ problem: "ripple.not-found" });
    await db
      .insertInto("initiative")
      .values({
        ...{ id: "other", slug: "other", name: "Other", challenge: "", district: "", place: "" },
        ...{ starts_on: "2026-01-01", ends_on: "2026-12-31" },
      })
      .execute();
    const gain = await rippleOf(gainKey);
    const strayed = { ...deedOn(gain), initiativeId: "other", decision: "accepted", reason: "x" };
    const titleOf = () => ({ da: "", en: "" });
    expect(await decideRipple(db, { ...strayed, titleOf })).toEqual({ problem: "ripple.not-found" });
    await decide(gainKey, "accepted", "Ja.");
    expect((await readRipples(db, "other")).ripples).toEqual([]);
  });
});

describe("the coding", () => {
  test("is changed part by part, and the proposal stays", async () => {
    const coding = { type: "led-by-citizens", depth: "transitional", ring: "", reason: "Naboerne selv." };
    expect(await recodeRipple(db, { ...deedOn(await rippleOf(gainKey)), ...coding })).toBeNull();
    expect(await rippleOf(gainKey)).toMatchObject({
      coding: { type: "led-by-citizens", depth: "transitional", ring: "community" },
      proposed: { type: null, depth: null, ring: "community" },
    });
    const back = { type: "", depth: "", ring: "inside", reason: "" };
    expect(await recodeRipple(db, { ...deedOn(await rippleOf(gainKey)), ...back })).toBeNull();
    expect((await rippleOf(gainKey)).coding).toEqual({ type: null, depth: null, ring: "inside" });
    expect(await audited()).toMatchObject([
      { action: "ripple.recoded", detail: { keys: [gainKey], type: "led-by-citizens", ring: null } },
      { action: "ripple.recoded", detail: { ring: "inside" } },
    ]);
  });

  test.each([
    ["type", { type: "magic", depth: "", ring: "" }],
    ["depth", { type: "", depth: "deep", ring: "" }],
    ["ring", { type: "", depth: "", ring: "outer" }],
  ])("is refused at the field where the %s is none of ours", async (field, coding) => {
    const refused = await recodeRipple(db, { ...deedOn(await rippleOf(gainKey)), ...coding, reason: "" });
    expect(refused).toMatchObject({ problem: "field.not-a-choice", field });
    expect(await stepCount()).toBe(0);
  });
});

describe("a link", () => {
  const link = async (key: string, other: string, reason = "Samme sag.") =>
    linkRipples(db, { ...deedOn(await rippleOf(key)), other: (await rippleOf(other)).address, reason });

  test("makes two one: what is decided about one is decided about both, and a link taken back leaves both as they are", async () => {
    expect(await link(gainKey, otherKey)).toBeNull();
    expect((await rippleOf(gainKey)).linked).toEqual([otherKey]);
    expect((await rippleOf(otherKey)).linked).toEqual([gainKey]);
    // Two questions to the same residents are one source.
    expect((await rippleOf(gainKey)).state).toBe("candidate");
    expect(await decide(otherKey, "accepted", "Begge.")).toBeNull();
    expect((await rippleOf(gainKey)).state).toBe("accepted");
    const gain = await rippleOf(gainKey);
    const unlinking = { ...deedOn(gain), other: (await rippleOf(otherKey)).address, reason: "Ikke det samme." };
    expect(await unlinkRipples(db, unlinking)).toBeNull();
    expect(await rippleOf(gainKey)).toMatchObject({ linked: [], state: "accepted" });
    expect(await unlinkRipples(db, { ...unlinking, seen: (await rippleOf(gainKey)).version })).toMatchObject({
      problem: "field.not-a-choice",
      field: "other",
    });
    expect((await audited()).map(({ action }) => action)).toEqual([
      ...["ripple.linked", "ripple.accepted", "ripple.unlinked"],
    ]);
  });

  test("outdates what was in sight of either", async () => {
    const seen = await rippleOf(otherKey);
    await link(gainKey, otherKey);
    const late = { ...deedOn(seen), type: "knowledge", depth: "", ring: "", reason: "" };
    expect(await recodeRipple(db, late)).toEqual({ problem: "ripple.outdated" });
  });

  test("is refused between a gain and a harm, with itself, with nothing, twice, and with what is decided", async () => {
    expect(await link(gainKey, harmKey)).toMatchObject({ problem: "ripple.link-opposite", field: "other" });
    expect(await link(gainKey, gainKey)).toMatchObject({ problem: "field.not-a-choice", field: "other" });
    const deed = deedOn(await rippleOf(gainKey));
    expect(await linkRipples(db, { ...deed, other: "", reason: "x" })).toMatchObject({ problem: "field.not-a-choice" });
    expect(await link(gainKey, otherKey, " ")).toMatchObject({ problem: "field.missing", field: "reason" });
    await decide(otherKey, "accepted", "Ja.");
    expect(await link(gainKey, otherKey)).toEqual({ problem: "ripple.link-decided" });
    expect(await stepCount()).toBe(1);
  });
});

describe("the database", () => {
  const step = {
    ...{ initiative_id: initiativeId, key: gainKey, number: 1, deed: "accepted" as const, reason: "Ja.", type: null },
    ...{ depth: null, ring: null, other_key: null, stood_on: "{}", account_id: "alice", at: now.toISOString() },
  };
  test.each([
    ["a decision without a reason", { reason: "  " }],
    ["a decision that stands on nothing", { stood_on: null }],
    ["a coding inside a decision", { ring: "inside" as const }],
    ["a link to nothing", { deed: "linked" as const, stood_on: null }],
    ["a link to itself", { deed: "linked" as const, stood_on: null, other_key: gainKey }],
    ["an unknown deed", { deed: "hidden" as never }],
    ["a step by nobody", { account_id: "nobody" }],
    ["a step in no initiative", { initiative_id: "none" }],
  ])("refuses %s", async (_, wrong) => {
    await expect(
      db
        .insertInto("ripple_step")
        .values({ ...step, ...wrong })
        .execute(),
    ).rejects.toThrow(/constraint/i);
  });

  test("holds one step of a number alone", async () => {
    await db.insertInto("ripple_step").values(step).execute();
    await expect(db.insertInto("ripple_step").values(step).execute()).rejects.toThrow(/constraint/i);
  });
});

/** One resident's answer is erased: as many as before less one. */
/** Takes thirty answers away: what one answer moves is not told. */
async function changeFigures(item: string): Promise<void> {
  await db
    .updateTable("tally")
    .set((update) => ({ count: update("count", "-", 30), weight: update("weight", "-", 30) }))
    .set((update) => ({ weight_squared: update("weight_squared", "-", 30) }))
    .where("wave_id", "=", waveIds[1] ?? "")
    .where("item_key", "=", item)
    .where("value", "=", "5")
    .where("segment", "=", "")
    .execute();
  await db.transaction().execute((trx) => raiseRevisions(trx, [waveIds[1] ?? ""]));
}
