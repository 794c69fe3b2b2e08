import { describe, expect, test } from "vitest";
import { readReturned } from "#surveys/fieldwork/read-bounce.server.ts";
import {
  complaint,
  deliveryReport,
  exchangeReport,
  eximWords,
  qmailWords,
  reply,
} from "#tests/support/returned-mails.ts";

const to = "bounces+x@ringvirk.example";

describe("a report of delivery", () => {
  test.each([
    ["an unknown user", { status: "5.1.1" }, "hard", "5.1.1"],
    ["a domain without mail", { status: "5.4.4" }, "hard", "5.4.4"],
    ["Postfix on a reply without enhanced code", { status: "5.0.0", diagnostic: "550 no such user" }, "hard", "550"],
    ["the same, for lack of room", { status: "5.0.0", diagnostic: "552 mailbox full" }, "soft", "552"],
    ["a full mailbox", { status: "5.2.2" }, "soft", "5.2.2"],
    [
      "given up after days (Sendmail)",
      { status: "4.4.7", diagnostic: "Deferred: Connection timed out" },
      "soft",
      "4.4.7",
    ],
    ["words that are refused (Gmail)", { status: "5.7.26" }, "soft", "5.7.26"],
    ["a sender that is refused", { status: "5.1.8" }, "soft", "5.1.8"],
    ["one that is only late", { action: "delayed", status: "4.4.1" }, "other", ""],
    ["one that arrived", { action: "delivered", status: "2.0.0" }, "other", ""],
  ])("%s", async (_, options, kind, status) => {
    expect(await readReturned(deliveryReport(to, options))).toEqual({ kind, status });
  });

  test("of Exchange", async () => {
    expect(await readReturned(exchangeReport(to))).toEqual({ kind: "hard", status: "5.1.10" });
  });
});

test.each([
  ["Exim", eximWords(to), "hard", "5.1.1"],
  ["Exim, not now", eximWords(to, "452 4.2.2 mailbox full"), "soft", "4.2.2"],
  ["qmail", qmailWords(to), "hard", "5.1.1"],
])("a server's own words: %s", async (_, source, kind, status) => {
  expect(await readReturned(source)).toEqual({ kind, status });
});

test("a complaint, and what is none", async () => {
  expect((await readReturned(complaint(to))).kind).toBe("complaint");
  expect((await readReturned(complaint(to, "not-spam"))).kind).toBe("other");
});

test.each([
  ["says so (RFC 3834)", reply(to, "Re: Tryg nat", ["Auto-Submitted: auto-replied (vacation)"]), "auto-reply"],
  ["an older header", reply(to, "Re: Tryg nat", ["X-Autoreply: yes"]), "auto-reply"],
  ["an older precedence", reply(to, "Re: Tryg nat", ["Precedence: auto_reply"]), "auto-reply"],
  ["a Danish subject", reply(to, "Autosvar: Tryg nat"), "auto-reply"],
  ["another Danish subject", reply(to, "Automatisk svar: Tryg nat"), "auto-reply"],
  ["an English subject", reply(to, "Out of Office: back on Monday"), "auto-reply"],
  ["a person, though they write 550", reply(to, "Re: Tryg nat"), "other"],
])("an answer that is no bounce: %s", async (_, source, kind) => {
  expect((await readReturned(source)).kind).toBe(kind);
});

test("what is no mail at all changes nothing", async () => {
  for (const source of ["", "\0\0\0", "Content-Type: multipart/report", "--\r\n--\r\n"])
    expect((await readReturned(Buffer.from(source))).kind).toBe("other");
});
