import {
  ConditionRunner,
  type IElement,
  type PageModel,
  type PanelModel,
  type SurveyModel,
  type Question as SurveyQuestion,
} from "survey-core";
import type { RespondentLanguage } from "#db/schema.ts";
import { unknownType } from "#surveys/definition/unfollowed.ts";
import type { ReadInside } from "./composite-reader.server.ts";
import { plainText } from "./plain-text.ts";
import { readQuestion } from "./question-reader.server.ts";
import { ownImage, safeHtml } from "./safe-html.server.ts";
import type { Answers, Block, Question, SurveyPage } from "./survey-page.ts";

/** A page read once: its words and blocks, with the conditions that say for whom each block stands there. */
export interface PageOutline {
  words: Omit<SurveyPage, "blocks">;
  blocks: OutlinedBlock[];
}

export interface OutlinedBlock {
  block: Block;
  /** All must hold: the page's, the panels' and the question's own. */
  visibleIf: ConditionRunner[];
  requiredIf: ConditionRunner | null;
  /** How many of the next blocks a panel's heading stands above: with none of them visible, it is not shown either. */
  covers: number;
}

/** Reads every page of a Model, whatever is visible at the moment. */
export function outlinePages(model: SurveyModel, language: RespondentLanguage): PageOutline[] {
  return model.pages.map((page) => ({
    words: wordsOfPage(page),
    blocks: outlineElements(page.elements, { language, path: [], conditions: conditionsOf(page), isShown: () => true }),
  }));
}

/** The page as it stands after `answers`; its blocks may be none. */
export function pageFromOutline(outline: PageOutline, answers: Answers): SurveyPage {
  const shown = shownBlocks(outline, answers);
  return {
    ...outline.words,
    blocks: outline.blocks.filter((_, i) => shown[i]).map((one) => withRequired(one, answers)),
  };
}

/** Of each block, whether it stands on the page after `answers`. */
export function shownBlocks(outline: PageOutline, answers: Answers): boolean[] {
  const visible = outline.blocks.map(({ visibleIf }) => visibleIf.every((condition) => condition.runValues(answers)));
  return outline.blocks.map(({ covers }, i) =>
    covers > 0 ? visible.slice(i + 1, i + 1 + covers).some(Boolean) : visible[i] === true,
  );
}

/** The page of a Model as the Model has it now. */
export function pageFromModel(page: PageModel, language: RespondentLanguage): SurveyPage {
  return { ...wordsOfPage(page), blocks: withoutSecondAsking(visibleBlocks(page.elements, language, [])) };
}

/** What stands inside a page, a panel or a group as the Model has it now. */
function visibleBlocks(elements: IElement[], language: RespondentLanguage, path: string[]): Block[] {
  const visible = (element: IElement) => (element as { isVisible: boolean }).isVisible;
  return outlineElements(elements.filter(visible), { language, path, conditions: [], isShown: visible }).map(
    ({ block }) => block,
  );
}

/** Every question of a Model that could be answered, hidden or not, by the name of its answer. */
export function everyQuestion(model: SurveyModel, language: RespondentLanguage): Map<string, Question> {
  const inside: ReadInside = (elements, path) => visibleBlocks(elements, language, path);
  const read = model.getAllQuestions().map((question) => readQuestion(question, language, [], inside));
  return new Map(read.flatMap((question) => (question ? [[question.name, question]] : [])));
}

/** Of questions that share an answer (`valueName`) a page asks the first: two fields of one name would be an answer given twice. */
function withoutSecondAsking(blocks: Block[]): Block[] {
  const asked = new Set<string>();
  return blocks.filter((block) => {
    if (block.kind !== "question") return true;
    const isFirst = !asked.has(block.question.name);
    asked.add(block.question.name);
    return isFirst;
  });
}

function wordsOfPage(page: PageModel): Omit<SurveyPage, "blocks"> {
  return { name: page.name, title: plainText(page.processedTitle ?? ""), description: descriptionOf(page) };
}

/** How elements are read: the language, where they stand, what must hold for them, and which of them are shown at all. */
interface Reading {
  language: RespondentLanguage;
  path: string[];
  conditions: ConditionRunner[];
  isShown: (element: IElement) => boolean;
}

function outlineElements(elements: IElement[], reading: Reading): OutlinedBlock[] {
  return elements.filter(reading.isShown).flatMap((element) => {
    const conditions = [...reading.conditions, ...conditionsOf(element as { visibleIf?: string })];
    if (element.isPanel) return outlinePanel(element as PanelModel, { ...reading, conditions });
    const question = element as SurveyQuestion;
    const block = blockOf(question, reading);
    const requiredIf = question.requiredIf ? new ConditionRunner(question.requiredIf) : null;
    return block ? [{ block, visibleIf: conditions, requiredIf, covers: 0 }] : [];
  });
}

function outlinePanel(panel: PanelModel, reading: Reading): OutlinedBlock[] {
  const inside = outlineElements(panel.elements, reading);
  const title = panel.title ? plainText(panel.processedTitle) : "";
  const description = descriptionOf(panel);
  if (inside.length === 0 || (!title && !description)) return inside;
  const heading: Block = { kind: "heading", title, description };
  return [{ block: heading, visibleIf: reading.conditions, requiredIf: null, covers: inside.length }, ...inside];
}

function blockOf(question: SurveyQuestion, { language, path }: Reading): Block | null {
  switch (question.getType()) {
    case "html":
      return wordsBlock(safeHtml(question.processedHtml ?? ""));
    case "image":
      return imageBlock(question);
    case "expression":
      return {
        kind: "computed",
        title: plainText(question.processedTitle),
        text: plainText(question.formatedValue ?? ""),
      };
    case "file":
    case "signaturepad":
      return {
        kind: "not-offered",
        title: plainText(question.processedTitle),
        reason: question.acceptedTypes === unknownType ? "unknown" : "identifies",
      };
    default: {
      const read = readQuestion(question, language, path, (elements, own) => visibleBlocks(elements, language, own));
      return read && { kind: "question", question: read };
    }
  }
}

/** Text without any mark-up keeps its own line breaks. */
function wordsBlock(html: string): Block | null {
  if (html === "") return null;
  return /<[a-z]/i.test(html) ? { kind: "html", html } : { kind: "words", text: plainText(html) };
}

/** A picture of another server is told in words: who looks at it is nobody else's business. */
function imageBlock(question: SurveyQuestion): Block | null {
  const text = plainText(question.altText || (question.title === question.name ? "" : question.processedTitle));
  const source =
    question.contentMode === "image" || question.contentMode === "auto" ? ownImage(question.imageLink) : null;
  if (source) return { kind: "image", source, text };
  return text ? { kind: "words", text } : null;
}

function conditionsOf(element: { visibleIf?: string }): ConditionRunner[] {
  return element.visibleIf ? [new ConditionRunner(element.visibleIf)] : [];
}

function descriptionOf(element: { locDescription: { textOrHtml: string } }): string {
  return plainText(element.locDescription.textOrHtml ?? "");
}

export function withRequired({ block, requiredIf }: OutlinedBlock, answers: Answers): Block {
  if (block.kind !== "question" || !requiredIf) return block;
  return { kind: "question", question: { ...block.question, required: requiredIf.runValues(answers) === true } };
}
