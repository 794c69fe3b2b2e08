import { sql } from "kysely";
import { describe, expect, inject, it } from "vitest";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { matchClosedWave } from "#surveys/answering/self-code.server.ts";
import { closeWave } from "#surveys/fieldwork/wave.server.ts";
import { invitationId, makeWorld, type Person, responseOf } from "./answering-world.ts";

describe.runIf(inject("engine").name === "postgres")("the rows of a closed wave", () => {
  it("tell by their place and their transaction neither the order of answers nor whose each is", async () => {
    const world = await makeWorld();
    const { db, codebook } = world;
    const queue = new AnswerQueue(db);
    for (const name of ["anna", "birk", "carla", "dagny"] satisfies Person[]) {
      const response = responseOf(world, name, "baseline", { "safe-dark": 4 });
      expect(await queue.submit({ invitationId: invitationId(name, "baseline"), response, codebook })).toBeNull();
    }
    const before = await db.selectFrom("response").selectAll().orderBy("id").execute();
    expect(await sharedTransactions()).toBe(4);

    await db
      .insertInto("account")
      .values({ id: "carla", email: "c@example.dk", name: "Carla", language: "da" })
      .execute();
    const deed = { initiativeId: world.initiativeId, accountId: "carla", now: new Date("2026-04-01T09:00:00Z") };
    expect(await closeWave(db, deed, "baseline", matchClosedWave)).toBeNull();

    expect(await sharedTransactions()).toBe(0);
    const { rows } = await sql<{
      id: string;
      by: string;
    }>`select id, xmin::text as by from response order by ctid`.execute(db);
    expect(rows.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(new Set(rows.map(({ by }) => by)).size).toBe(1);
    expect(await db.selectFrom("response").selectAll().orderBy("id").execute()).toEqual(before);
    await db.destroy();

    async function sharedTransactions(): Promise<number> {
      const shared = sql<{ pairs: number }>`
        select count(*) as pairs from response join invitation on invitation.xmin = response.xmin
      `;
      return (await shared.execute(db)).rows[0]?.pairs ?? -1;
    }
  });
});
