import iconv from "iconv-lite";

/**
 * Text from a file of unknown encoding: UTF-16 by its mark, UTF-8 if every byte agrees with it, else Windows-1252. A Danish Windows-1252
 * text with an æ, ø or å in it never is good UTF-8.
 */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(bytes, "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(bytes, "utf-16be");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, "windows-1252");
  }
}
