import { normalQuantile } from "#surveys/impact/statistics/normal.ts";

/** Two normals come out of each 32 random bits: the middles of 65,536 equally likely slices of the normal distribution. */
const SLICES = 65_536;
const normals = Float64Array.from({ length: SLICES }, (_, slice) => normalQuantile((slice + 0.5) / SLICES));

/**
 * Random numbers that are the same for the same seed on every machine.
 *
 * @see Blackman & Vigna (2021), ACM Trans. Math. Softw. 47(4): xoshiro128**; the state is filled by SplitMix-like mixing.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;
  #spare = -1;

  /** @param seeds whole numbers; every combination gives a row of its own. */
  constructor(...seeds: number[]) {
    let mixed = 0x9e3779b9;
    const next = (): number => {
      mixed = (mixed + 0x9e3779b9) | 0;
      let z = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      return z ^ (z >>> 16);
    };
    for (const seed of seeds) mixed = next() ^ Math.imul(seed + 1, 0x27d4eb2f);
    [this.#a, this.#b, this.#c, this.#d] = [next(), next(), next(), next() | 1];
  }

  /** 32 random bits. */
  bits(): number {
    const product = Math.imul(this.#b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** In [0, 1). */
  uniform(): number {
    return (this.bits() >>> 0) / 4_294_967_296;
  }

  normal(): number {
    if (this.#spare >= 0) {
      const slice = this.#spare;
      this.#spare = -1;
      return normals[slice] as number;
    }
    const bits = this.bits();
    this.#spare = bits & 0xffff;
    return normals[bits >>> 16] as number;
  }

  /** Changes the order of the list itself. */
  shuffle<T>(list: T[]): T[] {
    for (let last = list.length - 1; last > 0; last--) {
      const other = Math.floor(this.uniform() * (last + 1));
      [list[last], list[other]] = [list[other] as T, list[last] as T];
    }
    return list;
  }
}
