import { createHash } from "node:crypto";
import type { Database, Role } from "#db/schema.ts";
import { sealHistory } from "./seal.server.ts";
import type { SealChange } from "./seal.ts";

/** A seal as everybody in the initiative may see it: by whom is a role, not a person. */
export interface RecordedSeal {
  number: number;
  sealedAt: string;
  sealedByRole: Extract<Role, "coordinator" | "administrator">;
  sha256: string;
  /** The stored text hashed anew just now gives the stored fingerprint. */
  intact: boolean;
  text: string;
  changes: SealChange[];
  /** Names of the waves that opened while it was the newest. */
  waves: string[];
}

/** Every seal there ever was, newest first. */
export async function sealRecord(db: Database, initiativeId: string): Promise<RecordedSeal[]> {
  const waves = await db
    .selectFrom("wave")
    .select(["name", "seal_number"])
    .where("initiative_id", "=", initiativeId)
    .orderBy("position")
    .execute();
  const roles = await sealersRoles(db, initiativeId);
  return (await sealHistory(db, initiativeId)).map(({ number, sealedAt, sha256, text, changes }) => ({
    ...{ number, sealedAt, sha256, text, changes },
    sealedByRole: roles.get(number) ?? "coordinator",
    intact: createHash("sha256").update(text, "utf8").digest("hex") === sha256,
    waves: waves.filter((wave) => wave.seal_number === number).map(({ name }) => name),
  }));
}

/** One seal's text, byte for byte as it was hashed; undefined where there is none such. */
export async function sealedText(db: Database, initiativeId: string, number: number): Promise<string | undefined> {
  const seal = await db
    .selectFrom("seal")
    .select("content")
    .where("initiative_id", "=", initiativeId)
    .where("number", "=", number)
    .executeTakeFirst();
  return seal?.content;
}

/** By the seal's number. Only coordinators and administrators can seal; whoever has no role any more was a coordinator. */
async function sealersRoles(db: Database, initiativeId: string): Promise<Map<number, RecordedSeal["sealedByRole"]>> {
  const grants = await db
    .selectFrom("seal")
    .innerJoin("role_grant", "role_grant.account_id", "seal.sealed_by")
    .select(["seal.number", "role_grant.role", "role_grant.initiative_id"])
    .where("seal.initiative_id", "=", initiativeId)
    .execute();
  const here = grants.filter((grant) => grant.initiative_id === initiativeId || grant.initiative_id === null);
  const roles = new Map<number, RecordedSeal["sealedByRole"]>();
  for (const { number, role } of here) if (role === "administrator") roles.set(number, "administrator");
  for (const { number, role } of here) if (role === "coordinator") roles.set(number, "coordinator");
  return roles;
}
