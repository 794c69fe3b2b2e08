import type { Say } from "#surveys/texts.ts";
import { boldFont, codeFont, drawQrCode, mm, type Paper, plainFont } from "./paper.ts";
import type { PostalAddress } from "./postal-address.ts";
import { printedOr, printedText } from "./printed-text.ts";

/** What is printed on one letter; days are in words. */
export interface Letter {
  name: string;
  address: PostalAddress;
  audience: "resident" | "actor";
  initiative: string;
  place: string;
  challenge: string;
  /** "Politiet, Kommunen og Boligforeningen". */
  partners: string;
  minutes: number;
  closesOn: string;
  /** The personal link, drawn as a QR code alone: too long to type. */
  link: string;
  /** Where the code is typed, without "https://". */
  codeAddress: string;
  /** With its space in the middle. */
  code: string;
  sender: string;
  contact: string;
}

/**
 * Where the address may stand, in millimetres from the sheet's upper left corner: what the windows of the usual envelopes have in common.
 * C5 (15 from the left, 44 from the top, 105 × 35), C6/5 or M65 (15, 39, 100 × 35), E6/5 (15, 40, 95 × 30) and DIN 5008 form B (20, 45, 90 × 45).
 */
export const addressWindow = { left: 20, right: 110, top: 45, bottom: 70 };

/** Around the window, where the sheet may slip: nothing but the address stands here. */
export const slippingZone = { left: 0, right: 125, top: 36, bottom: 92 };

const left = mm(25);
const width = mm(160);
const addressSize = 11;

/** Draws one letter on a new sheet. All that is secret stands below the window. */
export function drawLetter(paper: Paper, letter: Letter, say: Say): void {
  paper.addPage();
  drawSender(paper, letter, say);
  drawAddress(paper, letter, say);
  const words = printedWords(letter);
  paper.font(boldFont).fontSize(15).fillColor("black");
  paper.text(say(`letter:title.${letter.audience}`, words), left, mm(96), { width });
  paper.moveDown(0.5).font(plainFont).fontSize(10.5);
  for (const key of ["who", `why-${letter.audience}`, "when"]) {
    paper.text(say(`letter:${key}`, words), { width, height: mm(40), ellipsis: true, lineGap: 1.5 });
    paper.moveDown(0.5);
  }
  drawWayIn(paper, letter, say);
  drawPromises(paper, letter, say);
}

/** Who gets it, in four lines of the window. Whose name the fonts cannot print is written to as whoever lives there. */
export function addressLines(
  { name, address, audience }: Pick<Letter, "name" | "address" | "audience">,
  say: Say,
): string[] {
  const careOf = address.careOf.replace(/^c\/o\s*/i, "");
  return [
    printedText(name) || say(`letter:nameless-${audience}`),
    ...(careOf === "" ? [] : [`c/o ${printedOr(careOf)}`]),
    printedOr(address.street),
    `${printedOr(address.postcode)} ${printedOr(address.town)}`,
  ];
}

function drawSender(paper: Paper, { sender }: Letter, say: Say): void {
  paper.font(plainFont).fontSize(9).fillColor("black");
  paper.text(say("letter:sender", { sender: printedOr(sender) }), left, mm(15), {
    ...{ width, height: mm(18), ellipsis: true, lineGap: 1 },
  });
}

function drawAddress(paper: Paper, letter: Letter, say: Say): void {
  paper.font(plainFont).fontSize(addressSize).fillColor("black");
  for (const [index, line] of addressLines(letter, say).entries()) {
    const fitting = Math.min(1, mm(82) / paper.widthOfString(line));
    paper.fontSize(addressSize * fitting);
    paper.text(line, left, mm(48) + index * mm(5), { lineBreak: false });
    paper.fontSize(addressSize);
  }
}

/** The code to scan at the left, the one to type at its right. */
function drawWayIn(paper: Paper, letter: Letter, say: Say): void {
  const top = paper.y + mm(2);
  const qrWidth = mm(42);
  const beside = left + qrWidth + mm(6);
  const besideWidth = width - qrWidth - mm(6);
  paper
    .rect(left, top, width, qrWidth + mm(6))
    .lineWidth(1)
    .stroke("black");
  drawQrCode(paper, letter.link, { left: left + mm(2), top: top + mm(3), width: qrWidth });
  paper
    .font(boldFont)
    .fontSize(11.5)
    .text(say("letter:scan"), beside, top + mm(5), { width: besideWidth });
  paper.moveDown(0.3).font(plainFont).fontSize(10.5).text(say("letter:or-type"), { width: besideWidth });
  paper.moveDown(0.2).font(boldFont).fontSize(13).text(letter.codeAddress, { width: besideWidth });
  paper.moveDown(0.4).font(plainFont).fontSize(10.5).text(say("letter:code"), { width: besideWidth });
  paper.moveDown(0.1).font(codeFont).fontSize(22).text(letter.code, { width: besideWidth });
  paper.x = left;
  paper.y = top + qrWidth + mm(10);
}

function drawPromises(paper: Paper, letter: Letter, say: Say): void {
  paper.font(boldFont).fontSize(11).text(say("letter:anonymous-title"), left, paper.y, { width });
  paper.moveDown(0.2).font(plainFont).fontSize(10);
  paper.text(say("letter:anonymous"), { width, lineGap: 1.5 });
  paper.moveDown(0.5).text(say("letter:voluntary"), { width, lineGap: 1.5 });
  paper.moveDown(0.5).text(say("letter:contact", { contact: printedOr(letter.contact) }), {
    ...{ width, height: mm(20), ellipsis: true, lineGap: 1.5 },
  });
}

function printedWords(letter: Letter): Record<string, string | number> {
  return {
    initiative: printedOr(letter.initiative),
    place: printedOr(letter.place),
    challenge: printedOr(letter.challenge),
    partners: printedOr(letter.partners),
    count: letter.minutes,
    closesOn: letter.closesOn,
  };
}
