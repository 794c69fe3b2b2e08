import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { connect } from "#db/connect.ts";
import type { Database } from "#db/schema.ts";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { rebuildTallies } from "#surveys/answering/tally.server.ts";
import { invitationCounts } from "#surveys/fieldwork/invitation-count.server.ts";
import { newPlace } from "#tests/support/new-database.ts";
import { participantRow } from "#tests/support/participant-row.ts";
import { countsOf, makeWorld, responseOf, type World } from "./answering-world.ts";

/** Two app processes: each has its own connections and its own queue. On SQLite `tests/attack/operator.test.ts` has two real ones. */
describe.runIf(inject("engine").name === "postgres")("two processes that take answers on one database", () => {
  const people = Array.from({ length: 120 }, (_, index) => `person ${index}`);
  let world: World;
  let other: Database;

  beforeEach(async () => {
    const place = await newPlace();
    world = await makeWorld(place);
    other = connect(place);
    await world.db
      .insertInto("participant")
      .values(people.map((id) => participantRow(id, world.initiativeId)))
      .execute();
    const invitations = people.flatMap((id) =>
      ["baseline", "summer"].map((wave_id) => {
        const invitation = `${id} in ${wave_id}`;
        return { id: invitation, wave_id, participant_id: id, token_hash: invitation, answered: 0 };
      }),
    );
    await world.db.insertInto("invitation").values(invitations).execute();
  });
  afterEach(async () => {
    await world.db.destroy();
    await other.destroy();
  });

  it("count each once, and find every pair, also where a person's two answers come to both at the same moment", async () => {
    const queues = [new AnswerQueue(world.db), new AnswerQueue(other)] as const;
    const submit = (queue: AnswerQueue, name: string, waveId: string, score: number) => {
      const segments = { area: score % 2 ? "Nord" : "Syd" };
      const response = responseOf(world, name, waveId, { "safe-dark": score, worry: 1 + (score % 3) }, { segments });
      return queue.submit({ invitationId: `${name} in ${waveId}`, response, codebook: world.codebook });
    };
    const outcomes: Array<Array<unknown>> = [];
    const answer = async (name: string, index: number) => {
      const [one, two] = index % 2 ? queues : [queues[1], queues[0]];
      const score = 1 + (index % 7);
      // Of the last ones the first answer is sent to both: whose row is locked waits, and would hide what the others try.
      const twice = index < people.length - 6 ? [] : [submit(two, name, "baseline", score)];
      const sent = [submit(one, name, "baseline", score), submit(two, name, "summer", 8 - score), ...twice];
      outcomes.push(await Promise.all(sent));
    };
    // A connection each to begin with; then round by round, so that the two queues write at the same moment again and again.
    await other.selectFrom("wave").select("id").execute();
    for (let start = 0; start < people.length; start += 6) {
      await Promise.all(people.slice(start, start + 6).map((name, index) => answer(name, start + index)));
    }

    const refusals = outcomes.flat().filter((outcome) => outcome !== null);
    expect(refusals).toEqual(Array.from({ length: 6 }, () => ({ problem: "answer.already-answered" })));
    expect(await world.db.selectFrom("response").select("id").execute()).toHaveLength(2 * people.length);
    const counted = await countsOf(world.db);
    const pairs = counted.shifts.filter(({ item_key, segment }) => item_key === "safe-dark" && segment === "");
    expect(pairs.reduce((sum, { count }) => sum + count, 0)).toBe(people.length);
    const { answered } = (await invitationCounts(world.db, ["baseline"]))[0] ?? {};
    expect(answered).toBe(people.length);
    await rebuildTallies(world.db, world.initiativeId);
    expect(await countsOf(world.db)).toEqual(counted);
  });
});
