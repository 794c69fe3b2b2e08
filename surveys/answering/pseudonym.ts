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
