import { crc32, deflateSync } from "node:zlib";
import type { Page } from "playwright-core";

/**
 * A picture in 256 colours, every other colour as the nearest of them: a third of the size, and of a page nobody sees a difference. Half of them
 * are those it has most of; each of the others is the one that would miss most, being far from all that are kept and often there. PNG with a
 * palette (W3C PNG, 11.2).
 *
 * @param page any page: its browser reads the picture.
 */
export async function fewColours(page: Page, png: Buffer): Promise<Buffer> {
  const blank = await page.context().newPage();
  const { width, height, palette, pixels } = await blank.evaluate(readColours, png.toString("base64"));
  await blank.close();
  const indexes = Buffer.from(pixels, "base64");
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) indexes.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette)),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Runs in the browser. */
async function readColours(
  base64: string,
): Promise<{ width: number; height: number; palette: number[]; pixels: string }> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  if (!context) throw new Error("the browser draws nothing");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const colours = new Uint32Array(width * height);
  const counts = new Map<number, number>();
  for (let at = 0; at < colours.length; at++) {
    const colour = ((data[4 * at] ?? 0) << 16) | ((data[4 * at + 1] ?? 0) << 8) | (data[4 * at + 2] ?? 0);
    colours[at] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const partsOf = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const;
  const distance = (one: number, other: number) => {
    const [a, b] = [partsOf(one), partsOf(other)];
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
  };
  const byCount = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  const kept = byCount.slice(0, 128);
  const others = byCount.slice(128).map((colour) => ({
    colour,
    far: kept.reduce((least, one) => Math.min(least, distance(one, colour)), Number.POSITIVE_INFINITY),
  }));
  while (kept.length < 256 && others.some(({ far }) => far > 0)) {
    const lossOf = ({ colour, far }: { colour: number; far: number }) => far * Math.sqrt(counts.get(colour) ?? 0);
    const worst = others.reduce((most, one) => (lossOf(one) > lossOf(most) ? one : most));
    kept.push(worst.colour);
    for (const other of others) other.far = Math.min(other.far, distance(worst.colour, other.colour));
  }
  const nearest = new Map<number, number>();
  const indexOf = (colour: number) => {
    const known = nearest.get(colour);
    if (known !== undefined) return known;
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const [index, one] of kept.entries()) {
      const far = distance(one, colour);
      if (far < least) [best, least] = [index, far];
    }
    nearest.set(colour, best);
    return best;
  };
  let pixels = "";
  for (const colour of colours) pixels += String.fromCharCode(indexOf(colour));
  return { width, height, palette: kept.flatMap(partsOf), pixels: btoa(pixels) };
}
