import { Model, RegexValidator, Serializer } from "survey-core";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { shownKey } from "./answer-keys.ts";
import { type Codebook, type Item, personMeanKey } from "./codebook.ts";
import { questionItems } from "./question-items.ts";
import { readIndexes } from "./read-indexes.ts";
import { type ElementJson, isRecord, type SurveyJson, visitElements } from "./survey-json.ts";
import { filledIn, unfollowed } from "./unfollowed.ts";

export interface ReadDefinition {
  definition: SurveyJson;
  codebook: Codebook;
}

/**
 * Reads and checks any SurveyJS definition (an object, or its JSON as text) into the items it measures. What cannot be measured is named
 * in `unmeasured`, what is not followed in `unfollowed`. The definition comes back as it was, but for `choicesByUrl`: a survey may not make
 * the server fetch from addresses, so such a list of choices counts as empty.
 *
 * Refused, with the place named: what is not JSON or not a survey, no question, a name or an item key used twice, an expression or a
 * pattern that cannot be read, a measurement property with a wrong value. Never throws.
 */
export function readDefinition(json: unknown): ReadDefinition | Problem {
  const definition = parseDefinition(json);
  if (isProblem(definition)) return definition;
  const survey = checkNames(definition) ?? loadSurvey(definition);
  if (isProblem(survey)) return survey;
  const codebook = readCodebook(survey, definition);
  return isProblem(codebook) ? codebook : { definition, codebook };
}

function parseDefinition(json: unknown): SurveyJson | Problem {
  let parsed: unknown;
  try {
    const text = typeof json === "string" ? json : JSON.stringify(json);
    parsed = JSON.parse(text, (key, value) => (key === "choicesByUrl" ? undefined : value));
  } catch {
    return problem("definition.not-json");
  }
  return isRecord(parsed) ? parsed : problem("definition.not-a-survey");
}

/**
 * survey-core names the nameless by their position, which is no name to know an answer by in the next wave, and breaks on names that every
 * object has ("constructor").
 */
function checkNames(definition: SurveyJson): Problem | null {
  const elements = questionElements(definition);
  const wrong = elements.find(({ name }) => typeof name !== "string" || name === "" || isReserved(name));
  if (wrong) return problem("definition.bad-property", { question: String(wrong.name ?? ""), property: "name" });
  const names = elements.map(({ name }) => String(name));
  if (names.length === 0) return problem("definition.no-questions");
  const twice = firstTwice(names);
  return twice === null ? null : problem("definition.name-twice", { name: twice });
}

function isReserved(name: string): boolean {
  return name === shownKey || name in Object.prototype;
}

/** survey-core forgives most of what is wrong in a definition; where it does throw, the definition is no survey it could ever show. */
function loadSurvey(definition: SurveyJson): Model | Problem {
  try {
    const survey = new Model(definition);
    return checkExpressions(survey) ?? checkPatterns(survey) ?? survey;
  } catch {
    return problem("definition.not-a-survey");
  }
}

/** A condition that cannot be read would silently always hold. Names that nobody knows yet are fine: variables may come from outside. */
function checkExpressions(survey: Model): Problem | null {
  const wrong = survey.validateExpressions({ functions: true, variables: false, semantics: false })[0];
  if (!wrong) return null;
  return problem("definition.bad-property", {
    question: "name" in wrong.obj ? String(wrong.obj.name) : wrong.obj.getType(),
    property: wrong.propertyName,
  });
}

/** A pattern that cannot be read would fail at the first answer. */
function checkPatterns(survey: Model): Problem | null {
  const wrong = questionsOf(survey).find(({ validators }) =>
    validators.some((validator) => validator instanceof RegexValidator && !isPattern(validator.regex)),
  );
  return wrong ? problem("definition.bad-property", { question: wrong.name, property: "regex" }) : null;
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}

function readCodebook(survey: Model, definition: SurveyJson): Codebook | Problem {
  const unmeasured = foreignQuestions(definition);
  const questions = unmeasured.map(({ question }) => question);
  const codebook: Codebook = { items: [], indexes: [], questions, unmeasured };
  if (questionsOf(survey).length === 0) return problem("definition.no-questions");
  const refused = addQuestions(survey, codebook);
  if (refused) return refused;
  keepOwnAnswersOwn(survey, codebook);
  codebook.questions = [...new Set([...codebook.questions, ...calculatedNames(survey)])];
  const indexes = readIndexes(survey.getPropertyValue("indexes"), codebook.items);
  if (isProblem(indexes)) return indexes;
  codebook.indexes = indexes;
  const notFollowed = unfollowed(definition);
  if (notFollowed.length > 0) codebook.unfollowed = notFollowed;
  const measured = new Set(codebook.items.map(({ source }) => source.question));
  const prefilled = filledIn(definition, (name) =>
    measured.has(survey.getQuestionByName(name)?.getValueName() ?? name),
  );
  if (prefilled.length > 0) codebook.filledIn = prefilled;
  return checkItemKeys(codebook) ?? codebook;
}

/** Questions of a type that survey-core has never heard of: it leaves them out of the Model without a word. */
function foreignQuestions(definition: SurveyJson): Codebook["unmeasured"] {
  return questionElements(definition)
    .filter(({ type }) => !isQuestionType(type))
    .map(({ type, name }) => ({
      question: String(name ?? ""),
      type: String(type ?? ""),
      reason: "not-offered",
    }));
}

function questionElements(definition: SurveyJson): ElementJson[] {
  const questions: ElementJson[] = [];
  visitElements(definition, (element, list) => {
    if (list !== "pages" && element.type !== "panel") questions.push(element);
  });
  return questions;
}

function isQuestionType(type: unknown): boolean {
  return typeof type === "string" && Serializer.isDescendantOf(type, "question");
}

function questionsOf(survey: Model) {
  return survey.getAllQuestions(false, false, false);
}

function addQuestions(survey: Model, codebook: Codebook): Problem | null {
  const stored = new Set<string>();
  for (const question of questionsOf(survey)) {
    const name = question.getValueName();
    const items = stored.has(name) ? ({ reason: "same-answer" } as const) : questionItems(question);
    if (isProblem(items)) return items;
    stored.add(name);
    if (Array.isArray(items)) addItems(codebook, name, items);
    else addUnmeasured(codebook, { question: question.name, type: question.getType(), reason: items.reason }, name);
  }
  return null;
}

/** Two questions may store one answer. It is the organisation's only where both say so, for people are told at each question by itself. */
function keepOwnAnswersOwn(survey: Model, codebook: Codebook): void {
  const own = questionsOf(survey).filter((question) => !question.getPropertyValue("answersFor"));
  const names = new Set(own.map((question) => question.getValueName()));
  for (const item of codebook.items) if (names.has(item.source.question)) delete item.answersFor;
}

function addItems(codebook: Codebook, name: string, items: Item[]): void {
  codebook.items.push(...items);
  codebook.questions.push(name, ...items.map(({ source }) => source.question));
}

function addUnmeasured(codebook: Codebook, entry: Codebook["unmeasured"][number], name: string): void {
  codebook.unmeasured.push(entry);
  if (entry.reason !== "display-only") codebook.questions.push(name);
}

function calculatedNames(survey: Model): string[] {
  return survey.calculatedValues.filter(({ includeIntoResult }) => includeIntoResult).map(({ name }) => name);
}

function checkItemKeys(codebook: Codebook): Problem | null {
  const keys = [...codebook.items, ...codebook.indexes].map(({ key }) => key);
  const twice = keys.includes(personMeanKey) ? personMeanKey : firstTwice(keys);
  return twice === null ? null : problem("definition.item-key-twice", { key: twice });
}

function firstTwice(names: string[]): string | null {
  return names.find((name, place) => names.indexOf(name) !== place) ?? null;
}
