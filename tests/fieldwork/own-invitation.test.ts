import { beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/schema.ts";
import { hashToken } from "#surveys/fieldwork/invitation-token.ts";
import { ownInvitations } from "#surveys/fieldwork/own-invitation.server.ts";
import { closeWave, openWave, planWave } from "#surveys/fieldwork/wave.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { addPerson, baseUrl, carlas, makeMailWorld, markAnswered, morning, secret } from "#tests/support/mail-world.ts";

describe("the signed-in person's own survey", () => {
  let db: Database;
  let waveId: string;

  beforeEach(async () => {
    db = await makeMailWorld();
    await addPerson(db, { id: "petra", audience: "actor", organisationId: "police" });
    await addPerson(db, { id: "lise", audience: "resident" });
    const wave = await planWave(db, carlas(), {
      ...{ name: "Før", opensOn: "2026-11-23", closesOn: "2026-12-10" },
      surveys: { resident: "resident-1", actor: "actor-1" },
    });
    if (isProblem(wave)) throw new Error(wave.problem);
    waveId = wave.id;
  });

  test("is the open wave's invitation to her own address, whatever the case of its letters", async () => {
    await open();
    const own = await ownInvitations(db, of("Petra@Borger.example"));
    expect(own).toEqual([
      {
        waveName: "Før",
        audience: "actor",
        closesOn: "2026-12-10",
        answered: false,
        link: expect.stringMatching(`^${baseUrl}/s/[\\w-]{22}$`),
      },
    ]);
    const token = own[0]?.link?.split("/").at(-1) ?? "";
    const invited = await db
      .selectFrom("invitation")
      .innerJoin("participant", "participant.id", "invitation.participant_id")
      .select("participant.id")
      .where("token_hash", "=", hashToken(token))
      .executeTakeFirst();
    expect(invited?.id).toBe("petra");
  });

  test("has no link once it is answered", async () => {
    await open();
    await markAnswered(db, waveId, "petra@borger.example");
    expect(await ownInvitations(db, of("petra@borger.example"))).toMatchObject([{ answered: true, link: null }]);
  });

  test("is nothing before the wave opens, after it closes, for others and in another initiative", async () => {
    expect(await ownInvitations(db, of("petra@borger.example"))).toEqual([]);
    await open();
    expect(await ownInvitations(db, of("peter@borger.example"))).toEqual([]);
    expect(await ownInvitations(db, { ...of("petra@borger.example"), initiativeId: "housing" })).toEqual([]);
    await closeWave(db, carlas(), waveId);
    expect(await ownInvitations(db, of("petra@borger.example"))).toEqual([]);
  });

  async function open() {
    const opened = await openWave(db, carlas(), { waveId, secret });
    if (isProblem(opened)) throw new Error(opened.problem);
  }
});

function of(email: string) {
  return { initiativeId: "nightlife", email, secret, baseUrl, now: morning };
}
