import { isDeepStrictEqual } from "node:util";
import { SurveyModel } from "survey-core";
import type { RespondentLanguage } from "#db/schema.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { followedDefinition } from "#surveys/definition/unfollowed.ts";
import { type WordedDefinition, wordedDefinition } from "#surveys/definition/worded-definition.ts";
import { offeredLanguages } from "#surveys/definition/wording-coverage.ts";
import { respondentLanguages } from "#surveys/respondent-language.ts";
import { type CheckedAnswers, checkAnswers } from "./check-answers.ts";
import { isRemembered, isStatic } from "./definition-dynamics.ts";
import type { GroupDeed } from "./group-deed.ts";
import {
  everyQuestion,
  outlinePages,
  type PageOutline,
  pageFromModel,
  pageFromOutline,
} from "./page-outline.server.ts";
import { PhonePages } from "./phone-page.server.ts";
import type { PhonePage } from "./phone-page.ts";
import { plainText } from "./plain-text.ts";
import { omit, pick } from "./posted-answers.ts";
import { standingAnswers } from "./standing-answers.ts";
import { correctSurveyCoreWords } from "./survey-core-words.server.ts";
import { type Answers, type Question, questionsOf, type SurveyPage } from "./survey-page.ts";
import { answerPage, bringTo, completedAnswers, firstAnswers, pagesToAnswer } from "./survey-run.server.ts";
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
  /** A Model would remember more of a person than their answers: the next one gets a Model of their own. */
  readonly #isRemembered: boolean;
  #hasValidators: boolean | undefined;
  /** The languages it is offered in, in the order of the page's list. */
  readonly languages: readonly RespondentLanguage[];
  readonly #models = new Map<RespondentLanguage, SurveyModel>();
  readonly #elsewhere = new Map<RespondentLanguage, WordedDefinition["elsewhere"]>();
  readonly #held = new Map<RespondentLanguage, Answers>();
  readonly #outlines = new Map<RespondentLanguage, PageOutline[]>();
  readonly #phonePages = new Map<RespondentLanguage, PhonePages>();

  /**
   * @param wavePosition what conditions read as `{wave_position}`; 0 is the baseline, left out the variable is empty.
   * @param how "by-model" has survey-core evaluate everything each time, which a test compares with the quicker way.
   */
  constructor(
    definition: SurveyJson,
    { wavePosition, how }: { wavePosition?: number; how?: "by-outline-if-static" | "by-model" } = {},
  ) {
    this.#definition = followedDefinition(definition);
    this.languages = offeredLanguages(definition);
    this.#variables = wavePosition === undefined ? {} : { wave_position: wavePosition };
    this.#isStatic = how !== "by-model" && isStatic(this.#definition);
    this.#isRemembered = isRemembered(definition);
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

  /** Can a phone decide what is asked on every page, without asking? */
  isForThePhone(language: RespondentLanguage): boolean {
    return this.#isStatic && this.#phonePagesIn(language).all;
  }

  /** A page with everything that may stand on it, to be decided on the phone; null where survey-core must decide. */
  phonePage(pageName: string, answers: Answers, language: RespondentLanguage): PhonePage | null {
    if (!this.#isStatic) return null;
    const page = this.#phonePagesIn(language).page(pageName, { ...this.#variables, ...answers });
    if (!page) return null;
    const { blocks } = this.#withLanguages({ ...page.words, blocks: page.blocks.map(({ block }) => block) }, language);
    return { ...page, blocks: page.blocks.map((one, i) => ({ ...one, block: blocks[i] ?? one.block })) };
  }

  /** The names of all pages in order, whether anything stands on them just now or not. */
  pageNames(language: RespondentLanguage): string[] {
    return this.#outlineIn(language).map(({ words }) => words.name);
  }

  /**
   * Checks answers against the questions they were asked with, and by the definition's own validators.
   *
   * @param posted answers to these questions.
   * @param others what else is answered: a validator may look at it.
   */
  check(questions: Question[], posted: Answers, others: Answers, language: RespondentLanguage): CheckedAnswers {
    const { answers, problems } = checkAnswers(questions, posted);
    this.#hasValidators ??= hasValidators(this.#modelIn(language));
    if (!this.#hasValidators) return { answers, problems };
    const sound = questions.filter(({ name }) => problems.every(({ question }) => question !== name));
    const model = this.#modelAfter({ ...omit(others, questions), ...answers }, language);
    return { answers, problems: [...problems, ...validatorProblems(model, sound)] };
  }

  /** What stands before anybody has answered: defaults, what is reckoned, the groups that a list begins with. */
  firstAnswers(language: RespondentLanguage): Answers {
    return this.#isStatic ? {} : firstAnswers(this.#newModelIn(language));
  }

  /**
   * The answers after a page has been answered: these, what was answered elsewhere, and what defaults, triggers and expressions of the
   * definition make of it.
   *
   * @param shown the open questions of the page as it was shown, and given their answers, checked.
   * @param deed a group to be added to a list of the page, or taken away.
   */
  afterPage(
    page: string,
    { answers: before, language }: { answers: Answers; language: RespondentLanguage },
    { shown, given, deed = null }: { shown: Question[]; given: Answers; deed?: GroupDeed | null },
  ): { answers: Answers; skipTo: string | null } {
    if (this.#isStatic) return { answers: { ...omit(before, shown), ...given }, skipTo: null };
    return answerPage(this.#modelFrom(before, language), page, { shown, before, given, deed });
  }

  /**
   * The answers as they are in the end. Those to questions, rows and choices that are not visible go, until none is left (an answer that
   * goes may hide the next question), unless the definition keeps them; what it reckons is among them.
   *
   * @returns the answers that stand, words beside them included, and the pages as they then are.
   */
  withoutInvisible(answers: Answers, language: RespondentLanguage): { answers: Answers; pages: SurveyPage[] } {
    let standing = this.#isStatic ? answers : completedAnswers(this.#modelFrom(answers, language), answers);
    for (;;) {
      const pages = this.pagesFor(standing, language);
      const kept = this.#standing(pages, standing, language);
      if (isDeepStrictEqual(kept, standing)) return { answers: standing, pages };
      standing = kept;
    }
  }

  /** What survey-core keeps of what is hidden is kept, if it could be an answer. */
  #standing(pages: SurveyPage[], answers: Answers, language: RespondentLanguage): Answers {
    const visible = pages.flatMap(questionsOf);
    const standing = standingAnswers(visible, answers);
    if (this.#isStatic) return standing;
    const others = omit(answers, visible);
    const every = everyQuestion(this.#modelAfter(answers, language), language);
    const asked = Object.keys(others).flatMap((name) => every.get(name) ?? []);
    return { ...omit(others, asked), ...checkAnswers(asked, pick(others, asked)).answers, ...standing };
  }

  /** Only visibleIf and requiredIf depend on the answers: survey-core's conditions alone are run, some microseconds each. */
  #outlinedPages(answers: Answers, language: RespondentLanguage): SurveyPage[] {
    const known = { ...this.#variables, ...answers };
    return this.#outlineIn(language).map((outline) => pageFromOutline(outline, known));
  }

  /** survey-core evaluates everything: some milliseconds. */
  #modelledPages(answers: Answers, language: RespondentLanguage): SurveyPage[] {
    return pagesToAnswer(this.#modelAfter(answers, language)).map((page) => pageFromModel(page, language));
  }

  /** A Model that holds these answers. What it held is forgotten; the same answers again, as while one page is taken, cost nothing. */
  #modelAfter(answers: Answers, language: RespondentLanguage): SurveyModel {
    const held = this.#held.get(language);
    if (held && isDeepStrictEqual(held, answers)) return this.#modelIn(language);
    if (this.#isRemembered) this.#models.delete(language);
    const model = this.#modelIn(language);
    bringTo(model, answers);
    this.#held.set(language, structuredClone(answers));
    return model;
  }

  /** The same, for going on from there: it will not hold them afterwards. */
  #modelFrom(answers: Answers, language: RespondentLanguage): SurveyModel {
    const model = this.#modelAfter(answers, language);
    this.#held.delete(language);
    return model;
  }

  #phonePagesIn(language: RespondentLanguage): PhonePages {
    const known = this.#phonePages.get(language);
    if (known) return known;
    const pages = new PhonePages(this.#outlineIn(language));
    this.#phonePages.set(language, pages);
    return pages;
  }

  #outlineIn(language: RespondentLanguage): PageOutline[] {
    const known = this.#outlines.get(language);
    if (known) return known;
    // Of a Model that has held nobody's answers: some may stand in its words.
    const outline = outlinePages(this.#isStatic ? this.#modelIn(language) : this.#newModelIn(language), language);
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
    const model = this.#newModelIn(language);
    this.#models.set(language, model);
    return model;
  }

  #newModelIn(language: RespondentLanguage): SurveyModel {
    const { definition, elsewhere } = wordedDefinition(this.#definition, language);
    const model = new SurveyModel(definition);
    this.#elsewhere.set(language, elsewhere);
    model.locale = language;
    for (const [name, value] of Object.entries(this.#variables)) model.setVariable(name, value);
    return model;
  }
}
