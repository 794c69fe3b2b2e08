import type { ComparisonGroupTable, Database, DatabaseTransaction } from "#db/schema.ts";
import { type Problem, problem, problemAt } from "#surveys/problem.ts";
import { type Deed, recordDeed } from "./audit.server.ts";
import type { ComparisonGroup } from "./comparison-group.ts";
import { checkText, maxLengths } from "./field-check.ts";
import { type SealInForce, sealInForce } from "./seal.server.ts";
import { knownSegments } from "./segment-choice.server.ts";

/**
 * Names the comparison group, or with null takes the naming back. Every naming is kept. Once a wave has been sent under a seal that holds
 * one, it stands: whoever could change it would choose who counts after having seen the answers.
 * Refused: "field.missing", "field.too-long", "comparison.unknown-group", "comparison.unchanged", "comparison.sealed".
 */
export async function nameComparisonGroup(
  db: Database,
  { segment: wanted, ...deed }: Deed & { segment: string | null },
): Promise<ComparisonGroupTable | Problem> {
  const { initiativeId, accountId, now } = deed;
  const refusal = wanted === null ? null : checkGroup(wanted, await knownSegments(db, initiativeId));
  if (refusal) return refusal;
  const segment = wanted ?? "";
  return db.transaction().execute(async (trx) => {
    const newest = (await namings(trx, initiativeId)).at(-1);
    if ((newest?.segment ?? "") === segment) return problemAt("segment", "comparison.unchanged");
    if ((await sealInForce(trx, initiativeId))?.content.comparison) return problem("comparison.sealed");
    const named: ComparisonGroupTable = {
      ...{ initiative_id: initiativeId, number: (newest?.number ?? 0) + 1, segment },
      ...{ named_at: now.toISOString(), named_by: accountId },
    };
    await trx.insertInto("comparison_group").values(named).execute();
    if (segment === "") await recordDeed(trx, deed, "comparison.removed", { segment: newest?.segment });
    else await recordDeed(trx, deed, "comparison.named", { segment });
    return named;
  });
}

/** What the coordinator chooses from and has chosen. */
export interface ComparisonSetting {
  group: ComparisonGroup | null;
  /** Groups that participants or answers are in; none before there are any. */
  segments: string[];
  /** Every naming, oldest first, with who named. */
  history: Array<ComparisonGroupTable & { name: string }>;
  /** A wave has been sent or read in: whoever names a group now can know answers. */
  opened: boolean;
}

export async function comparisonSetting(db: Database, initiativeId: string): Promise<ComparisonSetting> {
  const opened = await db
    .selectFrom("wave")
    .select("id")
    .where("initiative_id", "=", initiativeId)
    .where("state", "<>", "planned")
    .executeTakeFirst();
  return {
    group: await comparisonGroup(db, initiativeId, await sealInForce(db, initiativeId)),
    segments: await knownSegments(db, initiativeId),
    history: await historyOf(db, initiativeId),
    opened: opened !== undefined,
  };
}

/** Before there are participants, a group is written as it will stand in their list. */
function checkGroup(segment: string, known: string[]): Problem | null {
  const text = checkText("segment", segment, maxLengths.line);
  if (text) return text;
  const isKnown = known.length === 0 ? /^[^=~]+=[^=~]+$/.test(segment) : known.includes(segment);
  return isKnown ? null : problemAt("segment", "comparison.unknown-group");
}

function historyOf(db: Database, initiativeId: string): Promise<ComparisonSetting["history"]> {
  return db
    .selectFrom("comparison_group")
    .innerJoin("account", "account.id", "comparison_group.named_by")
    .selectAll("comparison_group")
    .select("account.name")
    .where("initiative_id", "=", initiativeId)
    .orderBy("number")
    .execute();
}

/**
 * The comparison group that results are held against: the one in the seal in force, else the one named last; null without any.
 *
 * @param sealed the seal in force, where it has been read already.
 */
export async function comparisonGroup(
  db: Database | DatabaseTransaction,
  initiativeId: string,
  sealed: SealInForce | null,
): Promise<ComparisonGroup | null> {
  const all = await namings(db, initiativeId);
  const segment = sealed?.content.comparison?.segment ?? all.at(-1)?.segment ?? "";
  if (segment === "") return null;
  const naming = all.findLast((one) => one.segment === segment);
  const others = all.filter(
    (one) => one.segment !== "" && one.segment !== segment && one.number < (naming?.number ?? 0),
  );
  return {
    segment,
    namedAt: naming?.named_at ?? "",
    standing: sealed?.content.comparison ? "sealed" : "later",
    beforeBaseline: sealed?.content.comparison !== undefined && sealed.beforeBaseline,
    namedBefore: new Set(others.map((one) => one.segment)).size,
  };
}

function namings(db: Database | DatabaseTransaction, initiativeId: string): Promise<ComparisonGroupTable[]> {
  return db
    .selectFrom("comparison_group")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .orderBy("number")
    .execute();
}
