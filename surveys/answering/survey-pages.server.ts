import { isDeepStrictEqual } from "node:util";
import { SurveyModel } from "survey-core";
import type { RespondentLanguage } from "#db/schema.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { followedDefinition } from "#surveys/definition/unfollowed.ts";
import { type WordedDefinition, wordedDefinition } from "#surveys/definition/worded-definition.ts";
import { offeredLanguages } from "#surveys/definition/wording-coverage.ts";
import { respondentLanguages } from "#surveys/respondent-language.ts";
import { type CheckedAnswers, checkAnswers } from "./check-answers.ts";
import { isStatic } from "./definition-dynamics.ts";
import { outlinePages, type PageOutline, pageFromModel, pageFromOutline } from "./page-outline.server.ts";
import { plainText } from "./question-reader.server.ts";
import { standingAnswers } from "./standing-answers.ts";
import { correctSurveyCoreWords } from "./survey-core-words.server.ts";
import { type Answers, type Question, questionsOf, type SurveyPage } from "./survey-page.ts";
import { hasValidators, validatorProblems } from "./validator-check.server.ts";

correctSurveyCoreWords();

/**
 * The pages of one survey as a person meets them in one wave, decided by survey-core: what is visible, what is required, in which words.
 * Reads the definition once per language and then serves everybody: each question put to it brings the answers it is about, and what
 * survey-core still holds of the person before is never read.
 */
export class SurveyPages {
  readonly #definition: SurveyJson;
  readonly #variables: Answers;
  readonly #isStatic: boolean;
  #hasValidators: boolean | undefined;
  /** The languages it is offered in, in the order of the page's list. */
  readonly languages: readonly RespondentLanguage[];
  readonly #models = new Map<RespondentLanguage, SurveyModel>();
  readonly #elsewhere = new Map<RespondentLanguage, WordedDefinition["elsewhere"]>();
  readonly #outlines = new Map<RespondentLanguage, PageOutline[]>();

  /**
   * @param wavePosition what conditions read as `{wave_position}`; 0 is the baseline, left out the variable is empty.
   * @param how "by-model" has survey-core evaluate everything each time, which a test compares with the quicker way.
   */
  constructor(
    definition: SurveyJson,
    { wavePosition, how }: { wavePosition?: number; how?: "by-outline-if-static" | "by-model" } = {},
  ) {
    this.#definition = definition;
    this.languages = offeredLanguages(definition);
    this.#variables = wavePosition === undefined ? {} : { wave_position: wavePosition };
    this.#isStatic = how !== "by-model" && isStatic(definition);
  }

  /** The language it is asked in of somebody who reads `language`: that one where it is offered, else the one that stands in. */
  askedIn(language: RespondentLanguage): RespondentLanguage {
    return this.languages.includes(language) ? language : respondentLanguages[language].standIn;
  }

  /** The survey's own title and description; they may speak of `answers` ("{name}"). */
  wordsIn(language: RespondentLanguage, answers: Answers): { title: string; description: string } {
    const model = this.#isStatic ? this.#modelIn(language) : this.#modelAfter(answers, language);
    return {
      title: plainText(model.processedTitle ?? ""),
      description: plainText(model.locDescription.textOrHtml ?? ""),
    };
  }

  /** The pages visible after `answers`, in order, each with its visible blocks; a page with nothing on it is left out. */
  pagesFor(answers: Answers, language: RespondentLanguage): SurveyPage[] {
    const pages = this.#isStatic ? this.#outlinedPages(answers, language) : this.#modelledPages(answers, language);
    return pages.filter((page) => page.blocks.length > 0).map((page) => this.#withLanguages(page, language));
  }

  /** Every block of a page in order, whether it stands there just now or not; none of a page that there is not. */
  everyBlock(pageName: string, language: RespondentLanguage): SurveyPage["blocks"] {
    const outline = this.#outlineIn(language).find(({ words }) => words.name === pageName);
    return outline ? outline.blocks.map(({ block }) => block) : [];
  }

  /**
   * Checks answers against the questions they were asked with, and by the definition's own validators.
   *
   * @param posted answers to these questions.
   * @param others what else is answered: a validator may look at it.
   */
  check(questions: Question[], posted: Answers, others: Answers, language: RespondentLanguage): CheckedAnswers {
    const { answers, problems } = checkAnswers(questions, posted);
    const model = this.#modelIn(language);
    this.#hasValidators ??= hasValidators(model);
    if (!this.#hasValidators) return { answers, problems };
    const sound = questions.filter(({ name }) => problems.every(({ question }) => question !== name));
    return { answers, problems: [...problems, ...validatorProblems(model, sound, { ...others, ...answers })] };
  }

  /**
   * Takes out answers to what is not visible (questions, rows, choices), until none is left: an answer that goes may hide the next question.
   * @returns the answers that stand, words beside them included, and the pages as they then are.
   */
  withoutInvisible(answers: Answers, language: RespondentLanguage): { answers: Answers; pages: SurveyPage[] } {
    let standing = answers;
    for (;;) {
      const pages = this.pagesFor(standing, language);
      const kept = standingAnswers(pages.flatMap(questionsOf), standing);
      if (isDeepStrictEqual(kept, standing)) return { answers: standing, pages };
      standing = kept;
    }
  }

  /** Only visibleIf and requiredIf depend on the answers: survey-core's conditions alone are run, some microseconds each. */
  #outlinedPages(answers: Answers, language: RespondentLanguage): SurveyPage[] {
    const known = { ...this.#variables, ...answers };
    return this.#outlineIn(language).map((outline) => pageFromOutline(outline, known));
  }

  /** survey-core evaluates everything: some milliseconds. */
  #modelledPages(answers: Answers, language: RespondentLanguage): SurveyPage[] {
    return this.#modelAfter(answers, language).visiblePages.map((page) => pageFromModel(page, language));
  }

  #modelAfter(answers: Answers, language: RespondentLanguage): SurveyModel {
    const model = this.#modelIn(language);
    model.data = structuredClone(answers);
    return model;
  }

  #outlineIn(language: RespondentLanguage): PageOutline[] {
    const known = this.#outlines.get(language);
    if (known) return known;
    const outline = outlinePages(this.#modelIn(language), language);
    this.#outlines.set(language, outline);
    return outline;
  }

  /** Says of each question whose title is missing in the language which one it stands in, so that it is read out as what it is. */
  #withLanguages(page: SurveyPage, language: RespondentLanguage): SurveyPage {
    const elsewhere = this.#elsewhere.get(language);
    if (!elsewhere?.size) return page;
    const blocks = page.blocks.map((block) => {
      const other = block.kind === "question" ? elsewhere.get(block.question.name) : undefined;
      return block.kind === "question" && other
        ? { ...block, question: { ...block.question, language: other } }
        : block;
    });
    return { ...page, blocks };
  }

  #modelIn(language: RespondentLanguage): SurveyModel {
    const known = this.#models.get(language);
    if (known) return known;
    const { definition, elsewhere } = wordedDefinition(followedDefinition(this.#definition), language);
    const model = new SurveyModel(definition);
    this.#elsewhere.set(language, elsewhere);
    model.locale = language;
    for (const [name, value] of Object.entries(this.#variables)) model.setVariable(name, value);
    this.#models.set(language, model);
    return model;
  }
}
