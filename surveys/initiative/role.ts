import type { Role } from "#db/schema.ts";

/** The roles a coordinator can give; an administrator is appointed for the whole installation. */
export const initiativeRoles = ["coordinator", "analyst", "partner"] as const satisfies readonly Role[];
