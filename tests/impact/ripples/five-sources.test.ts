import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { people } from "#db/demo/cast.ts";
import { demoTruth } from "#db/demo/truth.ts";
import type { Database } from "#db/schema.ts";
import { type Ripple, rippleStates } from "#surveys/impact/ripples/ripple-life.ts";
import { linkRipples } from "#surveys/impact/ripples/ripple-links.server.ts";
import { type RippleInbox, readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import { readWorkflows } from "#surveys/impact/workflows/workflows.server.ts";
import { reportChange } from "#surveys/initiative/change-report.server.ts";
import { addExpectation } from "#surveys/initiative/expectation.server.ts";
import { sealGoals, sealInForce } from "#surveys/initiative/seal.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { candidateSentence } from "#surveys/reporting/candidate-words.ts";
import { formatNumber } from "#surveys/reporting/number-format.ts";
import { rippleList } from "#surveys/reporting/ripple-list.ts";
import { demoNow, playDemo } from "#tests/db/recovery.ts";
import { danish, english } from "#tests/reporting/sample.ts";

/** The inbox of the demo, as the pages read it. */
let db: Database;
const ids = new Map<string, string>();

beforeAll(async () => {
  db = await playDemo();
  for (const { id, slug } of await db.selectFrom("initiative").select(["id", "slug"]).execute()) ids.set(slug, id);
});
afterAll(() => db.destroy());

const night = () => ids.get("trygt-natteliv") ?? "";
const everything = { source: "", type: "", ring: "", kind: "" };

async function rippleOf(initiativeId: string, isWanted: (ripple: Ripple) => boolean): Promise<Ripple> {
  const found = (await readRipples(db, initiativeId)).ripples.filter(isWanted);
  expect(found).toHaveLength(1);
  return found[0] as Ripple;
}

function sentenceOf(inbox: RippleInbox, { candidate }: Ripple, reader = danish): string {
  if (!candidate) throw new Error("its figures are gone");
  return candidateSentence(inbox, candidate, reader);
}

test.each(demoTruth.map(({ slug }) => slug))("%s hears of all five sources in one list", async (slug) => {
  const inbox = await readRipples(db, ids.get(slug) ?? "");
  const sources = new Set(inbox.ripples.map(({ source }) => (source === "spill-over" ? "indicator" : source)));
  expect(sources).toEqual(new Set(["indicator", "workflow", "tie", "report", "theme"]));
  const { sections } = rippleList(inbox, everything, danish);
  const listed = sections.flatMap(({ cards, weak }) => [...cards, ...weak]);
  expect(listed.map(({ address }) => address).sort()).toEqual(inbox.ripples.map(({ address }) => address).sort());
});

describe("a workflow that fell", () => {
  test("is one candidate, with the ledger's hours saved a month in its figures and in its words", async () => {
    const { workflows } = await readWorkflows(db, night());
    const saved = workflows.find(({ process }) => process === "tip-off")?.saved;
    const inbox = await readRipples(db, night());
    const about = inbox.ripples.filter(({ candidate }) => JSON.stringify(candidate?.subject).includes("tip-off-hours"));
    expect(about.map(({ key }) => key)).toEqual(["process:tip-off:gain"]);
    const [ripple] = about as [Ripple];
    expect(ripple).toMatchObject({ source: "workflow", candidate: { subject: { workflow: { saved } } } });
    expect(saved?.inAll?.low).toBeGreaterThan(0);
    for (const reader of [danish, english]) {
      const sentence = sentenceOf(inbox, ripple, reader);
      for (const hours of [saved?.inAll?.estimate, saved?.perOrganisation.estimate]) {
        expect(sentence).toContain(formatNumber(hours ?? Number.NaN, reader.language, Number.isInteger(hours) ? 0 : 1));
      }
    }
  });
});

describe("a report of the same change", () => {
  const told = {
    ...{ what: "Tip kommer nu ind ét sted.", whoChanged: "Vi", happenedOn: "2026-09-01", place: "", kind: "workflow" },
    ...{ depth: "transitional", ring: "between", expected: "no", better: "better", contribution: "mainly" },
    ...{ how: "", evidence: "" },
  };
  const tell = async (name: string, sameAs: string, more = {}) => {
    const organisation = await db
      .selectFrom("organisation")
      .innerJoin("membership", "membership.organisation_id", "organisation.id")
      .select("organisation.id")
      .where("name", "=", name)
      .where("initiative_id", "=", night())
      .executeTakeFirstOrThrow();
    const report = { ...told, sameAs, ...more };
    const kept = await reportChange(db, { ...(await deed("coordinator")), organisationId: organisation.id, report });
    if (isProblem(kept)) throw new Error(kept.problem);
    return kept.id;
  };

  test("by a second organisation corroborates it where both are coded alike, and not by one's own second report", async () => {
    const first = await tell("Nattelygterne", "");
    const key = `report:${first}`;
    expect((await rippleOf(night(), (ripple) => ripple.key === key)).state).toBe("candidate");
    await tell("Nattelygterne", first);
    expect((await rippleOf(night(), (ripple) => ripple.key === key)).state).toBe("candidate");
    await tell("Strandkøbing Gymnasium", first, { ring: "community" });
    expect((await rippleOf(night(), (ripple) => ripple.key === key)).state).toBe("candidate");
    await tell("Handelsforum Midtbyen", first);
    expect(await rippleOf(night(), (ripple) => ripple.key === key)).toMatchObject({
      ...{ state: "corroborated", corroboration: { evidence: ["reports"], corroborated: true } },
    });
  });

  test("as a process in the ledger corroborates that, once an analyst has linked the two", async () => {
    const alone = await tell("Strandkøbing Taxa", "");
    const referral = { initiativeId: ids.get("sammen-mod-netsvindel") ?? "", key: "process:referral:gain" };
    const ledger = await rippleOf(referral.initiativeId, ({ key }) => key === referral.key);
    expect(ledger).toMatchObject({ state: "candidate", corroboration: { evidence: ["actor-answers"] } });
    const tipOff = await rippleOf(night(), ({ key }) => key === "process:tip-off:gain");
    const report = await rippleOf(night(), ({ key }) => key === `report:${alone}`);
    const link = { address: tipOff.address, seen: tipOff.version, other: report.address, reason: "Det samme tip." };
    expect(await linkRipples(db, { ...(await deed("analyst")), ...link })).toBeNull();
    const linked = await rippleOf(night(), ({ key }) => key === "process:tip-off:gain");
    expect(linked).toMatchObject({ state: "corroborated", linked: [report.key] });
    expect(linked.corroboration.evidence).toEqual(expect.arrayContaining(["actor-answers", "reports"]));
  });
});

describe("a changed tie", () => {
  test("says what each side said, is corroborated by both, and stands below where only one says so", async () => {
    for (const [slug, id] of ids) {
      const inbox = await readRipples(db, id);
      const ties = inbox.ripples.filter(({ source }) => source === "tie");
      const weak = rippleList(inbox, everything, danish).sections.flatMap((section) => section.weak);
      expect(ties.length, slug).toBeGreaterThan(1);
      for (const tie of ties) {
        const subject = tie.candidate?.subject;
        if (subject?.source !== "tie") throw new Error("no tie");
        const sentence = sentenceOf(inbox, tie);
        expect(sentence.match(/ siger: før /g)).toHaveLength(2);
        const isOpposite = subject.tie.state === "mixed";
        expect(tie.state === "corroborated").toBe(!isOpposite && subject.tie.voices.length === 2);
        expect(sentence.includes("Kun den ene af dem")).toBe(subject.tie.voices.length === 1);
        expect(weak.some(({ address }) => address === tie.address)).toBe(tie.state === "candidate");
      }
    }
  });
});

test("a theme shows its words and how many wrote them, of how many, or that the number is withheld", async () => {
  for (const id of ids.values()) {
    const inbox = await readRipples(db, id);
    const themes = inbox.ripples.filter(({ source }) => source === "theme");
    expect(themes.length).toBeGreaterThan(0);
    for (const theme of themes) {
      const subject = theme.candidate?.subject;
      if (subject?.source !== "theme") throw new Error("no theme");
      const { people1, word } = subject.grown.words[0] ?? { people1: null, word: "" };
      expect(people1).toBeGreaterThanOrEqual(5);
      const sentence = sentenceOf(inbox, theme);
      expect(sentence).toContain(word);
      expect(sentence).toContain(`${people1} af de ${subject.theme.writers1}`);
    }
  }
});

describe("what was sealed", () => {
  test("is never a candidate: no goal where it aimed, no expectation, no expected tie that grew", async () => {
    for (const [slug, id] of ids) {
      const { goals, expectations } = (await sealInForce(db, id))?.content ?? { goals: [], expectations: [] };
      expect(goals.length, slug).toBeGreaterThan(0);
      expect(expectations.length, slug).toBeGreaterThan(0);
      const { ripples } = await readRipples(db, id);
      for (const { candidate } of ripples) {
        if (candidate && "ripple" in candidate.subject) {
          const { ripple, further } = candidate.subject;
          for (const { indicator, audience, segment } of [ripple, ...further]) {
            const itemKey = indicator.split("/")[1] ?? "";
            const bound = [...goals, ...expectations].filter(
              (one) => one.item_key === itemKey && one.audience === audience,
            );
            for (const one of bound) {
              expect(candidate.subject.source, `${slug} ${itemKey}`).toBe("spill-over");
              expect("segment" in one ? one.segment : "").not.toBe(segment);
            }
          }
        }
        if (candidate?.subject.source === "tie" && candidate.kind === "gain") {
          const pair = [...candidate.organisations].sort().join();
          const planned = expectations.map((one) => [one.organisation_a, one.organisation_b].sort().join());
          expect(planned).not.toContain(pair);
        }
      }
    }
  });

  test("stays what it was: a harm that is called expected afterwards stays in the list", async () => {
    const housing = ids.get("tryg-hverdag-i-laerkevang") ?? "";
    const isHarm = ({ key }: Ripple) => key === "indicator:resident/disorder-traffic/share:harm";
    await rippleOf(housing, isHarm);
    const about = { kind: "indicator" as const, audience: "resident" as const, itemKey: "disorder-traffic" };
    const by = { ...(await deed("coordinator")), initiativeId: housing };
    expect(
      await addExpectation(db, { ...by, expectation: { statement: "Det ventede vi.", about } }),
    ).not.toHaveProperty("problem");
    expect(await sealGoals(db, by)).not.toHaveProperty("problem");
    const harm = await rippleOf(housing, isHarm);
    expect(harm.candidate).not.toBeNull();
    expect(rippleStates.slice(0, 2)).toContain(harm.state);
  });
});

async function deed(role: "coordinator" | "analyst") {
  const account = db.selectFrom("account").select("id").where("email", "=", people[role].email);
  return { initiativeId: night(), accountId: (await account.executeTakeFirstOrThrow()).id, now: demoNow };
}
