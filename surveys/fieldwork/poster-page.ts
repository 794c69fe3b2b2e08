import type { Say } from "#surveys/texts.ts";
import { boldFont, drawQrCode, mm, newPaper, type Paper, plainFont } from "./paper.ts";
import { printedOr } from "./printed-text.ts";

export const posterSizes = ["A4", "A3"] as const;
export type PosterSize = (typeof posterSizes)[number];

/** What a poster says; the day in words. */
export interface Poster {
  audience: "resident" | "actor";
  place: string;
  challenge: string;
  initiative: string;
  minutes: number;
  closesOn: string;
  /** Of the open link. */
  address: string;
}

/** A sheet to hang up: what it is about, a QR code and the address to type. A3 is the same, larger by √2. */
export function drawPoster(poster: Poster, size: PosterSize, language: string, say: Say, readable = false): Paper {
  const paper = newPaper({
    title: say("letter:poster.file-title", { initiative: poster.initiative }),
    language,
    readable,
  });
  const scale = size === "A3" ? Math.SQRT2 : 1;
  const at = (millimetres: number) => mm(millimetres) * scale;
  const line = { width: at(170), align: "center" as const, ellipsis: true };
  const words = {
    ...{
      place: printedOr(poster.place),
      challenge: printedOr(poster.challenge),
      initiative: printedOr(poster.initiative),
    },
    ...{ count: poster.minutes, closesOn: poster.closesOn },
  };
  paper.addPage({ size, margin: 0 });
  paper
    .font(boldFont)
    .fontSize(34 * scale)
    .fillColor("black");
  paper.text(say(`letter:title.${poster.audience}`, words), at(20), at(22), { ...line, height: at(32) });
  paper.font(plainFont).fontSize(16 * scale);
  paper.text(say("letter:poster.why", words), at(20), at(60), { ...line, height: at(44), lineGap: 3 * scale });
  drawQrCode(paper, poster.address, { left: at(55), top: at(108), width: at(100) });
  paper
    .font(plainFont)
    .fontSize(15 * scale)
    .text(say("letter:poster.scan"), at(20), at(212), { ...line, height: at(8) });
  const shown = poster.address.replace(/^https?:\/\//, "");
  paper.font(boldFont).fontSize(24 * scale);
  paper.fontSize(24 * scale * Math.min(1, at(170) / paper.widthOfString(shown)));
  paper.text(shown, at(20), at(222), { width: at(170), align: "center", lineBreak: false });
  paper.font(plainFont).fontSize(13 * scale);
  paper.text(say("letter:poster.when", words), at(20), at(240), { ...line, height: at(8) });
  paper.text(say("letter:poster.anonymous"), at(20), at(249), { ...line, height: at(22), lineGap: 2 * scale });
  paper.text(printedOr(poster.initiative), at(20), at(276), { ...line, height: at(8) });
  paper.end();
  return paper;
}
