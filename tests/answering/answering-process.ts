import { randomInt } from "node:crypto";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { participantRow } from "#tests/support/participant-row.ts";
import { makeWorld, responseOf } from "./answering-world.ts";

/** Answers without end, eight people at a time, and prints the id of each response once it is acknowledged. Waits to be killed. */
const world = await makeWorld(String(process.argv[2]));
const queue = new AnswerQueue(world.db);

await Promise.all(Array.from({ length: 8 }, (_, lane) => answerOn(lane)));

async function answerOn(lane: number): Promise<void> {
  for (let turn = 0; ; turn++) {
    const name = `person ${lane} ${turn}`;
    await world.db.insertInto("participant").values(participantRow(name, world.initiativeId)).execute();
    for (const waveId of ["baseline", "summer"]) {
      const invitationId = `${name} ${waveId}`;
      await world.db
        .insertInto("invitation")
        .values({ id: invitationId, wave_id: waveId, participant_id: name, token_hash: invitationId, answered: 0 })
        .execute();
      const answers = { "safe-dark": randomInt(1, 8), worry: randomInt(1, 4) };
      const response = responseOf(world, name, waveId, answers, { segments: { area: lane % 2 ? "Nord" : "Syd" } });
      await queue.submit({ invitationId, response, codebook: world.codebook });
      process.stdout.write(`${response.id}\n`);
    }
  }
}
