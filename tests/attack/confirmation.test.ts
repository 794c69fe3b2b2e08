import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confirmationToken } from "#surveys/fieldwork/invitation-token.ts";
import { type Attacked, elsewhere, fingerprint, home, startAttacked, type Visitor } from "./attacked-ringvirk.ts";
import { idsOf } from "./route-table.ts";

/** Reports and their confirmation over HTTP: forged ids, forged witnesses, text that would be HTML, forms without measure. */
let attacked: Attacked;
let token: string;
let reports: { own: string; other: string; elsewhere: string };

beforeAll(async () => {
  attacked = await startAttacked();
  token = (await idsOf(attacked, "home")).confirmationToken;
  const { db } = attacked.ringvirk;
  const rows = await db
    .selectFrom("change_report")
    .innerJoin("organisation", "organisation.id", "change_report.organisation_id")
    .innerJoin("initiative", "initiative.id", "change_report.initiative_id")
    .select(["change_report.id", "organisation.name", "initiative.slug"])
    .execute();
  const idOf = (fits: (row: (typeof rows)[number]) => boolean) => rows.find(fits)?.id ?? "";
  const isOwn = ({ name }: { name: string }) => name === "Restauratørforeningen i Strandkøbing";
  reports = {
    own: idOf(isOwn),
    other: idOf((row) => row.slug === home && !isOwn(row)),
    elsewhere: idOf((row) => row.slug === elsewhere),
  };
});
afterAll(() => attacked.ringvirk.stop());

const said = { agreement: "agree", intended: "no", contribution: "partly", words: "" };

function post(visitor: Visitor, path: string, fields: Record<string, string>): Promise<Response> {
  const headers = { cookie: attacked.cookies[visitor] };
  const body = new URLSearchParams(fields);
  return fetch(attacked.ringvirk.url + path, { method: "POST", body, headers, redirect: "manual" });
}

async function unchanged(attempts: () => Promise<Array<[number, number]>>): Promise<void> {
  const before = await fingerprint(attacked.ringvirk.db);
  for (const [got, wanted] of await attempts()) expect(got).toBe(wanted);
  expect(await fingerprint(attacked.ringvirk.db)).toEqual(before);
}

describe("a report", () => {
  it("of another initiative is neither confirmed, coded, asked about nor joined", async () => {
    const coding = { deed: "code", kind: "workflow", depth: "transactional", ring: "inside" };
    const ask = { deed: "ask", confirmer: "outside", confirmerName: "K", confirmerEmail: "k@k.example" };
    const base = `/initiatives/${home}`;
    await unchanged(async () => {
      const foreign = `${base}/ripples/reports/${reports.elsewhere}`;
      return [
        [(await post("partner", `${base}/partner/confirm/${reports.elsewhere}`, said)).status, 404],
        [(await post("analyst", foreign, { ...coding, sameAs: "as-reported" })).status, 404],
        [(await post("analyst", foreign, ask)).status, 404],
        [
          (await post("analyst", `${base}/ripples/reports/${reports.other}`, { ...coding, sameAs: reports.elsewhere }))
            .status,
          404,
        ],
        [(await fetch(attacked.ringvirk.url + foreign, { headers: { cookie: attacked.cookies.analyst } })).status, 404],
      ];
    });
  });

  it("is not confirmed by the organisation that wrote it, nor coded by a partner", async () => {
    const base = `/initiatives/${home}`;
    await unchanged(async () => [
      [(await post("partner", `${base}/partner/confirm/${reports.own}`, said)).status, 409],
      [(await post("partner", `${base}/ripples/reports/${reports.own}`, { deed: "code" })).status, 403],
    ]);
  });

  it("beyond all measure is refused and keeps nothing", async () => {
    const report = { what: "x".repeat(4001), whoChanged: "x", happenedOn: "2026-01-01", place: "", better: "better" };
    const rest = { kind: "workflow", depth: "transactional", ring: "inside", expected: "no", contribution: "partly" };
    await unchanged(async () => [
      [(await post("partner", `/initiatives/${home}/partner/report`, { ...report, ...rest })).status, 400],
      [(await post("partner", `/initiatives/${home}/partner/report`, { what: "x".repeat(1_200_000) })).status, 413],
    ]);
  });
});

describe("a link to confirm with", () => {
  it("that is forged, or of another server's secret, opens nothing and changes nothing", async () => {
    const { id } = await attacked.ringvirk.db.selectFrom("confirmation_request").select("id").executeTakeFirstOrThrow();
    await unchanged(async () => {
      const statuses: Array<[number, number]> = [];
      for (const forged of [
        id,
        confirmationToken("another secret", id),
        "A".repeat(22),
        `${token}x`,
        token.toLowerCase(),
      ])
        statuses.push([(await post("nobody", `/confirm/${forged}`, said)).status, 404]);
      return statuses;
    });
  });

  it("posted many times at once is one answer, and what was written is never HTML", async () => {
    const evil = `<script>alert("x")</script><img src=x onerror=y>`;
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => post("nobody", `/confirm/${token}`, { ...said, words: evil })),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([302]));
    const kept = await attacked.ringvirk.db.selectFrom("confirmation").select("id").where("words", "=", evil).execute();
    expect(kept).toHaveLength(1);
    const confirmed = await fetch(`${attacked.ringvirk.url}/confirm/${token}`);
    const pages = [await confirmed.text()];
    for (const path of [`/partner`, `/ripples/reports/${await confirmedReport()}`, "/ripples/reports"]) {
      const cookie = attacked.cookies[path === "/partner" ? "partner" : "analyst"];
      pages.push(
        await (await fetch(`${attacked.ringvirk.url}/initiatives/${home}${path}`, { headers: { cookie } })).text(),
      );
    }
    for (const html of pages) expect(html).not.toMatch(/<script>alert|<img src=x/);
    expect(confirmed.headers.get("cache-control")).toBe("no-store");
    expect(confirmed.headers.get("x-robots-tag")).toBe("noindex");
    expect(pages[0]).not.toMatch(/<script/);
  });

  it("shows neither who reported nor any address, to whoever holds it", async () => {
    const html = await (await fetch(`${attacked.ringvirk.url}/confirm/${token}`)).text();
    expect(html).not.toMatch(/@|Niels|Nøddebusk|Kim|Kløverhus/);
  });
});

async function confirmedReport(): Promise<string> {
  const row = await attacked.ringvirk.db
    .selectFrom("confirmation")
    .select("report_id")
    .where("words", "like", "<script>%")
    .executeTakeFirstOrThrow();
  return row.report_id ?? "";
}
