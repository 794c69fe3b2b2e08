import type { Database, InitiativeTable } from "#db/schema.ts";
import { isSealed, newestSeal } from "./seal.server.ts";
import type { SetupSteps } from "./setup-steps.ts";

/** Counts of what there is of each step. */
export async function setupSteps(db: Database, { id }: Pick<InitiativeTable, "id">): Promise<SetupSteps> {
  const count = async (table: "membership" | "survey" | "goal" | "expectation" | "participant" | "role_grant") => {
    const row = await db
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("initiative_id", "=", id)
      .executeTakeFirstOrThrow();
    return Number(row.count);
  };
  return {
    actors: await count("membership"),
    surveys: await count("survey"),
    goals: await count("goal"),
    expectations: await count("expectation"),
    seal: await sealState(db, id),
    participants: await count("participant"),
    waves: await waveStates(db, id),
    people: await count("role_grant"),
  };
}

async function sealState(db: Database, initiativeId: string): Promise<SetupSteps["seal"]> {
  if (!(await newestSeal(db, initiativeId))) return "none";
  return (await isSealed(db, initiativeId)) ? "sealed" : "changed";
}

async function waveStates(db: Database, initiativeId: string): Promise<SetupSteps["waves"]> {
  const rows = await db
    .selectFrom("wave")
    .select(["state", (select) => select.fn.countAll<number>().as("count")])
    .where("initiative_id", "=", initiativeId)
    .groupBy("state")
    .execute();
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { planned: of("planned"), open: of("open"), closed: of("closed") };
}
