import type { WaveMode, WaveTable } from "#db/schema.ts";
import type { ModeFact } from "./bias.ts";

type HeldWave = Pick<WaveTable, "mode">;

/** Whether people answered the two waves in the same way. Two mixed waves may be mixed otherwise: nobody has said how. */
export function modeFact(from: HeldWave, to: HeldWave): ModeFact {
  return { code: "mode", concern: concernOf(from.mode, to.mode), fromMode: from.mode, toMode: to.mode };
}

function concernOf(from: WaveMode | null, to: WaveMode | null): ModeFact["concern"] {
  if (from === null || to === null) return "unknown";
  if (from !== to) return "large";
  return from === "mixed" ? "unknown" : "none";
}
