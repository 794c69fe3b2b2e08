import { createHash, randomUUID } from "node:crypto";
import type { Database, DatabaseTransaction, SealTable } from "#db/schema.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { type Deed, recordDeed } from "./audit.server.ts";
import { canonicalJson } from "./canonical-json.ts";
import { type SealChange, type SealContent, sealChanges, sealContentOf, standsUnchanged } from "./seal.ts";

export interface SealedVersion {
  number: number;
  sha256: string;
  sealedAt: string;
  sealedBy: string;
  /** The very text that was hashed: whoever hashes it again must get `sha256`. */
  text: string;
  content: SealContent;
  /** Against the seal before; everything is "added" in the first. */
  changes: SealChange[];
}

/**
 * Seals goals and expectations as they stand: their canonical JSON, its SHA-256, the time and who. A seal is never changed or deleted;
 * a later edit makes a further seal.
 * Refused: "goal.none-to-seal", "seal.nothing-changed".
 */
export async function sealGoals(db: Database, deed: Deed): Promise<SealTable | Problem> {
  const { initiativeId, accountId, now } = deed;
  return db.transaction().execute(async (trx) => {
    const present = await presentContent(trx, initiativeId);
    if (present.goals.length === 0) return problem("goal.none-to-seal");
    const content = canonicalJson(present);
    const sha256 = sha256Of(content);
    const newest = await newestSeal(trx, initiativeId);
    if (newest?.sha256 === sha256) return problem("seal.nothing-changed");
    const seal: SealTable = {
      id: randomUUID(),
      initiative_id: initiativeId,
      number: (newest?.number ?? 0) + 1,
      content,
      sha256,
      sealed_at: now.toISOString(),
      sealed_by: accountId,
    };
    await trx.insertInto("seal").values(seal).execute();
    await recordDeed(trx, deed, "goals.sealed", { number: seal.number, sha256 });
    return seal;
  });
}

/** The seal in force; undefined before the first. `openWave` keeps its number with the wave. */
export function newestSeal(db: Database | DatabaseTransaction, initiativeId: string): Promise<SealTable | undefined> {
  return db
    .selectFrom("seal")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Whether the newest seal equals goals and expectations as they stand now. */
export async function isSealed(db: Database | DatabaseTransaction, initiativeId: string): Promise<boolean> {
  const newest = await newestSeal(db, initiativeId);
  return newest !== undefined && newest.sha256 === sha256Of(canonicalJson(await presentContent(db, initiativeId)));
}

/** What would be sealed now: the text, its hash, and what differs from the newest seal. */
export async function sealPreview(
  db: Database,
  initiativeId: string,
): Promise<{ text: string; sha256: string; content: SealContent; changes: SealChange[] }> {
  const content = await presentContent(db, initiativeId);
  const newest = await newestSeal(db, initiativeId);
  const text = canonicalJson(content);
  return { text, sha256: sha256Of(text), content, changes: sealChanges(contentOf(newest), content) };
}

/** Every seal there ever was, newest first, each with what it changed. */
export async function sealHistory(db: Database, initiativeId: string): Promise<SealedVersion[]> {
  const seals = await db
    .selectFrom("seal")
    .innerJoin("account", "account.id", "seal.sealed_by")
    .selectAll("seal")
    .select("account.name as sealed_by_name")
    .where("initiative_id", "=", initiativeId)
    .orderBy("number")
    .execute();
  return seals
    .map((seal, index) => ({
      number: seal.number,
      sha256: seal.sha256,
      sealedAt: seal.sealed_at,
      sealedBy: seal.sealed_by_name,
      text: seal.content,
      content: contentOf(seal),
      changes: sealChanges(contentOf(seals[index - 1]), contentOf(seal)),
    }))
    .reverse();
}

/** What was sealed when Ringvirk first sent a wave. */
export interface SealInForce {
  content: SealContent;
  /** False where the baseline was made elsewhere: whoever sealed could have known it. */
  beforeBaseline: boolean;
}

/**
 * Goals and expectations as sealed when the first wave opened in Ringvirk: the baseline, or the first follow-up to a baseline made
 * elsewhere. What was written later binds nothing: else a harm could be taken off the list of ripples by calling it expected once it was
 * seen. Null before any wave has opened.
 */
export async function sealInForce(
  db: Database | DatabaseTransaction,
  initiativeId: string,
): Promise<SealInForce | null> {
  const seal = await db
    .selectFrom("seal")
    .innerJoin("wave", (join) =>
      join.onRef("wave.initiative_id", "=", "seal.initiative_id").onRef("wave.seal_number", "=", "seal.number"),
    )
    .select(["seal.content", "wave.position"])
    .where("wave.initiative_id", "=", initiativeId)
    .orderBy("wave.position")
    .executeTakeFirst();
  return seal ? { content: contentOf(seal), beforeBaseline: seal.position === 0 } : null;
}

export interface GoalStanding {
  /** The goal stood in the seal in force when the baseline opened, in whatever words. */
  sealedBeforeBaseline: boolean;
  /** The goal is not now as it was in the seal in force when Ringvirk first sent a wave. */
  changedAfterBaseline: boolean;
}

/** How each present goal stands to the seal in force; by the goal's id. */
export async function goalStandings(db: Database, initiativeId: string): Promise<Map<string, GoalStanding>> {
  const present = await presentContent(db, initiativeId);
  const sealed = await sealInForce(db, initiativeId);
  return new Map(
    present.goals.map((goal) => {
      const wasThere = sealed?.content.goals.some((entry) => entry.id === goal.id) ?? false;
      return [
        goal.id,
        {
          sealedBeforeBaseline: wasThere && sealed?.beforeBaseline === true,
          changedAfterBaseline: sealed !== null && !standsUnchanged(sealed.content, goal),
        },
      ];
    }),
  );
}

async function presentContent(db: Database | DatabaseTransaction, initiativeId: string): Promise<SealContent> {
  const goals = await db.selectFrom("goal").selectAll().where("initiative_id", "=", initiativeId).execute();
  const expectations = await db
    .selectFrom("expectation")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .execute();
  const comparison = await db
    .selectFrom("comparison_group")
    .select("segment")
    .where("initiative_id", "=", initiativeId)
    .orderBy("number", "desc")
    .executeTakeFirst();
  return sealContentOf(goals, expectations, comparison?.segment);
}

function contentOf(seal: Pick<SealTable, "content"> | undefined): SealContent {
  return seal ? (JSON.parse(seal.content) as SealContent) : { goals: [], expectations: [] };
}

function sha256Of(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
