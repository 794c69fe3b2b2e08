import QRCode from "qrcode";

/** The dark modules of a QR code, row by row, without the quiet zone around it. */
export interface QrMatrix {
  size: number;
  isDark(row: number, column: number): boolean;
}

/** How many modules must stay white on every side (ISO/IEC 18004). */
export const quietModules = 4;

/** The QR code of an address, readable still when 15 % of it is worn (level M). */
export function qrMatrix(address: string): QrMatrix {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: "M" });
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 };
}

/** The dark modules as bars, side by side ones joined: row, first column, how many. */
export function qrBars({ size, isDark }: QrMatrix): Array<{ row: number; column: number; length: number }> {
  const bars: Array<{ row: number; column: number; length: number }> = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!isDark(row, column)) continue;
      const last = bars.at(-1);
      if (last && last.row === row && last.column + last.length === column) last.length += 1;
      else bars.push({ row, column, length: 1 });
    }
  }
  return bars;
}

/** The path of a QR code for an SVG whose view box is `qrViewBox`. */
export function qrPath(matrix: QrMatrix): string {
  return qrBars(matrix)
    .map(({ row, column, length }) => `M${column + quietModules} ${row + quietModules}h${length}v1h-${length}z`)
    .join("");
}

export function qrViewBox({ size }: QrMatrix): string {
  return `0 0 ${size + 2 * quietModules} ${size + 2 * quietModules}`;
}
