import { hashToken } from "./invitation-token.ts";

// More than an evening's meeting has people.
const mostRemembered = 10_000;

/** The links that people at a shared screen have left: they open nothing any more. In memory alone; what they had typed is thrown away. */
export class LeftKiosk {
  readonly #left = new Map<string, string>();

  /** @param name of the open link whose screen it was. */
  leave(token: string, name: string): void {
    this.#left.set(hashToken(token), name);
    const oldest = this.#left.keys().next().value;
    if (this.#left.size > mostRemembered && oldest !== undefined) this.#left.delete(oldest);
  }

  /** The open link at whose screen this one was left; null where it was not. */
  leftAt(token: string): string | null {
    return this.#left.get(hashToken(token)) ?? null;
  }
}
