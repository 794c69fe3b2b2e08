import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sayToRespondent as sayIn } from "#app/texts/respondent-texts.ts";
import type { Database } from "#db/schema.ts";
import { answerConfirmation, findConfirmation } from "#surveys/answering/confirmation-link.server.ts";
import { composeConfirmation } from "#surveys/fieldwork/compose-mail.ts";
import {
  type AskInput,
  askAboutReport,
  confirmationDays,
  forgetEndedAddresses,
  sendRequestAgain,
} from "#surveys/fieldwork/confirmation-request.server.ts";
import { confirmationToken, hashToken, invitationToken, signInToken } from "#surveys/fieldwork/invitation-token.ts";
import type { Mailer } from "#surveys/fieldwork/mailer.ts";
import { reportAndAsk } from "#surveys/fieldwork/report-and-ask.server.ts";
import { sendDueMessages } from "#surveys/fieldwork/send-messages.server.ts";
import { createSmtpMailer } from "#surveys/fieldwork/smtp-mailer.server.ts";
import { readReports } from "#surveys/impact/reports/reports.server.ts";
import { confirmReport } from "#surveys/initiative/confirmation.server.ts";
import { allProblems, isProblem, type Problem } from "#surveys/problem.ts";
import { type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import { addPerson, baseUrl, carlas, from, makeMailWorld, morning, secret } from "#tests/support/mail-world.ts";

/** Nordby Politi reports; the bars take part, the school has left; Berit signs in for the bars, Pia for the police. */
let db: Database;
let server: MailServer;
let mailer: Mailer;
let now: Date;

beforeEach(async () => {
  now = morning;
  db = await makeMailWorld();
  for (const [id, organisation_id] of [
    ["berit", "bars"],
    ["pia", "police"],
  ] as const) {
    await db
      .insertInto("account")
      .values({ id, email: `${id}@example.dk`, name: id, language: "en" })
      .execute();
    const grant = { id: `grant-${id}`, account_id: id, initiative_id: "nightlife", role: "partner" as const };
    await db
      .insertInto("role_grant")
      .values({ ...grant, organisation_id })
      .execute();
  }
  server = await startMailServer();
  mailer = createSmtpMailer({ url: server.url, from });
});

afterEach(async () => {
  mailer.close();
  await server.close();
  await db.destroy();
});

const report = {
  ...{ what: "Dørmændene ringer direkte til vagthavende.", whoChanged: "Barerne", happenedOn: "2026-11-01" },
  ...{ place: "Nordby", better: "better", kind: "workflow", depth: "transactional", ring: "between" },
  ...{ expected: "no", contribution: "mainly", how: "", evidence: "Loggen", sameAs: "" },
};
const bars: AskInput = { confirmer: "bars", confirmerName: "", confirmerEmail: "" };
const club: AskInput = { confirmer: "outside", confirmerName: "Klubben", confirmerEmail: "klub@klubben.example" };
const said = { agreement: "agree", intended: "no", contribution: "partly", words: "Det passer." };

async function tell(ask: AskInput = { confirmer: "", confirmerName: "", confirmerEmail: "" }, changes = {}) {
  const kept = await reportAndAsk(db, {
    ...{ initiativeId: "nightlife", accountId: "pia", now, organisationId: "police" },
    ...{ report: { ...report, ...changes }, ask, secret, language: "da" as const },
  });
  return kept;
}

async function told(ask?: AskInput): Promise<string> {
  const kept = await tell(ask);
  if (isProblem(kept)) throw new Error(JSON.stringify(kept));
  return kept.id;
}

function asks(reportId: string, ask: AskInput, by = carlas(now)): Promise<Problem | null> {
  return askAboutReport(db, { ...by, reportId, ask, secret, language: "da" });
}

async function tokenOf(reportId: string): Promise<string> {
  const requests = db.selectFrom("confirmation_request").select("id").where("report_id", "=", reportId);
  return confirmationToken(secret, (await requests.executeTakeFirstOrThrow()).id);
}

async function codesOf(refused: Promise<unknown>): Promise<string[]> {
  const problem = await refused;
  return isProblem(problem) ? allProblems(problem).map((one) => one.problem) : [];
}

function send() {
  return sendDueMessages(db, { mailer, clock: () => now, secret, baseUrl, sayIn });
}

describe("a link to confirm with", () => {
  test("goes by the outbox to those who sign in for the organisation, and to no one else", async () => {
    const id = await told(bars);
    await send();
    expect(server.received.map(({ to }) => (Array.isArray(to) ? "" : to?.text))).toEqual(["berit@example.dk"]);
    const text = server.received[0]?.text ?? "";
    expect(text).toContain(`${baseUrl}/confirm/${await tokenOf(id)}`);
    expect(text).toContain("Nordby Politi has reported a change");
    expect(text).not.toContain(report.what);
    expect(text).not.toMatch(/pia|Pia/);
  });

  test("rests in the database as a hash alone, and is none of another purpose", async () => {
    const id = await told(bars);
    const token = await tokenOf(id);
    const row = await db.selectFrom("confirmation_request").selectAll().executeTakeFirstOrThrow();
    expect(token).toHaveLength(22);
    expect(row.token_hash).toBe(hashToken(token));
    expect(JSON.stringify(row)).not.toContain(token);
    expect(new Set([token, invitationToken(secret, row.id), signInToken(secret, row.id)]).size).toBe(3);
  });

  test("shows the report and never who reported it", async () => {
    const asked = await findConfirmation(db, await tokenOf(await told(club)), now);
    expect(asked).toMatchObject({
      organisation: "Klubben",
      report: { organisation: "Nordby Politi", what: report.what },
    });
    expect(JSON.stringify(asked)).not.toMatch(/pia|example\.dk/);
  });

  test("is answered once and amended until it ends; every step is in the log without a name", async () => {
    const id = await told(club);
    const token = await tokenOf(id);
    expect(await answerConfirmation(db, { token, now, confirmation: said })).toBeNull();
    expect(await answerConfirmation(db, { token, now, confirmation: { ...said, agreement: "disagree" } })).toBeNull();
    const [only, ...more] = await db.selectFrom("confirmation").selectAll().execute();
    expect(only).toMatchObject({ agreement: "disagree", amended_on: "2026-11-23", account_id: null });
    expect(more).toEqual([]);
    now = new Date(now.getTime() + confirmationDays * 86_400_000);
    expect(await codesOf(answerConfirmation(db, { token, now, confirmation: said }))).toEqual([
      "confirmation.link-ended",
    ]);
    expect(await codesOf(findConfirmation(db, token, now))).toEqual(["confirmation.link-ended"]);
    const log = await db.selectFrom("audit").select(["action", "detail"]).execute();
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["change.reported", "confirmation.asked", "confirmation.given", "confirmation.amended"]),
    );
    expect(JSON.stringify(log)).not.toContain("klubben.example");
  });

  test("that is guessed, or that is a token of another purpose, opens nothing", async () => {
    const id = await told(bars);
    const { id: requestId } = await db.selectFrom("confirmation_request").select("id").executeTakeFirstOrThrow();
    for (const token of ["", "A".repeat(22), id, requestId, invitationToken(secret, requestId)]) {
      expect(await codesOf(findConfirmation(db, token, now))).toEqual(["confirmation.unknown-link"]);
      expect(await codesOf(answerConfirmation(db, { token, now, confirmation: said }))).toEqual([
        "confirmation.unknown-link",
      ]);
    }
  });

  test("is worthless once the organisation has left; what it said stays", async () => {
    const token = await tokenOf(await told(bars));
    await answerConfirmation(db, { token, now, confirmation: said });
    await db.updateTable("membership").set({ left_on: "2026-11-22" }).where("organisation_id", "=", "bars").execute();
    const left = ["confirmation.organisation-left"];
    expect(await codesOf(answerConfirmation(db, { token, now, confirmation: { ...said, words: "x" } }))).toEqual(left);
    expect(await db.selectFrom("confirmation").select("words").execute()).toEqual([{ words: said.words }]);
  });

  test("refuses what is no answer, and words beyond all measure, and keeps nothing of it", async () => {
    const token = await tokenOf(await told(bars));
    const wrong = { agreement: "yes", intended: "", contribution: "mainly", words: "x".repeat(4001) };
    expect(await codesOf(answerConfirmation(db, { token, now, confirmation: wrong }))).toEqual([
      ...["field.not-a-choice", "field.missing", "field.too-long"],
    ]);
    expect(await db.selectFrom("confirmation").selectAll().execute()).toEqual([]);
  });
});

describe("the mail with the link", () => {
  test("is dropped when the organisation has answered, or the link has ended", async () => {
    const id = await told(club);
    await answerConfirmation(db, { token: await tokenOf(id), now, confirmation: said });
    await send();
    expect(await db.selectFrom("message").select(["state", "problem"]).execute()).toEqual([
      { state: "dropped", problem: "answered" },
    ]);
    await told(club);
    now = new Date(now.getTime() + (confirmationDays + 1) * 86_400_000);
    await forgetEndedAddresses(db, now);
    await send();
    expect(server.received).toEqual([]);
    expect(await db.selectFrom("confirmation_request").select("email").distinct().execute()).toEqual([{ email: "" }]);
  });

  test("that failed is sent again by a person, in the initiative it belongs to alone", async () => {
    await told(club);
    server.behaviour = () => ({ rcpt: 550 });
    await send();
    const { id } = await db.selectFrom("confirmation_request").select("id").executeTakeFirstOrThrow();
    const elsewhere = { ...carlas(now), initiativeId: "housing" };
    expect(await codesOf(sendRequestAgain(db, elsewhere, id))).toEqual(["message.not-found"]);
    expect(await sendRequestAgain(db, carlas(now), id)).toBeNull();
    expect(await codesOf(sendRequestAgain(db, carlas(now), id))).toEqual(["message.not-requeueable"]);
    server.behaviour = () => "take";
    await send();
    expect(server.received).toHaveLength(1);
  });

  test("holds in both languages with nothing left unfilled, and no HTML of anybody's", () => {
    const evil = `<script>alert("x")</script>`;
    for (const language of ["da", "en"] as const)
      for (const [reportedBy, askedAs] of [
        [evil, "reporter"],
        [evil, "team"],
        [null, "team"],
      ] as const) {
        const facts = {
          language,
          organisation: evil,
          reportedBy,
          askedAs,
          initiative: evil,
          endsOn: "2026-12-23",
          link: "https://r/x",
        };
        const mail = composeConfirmation(facts, sayIn(language));
        expect(mail.text + mail.subject + mail.html).not.toMatch(/\{\{|mail:|undefined/);
        expect(mail.html).not.toContain("<script");
      }
  });
});

describe("who is asked", () => {
  test("is never the reporting organisation, by whatever door", async () => {
    await addPerson(db, { id: "kollega", audience: "actor", organisationId: "police" });
    const own = ["confirmation.own-organisation"];
    const before = await db.selectFrom("change_report").selectAll().execute();
    expect(await codesOf(tell({ ...bars, confirmer: "police" }))).toEqual(own);
    expect(await codesOf(tell({ ...club, confirmerEmail: "PIA@example.dk" }))).toEqual(own);
    expect(await codesOf(tell({ ...club, confirmerEmail: "kollega@borger.example" }))).toEqual(own);
    expect(await codesOf(tell({ ...club, confirmerName: "nordby politi" }))).toEqual(["confirmation.is-actor"]);
    expect(await db.selectFrom("change_report").selectAll().execute()).toEqual(before);
    const id = await told();
    const deed = { initiativeId: "nightlife", accountId: "pia", now, organisationId: "police", reportId: id };
    expect(await codesOf(confirmReport(db, { ...deed, confirmation: said }))).toEqual(own);
  });

  test("takes part today, and has an address", async () => {
    expect(await codesOf(tell({ ...bars, confirmer: "school" }))).toEqual(["confirmation.organisation-left"]);
    expect(await codesOf(tell({ ...bars, confirmer: "no such" }))).toEqual(["confirmation.organisation-left"]);
    expect(await codesOf(tell({ ...club, confirmerName: "", confirmerEmail: "x" }))).toEqual([
      ...["field.missing", "account.email-wrong"],
    ]);
    await db.deleteFrom("role_grant").where("account_id", "=", "berit").execute();
    expect(await codesOf(tell(bars))).toEqual(["field.missing"]);
  });

  test("is told together with what is wrong with the report, and neither is kept", async () => {
    expect(await codesOf(tell({ ...club, confirmerName: "" }, { what: "" }))).toEqual([
      "field.missing",
      "field.missing",
    ]);
    expect(await db.selectFrom("change_report").selectAll().execute()).toEqual([]);
  });

  test("is asked once, and nobody is flooded", async () => {
    const id = await told(bars);
    expect(await codesOf(asks(id, bars))).toEqual(["confirmation.already-asked"]);
    const others = Array.from({ length: 9 }, (_, n) => ({
      ...club,
      confirmerName: `Klub ${n}`,
      confirmerEmail: `k${n}@k.example`,
    }));
    const outcomes = [];
    for (const other of others) outcomes.push(...(await codesOf(asks(id, other))));
    expect(outcomes).toEqual(["confirmation.too-many", "confirmation.too-many"]);
    const reports = await Promise.all(Array.from({ length: 31 }, () => told()));
    const many = [];
    for (const report of reports) many.push(...(await codesOf(asks(report, club))));
    expect(new Set(many)).toEqual(new Set(["confirmation.too-many"]));
    expect(await db.selectFrom("message").selectAll().execute()).toHaveLength(1 + 30);
  });

  test("is not asked about a report of another initiative", async () => {
    const id = await told();
    expect(await codesOf(asks(id, club, { ...carlas(now), initiativeId: "housing" }))).toEqual([
      "change-report.not-found",
    ]);
  });
});

test("an organisation has one answer, by link or signed in, and the newest stands", async () => {
  const id = await told(bars);
  await answerConfirmation(db, { token: await tokenOf(id), now, confirmation: said });
  const deed = { initiativeId: "nightlife", accountId: "berit", now, organisationId: "bars", reportId: id };
  expect(await confirmReport(db, { ...deed, confirmation: { ...said, agreement: "partly" } })).toBeNull();
  const [read] = await readReports(db, "nightlife");
  expect(read?.confirmations).toMatchObject([{ organisation: { id: "bars" }, agreement: "partly" }]);
  expect(JSON.stringify(read)).not.toMatch(/berit|pia|@/);
});
