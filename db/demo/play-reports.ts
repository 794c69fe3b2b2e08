import type { Database } from "#db/schema.ts";
import { answerConfirmation } from "#surveys/answering/confirmation-link.server.ts";
import { dayOf } from "#surveys/clock.ts";
import { askAboutReport } from "#surveys/fieldwork/confirmation-request.server.ts";
import { confirmationToken } from "#surveys/fieldwork/invitation-token.ts";
import { askAboutWorkflow } from "#surveys/impact/workflows/workflow-deeds.server.ts";
import { reportChange } from "#surveys/initiative/change-report.server.ts";
import type { CastReport, CastWitness } from "./cast.ts";
import { granted } from "./play-calendar.ts";
import type { Stage } from "./play-setup.ts";

/** Days after the change was seen: it is reported, others are asked, they answer. */
const reportDays = 12;
const askDays = 15;
const answerDays = 21;

/** Who has not answered was asked so many days before now: that mail is handed over when the demo starts, and its link waits. */
const waitingDaysAgo = 2;

/** Changes that actors reported, and what others said of them when they were asked. */
export async function playReports(db: Database, stage: Stage): Promise<void> {
  const ids: string[] = [];
  for (const report of stage.cast.reports) {
    const id = await tell(db, stage, report, ids);
    ids.push(id);
    for (const witness of report.asked ?? []) await ask(db, stage, { id, report, witness });
  }
}

/** What other organisations say of what the surveys show of a process; where another seed shows nothing, nobody is asked. */
export async function playConfirmations(db: Database, stage: Stage): Promise<void> {
  for (const { process, organisation, email, said, askedDaysAgo } of stage.cast.confirmations ?? []) {
    const deed = stage.deed(askedDaysAgo, 10);
    const ask = { confirmer: stage.organisations.get(organisation) ?? "", confirmerName: "", confirmerEmail: email };
    const asked = await askAboutWorkflow(db, { ...deed, process, ask, secret: stage.secret, language: "da" });
    if (asked?.problem === "confirmation.nothing-to-confirm") continue;
    granted(asked);
    if (!said) continue;
    const made = db.selectFrom("confirmation_request").select("id").where("process", "=", process);
    const { id } = await made.where("initiative_id", "=", stage.initiativeId).executeTakeFirstOrThrow();
    await markSent(db, id, deed.now);
    const now = stage.calendar(askedDaysAgo - (answerDays - askDays), 15);
    granted(await answerConfirmation(db, { token: confirmationToken(stage.secret, id), now, confirmation: said }));
  }
}

async function tell(db: Database, stage: Stage, report: CastReport, earlier: string[]): Promise<string> {
  const { organisation, happenedDaysAgo, sameAs, asked, ...words } = report;
  const organisationId = stage.organisations.get(organisation) ?? "";
  const accountId = stage.partners.get(organisation) ?? stage.coordinatorId;
  const reported = {
    ...words,
    happenedOn: dayOf(stage.calendar(happenedDaysAgo)),
    sameAs: sameAs === undefined ? "" : (earlier[sameAs] ?? ""),
  };
  const deed = { ...stage.deed(happenedDaysAgo - reportDays, 13), accountId };
  return granted(await reportChange(db, { ...deed, organisationId, report: reported })).id;
}

async function ask(
  db: Database,
  stage: Stage,
  { id, report, witness }: { id: string; report: CastReport; witness: CastWitness },
): Promise<void> {
  const { organisation, outside, email, said } = witness;
  const askedDaysAgo = said ? report.happenedDaysAgo - askDays : waitingDaysAgo;
  const asking = {
    confirmer: outside ? "outside" : (stage.organisations.get(organisation) ?? ""),
    confirmerName: outside ? organisation : "",
    confirmerEmail: email,
  };
  const deed = stage.deed(askedDaysAgo, 10);
  granted(await askAboutReport(db, { ...deed, reportId: id, ask: asking, secret: stage.secret, language: "da" }));
  if (!said) return;
  const request = await newestRequest(db, id);
  await markSent(db, request, deed.now);
  const now = stage.calendar(report.happenedDaysAgo - answerDays, 15);
  granted(await answerConfirmation(db, { token: confirmationToken(stage.secret, request), now, confirmation: said }));
}

/** The one that was just made: each report here is asked about once. */
async function newestRequest(db: Database, reportId: string): Promise<string> {
  const request = db.selectFrom("confirmation_request").select("id").where("report_id", "=", reportId);
  return (await request.executeTakeFirstOrThrow()).id;
}

/** This mail went out long ago; the worker must not hand it over now. */
async function markSent(db: Database, requestId: string, sentAt: Date): Promise<void> {
  await db
    .updateTable("message")
    .set({ state: "sent", attempts: 1, sent_at: sentAt.toISOString() })
    .where("confirmation_request_id", "=", requestId)
    .execute();
}
