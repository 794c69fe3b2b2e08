/** Keeps a number and its percent sign on one line ("74,0 %"), however it was typed. */
export function unbroken(text: string): string {
  return text.replace(/(?<=\d) (?=%)/g, "\u00a0");
}
