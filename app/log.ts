const token = /(\/(?:s|sign-in|confirm)\/|[?&]left=)[^\s"'?#&]+/g;

/** A fault as text for the log: its stack, with the tokens of personal, sign-in and confirming links taken out of every address in it. */
export function withoutTokens(fault: unknown): string {
  const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  return text.replace(token, "$1…");
}
