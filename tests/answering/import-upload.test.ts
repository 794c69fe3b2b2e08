import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/schema.ts";
import {
  confirmImport,
  importReports,
  previewStagedImport,
  stageImport,
} from "#surveys/answering/import-upload.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { importOf, street } from "./import-world.ts";

const now = new Date("2026-11-23T12:00:00Z");
const clara = { initiativeId: "street", accountId: "clara", now };
const dines = { initiativeId: "street", accountId: "dines", now };
const { initiativeId: _, ...wave } = importOf("2026-03-01", ["a,1,30,1,1,1,1,æøå", "b,1,61,1,2,1,1,"]);

let db: Database;

beforeEach(async () => {
  db = await street();
  for (const id of ["clara", "dines"]) {
    await db
      .insertInto("account")
      .values({ id, email: `${id}@example.dk`, name: id, language: "da" })
      .execute();
  }
});

async function staged(): Promise<string> {
  const outcome = await stageImport(db, clara, wave);
  if (isProblem(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.uploadId;
}

describe("uploaded files of a wave", () => {
  it("are shown, stored when confirmed, and then gone", async () => {
    const uploadId = await staged();
    const preview = await previewStagedImport(db, clara, uploadId);
    expect(await db.selectFrom("response").selectAll().execute()).toEqual([]);
    const stored = await confirmImport(db, clara, uploadId);
    if (isProblem(stored)) throw new Error(JSON.stringify(stored));
    expect(stored.report).toEqual(preview);
    expect(await importReports(db, "street")).toEqual([{ waveId: stored.waveId, report: preview }]);
    expect(await db.selectFrom("upload").selectAll().execute()).toEqual([]);
    expect(await confirmImport(db, clara, uploadId)).toMatchObject({ problem: "upload.gone" });
    expect(await db.selectFrom("audit").select(["action", "account_id"]).execute()).toEqual([
      { action: "wave.imported", account_id: "clara" },
    ]);
  });

  it("are nobody else's, no other initiative's, and last an hour", async () => {
    const uploadId = await staged();
    const later = { ...clara, now: new Date("2026-11-23T13:00:01Z") };
    for (const other of [dines, { ...clara, initiativeId: "square" }, later]) {
      expect(await previewStagedImport(db, other, uploadId)).toMatchObject({ problem: "upload.gone" });
      expect(await confirmImport(db, other, uploadId)).toMatchObject({ problem: "upload.gone" });
    }
  });

  it("are not kept when they are refused", async () => {
    expect(await stageImport(db, clara, { ...wave, joins: {} })).toMatchObject({ problem: "import.file-missing" });
    expect(await db.selectFrom("upload").selectAll().execute()).toEqual([]);
  });

  it("are not mistaken for a list of participants", async () => {
    const upload = {
      id: "list",
      initiative_id: "street",
      account_id: "clara",
      file_name: "list.csv",
      content: Buffer.from("email\n"),
      audience: "resident" as const,
      expires_at: "2026-11-23T13:00:00Z",
    };
    await db.insertInto("upload").values(upload).execute();
    expect(await confirmImport(db, clara, "list")).toMatchObject({ problem: "upload.gone" });
  });
});
