import type { DatabaseTransaction } from "#db/schema.ts";
import { chunked } from "./participant.server.ts";
import { hashCode, shortCode } from "./short-code.ts";

interface CodeColumns {
  code_hash: string;
  code_number: number;
}

/**
 * Codes for invitations, none of them another's: where a code is taken, the next is derived.
 * @returns by invitation id, what its row is to keep.
 */
export async function newCodes(
  trx: DatabaseTransaction,
  secret: string,
  invitationIds: string[],
): Promise<Map<string, CodeColumns>> {
  const codes = new Map<string, CodeColumns>();
  const given = new Set<string>();
  for (const chunk of chunked(invitationIds)) {
    let open = chunk.map((id) => ({ id, number: 0 }));
    while (open.length > 0) {
      const tried = open.map(({ id, number }) => ({
        id,
        number,
        hash: hashCode(secret, shortCode(secret, id, number)),
      }));
      const taken = await takenHashes(trx, tried);
      open = [];
      for (const { id, number, hash } of tried) {
        if (taken.has(hash) || given.has(hash)) open.push({ id, number: number + 1 });
        else {
          given.add(hash);
          codes.set(id, { code_hash: hash, code_number: number });
        }
      }
    }
  }
  return codes;
}

/** Gives codes to invitations of a wave that were made before there were any. */
export async function giveMissingCodes(trx: DatabaseTransaction, secret: string, waveId: string): Promise<void> {
  const rows = await trx
    .selectFrom("invitation")
    .select("id")
    .where("wave_id", "=", waveId)
    .where("code_hash", "is", null)
    .execute();
  const codes = await newCodes(
    trx,
    secret,
    rows.map(({ id }) => id),
  );
  for (const [id, columns] of codes) await trx.updateTable("invitation").set(columns).where("id", "=", id).execute();
}

async function takenHashes(trx: DatabaseTransaction, tried: Array<{ hash: string }>): Promise<Set<string>> {
  const hashes = tried.map(({ hash }) => hash);
  const rows = await trx.selectFrom("invitation").select("code_hash").where("code_hash", "in", hashes).execute();
  return new Set(rows.map(({ code_hash }) => code_hash as string));
}
