import type { PaperAnswer } from "./paper-parts.ts";
import type { PaperRow } from "./paper-rows.ts";
import type { Pen } from "./pen.ts";

const padding = 4;
const look = { size: 9 };

/** A matrix as a table with a frame round each cell: a circle to tick, or room to write. The head is the first row. */
export function tableRows({ columns, rows, tick }: PaperAnswer & { is: "table" }, pen: Pen): PaperRow[] {
  const whole = pen.width - pen.indent;
  const first = Math.max(110, whole * (columns.length > 6 ? 0.28 : 0.36));
  const each = (whole - first) / Math.max(1, columns.length);
  const left = pen.left + pen.indent;
  const cells = (
    texts: string[],
    draw: (place: number, at: number, top: number, height: number) => void,
    least: number,
  ): PaperRow => {
    const widths = texts.map((_, place) => (place === 0 ? first : each));
    const height = Math.max(
      least,
      ...texts.map((text, place) => pen.height(text, (widths[place] ?? each) - 2 * padding, look) + 2 * padding),
    );
    return {
      height,
      draw: (top) => {
        for (const [place, text] of texts.entries()) {
          const at = place === 0 ? left : left + first + (place - 1) * each;
          pen.frame(at, top, widths[place] ?? each, height);
          if (text !== "")
            pen.write(text, at + padding, top + padding, (widths[place] ?? each) - 2 * padding, {
              ...look,
              align: place === 0 ? "left" : "center",
            });
          draw(place, at, top, height);
        }
      },
    };
  };
  const head = cells(["", ...columns], () => {}, 16);
  const body = rows.map((row) =>
    cells(
      [row, ...columns.map(() => "")],
      (place, at, top, height) => {
        if (tick && place > 0) pen.circle(at + each / 2 - 5, top + height / 2 - 5, 10);
      },
      tick ? 20 : 30,
    ),
  );
  return [head, ...body];
}
