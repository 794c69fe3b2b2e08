import { createHmac } from "node:crypto";
import { latinDigits } from "#surveys/latin-digits.ts";

/**
 * The signs of a short code: 24 that keep apart on a worn letter and over the telephone. No vowels, so that no word comes out; no 0, O, 1, I
 * or L; of 8 and B, 5 and S, 2 and Z only the digits.
 */
export const codeSigns = "23456789CDFGHJKMNPQRTVWX";
export const codeLength = 8;

/** What is typed for a sign that it looks like. */
const lookAlikes: Record<string, string> = { B: "8", S: "5", Z: "2" };

/**
 * The short code of an invitation: eight signs of HMAC-SHA-256, about 37 bits, made anew each time it is needed like the personal link's token
 * (`docs/decisions/003-links-are-derived.md`).
 *
 * @param number counts on where an earlier code was another invitation's already; 0 nearly always.
 */
export function shortCode(secret: string, invitationId: string, number: number): string {
  const digest = createHmac("sha256", secret).update(`code\n${invitationId}\n${number}`).digest("hex");
  // 128 bits over 24⁸ values: the remainder prefers some codes by less than 1 in 10²⁷.
  let rest = BigInt(`0x${digest.slice(0, 32)}`);
  let code = "";
  for (let place = 0; place < codeLength; place += 1) {
    code += codeSigns[Number(rest % BigInt(codeSigns.length))];
    rest /= BigInt(codeSigns.length);
  }
  return code;
}

/**
 * What the table keeps of a code. A keyed hash: there are only 24⁸ codes, and whoever reads the database could try them all against a plain
 * one in minutes. Without the server's secret there is nothing to try with.
 */
export function hashCode(secret: string, code: string): string {
  return createHmac("sha256", secret).update(`code hash\n${code}`).digest("hex");
}

/** "23CD FGHJ": as it is printed. */
export function printedCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

export type TypedCode = { code: string } | { unfit: "empty" | "length" | "sign"; sign: string };

/**
 * Reads what somebody typed: case, spaces and hyphens make no difference, and a sign that looks like one of a code is taken for it.
 * `unfit` says why it can be no code: nothing there, too many or too few signs, or a sign that codes never have.
 */
export function readTypedCode(typed: string): TypedCode {
  const signs = latinDigits(typed.slice(0, 200))
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Dash}._]/gu, "");
  if (signs === "") return { unfit: "empty", sign: "" };
  const code = Array.from(signs, (sign) => lookAlikes[sign] ?? sign);
  const strange = code.find((sign) => !codeSigns.includes(sign));
  if (strange !== undefined) return { unfit: "sign", sign: strange };
  return code.length === codeLength ? { code: code.join("") } : { unfit: "length", sign: "" };
}
