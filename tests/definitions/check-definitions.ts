import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runInNewContext } from "node:vm";
import { parse } from "csv-parse/sync";
import { Model } from "survey-core";
import type { ImportedSurvey } from "#surveys/definition/exchange/imported-survey.ts";
import { normalDefinition } from "#surveys/definition/exchange/normal-definition.ts";
import { readSurveyFiles } from "#surveys/definition/exchange/read-survey-files.server.ts";
import { outcomeCounts, type TransferCode } from "#surveys/definition/exchange/transfer-report.ts";
import { convertXlsForm } from "#surveys/definition/exchange/xlsform/convert-xlsform.ts";
import { mainLanguage, writeXlsForm } from "#surveys/definition/exchange/xlsform/write-xlsform.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";
import { Random } from "#tests/simulation/random.ts";
import { lssCounts, scriptCounts, sheetCounts } from "./raw-counts.ts";

/**
 * Surveys made by others, as they were published, read in and compared with what is counted straight from the raw files. Run by `.ci/run` as
 * `npm run -s ci:definitions`; says "skipped" where the data are not on the machine. The reports: docs/definitions-exchange.md.
 */

const folder = resolve(process.env.SHARED_DATA ?? "../shared/data", "form-definitions");
const raw = (file: string) => readFileSync(join(folder, file));

const countries = { de: ["de", "A3"], fr: ["fr", "A2"], it: ["it", "A4"] } as const;

/** Questions for which the two publications of the survey state different rules themselves. */
const differentRules = /^(QF3|intro|mobC19|Q8|Q10|QF1|Q1[A-Z]+|EQ1\w+|QF2GB2\w*)$/;

let passed = 0;
let failed = 0;

if (existsSync(folder)) {
  await checkSheets();
  await checkRefused();
  await checkScript();
  for (const language of ["de", "fr", "it"] as const) await checkLimeSurvey(language);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} else {
  console.log(`skipped: no data in ${process.env.SHARED_DATA ? "SHARED_DATA" : "../shared/data"}`);
}

async function checkSheets(): Promise<void> {
  const rows = (file: string) =>
    parse(raw(`gauteng/${file}`), { columns: true, relax_column_count: true, skip_empty_lines: true }) as Array<
      Record<string, string>
    >;
  for (const [survey, choices, settings] of [
    ["bw_survey.csv", "bw_choices.csv"],
    ["initial_survey_data.csv", "initial_choices_data.csv", "initial_settings_data.csv"],
  ] as const) {
    const files = [survey, choices, settings].filter((file) => file !== undefined);
    const read = await good(...files.map((file) => `gauteng/${file}`));
    tell(files.join(" + "), read);
    const { pages: _pages, languages: _languages, ...counts } = read.report.counts;
    check(`${survey}: questions, choices, conditions`, counts, sheetCounts(rows(survey), rows(choices)));
  }
  const [book, sheets] = [
    await good("gauteng/Initial_Survey_XLSForm.xlsx"),
    await good(
      "gauteng/initial_survey_data.csv",
      "gauteng/initial_choices_data.csv",
      "gauteng/initial_settings_data.csv",
    ),
  ];
  tell("Initial_Survey_XLSForm.xlsx", book);
  check("the workbook asks what its sheets ask", book.definition, sheets.definition);
  const faults: Partial<Record<TransferCode, number>> = {
    "calculation-missing": 1,
    "name-twice": 4,
    "filter-without-list": 1,
    "codes-not-numbers": 11,
  };
  for (const [code, count] of Object.entries(faults))
    check(`the workbook's faults: ${code}`, book.report.lines.filter((line) => line.code === code).length, count);
}

async function checkRefused(): Promise<void> {
  check(
    "a corrupt workbook",
    problemOf(await read("gauteng/Biweekly_Wellbeing_Survey_XLSForm.xlsx")),
    "exchange.damaged-workbook",
  );
  for (const file of ["Biweekly_Wellbeing_Survey.qsf", "Initial_Demographics_Survey.qsf"])
    check(file, problemOf(await read(`gauteng/${file}`)), "exchange.qualtrics");
  const three = ["de", "fr", "it"].map((language) => `melinda/limesurvey_survey_${language}.lss`);
  check("three LimeSurvey files that are three surveys", problemOf(await read(...three)), "exchange.files-differ");
}

/** The object the script names, by running it here: the reader never does. */
function scriptObject(): SurveyJson {
  const source = raw("melinda/survey.ts")
    .toString("utf8")
    .replace(/^\/\/.*$/m, "")
    .replace("export const surveyModel =", "")
    .trim()
    .replace(/;$/, "");
  return JSON.parse(JSON.stringify(runInNewContext(`(${source})`)));
}

async function checkScript(): Promise<void> {
  const read = await good("melinda/survey.ts");
  tell("survey.ts", read);
  const object = scriptObject();
  check("survey.ts: the same object", read.definition, object);
  check("survey.ts: counts", read.report.counts, scriptCounts(object));
  const written = writeXlsForm(object);
  const main = mainLanguage(object);
  const names = (text: string) => text.replace(/"name":"(intro|MA|mob)[^"]*"/g, "");
  const spelled = (definition: SurveyJson) => names(JSON.stringify(normalDefinition(definition, main)));
  const renamed = written.report.lines.filter(({ code }) => code === "name-changed").length;
  const back = convertXlsForm(written.form).definition;
  const differing = differingNames(
    JSON.parse(JSON.stringify(normalDefinition(object, main))),
    JSON.parse(JSON.stringify(normalDefinition(back, main))),
  );
  check("survey.ts: as XLSForm and back, all but the names of pages", differing, renamed);
  check("survey.ts: as long as before", Math.abs(spelled(object).length - spelled(back).length) < 20, true);
}

/** How many names differ; -1 where anything else does. */
function differingNames(one: unknown, other: unknown): number {
  let names = 0;
  const same = (left: unknown, right: unknown, property: string): boolean => {
    if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) {
      if (left === right) return true;
      names += property === "name" ? 1 : 0;
      return property === "name";
    }
    const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...keys].every((key) =>
      same((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key], key),
    );
  };
  return same(one, other, "") ? names : -1;
}

async function checkLimeSurvey(language: "de" | "fr" | "it"): Promise<void> {
  const file = `melinda/limesurvey_survey_${language}.lss`;
  const read = await good(file);
  tell(file.slice("melinda/".length), read);
  check(`${file}: counts`, read.report.counts, lssCounts(raw(file).toString("utf8")));
  checkBehaviour(language, read.definition, scriptObject());
}

/** For people of the country: which of the questions that both have stand there after the same answers. */
function checkBehaviour(language: "de" | "fr" | "it", imported: SurveyJson, published: SurveyJson): void {
  const [here, there] = [new Model(imported), new Model(published)];
  const shared = here
    .getAllQuestions()
    .map(({ name }) => name)
    .filter((name) => there.getQuestionByName(name) && !differentRules.test(name));
  const random = new Random(20261130);
  const [inScript, inLimeSurvey] = countries[language];
  const different = new Set<string>();
  let compared = 0;
  for (let person = 0; person < 200; person += 1) {
    const answers = seededAnswers(random);
    here.data = { ...answers, QF1: inLimeSurvey };
    there.data = { ...answers, QF1: inScript };
    for (const name of shared) {
      compared += 1;
      if (here.getQuestionByName(name)?.isVisible !== there.getQuestionByName(name)?.isVisible) different.add(name);
    }
  }
  console.log(`  ${language}: ${shared.length} questions that both have, ${compared} comparisons`);
  check(`${language}: visible after the same answers`, [...different], []);
}

/** Answers that somebody could have given: which valley is asked only of those who live in the region. */
function seededAnswers(random: Random): Record<string, unknown> {
  const one = (codes: Array<string | number>) => codes[Math.floor(random.uniform() * codes.length)];
  const inRegion = one(["1", "2"]);
  return {
    Q6: ["1", "2", "3", "4", "5", "6"].filter(() => random.uniform() < 0.4),
    Q14: one(["1", "2", "3"]),
    QF2GB: one(["A1", "A2", "A3"]),
    QF2FD: one(["A1", "A11", "A13", "A2"]),
    QF2IT: inRegion,
    ...(inRegion === "1" ? { QF2ITUTI: one(["1", "16", "21", "48", "47"]) } : {}),
    S2Q4: one(["1", "2", "3", "4"]),
  };
}

async function read(...files: string[]): Promise<ImportedSurvey | Problem> {
  return readSurveyFiles(files.map((file) => ({ name: file.split("/").at(-1) ?? file, content: raw(file) })));
}

async function good(...files: string[]): Promise<ImportedSurvey> {
  const survey = await read(...files);
  if (isProblem(survey)) throw new Error(`${files}: ${JSON.stringify(survey)}`);
  return survey;
}

function problemOf(survey: ImportedSurvey | Problem): string {
  return isProblem(survey) ? survey.problem : "read";
}

/** One line of the table in docs/definitions-exchange.md. */
function tell(file: string, { languages, report }: ImportedSurvey): void {
  const { pages, questions, choices, conditions } = report.counts;
  const outcomes = outcomeCounts(report);
  const cells = [
    file,
    pages,
    questions,
    choices,
    conditions,
    languages.join(" ") || "–",
    outcomes.exact,
    outcomes.changed,
    outcomes["left-out"],
    outcomes.yours,
  ];
  console.log(`| ${cells.join(" | ")} |`);
  for (const [code, lines] of Map.groupBy(report.lines, ({ code }) => code))
    if (code !== "carried") console.log(`    ${lines.length} ${code}`);
}

function check(what: string, got: unknown, wanted: unknown): void {
  const isSame = JSON.stringify(got) === JSON.stringify(wanted);
  passed += isSame ? 1 : 0;
  failed += isSame ? 0 : 1;
  console.log(
    isSame
      ? `✓ ${what}`
      : `✗ ${what}: ${JSON.stringify(got)?.slice(0, 400)} instead of ${JSON.stringify(wanted)?.slice(0, 400)}`,
  );
}
