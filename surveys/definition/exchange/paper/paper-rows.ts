import type { Say } from "#surveys/texts.ts";
import { answerRows } from "./answer-rows.ts";
import type { PaperAnswer, PaperPart } from "./paper-parts.ts";
import type { Pen } from "./pen.ts";

/** A strip of paper of full width: how high it is, and what is drawn on it. */
export interface PaperRow {
  height: number;
  draw: (top: number) => void;
}

/** What has to stay on one page: a heading or a question. A question longer than a page breaks between its rows. */
export interface PaperBlock {
  rows: PaperRow[];
  /** A heading never stands alone at the foot of a page. */
  keepWithNext: boolean;
}

/** The rows of a part of the questionnaire. */
export function paperBlock(part: PaperPart, pen: Pen, say: Say): PaperBlock {
  switch (part.is) {
    case "heading":
      return {
        rows: [
          pen.space(10),
          pen.text(part.text, { size: 13, bold: true }),
          ...told(part.condition, pen),
          ...hint(part.hint, pen),
          pen.space(4),
        ],
        keepWithNext: true,
      };
    case "words":
      return { rows: [...told(part.condition, pen), pen.text(part.text, {}), pen.space(10)], keepWithNext: false };
    case "question":
      return {
        rows: [
          ...told(part.condition, pen),
          pen.numbered(part.number, part.title),
          ...hint(part.hint, pen),
          ...instruction(part.answer, pen, say),
          pen.space(4),
          ...answerRows(part.answer, pen, say),
          pen.space(14),
        ],
        keepWithNext: false,
      };
  }
}

function told(condition: string, pen: Pen): PaperRow[] {
  return condition === "" ? [] : [pen.text(condition, { size: 9.5, italic: true })];
}

function hint(text: string, pen: Pen): PaperRow[] {
  return text === "" ? [] : [pen.text(text, { size: 9.5, indent: pen.indent })];
}

/** How to answer, where it is not plain to see. */
function instruction(answer: PaperAnswer, pen: Pen, say: Say): PaperRow[] {
  const what = answer.is === "choices" ? (answer.several ? "several" : "one") : answer.is;
  if (!["several", "one", "ranks", "table", "not-on-paper"].includes(what)) return [];
  if (answer.is === "table" && !answer.tick) return [];
  return [pen.text(say(`exchange:paper.how.${what}`), { size: 9, italic: true, indent: pen.indent })];
}
