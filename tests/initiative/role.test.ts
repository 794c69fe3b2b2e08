import { beforeEach, expect, it } from "vitest";
import { grantRole, mayCreateInitiatives, revokeRole, rolesOf } from "#surveys/initiative/role.server.ts";
import { joinBar, openSetting, type Setting } from "./setting.ts";

let setting: Setting;
beforeEach(async () => {
  setting = await openSetting();
});

const petra = { email: " Petra@Bryghus.dk ", name: "Petra", role: "partner", organisationId: "" };

it("invites a partner of an actor, once", async () => {
  const { db, deed, initiative } = setting;
  const bar = await joinBar(setting);
  expect(await grantRole(db, { ...deed, ...petra })).toMatchObject({
    problem: "field.missing",
    field: "organisationId",
  });
  const elsewhere = await grantRole(db, { ...deed, ...petra, organisationId: "another" });
  expect(elsewhere).toMatchObject({ problem: "organisation.not-found" });
  expect(await grantRole(db, { ...deed, ...petra, organisationId: bar.organisationId })).toHaveProperty("accountId");
  const twice = await grantRole(db, { ...deed, ...petra, organisationId: bar.organisationId });
  expect(twice).toMatchObject({ problem: "role.already-granted" });
  expect(await rolesOf(db, initiative.id)).toMatchObject([
    { role: "coordinator", email: "carla@example.dk" },
    { role: "partner", email: "petra@bryghus.dk", organisation: "Bryghuset" },
  ]);
});

it("uses the account there is", async () => {
  const { db, deed } = setting;
  const granted = await grantRole(db, {
    ...deed,
    email: "anna@example.dk",
    name: "A",
    role: "analyst",
    organisationId: "",
  });
  expect(granted).toEqual({ accountId: "anna" });
});

it("gives no administrator and takes no bad address", async () => {
  const { db, deed } = setting;
  const administrator = await grantRole(db, { ...deed, ...petra, role: "administrator" });
  expect(administrator).toMatchObject({ problem: "field.not-a-choice", field: "role" });
  const nobody = await grantRole(db, { ...deed, ...petra, role: "analyst", email: "petra@" });
  expect(nobody).toMatchObject({ problem: "account.email-wrong" });
});

it("takes a role back, but never the last coordinator's", async () => {
  const { db, deed, initiative } = setting;
  const [carla] = await rolesOf(db, initiative.id);
  const grantId = carla?.grantId ?? "";
  expect(await revokeRole(db, { ...deed, grantId })).toEqual({ problem: "role.last-coordinator" });
  await grantRole(db, { ...deed, email: "anna@example.dk", name: "Anna", role: "coordinator", organisationId: "" });
  expect(await revokeRole(db, { ...deed, grantId })).toBeNull();
  expect(await revokeRole(db, { ...deed, grantId })).toEqual({ problem: "role.not-found" });
  expect(await rolesOf(db, initiative.id)).toMatchObject([{ email: "anna@example.dk" }]);
});

it("lets administrators and coordinators make new initiatives", async () => {
  const { db } = setting;
  const may = await Promise.all(["adam", "carla", "anna"].map((account) => mayCreateInitiatives(db, account)));
  expect(may).toEqual([true, true, false]);
});
