import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sayIn } from "#app/texts/texts.ts";
import { people } from "#db/demo/cast.ts";
import type { Database } from "#db/schema.ts";
import { answerConfirmation, findConfirmation } from "#surveys/answering/confirmation-link.server.ts";
import { confirmationToken } from "#surveys/fieldwork/invitation-token.ts";
import { readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import {
  askAboutWorkflow,
  claimsOf,
  confirmWorkflow,
  readWorkflow,
} from "#surveys/impact/workflows/workflow-deeds.server.ts";
import { readWorkflows } from "#surveys/impact/workflows/workflows.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { claimWords } from "#surveys/reporting/workflow-words.ts";
import { demoNow, demoOptions, playDemo } from "#tests/db/recovery.ts";

/** The demo's nightlife initiative, where tip-offs were planted to take less time and nobody had foreseen it. */
let db: Database;
let initiativeId: string;
let coordinator: string;
let partner: { accountId: string; organisationId: string };

beforeAll(async () => {
  db = await playDemo();
  const initiative = db.selectFrom("initiative").select("id").where("slug", "=", "trygt-natteliv");
  initiativeId = (await initiative.executeTakeFirstOrThrow()).id;
  const grants = await db.selectFrom("role_grant").selectAll().where("initiative_id", "=", initiativeId).execute();
  coordinator = grants.find(({ role }) => role === "coordinator")?.account_id ?? "";
  const peter = db.selectFrom("account").select("id").where("email", "=", people.partner.email);
  const { id } = await peter.executeTakeFirstOrThrow();
  const { account_id, organisation_id } = grants.find((grant) => grant.account_id === id) ?? {};
  partner = { accountId: account_id ?? "", organisationId: organisation_id ?? "" };
});
afterAll(() => db.destroy());

const deed = () => ({ initiativeId, accountId: coordinator, now: demoNow });
const nobody = { confirmer: "", confirmerName: "", confirmerEmail: "" };

describe("the ledger of the demo", () => {
  it("finds the hours that were planted to be saved, over organisations, with an interval", async () => {
    const { workflows } = await readWorkflows(db, initiativeId);
    expect(workflows.map(({ process }) => process)).toEqual(["referral", "tip-off", "licence-control", "handover"]);
    const tipOff = workflows.find(({ process }) => process === "tip-off");
    // Planted: 1.5 of a standard deviation of 3 hours, and 12 cases a month.
    expect(tipOff?.saved?.perOrganisation.low).toBeGreaterThan(0);
    expect(tipOff?.saved?.inAll?.low).toBeGreaterThan(0);
    expect(tipOff?.saved?.people).toBeGreaterThanOrEqual(5);
    expect(workflows.find(({ process }) => process === "licence-control")?.foreseen).toBe("goal");
  });

  it("lists the change once: as a workflow, and not as an indicator too", async () => {
    const { ripples } = await readRipples(db, initiativeId);
    const about = ripples.filter(({ candidate }) => {
      const subject = candidate?.subject;
      return subject && "ripple" in subject && subject.ripple.indicator === "actor/workflow-tip-off-hours/mean";
    });
    expect(about.map(({ key, source, kind }) => [key, source, kind])).toEqual([
      ["process:tip-off:gain", "workflow", "gain"],
    ]);
  });

  it("can be confirmed where something surely changed, by another link, and tells no figure there", async () => {
    const ask = { ...nobody, confirmer: partner.organisationId };
    const asking = { ...deed(), process: "tip-off", ask, secret: demoOptions.secret, language: "da" as const };
    expect(await askAboutWorkflow(db, asking)).toBeNull();
    const request = db
      .selectFrom("confirmation_request")
      .select("id")
      .where("process", "=", "tip-off")
      .where("organisation_id", "=", partner.organisationId);
    const token = confirmationToken(demoOptions.secret, (await request.executeTakeFirstOrThrow()).id);
    const asked = await findConfirmation(db, token, demoNow);
    if (isProblem(asked) || !("process" in asked.subject)) throw new Error("no process");
    const told = await claimsOf(db, initiativeId, asked.subject);
    const words = claimWords(told?.claims ?? [], { language: "da", say: sayIn("da") });
    expect(words.join(" ")).toContain("færre arbejdstimer");
    expect(`${words.join(" ")} ${JSON.stringify(asked.report)}`).not.toMatch(/\d/);
    const confirmation = { agreement: "agree", intended: "no", contribution: "partly", words: "" };
    expect(await answerConfirmation(db, { token, now: demoNow, confirmation })).toBeNull();
    const again = {
      ...deed(),
      ...partner,
      process: "tip-off",
      confirmation: { ...confirmation, agreement: "disagree" },
    };
    expect(await confirmWorkflow(db, again)).toBeNull();
    const read = await readWorkflow(db, initiativeId, "tip-off", demoNow);
    const own = read?.workflow.confirmations.filter(({ organisation }) => organisation.id === partner.organisationId);
    expect(own?.map(({ agreement }) => agreement)).toEqual(["disagree"]);
  });

  it("asks nobody outside, and about nothing that did not surely change", async () => {
    const asking = { ...deed(), secret: demoOptions.secret, language: "da" as const };
    const club = { confirmer: "outside", confirmerName: "Klubben", confirmerEmail: "klub@k.example" };
    expect(await askAboutWorkflow(db, { ...asking, process: "tip-off", ask: club })).toMatchObject({
      problem: "field.not-a-choice",
    });
    for (const process of ["no-such-process", "x' or 1=1"])
      expect(await askAboutWorkflow(db, { ...asking, process, ask: { ...nobody, confirmer: "x" } })).toEqual({
        problem: "confirmation.nothing-to-confirm",
      });
  });
});
