import type { Say } from "#surveys/texts.ts";
import type { PaperAnswer, PaperChoice } from "./paper-parts.ts";
import type { PaperRow } from "./paper-rows.ts";
import type { Pen } from "./pen.ts";
import { tableRows } from "./table-rows.ts";

const tick = 11;

/** The rows in which a question is answered: boxes, a scale, lines, a table. */
export function answerRows(answer: PaperAnswer, pen: Pen, say: Say): PaperRow[] {
  switch (answer.is) {
    case "choices":
      return answer.choices.map((choice) => choiceRow(choice, answer.several, pen, say));
    case "scale":
      return scaleRows(answer, pen);
    case "lines":
      return Array.from({ length: answer.count }, () => lineRow(pen));
    case "number":
      return [unitRow(answer.unit, pen)];
    case "date":
      return [dateRow(pen, say)];
    case "fields":
      return answer.titles.map((title) => fieldRow(title, pen));
    case "ranks":
      return answer.things.map((thing) => rankRow(thing, pen));
    case "table":
      return tableRows(answer, pen);
    case "signature":
      return [pen.space(24), lineRow(pen)];
    case "not-on-paper":
      return [];
  }
}

/** A box where several may be ticked, a circle where one may; where to go on stands after the words. */
function choiceRow({ text, goTo, code }: PaperChoice, several: boolean, pen: Pen, say: Say): PaperRow {
  const left = pen.left + pen.indent;
  const words =
    goTo === undefined
      ? text
      : `${text}  ${goTo === "end" ? say("exchange:paper.to-end") : say("exchange:paper.go-to", { question: goTo })}`;
  const width = pen.width - pen.indent - tick - 8;
  const isOther = code === "other";
  return {
    height: Math.max(pen.height(words, width), tick) + 6,
    draw: (top) => {
      if (several) pen.box(left, top, tick);
      else pen.circle(left, top, tick);
      pen.write(words, left + tick + 8, top + 1, width);
      if (isOther) pen.line(left + tick + 8 + 160, top + tick + 1, width - 160);
    },
  };
}

/** Circles with their numbers under them; the words of the ends stand at the ends, what is no step to the right. */
function scaleRows({ steps, low, high, beside }: PaperAnswer & { is: "scale" }, pen: Pen): PaperRow[] {
  const left = pen.left + pen.indent;
  const room = pen.width - pen.indent;
  const apart = Math.min(44, (room - beside.length * 90) / Math.max(1, steps.length));
  const scaleWidth = apart * steps.length;
  const endWidth = Math.max(90, scaleWidth / 2 - 4);
  const ends = low === "" && high === "" ? [] : [endsRow(low, high, left, scaleWidth, endWidth, pen)];
  return [
    {
      height: tick + 18,
      draw: (top) => {
        for (const [place, step] of steps.entries()) {
          pen.circle(left + place * apart + (apart - tick) / 2, top, tick);
          pen.write(step, left + place * apart, top + tick + 3, apart, { size: 9, align: "center" });
        }
        for (const [place, words] of beside.entries()) {
          const at = left + scaleWidth + 16 + place * 90;
          pen.circle(at, top, tick);
          pen.write(words, at + tick + 5, top + 1, 90 - tick - 8, { size: 9.5 });
        }
      },
    },
    ...ends,
  ];
}

function endsRow(low: string, high: string, left: number, scaleWidth: number, endWidth: number, pen: Pen): PaperRow {
  const look = { size: 9 };
  return {
    height: Math.max(pen.height(low, endWidth, look), pen.height(high, endWidth, look)) + 2,
    draw: (top) => {
      pen.write(low, left, top, endWidth, look);
      pen.write(high, left + scaleWidth - endWidth, top, endWidth, { ...look, align: "right" });
    },
  };
}

function lineRow(pen: Pen): PaperRow {
  return { height: 22, draw: (top) => pen.line(pen.left + pen.indent, top + 19, pen.width - pen.indent) };
}

function unitRow(unit: string, pen: Pen): PaperRow {
  const left = pen.left + pen.indent;
  return {
    height: 22,
    draw: (top) => {
      pen.line(left, top + 17, 80);
      pen.write(unit, left + 88, top + 7, pen.width - pen.indent - 88);
    },
  };
}

/** Boxes for day, month and year, since dates are written in two orders. */
function dateRow(pen: Pen, say: Say): PaperRow {
  const parts = [
    ["day", 2],
    ["month", 2],
    ["year", 4],
  ] as const;
  return {
    height: 32,
    draw: (top) => {
      let left = pen.left + pen.indent;
      for (const [part, digits] of parts) {
        for (let digit = 0; digit < digits; digit += 1) pen.box(left + digit * 17, top, 16);
        pen.write(say(`exchange:paper.${part}`), left, top + 19, digits * 17, { size: 8 });
        left += digits * 17 + 12;
      }
    },
  };
}

function fieldRow(title: string, pen: Pen): PaperRow {
  const [left, width] = [pen.left + pen.indent, 170];
  return {
    height: Math.max(22, pen.height(title, width) + 6),
    draw: (top) => {
      pen.write(title, left, top + 6, width);
      pen.line(left + width + 8, top + 18, pen.width - pen.indent - width - 8);
    },
  };
}

function rankRow(thing: string, pen: Pen): PaperRow {
  const left = pen.left + pen.indent;
  const width = pen.width - pen.indent - 34;
  return {
    height: Math.max(20, pen.height(thing, width) + 6),
    draw: (top) => {
      pen.frame(left, top, 24, 15);
      pen.write(thing, left + 34, top + 2, width);
    },
  };
}
