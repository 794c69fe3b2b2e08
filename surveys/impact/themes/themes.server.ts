import { setImmediate as othersTurn } from "node:timers/promises";
import type { Database } from "#db/schema.ts";
import { codeAnswers } from "#surveys/definition/code-answers.ts";
import type { Codebook, Item } from "#surveys/definition/codebook.ts";
import { DISCLOSURE_FLOOR } from "#surveys/disclosure-floor.ts";
import { type AskedWave, closedWaves } from "#surveys/impact/closed-waves.server.ts";
import { KeptFigures } from "#surveys/impact/kept-figures.server.ts";
import { redact } from "./redaction.ts";
import { subjectWords } from "./subject-words.ts";
import { themeGrowth, type WrittenAnswers } from "./theme-growth.ts";
import type { ThemeResult } from "./themes.ts";

const keptThemes = new KeptFigures<ThemeResult[]>(12);
const pageSize = 500;

/**
 * The themes of every open question, from the baseline to each later closed wave. Open answers are the one thing that is not in the tallies:
 * they are read here, redacted and made into subject words at once, and kept by the waves' revisions. No text leaves this function.
 */
export async function readThemes(db: Database, initiativeId: string, floor = DISCLOSURE_FLOOR): Promise<ThemeResult[]> {
  const waves = await closedWaves(db, initiativeId);
  const kept = await namesToKeep(db, initiativeId);
  return keptThemes.of(db, `${initiativeId} ${floor}`, { waves, kept }, async () => {
    const written = new Map<string, WrittenWave>();
    for (const wave of waves) {
      written.set(`${wave.id} ${wave.audience}`, await readWave(db, wave, new Set(kept)));
    }
    return compareWritten(waves, written, floor);
  });
}

/** The words of the organisations' names: they are in the initiative's own pages and name nobody. */
async function namesToKeep(db: Database, initiativeId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("membership")
    .innerJoin("organisation", "organisation.id", "membership.organisation_id")
    .select("organisation.name")
    .where("initiative_id", "=", initiativeId)
    .execute();
  const words = rows.flatMap(({ name }) => name.toLowerCase().match(/[\p{L}\p{M}'-]{2,}/gu) ?? []);
  return [...new Set(words)].sort();
}

interface WrittenWave {
  answered: number;
  questions: Array<{ item: Item; answers: WrittenAnswers }>;
}

async function readWave(db: Database, wave: AskedWave, keep: ReadonlySet<string>): Promise<WrittenWave> {
  const version = await db
    .selectFrom("survey_version")
    .select("codebook")
    .where("id", "=", wave.versionId)
    .executeTakeFirstOrThrow();
  const codebook = JSON.parse(version.codebook) as Codebook;
  const items = codebook.items.filter((item) => item.open && item.theme !== "expectation");
  const asked = { ...codebook, items };
  const answers = new Map<string, Array<ReturnType<typeof subjectWords>>>(items.map(({ key }) => [key, []]));
  let answered = 0;
  for await (const stored of storedAnswers(db, wave)) {
    answered += 1;
    for (const [key, answer] of codeAnswers(asked, JSON.parse(stored))) {
      if ("text" in answer) answers.get(key)?.push(subjectWords(redact(answer.text, keep)));
    }
  }
  return { answered, questions: items.map((item) => ({ item, answers: answers.get(item.key) ?? [] })) };
}

/** Between two pages others have their turn: a million open answers take seconds, and the server has other readers. */
async function* storedAnswers(db: Database, wave: AskedWave): AsyncGenerator<string> {
  let after = "";
  for (;;) {
    const rows = await db
      .selectFrom("response")
      .select(["id", "answers"])
      .where("wave_id", "=", wave.id)
      .where("audience", "=", wave.audience)
      .where("id", ">", after)
      .orderBy("id")
      .limit(pageSize)
      .execute();
    for (const { answers } of rows) yield answers;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    await othersTurn();
  }
}

function compareWritten(waves: AskedWave[], written: Map<string, WrittenWave>, floor: number): ThemeResult[] {
  const baselines = waves.filter(({ position }) => position === 0);
  return baselines.flatMap((from) =>
    waves
      .filter((to) => to.audience === from.audience && to.position > 0)
      .flatMap((to) => compareWave(from, to, written, floor)),
  );
}

function compareWave(from: AskedWave, to: AskedWave, written: Map<string, WrittenWave>, floor: number): ThemeResult[] {
  const [before, after] = [from, to].map((wave) => written.get(`${wave.id} ${wave.audience}`));
  if (!before || !after) return [];
  return after.questions.flatMap(({ item, answers }): ThemeResult[] => {
    const earlier = before.questions.find((question) => question.item.key === item.key);
    if (!earlier) return [];
    const answered = { from: before.answered, to: after.answered };
    return [
      {
        ...{ audience: from.audience, itemKey: item.key, label: item.label, good: item.good, from: from.id, to: to.id },
        ...themeGrowth(earlier.answers, answers, answered, floor),
      },
    ];
  });
}
