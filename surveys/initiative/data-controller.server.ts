import type { Database } from "#db/schema.ts";
import { firstProblem, type Problem, problemAt } from "#surveys/problem.ts";
import { type Deed, recordDeed } from "./audit.server.ts";
import type { DataController } from "./data-controller.ts";
import { checkEmail, checkText, maxLengths } from "./field-check.ts";

/** Who answers for an initiative's data; null where nobody has said. */
export async function dataControllerOf(db: Database, initiativeId: string): Promise<DataController | null> {
  const row = await db
    .selectFrom("data_controller")
    .select(["name", "email", "phone"])
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Says who answers for an initiative's data, in place of who did before.
 * Refused at its field: "field.missing" (also where neither address nor number is given), "field.too-long", "account.email-wrong",
 * "field.not-a-phone".
 */
export async function nameDataController(db: Database, deed: Deed, given: DataController): Promise<Problem | null> {
  const named = { name: given.name.trim(), email: given.email.trim(), phone: given.phone.trim() };
  const refused = checkController(named);
  if (refused) return refused;
  return db.transaction().execute(async (trx) => {
    await trx
      .insertInto("data_controller")
      .values({ initiative_id: deed.initiativeId, ...named })
      .onConflict((conflict) => conflict.column("initiative_id").doUpdateSet(named))
      .execute();
    await recordDeed(trx, deed, "controller.named", { name: named.name });
    return null;
  });
}

function checkController({ name, email, phone }: DataController): Problem | null {
  const unreachable = email === "" && phone === "" ? problemAt("email", "field.missing") : null;
  return firstProblem([
    checkText("name", name, maxLengths.line),
    unreachable ?? (email === "" ? null : checkEmail("email", email)),
    phone === "" || /^\+?[\d ()-]{3,30}$/.test(phone) ? null : problemAt("phone", "field.not-a-phone"),
  ]);
}
