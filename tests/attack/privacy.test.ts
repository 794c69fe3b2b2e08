import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/schema.ts";
import { pseudonymOf } from "#surveys/answering/pseudonym.ts";
import { hashToken, invitationToken } from "#surveys/fieldwork/invitation-token.ts";
import { linkKey, makeWorld, secret, tokenOf } from "#tests/answering/answering-world.ts";
import { fingerprint, tableNames } from "./attacked-ringvirk.ts";
import { answerLysgade, postForm, type Site, send, startLysgade } from "./lysgade-site.ts";

/** The whole database in the hands of somebody who wants to know who answered what; and what the server said aloud. */
let site: Site;
let names: string[];
const traces = { "user-agent": "TelltaleBrowser/7", "x-forwarded-for": "203.0.113.77", "accept-language": "tlh" };

beforeEach(async () => {
  site = await startLysgade();
  names = Array.from({ length: 30 }, (_, i) => `resident-${i}-of-Lysgade`);
  for (const [i, name] of names.entries()) await invite(site.world.db, name, { area: i % 2 ? "Nord" : "Syd" });
});
afterEach(() => site.stop());

async function invite(db: Database, name: string, segments: Record<string, string>): Promise<void> {
  const person = { id: name, initiative_id: "lysgade", audience: "resident" as const, key: `key of ${name}` };
  const contact = { email: `${name}@example.dk`, name: `Name of ${name}`, language: "da" as const };
  const rest = { segments: JSON.stringify(segments), organisation_id: null, opted_out: 0 };
  const drawn = { cluster: `household of ${name}`, stratum: `stratum ${segments.area}` };
  await db
    .insertInto("participant")
    .values({ ...person, ...contact, ...rest, ...drawn })
    .execute();
  const token_hash = hashToken(invitationToken(secret, name));
  await db
    .insertInto("invitation")
    .values({ id: name, wave_id: "baseline", participant_id: name, token_hash, answered: 0 })
    .execute();
}

/** Every text in a table, by column. */
async function textsOf(db: Database, table: string): Promise<Map<string, Set<string>>> {
  const { rows } = await sql.raw<Record<string, unknown>>(`select * from "${table}"`).execute(db);
  const texts = new Map<string, Set<string>>();
  for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
    if (typeof value !== "string" || value === "") continue;
    texts.set(column, (texts.get(column) ?? new Set()).add(value));
  }
  return texts;
}

const ofAnswers = ["response", "draft", "tally", "shift"];
const ofPeople = ["participant", "invitation", "message", "account", "sign_in_link", "session", "audit", "upload"];

async function answerInTurn(): Promise<void> {
  for (const name of names) {
    const path = `/s/${invitationToken(secret, name)}`;
    const body = new URLSearchParams({ page: "safety", action: "next", "a:safe-dark": "6" }).toString();
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const headers = { ...traces, ...type, "content-length": String(body.length) };
    await send(site.url, path, { method: "POST", headers, body });
    await postForm(site.url, path, Object.entries({ page: "place", action: "submit", "a:hours": "2" }));
  }
  await postForm(
    site.url,
    `/s/${tokenOf("anna")}`,
    Object.entries({ page: "safety", action: "next", "a:safe-dark": "3" }),
  );
}

describe("whoever holds the database without the link key", () => {
  it("finds no value that stands both beside a person and beside an answer, but wave, kind of people, groups and language", async () => {
    await answerInTurn();
    const shared: string[] = [];
    for (const answers of ofAnswers) {
      const texts = await textsOf(site.world.db, answers);
      for (const people of ofPeople) {
        for (const [column, values] of await textsOf(site.world.db, people)) {
          for (const [other, others] of texts) {
            if ([...values].some((value) => others.has(value)))
              shared.push(`${people}.${column} = ${answers}.${other}`);
          }
        }
      }
    }
    expect(shared.sort()).toEqual([
      "invitation.wave_id = draft.wave_id",
      "invitation.wave_id = response.wave_id",
      "invitation.wave_id = tally.wave_id",
      "participant.audience = response.audience",
      "participant.audience = tally.audience",
      "participant.language = draft.language",
      "participant.segments = response.segments",
    ]);
  });

  it("can make a pseudonym from nothing else that stands there; with the key, from the participant's id", async () => {
    await answerInTurn();
    const rows = await site.world.db.selectFrom("response").select("pseudonym").execute();
    const pseudonyms = rows.map(({ pseudonym }) => pseudonym).sort();
    expect(names.map((name) => pseudonymOf(linkKey, name)).sort()).toEqual(pseudonyms);
    const guesses = new Set<string>();
    for (const table of ofPeople) {
      for (const values of (await textsOf(site.world.db, table)).values()) {
        for (const value of values) {
          for (const coding of ["hex", "base64", "base64url"] as const) {
            guesses.add(createHash("sha256").update(value).digest(coding));
          }
          guesses.add(pseudonymOf("", value)).add(pseudonymOf(secret, value)).add(pseudonymOf("lysgade", value));
        }
      }
    }
    expect(pseudonyms.filter((pseudonym) => guesses.has(String(pseudonym)))).toEqual([]);
  });

  it("learns nothing from the order of the rows: answers have no row number and stand by random id", async () => {
    await answerInTurn();
    const { db } = site.world;
    for (const table of ofAnswers) {
      await expect(sql.raw(`select rowid from "${table}"`).execute(db), table).rejects.toThrow("no such column: rowid");
    }
    const { rows } = await sql<{ pseudonym: string }>`select pseudonym from response`.execute(db);
    const inOrder = names.map((name) => pseudonymOf(linkKey, name));
    expect(rows.map(({ pseudonym }) => pseudonym)).not.toEqual(inOrder);
    const people = await sql<{ id: string }>`select id from invitation where answered = 1 order by rowid`.execute(db);
    expect(people.rows.map(({ id }) => id)).toEqual(names);
  });

  it("sees by no other table that somebody answered: only invitation, draft, response and counts are written", async () => {
    const before = await fingerprint(site.world.db);
    await answerInTurn();
    const after = await fingerprint(site.world.db);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(changed.sort()).toEqual(["draft", "invitation", "invitation_count", "response", "tally", "wave_revision"]);
    const columns = (
      await sql<{ name: string }>`select name from pragma_table_info('invitation')`.execute(site.world.db)
    ).rows;
    expect(columns.map(({ name }) => name).sort()).toEqual([
      "answered",
      "code_hash",
      "code_number",
      "id",
      "participant_id",
      "receipt_hash",
      "token_hash",
      "wave_id",
    ]);
  });

  it("was sent nothing by a browser of somebody who answers but the answers: no page sets a cookie there", async () => {
    const path = `/s/${tokenOf("birk")}`;
    const first = await send(site.url, path);
    const thanks = await answerLysgade(site.url, tokenOf("birk"));
    const last = await send(site.url, String(thanks.headers.location));
    for (const reply of [first, thanks, last]) expect(reply.headers["set-cookie"]).toBeUndefined();
    expect(first.text + last.text).not.toMatch(
      /<script(?! src="\/assets\/answering-[0-9a-f]+\.js")|(src|href)="(https?:)?\/\//,
    );
  });

  it("finds no address, browser, language or time of day of an answer, and no link that works", async () => {
    await answerInTurn();
    const tokens = [...names.map((name) => invitationToken(secret, name)), tokenOf("anna")];
    for (const table of await tableNames(site.world.db)) {
      const all = [...(await textsOf(site.world.db, table)).values()].flatMap((values) => [...values]).join("\n");
      for (const trace of [...Object.values(traces), "127.0.0.1", ...tokens]) expect(all, table).not.toContain(trace);
      if (ofAnswers.includes(table)) expect(all, table).not.toMatch(/\d\d:\d\d/);
    }
  });
});

describe("the log of a real server", () => {
  const folder = mkdtempSync(join(tmpdir(), "ringvirk-log-"));
  let child: ChildProcess | null = null;
  afterAll(() => {
    child?.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  it("holds no token, mail address or address of a machine, whatever goes wrong", async () => {
    const world = await makeWorld(join(folder, "ringvirk.db"));
    await world.db
      .insertInto("account")
      .values({ id: "anna", email: "anna@example.dk", name: "Anna", language: "da" })
      .execute();
    const port = await freePort();
    const { PATH, NODE_ENV } = process.env;
    const env = { PATH, NODE_ENV, DATA_DIR: folder, RINGVIRK_SECRET: secret, PORT: String(port) };
    child = spawn(process.execPath, ["app/start.ts"], { env, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
    while (!said.includes("Ringvirk: http")) await once(child.stdout as NodeJS.EventEmitter, "data");
    const url = `http://127.0.0.1:${port}`;

    const token = tokenOf("anna");
    expect((await answerLysgade(url, token)).headers.location).toMatch(/thanks/);
    await postForm(url, "/sign-in", [["email", "anna@example.dk"]]);
    for (const path of [`/s/${token}%`, `/s/${token}%E0%A4%A/stop`, `/sign-in/${token}%`, `/nowhere/${token}`]) {
      await send(url, path, { headers: traces });
      await postForm(url, path, [["email", "anna@example.dk"]]);
    }
    await world.db.updateTable("survey_version").set({ definition: "{ broken" }).execute();
    await sql`alter table tally rename to tally_gone`.execute(world.db);
    const quiet = said;
    expect((await send(url, `/s/${tokenOf("birk", "summer")}`)).status).toBe(500);
    await answerLysgade(url, tokenOf("birk"));
    await sql`alter table draft rename to draft_gone`.execute(world.db);
    expect((await send(url, `/s/${tokenOf("carla")}`, { headers: traces })).status).toBe(500);
    expect((await send(url, `/s/${tokenOf("carla")}.data`, { headers: traces })).status).toBe(500);
    expect((await postForm(url, `/s/${tokenOf("carla")}`, [["page", "safety"]])).status).toBe(500);
    await world.db.destroy();
    child.kill("SIGTERM");
    await once(child, "exit");

    expect(quiet).not.toMatch(/error/i);
    expect(said).toContain("no such table");
    for (const person of ["anna", "birk", "carla"] as const) expect(said).not.toContain(tokenOf(person));
    expect(said).not.toMatch(/@example\.dk|127\.0\.0\.1|203\.0\.113|Telltale/);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}
