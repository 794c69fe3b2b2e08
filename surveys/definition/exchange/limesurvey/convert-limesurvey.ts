import { answersIn } from "#surveys/definition/exchange/formula.ts";
import { type ImportedSurvey, reported } from "#surveys/definition/exchange/imported-survey.ts";
import { plainWords } from "#surveys/definition/exchange/plain-words.ts";
import { QuestionNames } from "#surveys/definition/exchange/question-names.ts";
import { TransferLog } from "#surveys/definition/exchange/transfer-report.ts";
import { asHtml, wordsByLanguage } from "#surveys/definition/exchange/words-by-language.ts";
import { type KnownAnswer, writeCondition } from "#surveys/definition/exchange/write-condition.ts";
import type { ElementJson, SurveyJson } from "#surveys/definition/survey-json.ts";
import { bareName, type NamedAnswer, readExpressionScript } from "./expression-script.ts";
import { withAttributes } from "./lss-attributes.ts";
import type { LssDocument, LssGroup, LssQuestion } from "./lss-document.ts";
import { type LssContext, spoken, typedQuestion } from "./lss-question.ts";
import { namedAnswers } from "./named-answers.ts";

/**
 * Makes a SurveyJS definition of a LimeSurvey survey: groups become pages, codes stay. LimeSurvey treats a question that is not relevant as
 * unanswered, and so does `clearInvisibleValues`. What cannot be carried is named.
 */
export function convertLimeSurvey(document: LssDocument, file: string): ImportedSurvey {
  const log = new TransferLog();
  const names = new Map<LssQuestion, string>();
  const taken = new QuestionNames();
  for (const question of document.groups.flatMap(({ questions }) => questions)) {
    const { name, change } = taken.take(question.code);
    names.set(question, name);
    if (change !== "none")
      log.add(change === "twice" ? "name-twice" : "name-changed", { question: name }, `${question.code} → ${name}`);
  }
  const nameOf = (question: LssQuestion) => names.get(question) ?? question.code;
  const context = contextOf(document, nameOf, log);
  const pages = document.groups.flatMap((group, number) => pageOf(group, number, nameOf, context));
  const title = wordsByLanguage(
    new Map([...document.title].map(([language, words]) => [language, plainWords(words)])),
    document.main,
  );
  for (const [part, words] of [
    ["welcome", document.welcome],
    ["end", document.end],
  ] as const) {
    if ([...words.values()].some((text) => plainWords(text) !== "")) log.add("texts-left", {}, part);
  }
  const definition: SurveyJson = {
    ...(title === undefined ? {} : { title }),
    ...(document.main === "" ? {} : { locale: document.main }),
    clearInvisibleValues: "onHidden",
    pages,
    ...calculatedValues(document, nameOf, context),
  };
  log.addCarried([...names.values()].map((question) => ({ question })));
  const report = reported("limesurvey", [file], definition, log.lines);
  return {
    title: typeof title === "string" ? title : (title?.default ?? ""),
    definition,
    languages: document.languages,
    report,
  };
}

function contextOf(document: LssDocument, nameOf: (question: LssQuestion) => string, log: TransferLog): LssContext {
  const named = namedAnswers(document, nameOf);
  const questions = document.groups.flatMap((group) => group.questions);
  const lost = new Set<string>();
  const known = knownFrom(named, lost, nameOf, questions);
  addLostEquations(lost, document, nameOf, (written) => {
    const formula = readExpressionScript(written, (name) => named.get(name));
    return formula !== null && writeCondition(formula, known).unknown.length === 0;
  });
  return {
    main: document.main,
    log,
    condition: (written, question, use = "condition") => {
      const code = use === "check" ? "check-unreadable" : "condition-unreadable";
      const formula = readExpressionScript(written, (name) => named.get(name));
      const { text, unknown } = formula ? writeCondition(formula, known, question) : { text: "", unknown: [""] };
      if (!formula || unknown.length > 0) {
        log.add(code, { question }, [written, ...unknown.filter(Boolean)].join(" – "));
        return undefined;
      }
      const nothings = answersIn(formula).filter((name) => known(name)?.holds === "nothing");
      if (nothings.length > 0) log.add("condition-on-nothing", { question }, [...new Set(nothings)].join(", "));
      return text;
    },
    piped: (name) => {
      const found = named.get(name);
      return found && "answer" in found ? found.answer.path : undefined;
    },
    questionNamed: (code) => {
      const found = questions.find((question) => question.code === code);
      return found && nameOf(found);
    },
  };
}

/** Names that the survey does not have never get a value; a suffix that is more than fetching it ("Q1.relevanceStatus") is known by nobody. */
function knownFrom(
  named: Map<string, NamedAnswer>,
  lost: ReadonlySet<string>,
  nameOf: (question: LssQuestion) => string,
  questions: LssQuestion[],
) {
  const names = new Set(questions.map(nameOf));
  return (name: string): KnownAnswer | undefined => {
    const found = named.get(name);
    if (found) return "answer" in found && !lost.has(found.answer.path) ? found.answer : undefined;
    if (names.has(name)) return { path: name, holds: "many" };
    return /^[A-Za-z]\w*$|^\d+X\d+X\d+\w*$/.test(bareName(name)) ? { path: name, holds: "nothing" } : undefined;
  };
}

function pageOf(
  group: LssGroup,
  number: number,
  nameOf: (question: LssQuestion) => string,
  context: LssContext,
): ElementJson[] {
  const place = `page_${number + 1}`;
  const elements = group.questions
    .map((question) => questionOf(question, nameOf(question), context))
    .filter((element): element is ElementJson => element !== null);
  if (group.random) context.log.add("order-fixed", { question: place });
  if (elements.length === 0) return [];
  const title = spoken(group.words, place, context);
  const description = spoken(group.description, place, context);
  const visibleIf = relevance(group.relevance, place, context);
  return [
    {
      name: place,
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      ...(visibleIf === undefined ? {} : { visibleIf }),
      elements,
    },
  ];
}

function questionOf(question: LssQuestion, name: string, context: LssContext): ElementJson | null {
  if (question.type === "*") return null;
  const title = spoken(question.words, name, context);
  const visibleIf = relevance(question.relevance, name, context);
  const conditions = visibleIf === undefined ? {} : { visibleIf };
  if (question.type === "X")
    return withAttributes({ type: "html", name, html: asHtml(title ?? ""), ...conditions }, question, context);
  const typed = typedQuestion(question, name, context);
  if (!typed) return null;
  const description = spoken(question.help, name, context);
  if (title === undefined) context.log.add("label-missing", { question: name });
  if (question.hasDefault) context.log.add("default-not-used", { question: name });
  const element = {
    ...typed,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...conditions,
    ...mandatory(question, typed, context),
    ...patternOf(question, name, context),
  };
  return withRowConditions(withAttributes(element, question, context), question, context);
}

/** "1" and nothing mean always. */
function relevance(written: string, place: string, context: LssContext): string | undefined {
  return ["", "1"].includes(written.trim()) ? undefined : context.condition(written, place);
}

function mandatory({ mandatory: stated, code }: LssQuestion, { type }: ElementJson, { log }: LssContext): object {
  if (stated === "S") log.add("attribute-left", { question: code }, "mandatory: S");
  if (stated !== "Y") return {};
  return type === "matrix" ? { isRequired: true, eachRowRequired: true } : { isRequired: true };
}

/** A regular expression as PHP writes it, "/…/i". */
function patternOf({ pattern }: LssQuestion, name: string, { log }: LssContext): { validators?: object[] } {
  if (pattern === "") return {};
  const [, regex = pattern, flags = ""] = /^\/(.*)\/([a-z]*)$/s.exec(pattern) ?? [];
  try {
    new RegExp(regex);
    return { validators: [{ type: "regex", regex, ...(flags.includes("i") ? { caseInsensitive: true } : {}) }] };
  } catch {
    log.add("check-unreadable", { question: name }, pattern);
    return {};
  }
}

/** Conditions of single rows or options. */
function withRowConditions(element: ElementJson, question: LssQuestion, context: LssContext): ElementJson {
  const conditions = new Map(
    question.subquestions.map(({ code, relevance: written }) => [
      code,
      relevance(written, String(element.name), context),
    ]),
  );
  if (![...conditions.values()].some(Boolean)) return element;
  const list = Array.isArray(element.rows) ? "rows" : "choices";
  const options = element[list];
  if (!Array.isArray(options)) return element;
  return {
    ...element,
    [list]: options.map((option: { value: unknown; visibleIf?: string }) => {
      const visibleIf = conditions.get(String(option.value));
      if (!visibleIf) return option;
      return { ...option, visibleIf: option.visibleIf ? `(${option.visibleIf}) and (${visibleIf})` : visibleIf };
    }),
  };
}

/**
 * Adds the names of equations that cannot be said in SurveyJS, and of those that read them: a condition on something that never gets its
 * value would hide its question from everybody.
 */
function addLostEquations(
  lost: Set<string>,
  document: LssDocument,
  nameOf: (question: LssQuestion) => string,
  canBeSaid: (written: string) => boolean,
): void {
  for (let before = -1; before !== lost.size; ) {
    before = lost.size;
    for (const question of equationsOf(document)) {
      const { expression } = equation(question, document.main);
      if (!lost.has(nameOf(question)) && (expression === undefined || !canBeSaid(expression)))
        lost.add(nameOf(question));
    }
  }
}

function equationsOf({ groups }: LssDocument): LssQuestion[] {
  return groups.flatMap(({ questions }) => questions).filter(({ type }) => type === "*");
}

/** The whole text of an equation is one expression in braces. */
function equation(question: LssQuestion, main: string): { words: string; expression: string | undefined } {
  const words = plainWords(question.words.get(main) ?? [...question.words.values()][0] ?? "");
  return { words, expression: /^\{([\s\S]*)\}$/.exec(words)?.[1] };
}

/** Equations are calculated, and never seen as questions. */
function calculatedValues(
  document: LssDocument,
  nameOf: (question: LssQuestion) => string,
  context: LssContext,
): { calculatedValues?: object[] } {
  const values = equationsOf(document).flatMap((question) => {
    const name = nameOf(question);
    const { words, expression: written } = equation(question, document.main);
    if (written === undefined) context.log.add("calculation-unreadable", { question: name }, words);
    const expression = written === undefined ? undefined : context.condition(written, name);
    return expression === undefined ? [] : [{ name, expression }];
  });
  return values.length > 0 ? { calculatedValues: values } : {};
}
