import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { runCommandLine } from "#app/command-line/run-command-line.ts";
import { connect } from "#db/connect.ts";
import type { ChangeReportTable } from "#db/schema.ts";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { invitationId, makeWorld, type Person, responseOf } from "#tests/answering/answering-world.ts";
import { newPlace } from "#tests/support/new-database.ts";

describe.runIf(inject("engine").name === "postgres")("moving a database", () => {
  let folder: string;
  let target: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "ringvirk-move-"));
    target = await newPlace();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function move(to: string, environment: Record<string, string>) {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await runCommandLine(["move", "--to", to], {
      print: (line) => out.push(line),
      complain: (line) => err.push(line),
      environment: { LANG: "en_GB.UTF-8", ...environment },
      now: () => new Date(),
    });
    return { code, out: out.join("\n"), err: err.join("\n") };
  }

  /** Lysgade with answers, an uploaded file of every byte, and a report that says it is about a later row's change. */
  async function fill(): Promise<void> {
    const world = await makeWorld(join(folder, "ringvirk.db"));
    const { db, codebook } = world;
    const queue = new AnswerQueue(db);
    for (const [at, name] of (["anna", "birk", "carla"] satisfies Person[]).entries()) {
      for (const waveId of ["baseline", "summer"]) {
        const answers = { "safe-dark": 1 + at, worry: 2, why: "Så mørkt! 🌒 'æøå'\n" };
        const response = responseOf(world, name, waveId, answers, { weight: 1 / (3 + at), segments: { area: "Nord" } });
        await queue.submit({ invitationId: invitationId(name, waveId), response, codebook });
      }
    }
    await db
      .insertInto("account")
      .values({ id: "kim", email: "kim@example.dk", name: "Kim", language: "da" })
      .execute();
    const content = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const upload = { id: "u", initiative_id: "lysgade", account_id: "kim", file_name: "f", audience: "actor" } as const;
    await db
      .insertInto("upload")
      .values({ ...upload, content, expires_at: "2026-01-01" })
      .execute();
    await db.insertInto("organisation").values({ id: "bar", name: "Bar", kind: "company" }).execute();
    const report: Omit<ChangeReportTable, "id" | "same_as"> = {
      ...{ initiative_id: "lysgade", organisation_id: "bar", account_id: "kim", what: "x", who_changed: "x" },
      ...{ happened_on: "2026-01-01", place: "", kind: "workflow", expected: "no", better: "better" },
      ...{ contribution: "partly", evidence: "", reported_on: "2026-01-02", depth: null, ring: null, how: "" },
    };
    await db
      .insertInto("change_report")
      .values({ id: "z", ...report, same_as: null })
      .execute();
    await db
      .insertInto("change_report")
      .values({ id: "a", ...report, same_as: "z" })
      .execute();
    await db.destroy();
  }

  it("takes every row to PostgreSQL and back, and shows that it is the same", async () => {
    await fill();
    const there = await move(target, { DATA_DIR: folder });
    expect(there).toMatchObject({ code: 0, err: "" });
    expect(there.out).toMatch(/^response +6 {2}[0-9a-f]{16}$/m);
    mkdirSync(join(folder, "back"));
    const back = await move(join(folder, "back/ringvirk.db"), { DATA_DIR: folder, DATABASE_URL: target });
    expect(back).toEqual(there);

    const moved = connect(target);
    const original = connect(join(folder, "ringvirk.db"));
    for (const table of ["response", "tally", "invitation", "upload"] as const) {
      const rows = (db: typeof moved) => db.selectFrom(table).selectAll().execute();
      const sorted = (all: object[]) => all.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
      expect(sorted(await rows(moved))).toEqual(sorted(await rows(original)));
    }
    // The keys hold as before: to a row that is not there nothing may refer.
    const unknown = { id: "x", wave_id: "nowhere", participant_id: "anna", token_hash: "x", answered: 0 };
    await expect(moved.insertInto("invitation").values(unknown).execute()).rejects.toThrow(/foreign key/);
    await moved.destroy();
    await original.destroy();
  });

  it("leaves nothing when a row cannot be taken", async () => {
    await fill();
    const original = connect(join(folder, "ringvirk.db"));
    await original.updateTable("wave").set({ name: "a\u0000b" }).where("id", "=", "winter").execute();
    await original.destroy();
    expect(await move(target, { DATA_DIR: folder })).toMatchObject({ code: 1, err: expect.stringContaining("UTF8") });
    const moved = connect(target);
    expect(await moved.selectFrom("initiative").select("id").execute()).toEqual([]);
    await moved.destroy();
  });

  it("is refused into what is not empty, between two of a kind, from nothing and from an older shape", async () => {
    await fill();
    await (await makeWorld(target)).db.destroy();
    const refused = (reason: RegExp) => ({ code: 2, err: expect.stringMatching(reason) });
    expect(await move(target, { DATA_DIR: folder })).toMatchObject(refused(/must be empty/));
    expect(await move(join(folder, "x.db"), { DATA_DIR: folder })).toMatchObject(refused(/same kind/));
    expect(await move(target, { DATA_DIR: join(folder, "misspelt") })).toMatchObject(refused(/no database/));
    const original = connect(join(folder, "ringvirk.db"));
    await original
      .deleteFrom("kysely_migration" as "audit")
      .where("name" as "id", "like", "202611%")
      .execute();
    await original.destroy();
    expect(await move(target, { DATA_DIR: folder })).toMatchObject(refused(/newest shape/));
  });
});
