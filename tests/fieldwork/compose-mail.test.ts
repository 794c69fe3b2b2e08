import { describe, expect, test } from "vitest";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import { sayIn } from "#app/texts/texts.ts";
import type { Item } from "#surveys/definition/codebook.ts";
import { minutesToAnswer } from "#surveys/fieldwork/answering-time.ts";
import { composeInvitation, type InvitationFacts } from "#surveys/fieldwork/compose-mail.ts";
import { hashToken, invitationToken, signInToken } from "#surveys/fieldwork/invitation-token.ts";
import { contactKinds } from "#surveys/fieldwork/message.ts";
import { directionOf, respondentLanguageCodes } from "#surveys/respondent-language.ts";
import { secret } from "#tests/support/mail-world.ts";

const facts: InvitationFacts = {
  kind: "invitation",
  audience: "resident",
  language: "da",
  name: "Anna",
  initiative: "Tryg nat",
  challenge: "",
  partners: [],
  minutes: 1,
  closesOn: "2026-12-11",
  link: "https://r.example/s/x",
  stopLink: "https://r.example/s/x/stop",
};

describe("the words of an invitation", () => {
  test("hold in every language with nothing left unfilled, from the right where it runs so", () => {
    for (const language of respondentLanguageCodes) {
      for (const kind of contactKinds) {
        for (const partners of [[], ["A"], ["A", "B", "C", "D", "E", "F", "G"]]) {
          const mail = composeInvitation(
            { ...facts, language, kind, partners, challenge: "x" },
            sayToRespondent(language),
          );
          expect(mail.text + mail.subject + mail.html).not.toMatch(/\{\{|mail:|undefined|invitation\./);
          expect(mail.html).toContain(`<html lang="${language}" dir="${directionOf(language)}">`);
          expect(mail.text).toContain(`\n${facts.link}\n`);
          expect(mail.text).toContain(`\n${facts.stopLink}\n`);
        }
      }
    }
  });

  test("say the time of the last day where it does not last to its end, in every language", () => {
    const told = respondentLanguageCodes.map(
      (language) =>
        composeInvitation({ ...facts, language, closesOn: "2026-12-11T12:30" }, sayToRespondent(language)).text,
    );
    expect(told[0]).toContain("til og med 11. december 2026 kl. 12.30");
    expect(told.every((text) => /12[.:]30|۱۲:۳۰|١٢:٣٠/.test(text))).toBe(true);
  });

  test("name at most six partners, and cut a long challenge at a word", () => {
    const partners = ["A", "B", "C", "D", "E", "F", "G", "H"];
    const mail = composeInvitation({ ...facts, partners, challenge: "ordet ".repeat(100) }, sayIn("da"));
    expect(mail.text).toContain("A, B, C, D, E, F og 2 andre sammen");
    expect(mail.text).toMatch(/Det handler om: (ordet )+ordet …\n/);
  });

  test("let nothing that people have written become HTML", () => {
    const evil = `<script>alert("x")</script>'&`;
    const mail = composeInvitation(
      { ...facts, name: evil, initiative: evil, challenge: evil, partners: [evil] },
      sayIn("en"),
    );
    expect(mail.html).not.toMatch(/<script|alert\("x"\)/);
    expect(mail.html).toContain("&lt;script&gt;");
  });
});

test("the time that a survey takes counts a matrix by its rows and words for more", () => {
  const item = (question: string, kind: Item["kind"], row?: string): Item =>
    ({ kind, source: { question, row, as: "number" } }) as Item;
  const items = [
    item("m", "scale", "r1"),
    item("m", "scale", "r2"),
    item("c", "yes-no"),
    item("c", "yes-no"),
    item("t", "text"),
  ];
  // 2 × 8 + 8 + 30 + 8 for the question that cannot be measured = 62 seconds.
  expect(minutesToAnswer({ items, questions: ["m", "c", "t", "file"] })).toBe(2);
  expect(minutesToAnswer({ items: [], questions: [] })).toBe(1);
});

test("tokens have 132 bits, differ by purpose, id and secret, and are kept as hashes", () => {
  const tokens = [
    invitationToken(secret, "1"),
    invitationToken(secret, "2"),
    signInToken(secret, "1"),
    invitationToken("other", "1"),
  ];
  expect(new Set(tokens).size).toBe(4);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{22}$/);
  expect(invitationToken(secret, "1")).toBe(tokens[0]);
  expect(hashToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
