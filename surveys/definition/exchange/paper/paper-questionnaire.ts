import { answersIn } from "#surveys/definition/exchange/formula.ts";
import { rateValues } from "#surveys/definition/exchange/rate-values.ts";
import { readCondition } from "#surveys/definition/exchange/read-condition.ts";
import type { ElementJson, SurveyJson } from "#surveys/definition/survey-json.ts";
import { type AskedElement, askedElements } from "./asked-elements.ts";
import { conditionWords, type PaperAnswers } from "./condition-words.ts";
import { options, type PaperWords, paperAnswer, said } from "./paper-answer.ts";
import type { PaperPart, PaperQuestionnaire } from "./paper-parts.ts";
import { targetOf } from "./skip-target.ts";

/** Which wave the paper is for: what only other waves ask is left out. */
export interface PaperSettings extends PaperWords {
  /** As `{wave_position}`: 0 is the first wave. */
  wavePosition: number;
}

/**
 * A definition as a questionnaire to be filled in with a pen: numbered questions, their conditions in words, and at single choices where to
 * go on. What is hidden or only calculated is left out.
 */
export function paperQuestionnaire(definition: SurveyJson, settings: PaperSettings): PaperQuestionnaire {
  const asked = askedElements(definition, settings);
  const answers = answersOn(asked, settings);
  const parts = asked.map((one) => partOf(one, answers, settings));
  return { title: said(definition.title, settings, ""), parts: withTargets(parts, asked) };
}

function answersOn(asked: AskedElement[], settings: PaperSettings): PaperAnswers {
  const elements = new Map(asked.map(({ element }) => [String(element.name), element]));
  const numbers = new Map(
    asked.filter(({ isQuestion }) => isQuestion).map(({ element }, place) => [String(element.name), place + 1]),
  );
  return {
    number: (name) => numbers.get(name),
    answer: (path, code) => answerText(elements.get(path.split(".")[0] ?? path), code, settings),
  };
}

/** The words of an answer's code; the code where it has none. */
function answerText(element: ElementJson | undefined, code: string, settings: PaperSettings): string {
  if (!element) return code;
  const answer = paperAnswer(element, settings);
  const values = element.type === "rating" ? rateValues(element) : element.columns;
  const choices = answer.is === "choices" ? answer.choices : options(values, settings);
  return choices.find((choice) => choice.code === code)?.text ?? code;
}

function partOf({ element, isQuestion }: AskedElement, answers: PaperAnswers, settings: PaperSettings): PaperPart {
  const condition = toldCondition(element, answers, settings);
  const hint = said(element.description, settings, "");
  if (element.type === "html") return { is: "words", text: said(element.html, settings, ""), condition };
  if (!isQuestion) return { is: "heading", text: said(element.title, settings, ""), hint, condition };
  const [name, number] = [String(element.name), answers.number(String(element.name)) ?? 0];
  return {
    is: "question",
    number,
    title: said(element.title, settings, name),
    hint,
    condition,
    answer: paperAnswer(element, settings),
  };
}

/** "Only if …"; conditions that paper has no words for are said to be there. A condition on the wave alone was decided before. */
function toldCondition({ visibleIf }: ElementJson, answers: PaperAnswers, { say }: PaperSettings): string {
  if (typeof visibleIf !== "string" || visibleIf.trim() === "") return "";
  const formula = readCondition(visibleIf);
  if (formula && answersIn(formula).every((name) => name === "wave_position")) return "";
  const condition = formula && conditionWords(formula, answers, say);
  return condition ? say("exchange:paper.only-if", { condition }) : say("exchange:paper.if-fits");
}

/** Writes at each single choice where to go on, where that is not the next question. */
function withTargets(parts: PaperPart[], asked: AskedElement[]): PaperPart[] {
  return parts.map((part, place) => {
    if (part.is !== "question" || part.answer.is !== "choices" || part.answer.several) return part;
    const choices = part.answer.choices.map((choice) => {
      const goTo = targetOf(place, choice.code, parts, asked);
      return goTo === undefined ? choice : { ...choice, goTo };
    });
    return { ...part, answer: { ...part.answer, choices } };
  });
}
