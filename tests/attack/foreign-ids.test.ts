import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Attacked, elsewhere, fingerprint, home, startAttacked, type Visitor } from "./attacked-ringvirk.ts";
import { type HomeIds, idsOf } from "./route-table.ts";

/**
 * Ids of one initiative, posted to the pages of another by somebody who may well post there. Each is refused, and of the whole database not
 * one row is different afterwards.
 */
let attacked: Attacked;
let homes: HomeIds;
let strangers: HomeIds;
let others: { messageId: string; grantId: string; surveyId: string; versionId: string; organisationId: string };

beforeAll(async () => {
  attacked = await startAttacked();
  homes = await idsOf(attacked, "home");
  strangers = await idsOf(attacked, "elsewhere");
  others = await otherIds();
});
afterAll(() => attacked.ringvirk.stop());

const setup = `/initiatives/${elsewhere}/setup`;

async function post(visitor: Visitor, path: string, fields: Record<string, string>, files = false): Promise<number> {
  const body = files ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const headers = { cookie: attacked.cookies[visitor] };
  const url = attacked.ringvirk.url + path;
  return (await fetch(url, { method: "POST", body, headers, redirect: "manual" })).status;
}

/** Everything the stranger tries in the initiative that is theirs, with what is the other's. */
function attempts(): Array<[string, Record<string, string>]> {
  const plan = { name: "Ny måling", opensOn: "2027-01-01", closesOn: "2027-02-01" };
  const goal = {
    ...{
      title: "Stjålet",
      indicator: "resident/safety-dark/mean",
      segment: "",
      direction: "rise",
      targetKind: "change",
    },
    ...{ targetValue: "5", smallestWorthwhile: "3", duePosition: "1" },
  };
  return [
    [`/goals/${homes.goalId}`, { deed: "remove" }],
    [`/goals/${homes.goalId}`, goal],
    [`/expectations/${homes.expectationId}`, { deed: "remove" }],
    [`/expectations/${homes.expectationId}`, { statement: "Stjålet", about: "nothing" }],
    ["/expectations/new", { statement: "x", about: "tie", ...tie(others.organisationId, strangers.organisationId) }],
    ...["open", "close", "remind", "invite-newcomers"].map((deed): [string, Record<string, string>] => [
      `/waves/${homes.waveId}`,
      { deed },
    ]),
    [`/waves/${homes.waveId}`, { deed: "replan", ...plan }],
    [`/waves/${strangers.waveId}`, { deed: "requeue", messageId: others.messageId }],
    ["/waves", { ...plan, resident: others.versionId, "survey-resident": others.versionId }],
    [`/participants/${homes.uploadId}`, { deed: "confirm" }],
    [`/participants/${strangers.uploadId}`, { deed: "confirm" }],
    ...["erase", "moved", "died", "back"].map((deed): [string, Record<string, string>] => [
      `/participants/person/${homes.participantId}`,
      { deed },
    ]),
    ["/import", { deed: "confirm", upload: homes.uploadId }],
    ["/import", { deed: "confirm", upload: strangers.uploadId }],
    [`/actors/${homes.organisationId}/1999-01-01`, { joinedOn: "2026-01-01", leftOn: "" }],
    [`/actors/${others.organisationId}/${homes.joinedOn}`, { joinedOn: "2026-01-01", leftOn: "" }],
    ["/surveys", { surveyId: others.surveyId }],
    ["/people", { deed: "revoke", grantId: others.grantId }],
    ["/people", { email: "m@example.dk", name: "M", role: "administrator", organisationId: "" }],
    ["/people", { email: "m@example.dk", name: "M", role: "partner", organisationId: others.organisationId }],
  ];
}

describe("what belongs to another initiative", () => {
  it("is refused to its neighbour's coordinator, and stays as it was", async () => {
    const before = await fingerprint(attacked.ringvirk.db);
    const statuses = new Map<string, number>();
    for (const [path, fields] of attempts()) {
      statuses.set(`${path} ${JSON.stringify(fields)}`, await post("stranger", setup + path, fields));
    }
    expect([...statuses].filter(([, status]) => status < 400 || status >= 500)).toEqual([]);
    expect(await fingerprint(attacked.ringvirk.db)).toEqual(before);
  });

  it("is not cancelled either: the file that another is about to store stays", async () => {
    const before = await fingerprint(attacked.ringvirk.db);
    for (const uploadId of [homes.uploadId, strangers.uploadId]) {
      await post("stranger", `${setup}/participants/${uploadId}`, { deed: "cancel" });
      await post("stranger", `${setup}/import`, { deed: "cancel", upload: uploadId });
    }
    expect(await fingerprint(attacked.ringvirk.db)).toEqual(before);
  });

  it("is not endorsed by a partner of this one", async () => {
    const before = await fingerprint(attacked.ringvirk.db);
    for (const deed of ["endorse", "withdraw"]) {
      const status = await post("partner", `/initiatives/${home}/partner?index`, { deed, goal: strangers.goalId });
      expect(status).toBe(404);
    }
    expect(await fingerprint(attacked.ringvirk.db)).toEqual(before);
  });

  it("is not shown where its id is put into an address of this one", async () => {
    const cookie = attacked.cookies.stranger;
    for (const [path, status] of [
      [`/goals/${homes.goalId}`, 404],
      [`/expectations/${homes.expectationId}`, 404],
      [`/waves/${homes.waveId}`, 404],
      [`/participants/${homes.uploadId}`, 410],
      [`/participants/person/${homes.participantId}`, 404],
      [`/participants/person/${homes.participantId}/export`, 404],
      [`/import?upload=${homes.uploadId}`, 410],
    ] as const) {
      const reply = await fetch(attacked.ringvirk.url + setup + path, { headers: { cookie } });
      expect(reply.status, path).toBe(status);
    }
  });

  it("still obeys its own coordinator, so that the refusals above mean something", async () => {
    const mine = `/initiatives/${home}/setup/expectations/${homes.expectationId}`;
    expect(await post("coordinator", mine, { deed: "remove" })).toBe(302);
    const left = await attacked.ringvirk.db
      .selectFrom("expectation")
      .select("id")
      .where("id", "=", homes.expectationId)
      .execute();
    expect(left).toEqual([]);
  });
});

function tie(organisationA: string, organisationB: string) {
  return { organisationA, organisationB };
}

async function otherIds(): Promise<typeof others> {
  const { db } = attacked.ringvirk;
  const initiativeId = attacked.initiativeIds.home;
  const message = await db
    .selectFrom("message")
    .innerJoin("invitation", "invitation.id", "message.invitation_id")
    .innerJoin("wave", "wave.id", "invitation.wave_id")
    .select("message.id")
    .where("wave.initiative_id", "=", initiativeId)
    .executeTakeFirstOrThrow();
  await db.updateTable("message").set({ state: "failed" }).where("id", "=", message.id).execute();
  const grant = await db
    .selectFrom("role_grant")
    .select("id")
    .where("initiative_id", "=", initiativeId)
    .where("role", "=", "analyst")
    .executeTakeFirstOrThrow();
  const version = await db
    .selectFrom("survey_version")
    .innerJoin("survey", "survey.id", "survey_version.survey_id")
    .select(["survey.id as surveyId", "survey_version.id as versionId"])
    .where("survey.initiative_id", "=", initiativeId)
    .where("survey.audience", "=", "resident")
    .executeTakeFirstOrThrow();
  const organisation = await db
    .selectFrom("membership")
    .select("organisation_id")
    .where("initiative_id", "=", initiativeId)
    .where("organisation_id", "not in", (not) =>
      not
        .selectFrom("membership")
        .select("organisation_id")
        .where("initiative_id", "=", attacked.initiativeIds.elsewhere),
    )
    .executeTakeFirstOrThrow();
  return { ...version, messageId: message.id, grantId: grant.id, organisationId: organisation.organisation_id };
}
