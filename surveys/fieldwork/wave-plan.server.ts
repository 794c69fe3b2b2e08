import type { Audience, DatabaseTransaction, Wave } from "#db/schema.ts";
import { audiences } from "#surveys/initiative/audience.ts";
import { checkDay, checkText, checkTime, maxLengths } from "#surveys/initiative/field-check.ts";
import { firstProblem, type Problem, problemAt } from "#surveys/problem.ts";
import { danishEnd, danishInstant, endOfDay } from "./danish-time.ts";
import type { WavePlan } from "./wave.ts";

/**
 * What is wrong with a plan, in itself and beside the initiative's other waves; null for nothing.
 * Refused: "field.missing", "field.too-long", "field.not-a-date", "field.not-a-time" at the field; "wave.dates-wrong", "wave.name-taken", "wave.no-survey".
 *
 * @param waveId the wave that is planned anew; null for a new one.
 */
export async function checkPlan(
  trx: DatabaseTransaction,
  initiativeId: string,
  plan: WavePlan,
  waveId: string | null,
): Promise<Problem | null> {
  return checkFields(plan) ?? (await checkAgainstOthers(trx, initiativeId, plan, waveId));
}

type PlannedColumns = Pick<Wave, "name" | "opens_on" | "opens_at" | "closes_on" | "closes_at">;

/** A plan as a wave's own columns hold it. */
export function plannedColumns(plan: WavePlan): PlannedColumns {
  return {
    name: plan.name.trim(),
    ...{ opens_on: plan.opensOn, opens_at: plan.opensAt || "00:00" },
    ...{ closes_on: plan.closesOn, closes_at: plan.closesAt || endOfDay },
  };
}

/** Writes which survey each audience is sent. */
export async function writeSurveys(trx: DatabaseTransaction, waveId: string, plan: WavePlan): Promise<void> {
  const rows = chosenSurveys(plan).map(({ audience, versionId }) => ({
    wave_id: waveId,
    audience,
    survey_version_id: versionId,
  }));
  await trx.insertInto("wave_survey").values(rows).execute();
}

function checkFields(plan: WavePlan): Problem | null {
  const { opens_on, opens_at, closes_on, closes_at } = plannedColumns(plan);
  const wrong = firstProblem([
    checkText("name", plan.name, maxLengths.name),
    checkDay("opensOn", plan.opensOn),
    checkTime("opensAt", opens_at),
    checkDay("closesOn", plan.closesOn),
    closes_at === endOfDay ? null : checkTime("closesAt", closes_at),
  ]);
  if (wrong) return wrong;
  return danishEnd(closes_on, closes_at) <= danishInstant(opens_on, opens_at)
    ? problemAt("closesOn", "wave.dates-wrong")
    : null;
}

async function checkAgainstOthers(
  trx: DatabaseTransaction,
  initiativeId: string,
  plan: WavePlan,
  waveId: string | null,
): Promise<Problem | null> {
  const name = plan.name.trim();
  const namesake = await trx
    .selectFrom("wave")
    .select("id")
    .where("initiative_id", "=", initiativeId)
    .where("name", "=", name)
    .executeTakeFirst();
  if (namesake && namesake.id !== waveId) return problemAt("name", "wave.name-taken", { name });
  const chosen = chosenSurveys(plan);
  if (chosen.length === 0) return problemAt("surveys", "wave.no-survey");
  for (const { audience, versionId } of chosen) {
    if (!(await isUsable(trx, initiativeId, audience, versionId))) return problemAt("surveys", "wave.no-survey");
  }
  return null;
}

async function isUsable(
  trx: DatabaseTransaction,
  initiativeId: string,
  audience: Audience,
  versionId: string,
): Promise<boolean> {
  const survey = await trx
    .selectFrom("survey_version")
    .innerJoin("survey", "survey.id", "survey_version.survey_id")
    .select("survey.id")
    .where("survey_version.id", "=", versionId)
    .where("survey.audience", "=", audience)
    .where((where) =>
      where.or([where("survey.initiative_id", "is", null), where("survey.initiative_id", "=", initiativeId)]),
    )
    .executeTakeFirst();
  return survey !== undefined;
}

function chosenSurveys({ surveys }: WavePlan): Array<{ audience: Audience; versionId: string }> {
  return audiences.flatMap((audience) => {
    const versionId = surveys[audience];
    return versionId ? [{ audience, versionId }] : [];
  });
}
