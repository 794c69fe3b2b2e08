import type { DatabaseTransaction, ResponseTable } from "#db/schema.ts";
import { type CodebookByVersion, readResponses } from "./tallied-response.server.ts";
import { untallyResponses } from "./tally.server.ts";

/**
 * Deletes stored answers and takes them out of everything that was counted of them, in the caller's transaction.
 *
 * @param rows of one initiative, as they stand in `response`.
 */
export async function removeResponses(trx: DatabaseTransaction, rows: ResponseTable[]): Promise<void> {
  const codebooks: CodebookByVersion = new Map();
  await untallyResponses(trx, await readResponses(trx, rows, codebooks), codebooks);
  await trx
    .deleteFrom("response")
    .where(
      "id",
      "in",
      rows.map(({ id }) => id),
    )
    .execute();
}
