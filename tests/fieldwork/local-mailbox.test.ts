import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLocalMailbox, readMailbox } from "#surveys/fieldwork/local-mailbox.server.ts";
import { from } from "#tests/support/mail-world.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "ringvirk-"));
});
afterEach(() => rm(dir, { recursive: true }));

const mail = {
  to: { name: "Søren Å", address: "soren@borger.dk" },
  text: "Hej Søren\n\nhttps://ringvirk.example/s/abc\n",
  html: "<p>Hej Søren</p>",
  headers: { "List-Unsubscribe": "<https://ringvirk.example/s/abc/stop>" },
  link: "https://ringvirk.example/s/abc",
  date: new Date("2026-11-23T09:00:00Z"),
};

test("a mailbox that nothing came to is empty", async () => {
  expect(await readMailbox(join(dir, "none"), { most: 10 })).toEqual({ mails: [], count: 0 });
});

test("mails lie there as they would have been sent, newest first", async () => {
  const mailbox = createLocalMailbox({ dir: join(dir, "mailbox"), from });
  for (const [index, id] of ["first", "second", "third"].entries()) {
    expect(await mailbox.handOver({ ...mail, id, subject: `Nummer ${index + 1} æøå` })).toEqual({ outcome: "sent" });
  }
  const { mails, count } = await readMailbox(join(dir, "mailbox"), { most: 2 });
  expect(count).toBe(3);
  expect(mails.map(({ subject }) => subject)).toEqual(["Nummer 3 æøå", "Nummer 2 æøå"]);
  expect(mails[0]).toEqual({
    id: "third",
    to: "Søren Å <soren@borger.dk>",
    subject: "Nummer 3 æøå",
    text: mail.text,
    link: mail.link,
    date: "2026-11-23T09:00:00.000Z",
  });
  const parsed = await simpleParser(await readFile(join(dir, "mailbox", "first.eml")));
  expect(parsed.messageId).toBe("<first@ringvirk.example>");
  expect(parsed.text?.trim()).toBe(mail.text.trim());
  expect(parsed.subject).toBe("Nummer 1 æøå");
});
