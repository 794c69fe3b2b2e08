import type { ConfirmationTable, Database } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import type { ConfirmationResult, ReportCoding, ReportResult, RequestResult } from "./reports.ts";

/**
 * The initiative's reported changes, newest first, with their coding and what other organisations say: in a fixed number of queries. Reports are written by organisations for the initiative; they are not figures about people, and nothing in them is
 * counted. No person, address or link leaves here.
 */
export async function readReports(db: Database, initiativeId: string): Promise<ReportResult[]> {
  const rows = await db
    .selectFrom("change_report as report")
    .innerJoin("organisation", "organisation.id", "report.organisation_id")
    .leftJoin("report_coding as coding", "coding.report_id", "report.id")
    .select(["report.id", "report.organisation_id", "organisation.name", "report.what", "report.who_changed"])
    .select(["report.happened_on", "report.place", "report.kind", "report.expected", "report.better"])
    .select(["report.contribution", "report.evidence", "report.reported_on", "report.depth", "report.ring"])
    .select(["report.how", "report.same_as", "coding.kind as coded_kind", "coding.depth as coded_depth"])
    .select(["coding.ring as coded_ring", "coding.sameness", "coding.same_as as coded_same_as"])
    .where("report.initiative_id", "=", initiativeId)
    .orderBy("report.reported_on", "desc")
    .orderBy("report.id")
    .execute();
  const confirmations = await readConfirmations(db, initiativeId);
  return rows.map((row): ReportResult => {
    const own = { kind: row.kind as ReportCoding["kind"], depth: row.depth, ring: row.ring };
    const analyst =
      row.coded_kind === null
        ? null
        : { kind: row.coded_kind as ReportCoding["kind"], depth: row.coded_depth, ring: row.coded_ring };
    return {
      id: row.id,
      organisation: { id: row.organisation_id, name: row.name },
      ...{ what: row.what, whoChanged: row.who_changed, happenedOn: row.happened_on, place: row.place },
      ...{ better: row.better, expected: row.expected, contribution: row.contribution, how: row.how },
      ...{ evidence: row.evidence, reportedOn: row.reported_on, own, analyst, coded: analyst ?? own },
      sameAs: samenessOf(row),
      confirmations: confirmations.filter(({ about }) => about.reportId === row.id).map(({ result }) => result),
    };
  });
}

/** One of them; undefined where the initiative has no such report. */
export async function readReport(
  db: Database,
  initiativeId: string,
  reportId: string,
): Promise<ReportResult | undefined> {
  return (await readReports(db, initiativeId)).find(({ id }) => id === reportId);
}

/** What a confirmation or a request is about: a report, or a process between two waves. */
export interface About {
  reportId: string | null;
  process: string | null;
  fromWaveId: string | null;
  toWaveId: string | null;
}

/** What organisations say, oldest first. */
export async function readConfirmations(
  db: Database,
  initiativeId: string,
): Promise<Array<{ about: About; result: ConfirmationResult }>> {
  const rows = await db
    .selectFrom("confirmation")
    .leftJoin("organisation", "organisation.id", "confirmation.organisation_id")
    .selectAll("confirmation")
    .select("organisation.name")
    .where("initiative_id", "=", initiativeId)
    .orderBy("answered_on")
    .orderBy("confirmation.id")
    .execute();
  return rows.map((row) => ({
    about: aboutOf(row),
    result: {
      organisation: { id: row.organisation_id, name: row.name ?? row.organisation_name },
      ...{ agreement: row.agreement, intended: row.intended, contribution: row.contribution, words: row.words },
      ...{ answeredOn: row.answered_on, amendedOn: row.amended_on },
    },
  }));
}

/** The links that were sent, oldest first. */
export async function readRequests(
  db: Database,
  initiativeId: string,
  now: Date,
): Promise<Array<{ about: About; result: RequestResult }>> {
  const rows = await db
    .selectFrom("confirmation_request as request")
    .innerJoin("message", "message.confirmation_request_id", "request.id")
    .leftJoin("organisation", "organisation.id", "request.organisation_id")
    .leftJoin("confirmation", "confirmation.request_id", "request.id")
    .select(["request.id", "request.report_id", "request.process", "request.from_wave_id", "request.to_wave_id"])
    .select(["request.organisation_id", "request.organisation_name", "organisation.name", "request.asked_on"])
    .select(["request.expires_at", "request.asked_as", "message.state as mail", "confirmation.id as answer"])
    .where("request.initiative_id", "=", initiativeId)
    .orderBy("request.asked_on")
    .orderBy("request.id")
    .execute();
  return rows.map((row) => ({
    about: aboutOf(row),
    result: {
      id: row.id,
      organisation: { id: row.organisation_id, name: row.name ?? row.organisation_name },
      state: row.answer !== null ? "answered" : row.expires_at <= now.toISOString() ? "ended" : "waiting",
      mail: row.mail,
      ...{ askedOn: row.asked_on, endsOn: dayOf(new Date(row.expires_at)), askedAs: row.asked_as },
    },
  }));
}

function aboutOf(row: Pick<ConfirmationTable, "report_id" | "process" | "from_wave_id" | "to_wave_id">): About {
  return { reportId: row.report_id, process: row.process, fromWaveId: row.from_wave_id, toWaveId: row.to_wave_id };
}

function samenessOf(row: {
  same_as: string | null;
  sameness: "as-reported" | "same" | "apart" | null;
  coded_same_as: string | null;
}): ReportResult["sameAs"] {
  if (row.sameness === "apart") return null;
  if (row.sameness === "same" && row.coded_same_as) return { id: row.coded_same_as, saidBy: "analyst" };
  return row.same_as === null ? null : { id: row.same_as, saidBy: "reporter" };
}
