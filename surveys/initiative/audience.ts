import type { Audience } from "#db/schema.ts";

/** Whom an initiative asks. */
export const audiences = ["resident", "actor"] as const satisfies readonly Audience[];

export function isAudience(text: unknown): text is Audience {
  return audiences.some((audience) => audience === text);
}
