import { createHmac, hash } from "node:crypto";

/**
 * The secret part of a personal link: 132 bits of HMAC-SHA-256 as 22 letters. Made from the server's secret each time it is needed, so
 * that it rests nowhere; whoever reads the database alone cannot make it.
 */
export function invitationToken(secret: string, invitationId: string): string {
  return deriveToken(secret, "invitation", invitationId);
}

/** The secret part of a sign-in link; never equal to an invitation's, whatever the ids. */
export function signInToken(secret: string, signInLinkId: string): string {
  return deriveToken(secret, "sign-in", signInLinkId);
}

/** The secret part of a link to confirm with: good for one request, and never equal to a token of another purpose. */
export function confirmationToken(secret: string, requestId: string): string {
  return deriveToken(secret, "confirmation", requestId);
}

/** What the tables keep of a token: its SHA-256 in hex. A plain hash is enough, for a token of 132 bits or more cannot be guessed through. */
export function hashToken(token: string): string {
  return hash("sha256", token);
}

/** Under which name answers wait on a phone: another hash than the tables keep, and no way back to the token. */
export function waitingKey(token: string): string {
  return `ringvirk-${hash("sha256", `waiting\n${token}`).slice(0, 24)}`;
}

/** Where a person answers. `baseUrl` has no slash at its end. */
export function personalLink(baseUrl: string, token: string): string {
  return `${baseUrl}/s/${token}`;
}

/** Where a person says no to further mails about the initiative. */
export function unsubscribeLink(baseUrl: string, token: string): string {
  return `${baseUrl}/s/${token}/stop`;
}

export function signInLink(baseUrl: string, token: string): string {
  return `${baseUrl}/sign-in/${token}`;
}

/** Where another organisation confirms a change. */
export function confirmationLink(baseUrl: string, token: string): string {
  return `${baseUrl}/confirm/${token}`;
}

function deriveToken(secret: string, purpose: "invitation" | "sign-in" | "confirmation", id: string): string {
  return createHmac("sha256", secret).update(`${purpose}\n${id}`).digest("base64url").slice(0, 22);
}
