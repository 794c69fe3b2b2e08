import type { PaperRow } from "./paper-rows.ts";

interface TextLook {
  size?: number;
  bold?: boolean;
  italic?: boolean;
  indent?: number;
}

/** Draws the pieces of a questionnaire: each method makes a row, which is drawn later at the height it is given. */
export class Pen {
  readonly left: number;
  readonly width: number;
  /** Answers stand under the question's words, not under its number. */
  readonly indent = 24;
  readonly #paper: PDFKit.PDFDocument;

  constructor(paper: PDFKit.PDFDocument, { left, width }: { left: number; width: number }) {
    this.#paper = paper;
    this.left = left;
    this.width = width;
  }

  space(height: number): PaperRow {
    return { height, draw: () => {} };
  }

  text(text: string, look: TextLook): PaperRow {
    const { indent = 0 } = look;
    const width = this.width - indent;
    const words = printable(text);
    return {
      height: this.height(words, width, look) + 2,
      draw: (top) => this.write(words, this.left + indent, top, width, look),
    };
  }

  numbered(number: number, text: string): PaperRow {
    const look = { size: 11, bold: true };
    const [words, width] = [printable(text), this.width - this.indent];
    return {
      height: this.height(words, width, look) + 3,
      draw: (top) => {
        this.write(`${number}.`, this.left, top, this.indent, look);
        this.write(words, this.left + this.indent, top, width, look);
      },
    };
  }

  height(text: string, width: number, look: TextLook = {}): number {
    return this.#inked(look).heightOfString(printable(text) || " ", { width });
  }

  write(
    text: string,
    left: number,
    top: number,
    width: number,
    look: TextLook & { align?: "left" | "center" | "right" } = {},
  ): void {
    const { align = "left" } = look;
    this.#inked(look).text(printable(text), left, top, { width, align, lineBreak: true });
  }

  box(left: number, top: number, size: number): void {
    this.#paper.lineWidth(0.9).rect(left, top, size, size).stroke();
  }

  circle(left: number, top: number, size: number): void {
    this.#paper
      .lineWidth(0.9)
      .circle(left + size / 2, top + size / 2, size / 2)
      .stroke();
  }

  line(left: number, top: number, width: number): void {
    this.#paper
      .lineWidth(0.6)
      .moveTo(left, top)
      .lineTo(left + width, top)
      .stroke();
  }

  frame(left: number, top: number, width: number, height: number): void {
    this.#paper.lineWidth(0.5).rect(left, top, width, height).stroke();
  }

  #inked({ size = 10.5, bold = false, italic = false }: TextLook): PDFKit.PDFDocument {
    const font = bold ? "Helvetica-Bold" : italic ? "Helvetica-Oblique" : "Helvetica";
    return this.#paper.font(font).fontSize(size).fillColor("black").strokeColor("black");
  }
}

const beyondLatin1 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/** The fonts every PDF reader has know the letters of Western Europe; another letter becomes its bare form, or a box to be seen. */
function printable(text: string): string {
  return [
    ...text
      .normalize("NFC")
      .replace(/→/g, ">")
      .replace(/[\u00ad\u200b-\u200f]/g, "")
      .replace(/\t/g, " "),
  ]
    .map((sign) => {
      if (
        sign === "\n" ||
        (sign >= " " && sign <= "ÿ" && !(sign > "~" && sign < "\u00a0")) ||
        beyondLatin1.includes(sign)
      )
        return sign;
      const bare = sign.normalize("NFD").replace(/\p{M}/gu, "");
      return /^[ -~]$/.test(bare) ? bare : "¤";
    })
    .join("");
}
