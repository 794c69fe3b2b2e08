import { beforeEach, describe, expect, test } from "vitest";
import {
  accountsWithRoles,
  appointAdministrator,
  auditPage,
  dismiss,
} from "#surveys/initiative/administration.server.ts";
import { grantRole } from "#surveys/initiative/role.server.ts";
import { nineOClock, openSetting, type Setting } from "./setting.ts";

describe("administration", () => {
  let setting: Setting;
  const byAdam = { accountId: "adam", now: nineOClock };

  beforeEach(async () => {
    setting = await openSetting();
  });

  test("lists every account with its roles, those without any among them", async () => {
    const accounts = await accountsWithRoles(setting.db);
    const roles = accounts.map(({ id, roles }) => [id, roles.map(({ role, initiative }) => [role, initiative?.name])]);
    expect(Object.fromEntries(roles)).toEqual({
      adam: [["administrator", undefined]],
      anna: [],
      carla: [["coordinator", "Tryg nat i Nørreby"]],
      peter: [],
    });
  });

  test("appoints a known and an unknown person, and nobody twice", async () => {
    const { db } = setting;
    expect(await appointAdministrator(db, { ...byAdam, email: "Anna@Example.dk", name: "Anna" })).toBeNull();
    expect(await appointAdministrator(db, { ...byAdam, email: "ny@example.dk", name: "Ny" })).toBeNull();
    expect(await appointAdministrator(db, { ...byAdam, email: "anna@example.dk", name: "Anna" })).toMatchObject({
      problem: "role.already-granted",
      field: "email",
    });
    const administrators = (await accountsWithRoles(db)).filter(({ roles }) =>
      roles.some(({ role }) => role === "administrator"),
    );
    expect(administrators.map(({ email }) => email).sort()).toEqual([
      "adam@example.dk",
      "anna@example.dk",
      "ny@example.dk",
    ]);
  });

  test("tells everything that is wrong with what was typed, and makes no account", async () => {
    const refused = await appointAdministrator(setting.db, { ...byAdam, email: "ikke en adresse", name: " " });
    expect(refused).toMatchObject({
      problem: "account.email-wrong",
      field: "email",
      also: [{ problem: "field.missing", field: "name" }],
    });
    expect(await accountsWithRoles(setting.db)).toHaveLength(4);
  });

  test("takes a role back, but never the last administrator's or an initiative's last coordinator's", async () => {
    const { db, deed } = setting;
    await grantRole(db, { ...deed, email: "anna@example.dk", name: "Anna", role: "coordinator", organisationId: "" });
    expect(await dismiss(db, { ...byAdam, grantId: await grantOf("carla") })).toBeNull();
    expect(await dismiss(db, { ...byAdam, grantId: await grantOf("anna") })).toEqual({
      problem: "role.last-coordinator",
    });
    expect(await dismiss(db, { ...byAdam, grantId: await grantOf("adam") })).toEqual({
      problem: "role.last-administrator",
    });
    expect(await dismiss(db, { ...byAdam, grantId: "no such" })).toEqual({ problem: "role.not-found" });
  });

  test("shows the log newest first, a page at a time, without details", async () => {
    const { db, deed } = setting;
    const later = { ...deed, now: new Date("2026-03-02T09:00:00Z") };
    await grantRole(db, { ...later, email: "anna@example.dk", name: "Anna", role: "analyst", organisationId: "" });
    const first = await auditPage(db, { page: 1, linesPerPage: 1 });
    expect(first).toEqual({
      pages: 2,
      lines: [
        {
          id: expect.any(String),
          at: "2026-03-02T09:00:00.000Z",
          who: "carla",
          initiative: "Tryg nat i Nørreby",
          action: "role.granted",
        },
      ],
    });
    const second = await auditPage(db, { page: 2, linesPerPage: 1 });
    expect(second.lines.map(({ action }) => action)).toEqual(["initiative.created"]);
  });

  async function grantOf(accountId: string): Promise<string> {
    const account = (await accountsWithRoles(setting.db)).find(({ id }) => id === accountId);
    return account?.roles[0]?.grantId ?? "";
  }
});
