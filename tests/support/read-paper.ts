import jsQR from "jsqr";

/** A line of text as it stands on a sheet; millimetres from the sheet's upper left corner to the line's baseline. */
export interface PrintedLine {
  text: string;
  left: number;
  baseline: number;
  size: number;
}

export interface PrintedSheet {
  lines: PrintedLine[];
  /** Filled rectangles, in millimetres. */
  bars: Array<{ left: number; top: number; width: number; height: number }>;
}

const mmPerPoint = 25.4 / 72;

/** Reads the sheets of a PDF that was made `readable`: text with its place, and filled rectangles. Knows what pdfkit writes, and no more. */
export function readPaper(bytes: Buffer): PrintedSheet[] {
  const file = bytes.toString("latin1");
  const sheets = [...file.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(([, content]) => content ?? "");
  const height = Number(/MediaBox \[0 0 [\d.]+ ([\d.]+)\]/.exec(file)?.[1]);
  return sheets.filter((content) => content.includes(" Tm")).map((content) => readSheet(content, height));
}

function readSheet(content: string, height: number): PrintedSheet {
  const lines = [
    ...content.matchAll(/1 0 0 1 ([\d.]+) ([\d.]+) Tm\n\/F\d+ ([\d.]+) Tf\n(?:[^\n]*Tr\n|[^\n]*Tw\n)*\[(.*?)\] TJ/g),
  ].map(([, x, y, size, parts]) => ({
    text: textOf(parts ?? ""),
    left: Number(x) * mmPerPoint,
    baseline: (height - Number(y)) * mmPerPoint,
    size: Number(size),
  }));
  const bars = [...content.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm)].map(
    ([, left, top, width, tall]) => ({
      left: Number(left) * mmPerPoint,
      top: Number(top) * mmPerPoint,
      width: Number(width) * mmPerPoint,
      height: Number(tall) * mmPerPoint,
    }),
  );
  return { lines, bars };
}

function textOf(parts: string): string {
  const hex = [...parts.matchAll(/<([0-9a-f]*)>/g)].map(([, digits]) => digits).join("");
  return new TextDecoder("windows-1252").decode(Buffer.from(hex, "hex"));
}

/** What a camera would read: the sheet's dark bars drawn as a picture, ten dots a millimetre, and handed to a QR decoder. */
export function scanSheet({ bars }: PrintedSheet, sheet = { width: 210, height: 297 }): string | null {
  const dots = 10;
  const [width, height] = [sheet.width * dots, sheet.height * dots];
  const picture = new Uint8ClampedArray(width * height * 4).fill(255);
  // A frame is a stroked rectangle: only what is as flat as a module is filled.
  for (const bar of bars.filter((one) => one.height < 10)) {
    for (let y = Math.round(bar.top * dots); y < Math.round((bar.top + bar.height) * dots); y += 1) {
      for (let x = Math.round(bar.left * dots); x < Math.round((bar.left + bar.width) * dots); x += 1) {
        picture.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
      }
    }
  }
  const decode = jsQR as unknown as typeof import("jsqr").default;
  return decode(picture, width, height)?.data ?? null;
}
