import PDFDocument from "pdfkit";
import { codeLength } from "./code-boxes.ts";
import type { PaperWords } from "./paper-answer.ts";
import type { PaperQuestionnaire } from "./paper-parts.ts";
import { type PaperBlock, paperBlock } from "./paper-rows.ts";
import { Pen } from "./pen.ts";

const page = { left: 51, right: 51, top: 48, bottom: 60 };

/**
 * A questionnaire as a PDF of A4 pages to be printed and filled in with a pen: what to know first, boxes for the code of the letter, the
 * questions, and a foot with the page's number. Letters beyond those of Western Europe are not printed: the fonts are those every reader has.
 */
export function questionnairePdf(questionnaire: PaperQuestionnaire, words: PaperWords): Promise<Buffer> {
  const paper = new PDFDocument({
    size: "A4",
    margins: { left: page.left, right: page.right, top: page.top, bottom: 0 },
    bufferPages: true,
    lang: words.language,
    displayTitle: true,
    info: { Title: questionnaire.title },
  });
  const written = bytesOf(paper);
  const pen = new Pen(paper, { left: page.left, width: paper.page.width - page.left - page.right });
  const blocks = [
    opening(questionnaire, pen, words),
    ...questionnaire.parts.map((part) => paperBlock(part, pen, words.say)),
    closing(pen, words),
  ];
  layOut(blocks, paper);
  number(paper, pen, questionnaire.title, words);
  paper.end();
  return written;
}

function bytesOf(paper: PDFKit.PDFDocument): Promise<Buffer> {
  const pieces: Buffer[] = [];
  return new Promise((resolve, reject) => {
    paper.on("data", (piece: Buffer) => pieces.push(piece));
    paper.on("end", () => resolve(Buffer.concat(pieces)));
    paper.on("error", reject);
  });
}

/** Title, what to know, and the boxes for the code. */
function opening({ title }: PaperQuestionnaire, pen: Pen, { say }: PaperWords): PaperBlock {
  const size = 20;
  const boxes = {
    height: size + 10,
    draw: (top: number) => {
      for (let place = 0; place < codeLength; place += 1)
        pen.box(pen.left + place * (size + 3) + (place >= codeLength / 2 ? 10 : 0), top, size);
    },
  };
  return {
    rows: [
      pen.text(title, { size: 18, bold: true }),
      pen.space(6),
      ...["voluntary", "name", "seen", "use"].flatMap((line) => [
        pen.text(say(`exchange:paper.intro.${line}`), {}),
        pen.space(2),
      ]),
      pen.space(8),
      pen.text(say("exchange:paper.code"), { bold: true }),
      pen.text(say("exchange:paper.code-hint"), { size: 9 }),
      pen.space(3),
      boxes,
      pen.text(say("exchange:paper.how-to-fill"), { size: 9.5, italic: true }),
      pen.space(10),
    ],
    keepWithNext: false,
  };
}

function closing(pen: Pen, { say }: PaperWords): PaperBlock {
  return { rows: [pen.space(6), pen.text(say("exchange:paper.thanks"), { bold: true })], keepWithNext: false };
}

/** A block that does not fit on what is left of a page begins the next; a heading waits for the question after it. */
function layOut(blocks: PaperBlock[], paper: PDFKit.PDFDocument): void {
  const foot = paper.page.height - page.bottom;
  let top = page.top;
  for (const [place, block] of blocks.entries()) {
    const next = block.keepWithNext ? blocks[place + 1] : undefined;
    const needed = heightOf(block) + (next ? heightOf(next) : 0);
    if (top + needed > foot && top > page.top) top = newPage(paper);
    for (const row of block.rows) {
      if (top + row.height > foot && top > page.top) top = newPage(paper);
      row.draw(top);
      top += row.height;
    }
  }
}

function newPage(paper: PDFKit.PDFDocument): number {
  paper.addPage();
  return page.top;
}

/** Of one that is longer than a page, only so much as has to stand together: its first rows. */
function heightOf({ rows }: PaperBlock): number {
  const whole = rows.reduce((sum, { height }) => sum + height, 0);
  return whole > 640 ? rows.slice(0, 6).reduce((sum, { height }) => sum + height, 0) : whole;
}

function number(paper: PDFKit.PDFDocument, pen: Pen, title: string, { say }: PaperWords): void {
  const { start, count } = paper.bufferedPageRange();
  for (let place = 0; place < count; place += 1) {
    paper.switchToPage(start + place);
    const top = paper.page.height - 38;
    pen.write(title, pen.left, top, pen.width * 0.7, { size: 8 });
    pen.write(
      say("exchange:paper.page", { page: place + 1, pages: count }),
      pen.left + pen.width * 0.7,
      top,
      pen.width * 0.3,
      { size: 8, align: "right" },
    );
  }
}
