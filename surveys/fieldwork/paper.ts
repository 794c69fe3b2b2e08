import { once } from "node:events";
import PDFDocument from "pdfkit";
import { qrBars, qrMatrix, quietModules } from "./qr-code.ts";

/** A PDF in the making; a stream of its bytes. */
export type Paper = PDFKit.PDFDocument;

/** Millimetres as PDF points. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

export const plainFont = "Helvetica";
export const boldFont = "Helvetica-Bold";
/** Every sign apart, and as wide as the next: for codes. */
export const codeFont = "Courier-Bold";

/** @param readable leaves the contents uncompressed, for a test to read. */
export function newPaper(about: { title: string; language: string; readable?: boolean }): Paper {
  return new PDFDocument({
    autoFirstPage: false,
    size: "A4",
    margin: 0,
    compress: !about.readable,
    lang: about.language,
    displayTitle: true,
    info: { Title: about.title, Creator: "Ringvirk", Producer: "Ringvirk" },
  });
}

/** Draws an address as a QR code whose quiet zone begins at `left`, `top`; all in points. */
export function drawQrCode(paper: Paper, address: string, { left, top, width }: Box): void {
  const matrix = qrMatrix(address);
  const module = width / (matrix.size + 2 * quietModules);
  for (const { row, column, length } of qrBars(matrix)) {
    paper.rect(left + (column + quietModules) * module, top + (row + quietModules) * module, length * module, module);
  }
  paper.fill("black");
}

interface Box {
  left: number;
  top: number;
  width: number;
}

// What may wait in memory for a slow reader.
const mostWaiting = 512 * 1024;

/** Waits until what is written so far has mostly been read, so that a big batch never fills memory. False once the reader has gone. */
export async function isRead(paper: Paper): Promise<boolean> {
  while (paper.readableLength > mostWaiting && !paper.destroyed) {
    await Promise.race([once(paper, "close"), new Promise((next) => setTimeout(next, 5))]);
  }
  return !paper.destroyed;
}
