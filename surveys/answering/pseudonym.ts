import { createHmac } from "node:crypto";

/**
 * The name a person's answers go by: the same in every wave of the initiative, and leading back to nobody without the link key.
 *
 * @param linkKey the initiative's secret (`link_key.key`); once it is destroyed, no pseudonym can be made or traced again.
 * @returns HMAC-SHA-256, 43 characters of base64url.
 * @see METHODS §6
 */
export function pseudonymOf(linkKey: string, participantId: string): string {
  return createHmac("sha256", linkKey).update(participantId).digest("base64url");
}

/**
 * The name that a cluster (household, area) or stratum goes by beside an answer: only whether two answers have the same one can be told, and
 * without the link key not which it is. Upper and lower case, spaces around and ways of writing an accent make no difference.
 *
 * @returns null for "": drawn singly, or in no stratum.
 */
export function designPseudonym(linkKey: string, kind: "cluster" | "stratum", name: string): string | null {
  const plain = name.normalize("NFC").trim().toLowerCase();
  return plain === "" ? null : pseudonymOf(linkKey, `${kind}:${plain}`);
}
