import { sql } from "kysely";
import { expect, it } from "vitest";
import * as addRespondentLanguages from "#db/migrations/20261130-10-add-respondent-languages.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import { makeWorld } from "#tests/answering/answering-world.ts";

it("a database from before keeps everybody's language and invitations, and then takes the ten and no other", async () => {
  const { db } = await makeWorld();
  // As the table was made before.
  await sql`alter table participant add column old text not null default 'da' check (old in ('da', 'en'))`.execute(db);
  await sql`update participant set old = case key when 'anna' then 'en' else 'da' end`.execute(db);
  await sql`alter table participant drop column language`.execute(db);
  await sql`alter table participant rename column old to language`.execute(db);
  const invitations = await db.selectFrom("invitation").select("id").execute();
  const before = await db.selectFrom("participant").select(["id", "language"]).orderBy("id").execute();
  expect(new Set(before.map(({ language }) => language))).toEqual(new Set(["da", "en"]));
  const setLanguage = (language: string) =>
    db
      .updateTable("participant")
      .set({ language: language as RespondentLanguage })
      .execute();
  await expect(setLanguage("ar")).rejects.toThrow(/check/i);

  await addRespondentLanguages.up(db as never);

  expect(await db.selectFrom("participant").select(["id", "language"]).orderBy("id").execute()).toEqual(before);
  expect(await db.selectFrom("invitation").select("id").execute()).toEqual(invitations);
  for (const language of ["da", "en", "ar", "tr", "uk", "so", "ur", "fa", "pl", "de"]) await setLanguage(language);
  await expect(setLanguage("sv")).rejects.toThrow(/check/i);
  await db.destroy();
});
