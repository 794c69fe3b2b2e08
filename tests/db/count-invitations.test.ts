import { expect, it } from "vitest";
import * as countInvitations from "#db/migrations/20261125-20-count-invitations.ts";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { invitationCounts } from "#surveys/fieldwork/invitation-count.server.ts";
import { invitationId, makeWorld, responseOf } from "#tests/answering/answering-world.ts";
import { recountInvitations } from "#tests/support/recount-invitations.ts";

it("a database from before invitations were counted gets its counts from the invitations", async () => {
  const world = await makeWorld();
  const { db, codebook } = world;
  const response = responseOf(world, "anna", "baseline", { "safe-dark": 4 });
  const submission = { invitationId: invitationId("anna", "baseline"), response, codebook };
  expect(await new AnswerQueue(db).submit(submission)).toBeNull();
  await db.schema.dropTable("invitation_count").execute();

  await countInvitations.up(db as never);

  expect(await invitationCounts(db, ["baseline"])).toEqual([
    { wave_id: "baseline", audience: "resident", invited: 4, answered: 1 },
  ]);
  expect(await invitationCounts(db, world.waveIds)).toHaveLength(world.waveIds.length);
  expect(await recountInvitations(db)).toHaveLength(world.waveIds.length);
  await db.destroy();
});
