import { randomUUID } from "node:crypto";
import type { Audience, Database, DatabaseTransaction, OpenLinkTable } from "#db/schema.ts";
import { countFromFloor, shownCount } from "#surveys/disclosure-floor.ts";
import { type Deed, recordDeed } from "#surveys/initiative/audit.server.ts";
import { firstProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { isOpenLinkName, type OpenLinkPlan, openLinkLimits } from "./open-link.ts";

/** An open link as its coordinator sees it; how many is null below the disclosure floor. */
export interface ListedOpenLink {
  id: string;
  audience: Audience;
  name: string;
  closed: boolean;
  mostAnswers: number;
  asksSelfCode: boolean;
  begun: number | null;
  answered: number | null;
  /** What became of the self-made codes when the wave was closed, as it may be told (`shownCount`); null before, and where none was made. */
  codes: Record<CodeOutcome, number | null> | null;
}

const codeOutcomes = ["matched", "ambiguous", "unmatched"] as const;
type CodeOutcome = (typeof codeOutcomes)[number];

/** Open links with their wave, initiative and the survey that is asked through them: to select from. */
export function openLinksAsked(db: Database | DatabaseTransaction) {
  return db
    .selectFrom("open_link")
    .innerJoin("wave", "wave.id", "open_link.wave_id")
    .innerJoin("initiative", "initiative.id", "wave.initiative_id")
    .innerJoin("wave_survey", (join) =>
      join.onRef("wave_survey.wave_id", "=", "wave.id").onRef("wave_survey.audience", "=", "open_link.audience"),
    );
}

/** The open links of a wave, residents first. */
export async function openLinksOf(db: Database, waveId: string): Promise<ListedOpenLink[]> {
  const rows = await db
    .selectFrom("open_link")
    .selectAll()
    .where("wave_id", "=", waveId)
    .orderBy("audience", "desc")
    .execute();
  const codes = await db
    .selectFrom("self_code")
    .select(({ fn }) => ["audience", "outcome", fn.countAll<number>().as("people")])
    .where("wave_id", "=", waveId)
    .where("outcome", "is not", null)
    .groupBy(["audience", "outcome"])
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, audience: row.audience, name: row.name, closed: row.closed === 1 },
    ...{ mostAnswers: row.most_answers, asksSelfCode: row.asks_self_code === 1 },
    ...{ begun: countFromFloor(row.begun), answered: countFromFloor(row.answered) },
    codes: toldOutcomes(codes.filter(({ audience }) => audience === row.audience)),
  }));
}

/**
 * Makes the open link of a wave for an audience that the wave has a survey for; one each.
 * Refused: "wave.not-found", "wave.not-open"; "open-link.exists"; "wave.no-survey"; at the field "open-link.name-wrong", "open-link.name-taken",
 * "field.out-of-range".
 */
export async function makeOpenLink(
  db: Database,
  deed: Deed,
  { waveId, audience, plan }: { waveId: string; audience: Audience; plan: OpenLinkPlan },
): Promise<OpenLinkTable | Problem> {
  const checked = checkPlan(plan);
  return db.transaction().execute(async (trx) => {
    const refused = (await checkWave(trx, deed.initiativeId, waveId, audience)) ?? checked;
    if (refused) return refused;
    const name = plan.name.trim();
    const present = await trx
      .selectFrom("open_link")
      .select(["name", "wave_id", "audience"])
      .where(({ eb, and, or }) =>
        or([eb("name", "=", name), and([eb("wave_id", "=", waveId), eb("audience", "=", audience)])]),
      )
      .execute();
    if (present.some((link) => link.wave_id === waveId && link.audience === audience))
      return problem("open-link.exists");
    if (present.length > 0) return problemAt("name", "open-link.name-taken");
    const row: OpenLinkTable = {
      ...{ id: randomUUID(), wave_id: waveId, audience, name, closed: 0, begun: 0, answered: 0 },
      ...{ most_answers: Number(plan.mostAnswers), asks_self_code: plan.asksSelfCode ? 1 : 0 },
    };
    await trx.insertInto("open_link").values(row).execute();
    await recordDeed(trx, deed, "open-link.made", { wave: waveId, audience, name });
    return row;
  });
}

/** Closes an open link or opens it again: who has begun may finish. Refused: "open-link.not-found". */
export async function closeOpenLink(
  db: Database,
  deed: Deed,
  { waveId, linkId, closed }: { waveId: string; linkId: string; closed: boolean },
): Promise<null | Problem> {
  return db.transaction().execute(async (trx) => {
    const link = await trx
      .selectFrom("open_link")
      .innerJoin("wave", "wave.id", "open_link.wave_id")
      .select(["open_link.id", "open_link.name"])
      .where("open_link.id", "=", linkId)
      .where("wave.id", "=", waveId)
      .where("wave.initiative_id", "=", deed.initiativeId)
      .executeTakeFirst();
    if (!link) return problem("open-link.not-found");
    await trx
      .updateTable("open_link")
      .set({ closed: closed ? 1 : 0 })
      .where("id", "=", linkId)
      .execute();
    await recordDeed(trx, deed, closed ? "open-link.closed" : "open-link.reopened", { wave: waveId, name: link.name });
    return null;
  });
}

function toldOutcomes(counts: Array<{ outcome: string | null; people: number }>): ListedOpenLink["codes"] {
  if (counts.length === 0) return null;
  const told = codeOutcomes.map((outcome) => {
    const people = Number(counts.find((count) => count.outcome === outcome)?.people ?? 0);
    return [outcome, shownCount(people)] as const;
  });
  return Object.fromEntries(told) as Record<CodeOutcome, number | null>;
}

function checkPlan(plan: OpenLinkPlan): Problem | null {
  const most = Number(plan.mostAnswers);
  const { fewest: min, most: max } = openLinkLimits;
  return firstProblem([
    isOpenLinkName(plan.name.trim()) ? null : problemAt("name", "open-link.name-wrong"),
    Number.isInteger(most) && most >= min && most <= max
      ? null
      : problemAt("mostAnswers", "field.out-of-range", { min, max }),
  ]);
}

async function checkWave(
  trx: DatabaseTransaction,
  initiativeId: string,
  waveId: string,
  audience: Audience,
): Promise<Problem | null> {
  const wave = await trx
    .selectFrom("wave")
    .leftJoin("wave_survey", (join) =>
      join.onRef("wave_survey.wave_id", "=", "wave.id").on("wave_survey.audience", "=", audience),
    )
    .select(["wave.state", "wave_survey.audience"])
    .where("wave.id", "=", waveId)
    .where("wave.initiative_id", "=", initiativeId)
    .executeTakeFirst();
  if (!wave) return problem("wave.not-found");
  if (wave.state !== "open") return problem("wave.not-open");
  return wave.audience === null ? problem("wave.no-survey") : null;
}
