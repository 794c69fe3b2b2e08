import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect } from "#db/connect.ts";
import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { rebuildTallies } from "#surveys/answering/tally.server.ts";
import { hashToken, invitationToken } from "#surveys/fieldwork/invitation-token.ts";
import { countsOf, makeWorld, secret, tokenOf } from "#tests/answering/answering-world.ts";
import { participantRow } from "#tests/support/participant-row.ts";
import { answerLysgade, postForm, type Site, startLysgade } from "./lysgade-site.ts";

/** What befalls a server in the night: killed in the middle of answers, a second one beside it, a full disk, a setting mistyped. */
const folder = mkdtempSync(join(tmpdir(), "ringvirk-operator-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lysgade with so many more residents, each with an invitation to the baseline. @returns their tokens. */
async function invite(db: Database, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, i) => `resident ${i}`);
  for (const name of names) {
    await db.insertInto("participant").values(participantRow(name, "lysgade")).execute();
    const token_hash = hashToken(invitationToken(secret, name));
    const invitation = { id: name, wave_id: "baseline", participant_id: name, token_hash, answered: 0 };
    await db.insertInto("invitation").values(invitation).execute();
  }
  return names.map((name) => invitationToken(secret, name));
}

async function startProcess(file: string): Promise<{ url: string; process: ChildProcess }> {
  const child = fork("tests/bench/answering-server.ts", [file], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const [port] = await once(child, "message");
  return { url: `http://127.0.0.1:${port}`, process: child };
}

/** Everybody answers, eight at a time, until the line is dead. @returns the tokens whose answer was thanked for. */
async function answerAll(urls: string[], tokens: string[], onThanks: (count: number) => void = () => {}) {
  const thanked: string[] = [];
  const waiting = [...tokens.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, token] = next;
      const reply = await answerLysgade(urls[place % urls.length] as string, token).catch(() => null);
      if (reply === null) return;
      if (String(reply.headers.location).includes("/thanks")) thanked.push(token);
      onThanks(thanked.length);
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return thanked;
}

async function answeredTokens(db: Database): Promise<Set<string>> {
  const rows = await db.selectFrom("invitation").select("token_hash").where("answered", "=", 1).execute();
  return new Set(rows.map(({ token_hash }) => token_hash));
}

/** As many responses as people who have answered, and the tallies are those of the responses. */
async function expectWhole(db: Database): Promise<void> {
  const responses = await db.selectFrom("response").select("id").execute();
  expect(responses.length).toBe((await answeredTokens(db)).size);
  const counted = await countsOf(db);
  await rebuildTallies(db, "lysgade");
  expect(await countsOf(db)).toEqual(counted);
}

describe("a web server killed in the middle of answers", () => {
  it("has every answer that was thanked for, and takes the others afterwards", async () => {
    const file = join(folder, "killed.db");
    const world = await makeWorld(file);
    const tokens = await invite(world.db, 240);
    await world.db.destroy();
    const killed = await startProcess(file);
    const thanked = await answerAll([killed.url], tokens, (count) => count === 100 && killed.process.kill("SIGKILL"));
    expect(thanked.length).toBeGreaterThanOrEqual(100);
    expect(thanked.length).toBeLessThan(240);

    const again = await startProcess(file);
    const db = connect(file);
    const answered = await answeredTokens(db);
    expect(thanked.filter((token) => !answered.has(hashToken(token)))).toEqual([]);
    await expectWhole(db);
    await answerAll([again.url], tokens);
    expect((await answeredTokens(db)).size).toBe(240);
    await expectWhole(db);
    await db.destroy();
    again.process.kill("SIGKILL");
  });
});

describe("two web servers on one database", () => {
  it("take each person's answer once, whichever is asked", async () => {
    const file = join(folder, "two.db");
    const world = await makeWorld(file);
    const tokens = await invite(world.db, 120);
    const servers = [await startProcess(file), await startProcess(file)];
    const urls = servers.map(({ url }) => url);
    const thanks = await Promise.all([answerAll(urls, tokens), answerAll(urls.toReversed(), tokens)]);
    expect(thanks.flat().length).toBe(120);
    expect(new Set(thanks.flat()).size).toBe(120);
    await expectWhole(world.db);
    await world.db.destroy();
    for (const { process: child } of servers) child.kill("SIGKILL");
  });
});

describe("a full disk", () => {
  let site: Site;
  beforeEach(async () => {
    site = await startLysgade();
  });
  afterEach(() => site.stop());

  it("is told to whoever answers, with what they typed, and costs nobody an answer that was thanked for", async () => {
    expect((await answerLysgade(site.url, tokenOf("birk"))).headers.location).toMatch(/thanks/);
    const stored = await site.world.db.selectFrom("response").selectAll().execute();
    const why = `mørkt ${"overalt ".repeat(400)}`.trim();
    const anna = `/s/${tokenOf("anna")}`;
    const safety = { page: "safety", action: "next", "a:safe-dark": "2", "a:worry": "3" };
    await postForm(site.url, anna, Object.entries(safety));
    await postForm(site.url, anna, Object.entries({ page: "place", action: "next" }));
    await fill(site.world.db);
    const filling = site.world.db.transaction().execute((trx) => addFile(trx, 10_000));
    await expect(filling).rejects.toThrow("database or disk is full");
    for (const action of ["submit", "back"]) {
      const unsent = await postForm(site.url, anna, Object.entries({ page: "words", action, "a:why": why }));
      expect(unsent.status).toBe(503);
      expect(unsent.text).toContain("Dine svar kunne ikke gemmes lige nu");
      expect(unsent.text).toContain(why);
    }
    expect(await site.world.db.selectFrom("response").selectAll().execute()).toEqual(stored);
    const last = { page: "words", action: "submit", "a:why": why };
    await sql`pragma max_page_count = 1000000`.execute(site.world.db);
    const sent = await postForm(site.url, `/s/${tokenOf("anna")}`, Object.entries(last));
    expect(sent.headers.location).toMatch(/thanks/);
    await expectWhole(site.world.db);
  });
});

/** The database may grow no further, and the room that is left in it is used up. */
async function fill(db: Database): Promise<void> {
  await db.insertInto("account").values(filler).execute();
  await sql`pragma max_page_count = 1`.execute(db);
  for (const size of [100_000, 4000, 400, 40]) {
    const added = () =>
      addFile(db, size).then(
        () => true,
        () => false,
      );
    while (await added());
  }
}

async function addFile(db: Database | DatabaseTransaction, size: number): Promise<void> {
  const upload = { id: randomUUID(), initiative_id: "lysgade", account_id: filler.id, file_name: "x" };
  const rest = { content: Buffer.alloc(size), audience: "resident" as const, expires_at: "9999" };
  await db
    .insertInto("upload")
    .values({ ...upload, ...rest })
    .execute();
}

const filler = { id: "filler", email: "filler@example.dk", name: "filler", language: "da" as const };

describe("a wrong setting", () => {
  const right = { RINGVIRK_SECRET: "x".repeat(32), PORT: "0", DATA_DIR: join(folder, "data") };

  function start(environment: Record<string, string>) {
    const { PATH, NODE_ENV } = process.env;
    const args = ["app/start.ts"];
    return spawnSync(process.execPath, args, {
      env: { PATH, NODE_ENV, ...right, ...environment },
      encoding: "utf8",
      timeout: 20_000,
    });
  }

  const notAFolder = join(folder, "a-file");
  writeFileSync(notAFolder, "not a folder");
  const notADatabase = join(folder, "not-a-database");

  const wrong: Array<[string, string]> = [
    ["RINGVIRK_MODE", "demonstration"],
    ["PORT", "70000"],
    ["PORT", "harbour"],
    ["BASE_URL", "ringvirk.example.dk"],
    ["BASE_URL", "ftp://ringvirk.example.dk"],
    ["BASE_URL", "https://ringvirk.example.dk/survey"],
    ["BASE_URL", "https://ringvirk.example.dk/?a=b"],
    ["RINGVIRK_SECRET", "short"],
    ["RINGVIRK_SECRET", ""],
    ["SMTP_URL", "mail.example.dk"],
    ["MAIL_FROM", "Ringvirk"],
    ["HOST", "no.such.host.invalid"],
    ["DATA_DIR", notAFolder],
    ["DATA_DIR", notADatabase],
  ];
  for (const [name, value] of wrong) {
    it(`stops the start and is named: ${name}=${value.replace(folder, "…")}`, () => {
      if (value === notADatabase) makeNonsense(notADatabase);
      const { status, stderr } = start({ [name]: value });
      expect(status).toBe(2);
      expect(stderr).toContain(name);
      expect(stderr).not.toMatch(/\n\s+at /);
    });
  }

  function makeNonsense(dir: string) {
    rmSync(dir, { recursive: true, force: true });
    spawnSync("mkdir", ["-p", dir]);
    writeFileSync(join(dir, "ringvirk.db"), "this is no database, however long one looks at it".repeat(100));
  }
});
