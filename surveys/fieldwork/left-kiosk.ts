import { hashToken } from "./invitation-token.ts";

// More than an evening's meeting has people.
const mostRemembered = 10_000;

/** The links that people at a shared screen have left: they open nothing any more. In memory alone; what they had typed is thrown away. */
export class LeftKiosk {
  readonly #left = new Set<string>();

  leave(token: string): void {
    this.#left.add(hashToken(token));
    const oldest = this.#left.values().next().value;
    if (this.#left.size > mostRemembered && oldest !== undefined) this.#left.delete(oldest);
  }

  isLeft(token: string): boolean {
    return this.#left.has(hashToken(token));
  }
}
