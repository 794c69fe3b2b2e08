import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import type { Unit } from "./work.ts";

export interface Entry {
  seed: number;
  part: Unit["part"];
  key: string;
  chunk: number;
  repeats: number;
  result: unknown;
}

/** The finished units, one line of JSON each. A line that a kill cut off is dropped, and its unit done again. */
export class Journal {
  readonly #path: string;
  readonly #entries = new Map<string, Entry>();

  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) return;
    const text = readFileSync(path, "utf8");
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
    for (const line of whole.split("\n")) if (line !== "") this.#remember(JSON.parse(line) as Entry);
  }

  has(seed: number, unit: Pick<Unit, "part" | "key" | "chunk" | "repeats">): boolean {
    return this.#entries.has(nameOf({ seed, ...unit }));
  }

  add(entry: Entry): void {
    appendFileSync(this.#path, `${JSON.stringify(entry)}\n`);
    this.#remember(entry);
  }

  /** Of one part and seed, by key. */
  entriesOf(seed: number, part: Unit["part"]): Map<string, Entry[]> {
    const wanted = [...this.#entries.values()].filter((entry) => entry.seed === seed && entry.part === part);
    return Map.groupBy(wanted, (entry) => entry.key);
  }

  #remember(entry: Entry): void {
    this.#entries.set(nameOf(entry), entry);
  }
}

function nameOf({ seed, part, key, chunk, repeats }: Omit<Entry, "result">): string {
  return [seed, part, key, chunk, repeats].join("|");
}
