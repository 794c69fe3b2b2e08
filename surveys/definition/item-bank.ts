import type { LocalizedText } from "./codebook.ts";
import { type LibrarySurvey, librarySurveys } from "./library.ts";
import { localizedWords } from "./localized-words.ts";
import { type ElementJson, isRecord, visitElements } from "./survey-json.ts";
import { wordingCoverage } from "./wording-coverage.ts";

/** The item bank as a page (docs/item-bank.md): every question of the library with wording, answers, direction, theme, source and licence. */
export function itemBankMarkdown(): string {
  return [introduction, ...librarySurveys.map(surveySection)].join("\n\n").concat("\n");
}

const introduction = `# Item bank

Every question of the ready surveys in \`surveys/library/\`. This page is made from them by \`itemBankMarkdown()\` in
\`surveys/definition/item-bank.ts\`; a test compares the two, so change the surveys and write the page anew:

\`\`\`
npx node -e 'import("./surveys/definition/item-bank.ts").then((bank) => process.stdout.write(bank.itemBankMarkdown()))' > docs/item-bank.md
\`\`\`

- The **key** is the item's identity across waves. Wording may be mended; when the meaning changes, take a new key.
- All wording, Danish and English, is our own. "Own wording after …" names the instrument that a question is modelled on: it is not that
  instrument's official wording or translation, the scale may differ, and its published figures cannot be put beside ours as if they were
  answers to the same question. Nothing here is an official translation.
- **Languages**: every question, answer and page also stands in Arabic, Turkish and Ukrainian (not in the tables below). These are our own
  translations, made by a machine and read by no native speaker yet: no validated translation of any instrument, and figures of people who
  answered in different languages are to be compared with that in mind. Whoever reads one through notes it in \`docs/languages.md\`.
- **Better** says which end of the codes is good. "Neither" means that nobody can say: the item is shown, never judged, never screened.
  Words and ties (how closely two organisations work together) are not judged either.
- Answers under "apart" are kinds of missing. They are kept apart from each other and never enter a mean or a denominator.
- **For the organisation** marks what people answer on behalf of their organisation: the answering page tells them that the others in the
  initiative see what the organisation answered, under its name. Nothing else is ever shown for an organisation by itself.
- An index is the mean of its items on 0–100 for people who answered at least half of them.
- Benchmarks (Tryghedsundersøgelsen and others) use other wordings and scales; see each source before comparing.
- Not shipped, because they are sold or a vendor's: Wilder Collaboration Factors, the PARTNER tool.`;

function surveySection(survey: LibrarySurvey): string {
  const whom = survey.audience === "resident" ? "residents" : "actors";
  const heading = `## ${both(survey.title)}\n\n\`${survey.key}\` · ${survey.role} · ${whom}`;
  const pages = (survey.definition.pages ?? []).map(pageSection);
  return [heading, languageLine(survey), ...pages, ...indexSection(survey)].join("\n\n");
}

function languageLine({ definition }: LibrarySurvey): string {
  const worded = wordingCoverage(definition).filter(({ worded }) => worded > 0);
  return `Wordings: ${worded.map(({ language, worded, of }) => `${language} ${worded} of ${of}`).join(", ")}.`;
}

function pageSection(page: ElementJson): string {
  const questions: ElementJson[] = [];
  visitElements(page, (element) => {
    if (element.type !== "panel") questions.push(element);
  });
  const rows = questions.map((question) => `| ${questionCells(question).map(cell).join(" | ")} |`);
  const table = `| key | wording | answers | better | theme | source | licence |\n|---|---|---|---|---|---|---|\n${rows.join("\n")}`;
  const conditions = [page, ...questions].filter((element) => element.visibleIf).map(conditionLine);
  return [`### ${both(page.title)}`, table, ...conditions, ...questions.flatMap(descriptionLines)].join("\n\n");
}

function questionCells(question: ElementJson): string[] {
  const key = question.rosterOf ? `\`${question.itemKey}:<organisation>\`` : `\`${question.itemKey}\``;
  return [
    question.answersFor ? `${key}<br>for the organisation` : key,
    both(question.title),
    answersOf(question),
    betterOf(question),
    String(question.theme),
    String(question.source),
    String(question.licence),
  ];
}

function answersOf(question: ElementJson): string {
  switch (question.type) {
    case "rating":
      return withApart(question, ratingAnswers(question), choicesIn(question.rateValues));
    case "matrix":
      return withApart(question, namedCodes(question, "columns"), choicesIn(question.columns));
    case "radiogroup":
    case "checkbox":
      return withApart(question, namedCodes(question, "choices"), choicesIn(question.choices));
    default:
      return question.inputType === "number" ? `number of ${both(question.unit)}` : "words";
  }
}

function ratingAnswers(question: ElementJson): string[] {
  const codes = choicesIn(question.rateValues)
    .map(({ value }) => value)
    .filter((value) => typeof value === "number");
  const [lowest, highest] = [Math.min(...codes), Math.max(...codes)];
  return [
    `${lowest} ${both(question.minRateDescription)}`,
    `${highest} ${both(question.maxRateDescription)}`,
    ...(Array.isArray(question.goodEnd) ? [`good end: ${question.goodEnd.join(", ")}`] : []),
  ];
}

function namedCodes(question: ElementJson, list: string): string[] {
  const missing = isRecord(question.missingValues) ? question.missingValues : {};
  const named = choicesIn(question[list])
    .filter(({ value }) => !Object.hasOwn(missing, String(value)))
    .map(({ value, text, itemKey }) => `\`${itemKey ?? value}\` ${both(text)}`);
  return question.showNoneItem ? [...named, both(question.noneText)] : named;
}

function withApart(question: ElementJson, answers: string[], choices: ElementJson[]): string {
  const missing = isRecord(question.missingValues) ? question.missingValues : {};
  const apart = choices
    .filter(({ value }) => Object.hasOwn(missing, String(value)))
    .map(({ value, text }) => `${both(text)} (${missing[String(value)]})`);
  return [...answers, ...(apart.length > 0 ? [`apart: ${apart.join(", ")}`] : [])].join("<br>");
}

function choicesIn(list: unknown): ElementJson[] {
  return Array.isArray(list) ? list.map((choice) => (isRecord(choice) ? choice : { value: choice })) : [];
}

function betterOf({ goodDirection }: ElementJson): string {
  if (goodDirection === "high") return "higher";
  if (goodDirection === "low") return "lower";
  return goodDirection === "none" ? "neither" : "–";
}

function conditionLine(element: ElementJson): string {
  return `\`${element.name}\` is asked only if \`${element.visibleIf}\`.`;
}

function descriptionLines(question: ElementJson): string[] {
  if (!question.rosterOf || !question.description) return [];
  const { da, en } = localizedLines(question.description);
  return [`Shown with \`${question.itemKey}\`:`, listOf(da), listOf(en)];
}

function localizedLines(words: unknown): { da: string[]; en: string[] } {
  const { da, en } = words as LocalizedText;
  return { da: da.split("\n"), en: en.split("\n") };
}

function listOf(lines: string[]): string {
  return lines.map((line) => `- ${line.trim()}`).join("\n");
}

function indexSection(survey: LibrarySurvey): string[] {
  const indexes = choicesIn(survey.definition.indexes);
  if (indexes.length === 0) return [];
  const rows = indexes.map(
    ({ key, label, items }) =>
      `| \`${key}\` | ${cell(both(label))} | ${(items as string[]).map((item) => `\`${item}\``).join(", ")} |`,
  );
  return ["### Indexes", `| key | name | items |\n|---|---|---|\n${rows.join("\n")}`];
}

function both(words: unknown): string {
  const { da, en } = localizedWords(words, "");
  return da === en ? da : `${da} / ${en}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
