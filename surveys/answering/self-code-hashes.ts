import { createHmac } from "node:crypto";
import type { Audience } from "#db/schema.ts";
import { type SelfCode, selfCodeElements } from "./self-code.ts";

/**
 * The elements as they are kept: each a keyed hash of its own, so that two codes can be compared element by element and neither can be read. The
 * key is the initiative's link key: once it is destroyed, none can be compared with a new one.
 */
export function elementHashes(linkKey: string, audience: Audience, code: SelfCode): Array<string | null> {
  return selfCodeElements.map((element) => {
    const value = code[element];
    if (value === null) return null;
    const text = `self-code:${audience}:${element}:${value}`;
    return createHmac("sha256", linkKey).update(text).digest("base64url").slice(0, 22);
  });
}
