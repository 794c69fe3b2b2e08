import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createInitiative } from "#surveys/initiative/initiative.server.ts";
import { joinInitiative } from "#surveys/initiative/organisation.server.ts";
import { aliasesOf, mergeOrganisations, undoMerge } from "#surveys/initiative/organisation-alias.server.ts";
import { isProblem, problem, problemAt } from "#surveys/problem.ts";
import { nightlife, openSetting, type Setting } from "./setting.ts";

let setting: Setting;
const ids: Record<string, string> = {};

beforeEach(async () => {
  setting = await openSetting();
  for (const name of ["Baren", "Bar og Kro", "Skolen"]) {
    const period = { kind: "company", joinedOn: "2026-01-01", leftOn: "" };
    const joined = await joinInitiative(setting.db, { ...setting.deed, name, ...period });
    if (isProblem(joined)) throw new Error(joined.problem);
    ids[name] = joined.organisationId;
  }
});
afterEach(() => setting.db.destroy());

const merge = (name: string, sameAs: string) =>
  mergeOrganisations(setting.db, {
    ...setting.deed,
    organisationId: ids[name] ?? name,
    sameAs: ids[sameAs] ?? sameAs,
  });

describe("merging two organisations", () => {
  it("is known by their names", async () => {
    expect(await merge("Baren", "Bar og Kro")).toBeNull();
    expect(await aliasesOf(setting.db, setting.initiative.id)).toEqual([
      { organisationId: ids.Baren, name: "Baren", sameAs: ids["Bar og Kro"], sameAsName: "Bar og Kro" },
    ]);
  });

  it("refuses what is empty, the same twice, or no actor of this initiative", async () => {
    expect(await merge("", "")).toMatchObject({ problem: "field.missing" });
    expect(await merge("Baren", "Baren")).toEqual(problemAt("sameAs", "merge.with-itself"));
    expect(await merge("Baren", "nobody")).toEqual(problemAt("sameAs", "merge.not-an-actor"));
    await setting.db.insertInto("organisation").values({ id: "elsewhere", name: "Andre", kind: "other" }).execute();
    expect(await merge("elsewhere", "Baren")).toEqual(problemAt("organisationId", "merge.not-an-actor"));
    expect(await aliasesOf(setting.db, setting.initiative.id)).toEqual([]);
  });

  it("makes no chains and no circles", async () => {
    await merge("Baren", "Bar og Kro");
    expect(await merge("Baren", "Skolen")).toEqual(problemAt("organisationId", "merge.already"));
    expect(await merge("Bar og Kro", "Skolen")).toEqual(problemAt("organisationId", "merge.chained"));
    expect(await merge("Skolen", "Baren")).toEqual(problemAt("sameAs", "merge.chained"));
    expect(await merge("Bar og Kro", "Baren")).toMatchObject({ problem: "merge.chained" });
    expect(await merge("Skolen", "Bar og Kro")).toBeNull();
  });

  it("holds in this initiative alone, and is undone there alone", async () => {
    const other = await createInitiative(setting.db, {
      ...nightlife,
      name: "Et andet initiativ",
      createdBy: "carla",
      now: setting.deed.now,
    });
    if (isProblem(other)) throw new Error(other.problem);
    await merge("Baren", "Bar og Kro");
    expect(await aliasesOf(setting.db, other.id)).toEqual([]);
    const elsewhere = { ...setting.deed, initiativeId: other.id, organisationId: ids.Baren ?? "" };
    expect(await undoMerge(setting.db, elsewhere)).toEqual(problem("merge.not-found"));
    expect(await aliasesOf(setting.db, setting.initiative.id)).toHaveLength(1);
    expect(await undoMerge(setting.db, { ...elsewhere, initiativeId: setting.initiative.id })).toBeNull();
    expect(await aliasesOf(setting.db, setting.initiative.id)).toEqual([]);
  });
});
