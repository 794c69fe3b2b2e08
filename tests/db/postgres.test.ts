import { sql } from "kysely";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { connect } from "#db/connect.ts";
import { openDatabase } from "#db/open.ts";
import type { Database } from "#db/schema.ts";
import { besideOthers, takeTurns } from "#db/turns.ts";
import { newDatabase, newPlace } from "#tests/support/new-database.ts";

const place = { challenge: "", district: "", place: "", starts_on: "2026-01-01", ends_on: "2026-12-31" };
const initiative = (id: string, name = id) => ({ id, slug: id, name, ...place });

let db: Database;
beforeEach(async () => {
  db = await newDatabase();
});
afterEach(() => db.destroy());

describe("a database, whichever it is", () => {
  it("gives counts and sums as numbers, bytes as bytes", async () => {
    await db
      .insertInto("initiative")
      .values([initiative("a"), initiative("b")])
      .execute();
    const counted = await db
      .selectFrom("initiative")
      .select(({ fn }) => [fn.countAll().as("all")])
      .executeTakeFirst();
    expect(counted).toEqual({ all: 2 });
    await db.insertInto("account").values({ id: "c", email: "c@example.dk", name: "C", language: "da" }).execute();
    const content = Buffer.from([0, 255, 10, 39]);
    await db
      .insertInto("upload")
      .values({
        id: "u",
        initiative_id: "a",
        account_id: "c",
        file_name: "f",
        content,
        audience: "actor",
        expires_at: "",
      })
      .execute();
    const { content: kept } = await db.selectFrom("upload").select("content").executeTakeFirstOrThrow();
    expect(Buffer.from(kept).equals(content)).toBe(true);
  });

  it("keeps a weight to its last bit", async () => {
    await db.insertInto("account").values({ id: "c", email: "c@example.dk", name: "C", language: "da" }).execute();
    await db.insertInto("initiative").values(initiative("a")).execute();
    const goal = {
      id: "g",
      initiative_id: "a",
      title: "t",
      audience: "actor",
      item_key: "i",
      reading: "mean",
    } as const;
    const rest = { segment: "", direction: "rise", target_kind: "level", due_position: 1, position: 0 } as const;
    const [target_value, smallest_worthwhile] = [0.1 + 0.2, 1 / 3];
    await db
      .insertInto("goal")
      .values({ ...goal, ...rest, target_value, smallest_worthwhile })
      .execute();
    const kept = await db.selectFrom("goal").select(["target_value", "smallest_worthwhile"]).executeTakeFirst();
    expect(kept).toEqual({ target_value, smallest_worthwhile });
  });

  it("sorts and compares text byte by byte", async () => {
    const names = ["Åby", "ærø", "Zoo", "abe", "Abe", "a b", "ø", "z"];
    await db
      .insertInto("initiative")
      .values(names.map((name, at) => initiative(`i${at}`, name)))
      .execute();
    const sorted = await db.selectFrom("initiative").select("name").orderBy("name").execute();
    expect(sorted.map(({ name }) => name)).toEqual(["Abe", "Zoo", "a b", "abe", "z", "Åby", "ærø", "ø"]);
    const later = await db.selectFrom("initiative").select("name").where("name", ">", "abe").execute();
    expect(later).toHaveLength(4);
  });

  it("finds nothing in an empty list", async () => {
    await db.insertInto("initiative").values(initiative("a")).execute();
    expect(await db.selectFrom("initiative").select("id").where("id", "in", []).execute()).toEqual([]);
    expect(await db.selectFrom("initiative").select("id").where("id", "not in", []).execute()).toEqual([{ id: "a" }]);
  });
});

describe.runIf(inject("engine").name === "postgres")("a PostgreSQL server", () => {
  it("lets a transaction that reads and then writes do so alone", async () => {
    await db.insertInto("initiative").values(initiative("a", "0")).execute();
    const raise = () =>
      db.transaction().execute(async (trx) => {
        const { name } = await trx.selectFrom("initiative").select("name").executeTakeFirstOrThrow();
        await sql`select pg_sleep(0.01)`.execute(trx);
        await trx
          .updateTable("initiative")
          .set({ name: String(Number(name) + 1) })
          .execute();
      });
    await Promise.all(Array.from({ length: 8 }, raise));
    expect(await db.selectFrom("initiative").select("name").execute()).toEqual([{ name: "8" }]);
  });

  it("lets some go beside each other, in turns where they name the same, and none beside one that is alone", async () => {
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const met = (mine: PromiseWithResolvers<void>, other: PromiseWithResolvers<void>) =>
      besideOthers(db, async (trx) => {
        await takeTurns(trx, [mine === first ? "one" : "other"]);
        mine.resolve();
        await other.promise;
      });
    await Promise.all([met(first, second), met(second, first)]);

    const under = { way: 0, most: 0 };
    const counted = async () => {
      under.way += 1;
      under.most = Math.max(under.most, under.way);
      await new Promise((rested) => setTimeout(rested, 10));
      under.way -= 1;
    };
    await Promise.all(
      ["b", "a", "b"].map((name) =>
        besideOthers(db, async (trx) => {
          await takeTurns(trx, [name, "shared", name]);
          await counted();
        }),
      ),
    );
    await Promise.all([db.transaction().execute(counted), besideOthers(db, counted)]);
    expect(under.most).toBe(1);
  });

  it("does again what was broken off because two waited for each other", async () => {
    await db
      .insertInto("initiative")
      .values([initiative("a", "0"), initiative("b", "0")])
      .execute();
    let begun = 0;
    const bothBegun = Promise.withResolvers<void>();
    const bothIn = (order: string[]) =>
      besideOthers(db, async (trx) => {
        for (const id of order) {
          await trx.updateTable("initiative").set({ place: sql`place || '+'` }).where("id", "=", id).execute();
          if (id === order[0] && ++begun === 2) bothBegun.resolve();
          await bothBegun.promise;
        }
      });
    await Promise.all([bothIn(["a", "b"]), bothIn(["b", "a"])]);
    expect(begun).toBe(3);
    const rows = await db.selectFrom("initiative").select("place").execute();
    expect(rows).toEqual([{ place: "++" }, { place: "++" }]);
  });

  it("goes on after the server has ended its connections", async () => {
    const address = await newPlace();
    const own = connect(address);
    await own.selectFrom("initiative").select("id").execute();
    const { pathname } = new URL(address);
    await asAdministrator(
      address,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${pathname.slice(1)}'`,
    );
    const asked = () => own.selectFrom("initiative").select("id").execute();
    expect(await asked().catch(asked)).toEqual([]);
    await own.destroy();
  });

  it("is refused, with a reason and without the password, when it cannot be used", async () => {
    const address = await newPlace();
    const { port, pathname } = new URL(address);
    await asAdministrator(address, "create role guarded login password 'rigtig'").catch(() => {});
    await asAdministrator(
      address,
      `create database "${pathname.slice(1)}_ascii" encoding 'SQL_ASCII' locale 'C' template template0`,
    );
    const refusals: Array<[string, RegExp]> = [
      [address.replace("ringvirk@", "guarded:hemmelig@"), /user or the password is wrong/],
      [address.replace("ringvirk@", "guarded:@"), /password/],
      [address.replace(pathname, "/nowhere"), /no database of that name/],
      [address.replace(port, "1"), /nothing answers there/],
      [address.replace("127.0.0.1", "nowhere.invalid"), /name/],
      [`${address}_ascii`, /must be UTF8/],
    ];
    for (const [wrong, reason] of refusals) {
      const fault: unknown = await openDatabase(wrong).catch((thrown) => thrown);
      expect(fault, wrong).toMatchObject({ name: "DatabaseRefused", message: expect.stringMatching(reason) });
      expect(String(fault)).not.toContain("hemmelig");
    }
  });
});

async function asAdministrator(address: string, statement: string): Promise<void> {
  const client = new pg.Client(address.replace(new URL(address).pathname, "/postgres"));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
