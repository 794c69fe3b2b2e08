import { beforeEach, describe, expect, it } from "vitest";
import {
  changeInitiative,
  createInitiative,
  initiativeBySlug,
  initiativesOf,
} from "#surveys/initiative/initiative.server.ts";
import { isSlug, slugOf } from "#surveys/initiative/slug.ts";
import { allProblems, isProblem } from "#surveys/problem.ts";
import { nightlife, nineOClock, openSetting, type Setting } from "./setting.ts";

let setting: Setting;
beforeEach(async () => {
  setting = await openSetting();
});

describe("createInitiative", () => {
  it("makes a link key of 32 bytes, a coordinator and an audit entry", async () => {
    const { db, initiative } = setting;
    const key = await db.selectFrom("link_key").select("key").executeTakeFirstOrThrow();
    expect(key.key).toMatch(/^[0-9a-f]{64}$/);
    expect(await initiativesOf(db, "carla")).toMatchObject([{ slug: "tryg-nat-i-noerreby", roles: ["coordinator"] }]);
    const audit = await db.selectFrom("audit").selectAll().execute();
    expect(audit).toMatchObject([
      { at: nineOClock.toISOString(), account_id: "carla", initiative_id: initiative.id, action: "initiative.created" },
    ]);
  });

  it("numbers an address that a name has taken, and refuses one that was asked for", async () => {
    const { db } = setting;
    const second = await createInitiative(db, { ...nightlife, createdBy: "carla", now: nineOClock });
    expect(second).toMatchObject({ slug: "tryg-nat-i-noerreby-2" });
    const third = await createInitiative(db, {
      ...{ ...nightlife, slug: "tryg-nat-i-noerreby" },
      ...{ createdBy: "carla", now: nineOClock },
    });
    expect(third).toEqual({ problem: "initiative.slug-taken", field: "slug", values: { slug: "tryg-nat-i-noerreby" } });
  });

  it("tells every problem of the input at once and stores nothing", async () => {
    const { db } = setting;
    const refused = await createInitiative(db, {
      ...{ ...nightlife, name: " ", startsOn: "2026-02-30", endsOn: "31/12/2026" },
      ...{ createdBy: "carla", now: nineOClock },
    });
    expect(isProblem(refused) && allProblems(refused).map(({ problem, field }) => [field, problem])).toEqual([
      ["name", "field.missing"],
      ["startsOn", "field.not-a-date"],
      ["endsOn", "field.not-a-date"],
    ]);
    expect(await db.selectFrom("initiative").select("id").execute()).toHaveLength(1);
  });

  it("refuses an end before the start", async () => {
    const { db, deed } = setting;
    const refused = await changeInitiative(db, { ...deed, ...nightlife, endsOn: "2025-12-31" });
    expect(refused).toMatchObject({ problem: "initiative.dates-wrong", field: "endsOn" });
  });
});

describe("initiativesOf", () => {
  it("gives nothing to those without a role and everything to the administrator", async () => {
    const { db } = setting;
    expect(await initiativesOf(db, "anna")).toEqual([]);
    expect(await initiativesOf(db, "adam")).toMatchObject([{ name: nightlife.name, roles: ["administrator"] }]);
  });
});

it("finds an initiative by its address, or says that there is none", async () => {
  expect(await initiativeBySlug(setting.db, "tryg-nat-i-noerreby")).toMatchObject({ name: nightlife.name });
  expect(await initiativeBySlug(setting.db, "andet")).toEqual({ problem: "initiative.not-found" });
});

describe("slugOf", () => {
  it.each([
    ["Sammen om Ågården – Ærø & Østby!", "sammen-om-aagaarden-aeroe-oestby"],
    ["Café für Élise", "cafe-fur-elise"],
    ["???", "initiative"],
    ["New", "initiative-new"],
  ])("writes %s as %s", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
    expect(isSlug(slug)).toBe(true);
  });
});
