import { decode, encode, type Fields } from "./page-form.ts";

/** Answers that could not be sent yet: pages in the order they were left, and the name of the sending once the person has said "send". */
interface Waiting {
  pages: Array<[page: string, fields: string]>;
  receipt: string | null;
  version: string;
}

/** The phone's own store. Its key is a hash that opens nothing; it is emptied as soon as the server has everything. */
export class WaitingAnswers {
  readonly #key: string;
  #waiting: Waiting;

  constructor(key: string) {
    this.#key = key;
    this.#waiting = readStore(key) ?? { pages: [], receipt: null, version: "" };
  }

  get isEmpty(): boolean {
    return this.#waiting.pages.length === 0 && !this.#waiting.receipt;
  }

  get receipt(): string | null {
    return this.#waiting.receipt;
  }

  get version(): string {
    return this.#waiting.version;
  }

  /** Everything that waits, but for the page that is sent with it anyway. */
  fields(butFor = ""): Fields {
    return this.#waiting.pages
      .filter(([page]) => page !== butFor)
      .reduce<Fields>((all, [, text]) => all.concat(decode(text)), []);
  }

  put(page: string, fields: Fields, version: string): void {
    this.#take(page);
    this.#waiting.pages.push([page, encode(fields)]);
    this.#waiting.version = version;
    this.#write();
  }

  /** The person has said "send". */
  send(receipt: string): void {
    this.#waiting.receipt = receipt;
    this.#write();
  }

  /** The server has this page. */
  remove(page: string): void {
    this.#take(page);
    this.#write();
  }

  clear(): void {
    this.#waiting = { pages: [], receipt: null, version: "" };
    this.#write();
  }

  #take(page: string): void {
    this.#waiting.pages = this.#waiting.pages.filter(([name]) => name !== page);
  }

  /** A phone that keeps nothing (private window, full): the answers wait in the open page alone. */
  #write(): void {
    try {
      if (this.isEmpty) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, JSON.stringify(this.#waiting));
    } catch {}
  }
}

function readStore(key: string): Waiting | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    return kept && Array.isArray(kept.pages) ? kept : null;
  } catch {
    return null;
  }
}

/** A random name, for a tab and for a sending. */
export function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => `0${byte.toString(16)}`.slice(-2)).join("");
}

/** The same for as long as the tab is open. */
export function tabName(): string {
  try {
    const known = sessionStorage.getItem("tab") ?? randomName();
    sessionStorage.setItem("tab", known);
    return known;
  } catch {
    return randomName();
  }
}
