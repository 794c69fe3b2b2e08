import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { addGoal, changeGoal } from "#surveys/initiative/goal.server.ts";
import { sealGoals } from "#surveys/initiative/seal.server.ts";
import { sealedText, sealRecord } from "#surveys/initiative/seal-record.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { chooseSmallSurveys, openSetting, type Setting, saferAfterDark } from "./setting.ts";

let setting: Setting;
let goalId: string;
beforeEach(async () => {
  setting = await openSetting();
  await chooseSmallSurveys(setting);
  const goal = await addGoal(setting.db, { ...setting.deed, goal: saferAfterDark });
  if (isProblem(goal)) throw new Error(goal.problem);
  goalId = goal.id;
  await sealGoals(setting.db, setting.deed);
});

const record = () => sealRecord(setting.db, setting.initiative.id);

describe("the record of seals", () => {
  it("names a role and no person, and what each seal changed, newest first", async () => {
    await changeGoal(setting.db, { ...setting.deed, goalId, goal: { ...saferAfterDark, targetValue: 60 } });
    await sealGoals(setting.db, setting.deed);
    const [second, first] = await record();
    expect(first).toMatchObject({ number: 1, sealedByRole: "coordinator", intact: true });
    expect(first?.changes).toMatchObject([{ kind: "added" }]);
    expect(second?.changes).toMatchObject([{ kind: "changed", fields: [{ field: "target_value", to: 60 }] }]);
    const sealer = await setting.db
      .selectFrom("account")
      .selectAll()
      .where("id", "=", setting.deed.accountId)
      .executeTakeFirstOrThrow();
    for (const told of [sealer.id, sealer.name, sealer.email]) expect(JSON.stringify(first)).not.toContain(told);
  });

  it("gives out the very text that was hashed, and of no other initiative or number", async () => {
    const [seal] = await record();
    const text = (await sealedText(setting.db, setting.initiative.id, 1)) ?? "";
    expect(createHash("sha256").update(text, "utf8").digest("hex")).toBe(seal?.sha256);
    expect(await sealedText(setting.db, setting.initiative.id, 2)).toBeUndefined();
    expect(await sealedText(setting.db, "another", 1)).toBeUndefined();
  });

  it("says so when a stored text no longer gives its fingerprint", async () => {
    await setting.db
      .updateTable("seal")
      .set(({ eb }) => ({ content: eb("content", "||", " ") }))
      .execute();
    expect(await record()).toMatchObject([{ intact: false }]);
  });

  it("names the waves that opened under a seal", async () => {
    const days = { opens_on: "2026-03-02", closes_on: "2026-03-20" };
    await setting.db
      .insertInto("wave")
      .values({
        ...{ id: "w0", initiative_id: setting.initiative.id, position: 0, name: "Før", ...days },
        ...{ state: "open", source: "ringvirk", seal_number: 1 },
      })
      .execute();
    expect(await record()).toMatchObject([{ waves: ["Før"] }]);
  });
});
