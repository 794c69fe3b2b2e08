import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { connect } from "#db/connect.ts";
import { migrate } from "#db/migrate.ts";
import { tableNames } from "./attacked-ringvirk.ts";

describe("docs/privacy.md", () => {
  it("says of every table what it holds about people, and of no table that is not there", async () => {
    const db = connect(":memory:");
    await migrate(db);
    const tables = (await tableNames(db)).filter((name) => !name.startsWith("kysely_"));
    await db.destroy();
    const page = readFileSync("docs/privacy.md", "utf8");
    const section = page.slice(page.indexOf("| table |"), page.indexOf("Not stored anywhere"));
    const named = section
      .split("\n")
      .slice(2)
      .flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/`([a-z_]+)`/g)].map((match) => match[1]));
    expect(named.sort()).toEqual(tables.sort());
  });
});
