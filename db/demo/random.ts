/** A stream of random numbers that is the same every time for the same seed and name. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Standard normal (Box & Muller 1958). */
  normal(): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<Thing>(things: readonly Thing[]): Thing;
  /** One of the names, as often as its weight says. */
  pickWeighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
}

/**
 * A stream of its own for each name, so that drawing more in one part of the demo leaves every other part as it was.
 *
 * The generator is sfc32 (Doty-Humphrey, PractRand; passes BigCrush), seeded with the FNV-1a hash of seed and name and run 15 rounds in,
 * as its author advises.
 */
export function randomFrom(seed: number, name: string): Random {
  const next = sfc32(fnv1a(`${name}/a/${seed}`), fnv1a(`${name}/b/${seed}`), fnv1a(`${name}/c/${seed}`));
  const normal = normalFrom(next);
  return {
    next,
    normal,
    chance: (probability) => next() < probability,
    pick: (things) => {
      const thing = things[Math.floor(next() * things.length)];
      if (thing === undefined) throw new RangeError("nothing to pick from");
      return thing;
    },
    pickWeighted: (weights) => pickWeighted(next, weights),
  };
}

function sfc32(a: number, b: number, c: number): () => number {
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 15; round++) next();
  return next;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

function normalFrom(next: () => number): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    // 1 − u is never 0, whose logarithm is not finite.
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

function pickWeighted<Name extends string>(next: () => number, weights: Readonly<Record<Name, number>>): Name {
  const entries = Object.entries(weights) as Array<[Name, number]>;
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let left = next() * total;
  for (const [name, weight] of entries) {
    left -= weight;
    if (left < 0) return name;
  }
  const last = entries.at(-1);
  if (!last) throw new RangeError("nothing to pick from");
  return last[0];
}
