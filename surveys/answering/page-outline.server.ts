import {
  ConditionRunner,
  type IElement,
  type PageModel,
  type PanelModel,
  type SurveyModel,
  type Question as SurveyQuestion,
} from "survey-core";
import type { RespondentLanguage } from "#db/schema.ts";
import { plainText, readQuestion } from "./question-reader.server.ts";
import type { Answers, Block, SurveyPage } from "./survey-page.ts";

/** A page read once: its words and blocks, with the conditions that say for whom each block stands there. */
export interface PageOutline {
  words: Omit<SurveyPage, "blocks">;
  blocks: OutlinedBlock[];
}

interface OutlinedBlock {
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
    blocks: outlineElements(page.elements, language, conditionsOf(page)),
  }));
}

/** The page as it stands after `answers`; its blocks may be none. */
export function pageFromOutline(outline: PageOutline, answers: Answers): SurveyPage {
  const visible = outline.blocks.map(({ visibleIf }) => visibleIf.every((condition) => condition.runValues(answers)));
  const blocks = outline.blocks.flatMap((outlined, i) => {
    const shown = outlined.covers > 0 ? visible.slice(i + 1, i + 1 + outlined.covers).some(Boolean) : visible[i];
    return shown ? [withRequired(outlined, answers)] : [];
  });
  return { ...outline.words, blocks };
}

/** The page of a Model as the Model has it now. */
export function pageFromModel(page: PageModel, language: RespondentLanguage): SurveyPage {
  const visible = (element: IElement) => (element as { isVisible: boolean }).isVisible;
  const blocks = outlineElements(page.elements.filter(visible), language, [], visible).map(({ block }) => block);
  return { ...wordsOfPage(page), blocks: withoutSecondAsking(blocks) };
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

function outlineElements(
  elements: IElement[],
  language: RespondentLanguage,
  conditions: ConditionRunner[],
  isShown: (element: IElement) => boolean = () => true,
): OutlinedBlock[] {
  return elements.filter(isShown).flatMap((element) => {
    const own = [...conditions, ...conditionsOf(element as { visibleIf?: string })];
    if (element.isPanel) return outlinePanel(element as PanelModel, language, own, isShown);
    const question = element as SurveyQuestion;
    const block = blockOf(question, language);
    const requiredIf = question.requiredIf ? new ConditionRunner(question.requiredIf) : null;
    return block ? [{ block, visibleIf: own, requiredIf, covers: 0 }] : [];
  });
}

function outlinePanel(
  panel: PanelModel,
  language: RespondentLanguage,
  conditions: ConditionRunner[],
  isShown: (element: IElement) => boolean,
): OutlinedBlock[] {
  const inside = outlineElements(panel.elements, language, conditions, isShown);
  const title = panel.title ? plainText(panel.processedTitle) : "";
  const description = descriptionOf(panel);
  if (inside.length === 0 || (!title && !description)) return inside;
  const heading: Block = { kind: "heading", title, description };
  return [{ block: heading, visibleIf: conditions, requiredIf: null, covers: inside.length }, ...inside];
}

function blockOf(question: SurveyQuestion, language: RespondentLanguage): Block | null {
  if (question.getType() === "html") return { kind: "words", text: plainText(question.processedHtml ?? "") };
  const read = readQuestion(question, language);
  return read && { kind: "question", question: read };
}

function conditionsOf(element: { visibleIf?: string }): ConditionRunner[] {
  return element.visibleIf ? [new ConditionRunner(element.visibleIf)] : [];
}

function descriptionOf(element: { locDescription: { textOrHtml: string } }): string {
  return plainText(element.locDescription.textOrHtml ?? "");
}

function withRequired({ block, requiredIf }: OutlinedBlock, answers: Answers): Block {
  if (block.kind !== "question" || !requiredIf) return block;
  return { kind: "question", question: { ...block.question, required: requiredIf.runValues(answers) === true } };
}
