import { type Answers, applyConditions, takeAnswers } from "./conditions.ts";
import { type LeftPage, OpenPage, pageNameIn } from "./open-page.ts";
import { answersGiven, byQuestion, type Fields } from "./page-form.ts";
import { PhonePages } from "./phone-pages.ts";
import { ask, type Reply } from "./sending.ts";
import { goToTop, mergeForm, parsePage, swapPage } from "./swapping.ts";
import { showUnsent, showWords, tell, wordsOf } from "./telling.ts";
import { randomName, tabName, WaitingAnswers } from "./waiting-answers.ts";

const pauseMs = 1000;
const lookPauseMs = 350;
const firstRetryMs = 3000;
const longestRetryMs = 60_000;

/** One person's visit to their survey in one tab, from page to page. */
export class Visit {
  /** The personal page, without anything behind it. */
  readonly #address = location.pathname.replace(/\/(thanks|withdraw)$/, "");
  readonly #tab = tabName();
  readonly #waiting: WaitingAnswers;
  readonly #answers: Answers = {};
  /** By the names of the pages. */
  readonly #left = new Map<string, LeftPage>();
  #words: Record<string, string> = {};
  #page: OpenPage | null = null;
  #revision = 0;
  #version = "";
  #pages: PhonePages | null = null;
  #timer = 0;
  #retryTimer = 0;
  #retryMs = firstRetryMs;
  #saving: Promise<void> | null = null;
  #sending = false;
  #broken = false;

  constructor(key: string) {
    this.#waiting = new WaitingAnswers(key);
  }

  /** Takes up the page that stands here now. */
  begin(): void {
    const main = document.getElementById("main");
    const form = document.querySelector<HTMLFormElement>("form#questions");
    this.#page = null;
    if (main) this.#words = wordsOf(main);
    if (main?.hasAttribute("data-finished") && /\/thanks$/.test(location.pathname)) this.forget();
    if (!form) return;
    // The bare link leads to where one left, which is not where "back" of the browser shall lead.
    if (!location.search) history.replaceState(null, "", `?page=${form.getAttribute("data-number")}`);
    this.#revision = Number(form.getAttribute("data-revision"));
    this.#version = form.getAttribute("data-version") ?? "";
    this.#take(new OpenPage(form));
  }

  /** Everything is sent, or the person has withdrawn: the phone keeps nothing. */
  forget(): void {
    this.#waiting.clear();
  }

  #take(page: OpenPage): void {
    this.#page = page;
    const known = page.rules?.known ?? {};
    for (const name of Object.keys(known)) if (!(name in this.#answers)) this.#answers[name] = known[name];
    const changed = () => {
      try {
        if (!this.#broken) this.#changed();
      } catch {
        this.#broken = true;
      }
    };
    page.form.addEventListener("input", changed);
    page.form.addEventListener("change", changed);
    page.form.addEventListener("submit", (event) => this.#submitted(event));
    this.#changed();
  }

  /** Fetched once, when nothing else is to be done: from then on the person can go on without network. */
  async fetchPages(): Promise<void> {
    if (this.#pages || !this.#page?.form.hasAttribute("data-pages")) return;
    const reply = await ask(`${this.#address}?pages=all`);
    if (reply.kind !== "page" || reply.status !== 200) return;
    const all = parsePage(reply.html);
    // The language may have been changed meanwhile.
    if (all.documentElement.lang === document.documentElement.lang) this.#pages = new PhonePages(all);
  }

  #changed(): void {
    const page = this.#page;
    if (!page) return;
    const { form, rules } = page;
    if (rules) {
      const came = applyConditions(form, rules, this.#answers, this.#words.required ?? "");
      if (came.length > 0 && this.#words.more) tell(this.#words.more);
    }
    clearTimeout(this.#timer);
    if (page.changedKeys.length === 0) return;
    this.#timer = window.setTimeout(() => void this.save(), rules ? pauseMs : lookPauseMs);
  }

  #head(action: string): Fields {
    return [
      ["action", action],
      ["by", this.#tab],
      ["revision", String(this.#revision)],
    ];
  }

  /** Keeps what is typed. Where survey-core decides what is asked, the page comes back as it stands now. */
  save(onTheWayOut = false): Promise<void> {
    const after = this.#saving ?? Promise.resolve();
    const own = (onTheWayOut ? Promise.resolve() : after).then(() => this.#saveNow(onTheWayOut));
    this.#saving = own;
    return own;
  }

  async #saveNow(onTheWayOut: boolean): Promise<void> {
    const page = this.#page;
    if (!page || this.#broken || this.#sending || document.getElementById("unsent")) return;
    if (page.changedKeys.length === 0 && this.#waiting.isEmpty) return;
    const asks = !page.rules && this.#waiting.isEmpty && !onTheWayOut;
    const [part, sent] = [page.part(), byQuestion(page.answers)];
    if (onTheWayOut && navigator.onLine === false) this.#waiting.put(page.name, part, this.#version);
    const body = [...this.#head(asks ? "look" : "keep"), ...this.#waiting.fields(page.name), ...part];
    const reply = await ask(this.#address, body, onTheWayOut);
    if (this.#page !== page || this.#sending) return;
    if (reply.kind === "none") {
      this.#waiting.put(page.name, part, this.#version);
      tell(this.#words.waiting ?? "");
      return this.#retryLater();
    }
    if (reply.kind === "kept") {
      this.#isSaved(page, sent);
      return await this.#kept(page, reply);
    }
    if (reply.status === 200) return this.#stands(page, reply, sent);
    if (reply.status !== 422 && reply.status !== 503) this.#refused(reply);
  }

  #isSaved(page: OpenPage, sent: Map<string, string>): void {
    page.saved = sent;
    this.#arrived();
    this.#retryMs = firstRetryMs;
  }

  /** The server has whatever waited. */
  #arrived(): void {
    this.#waiting.clear();
    for (const left of this.#left.values()) left.saved = byQuestion(left.fields);
  }

  async #kept(page: OpenPage, { revision, elsewhere }: Reply & { kind: "kept" }): Promise<void> {
    this.#revision = revision;
    tell((elsewhere ? this.#words.elsewhere : this.#words.kept) ?? "");
    if (elsewhere || !page.rules) await this.lookAgain();
  }

  /**
   * The page as it stands now; or another one, for answers from elsewhere have taken this one away: then nothing is said to be kept, and what
   * was written here can be copied.
   */
  #stands(page: OpenPage, reply: Reply & { kind: "page" }, sent: Map<string, string>): void {
    const fresh = parsePage(reply.html).querySelector<HTMLFormElement>("form#questions");
    if (pageNameIn(fresh) !== page.name) return this.#show(reply, wordsAmong(page.answers));
    this.#isSaved(page, sent);
    const came = this.#merge(page, reply.html, sent);
    tell((came ? this.#words.more : this.#words.kept) ?? "");
  }

  /** Another tab or device may have answered: what was not touched here is shown as it is there. */
  async lookAgain(): Promise<void> {
    const page = this.#page;
    if (!page) return;
    const sent = byQuestion(page.answers);
    const reply = await ask(`${this.#address}${location.search}`);
    if (this.#page !== page || reply.kind !== "page") return;
    if (reply.status === 200) this.#merge(page, reply.html, sent);
    else if (reply.status !== 503) this.#refused(reply);
  }

  /** @returns whether a question has come. */
  #merge(page: OpenPage, html: string, sent: Map<string, string>): boolean {
    const fresh = parsePage(html).querySelector<HTMLFormElement>("form#questions");
    if (!fresh || pageNameIn(fresh) !== page.name) return false;
    const given = fresh.hasAttribute("data-typed") ? sent : byQuestion(answersGiven(fresh));
    const came = mergeForm(page.form, fresh, sent);
    page.saved = given;
    this.#revision = Number(page.form.getAttribute("data-revision"));
    this.#changed();
    return came;
  }

  #submitted(event: SubmitEvent): void {
    const button = event.submitter as HTMLButtonElement | null;
    if (this.#broken || !button?.name) return;
    event.preventDefault();
    if (!this.#sending) this.#turn(button).catch(() => this.#stepBack(button));
  }

  /** A fault in the script must not stand in anybody's way: from here on the form is a plain one. */
  #stepBack(button: HTMLButtonElement): void {
    this.#broken = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#retryTimer);
    if (button.isConnected) button.click();
    else location.reload();
  }

  /** On, back, send, another language: the server's next page takes this one's place; without network the phone turns itself. */
  async #turn(button: HTMLButtonElement): Promise<void> {
    const page = this.#page as OpenPage;
    this.#sending = true;
    page.form.setAttribute("aria-busy", "true");
    clearTimeout(this.#timer);
    // A saving that is under way and came after would set the person back by a page.
    await Promise.race([this.#saving, new Promise((go) => setTimeout(go, pauseMs))]);
    const part = page.part();
    const own = page.form.querySelector<HTMLInputElement>('input[name="receipt"]')?.value;
    const receipt = this.#waiting.receipt ?? own ?? randomName();
    const body: Fields = [
      ...this.#head(""),
      [button.name, button.value],
      ["receipt", receipt],
      ...this.#waiting.fields(page.name),
      ...part,
    ];
    const reply = await ask(this.#address, body.slice(1));
    this.#sending = false;
    page.form.removeAttribute("aria-busy");
    this.#left.set(page.name, page.leave());
    if (reply.kind === "page") return this.#show(reply);
    // Once more: the person may have typed on while the network was waited for.
    this.#waiting.put(page.name, this.#page === page ? page.part() : part, this.#version);
    if (button.value === "submit") return this.#wait(receipt);
    if (!this.#turnAlone(page, button.value)) tell(this.#words.noNetwork ?? "");
    this.#retryLater();
  }

  /** @param lost what was written and is not in the page that comes, to be copied. */
  #show(reply: Reply & { kind: "page" }, lost: string[] = []): void {
    const fresh = parsePage(reply.html);
    if (reply.status === 503) return this.#swap(fresh, reply.address);
    const written = reply.status >= 400 && reply.status !== 422 ? this.#written() : lost;
    const words = this.#words;
    this.#arrived();
    this.#swap(fresh, reply.address);
    showWords(words.wordsTitle ?? "", words.words ?? "", written);
  }

  #swap(fresh: Document, address: string): void {
    const url = new URL(address, location.href);
    if (url.href !== location.href) history.pushState(null, "", url.pathname + url.search + url.hash);
    if (fresh.documentElement.lang !== document.documentElement.lang) this.#pages = null;
    swapPage(fresh);
    this.begin();
    goToTop(url);
    if (!this.#pages) setTimeout(() => void this.fetchPages(), pauseMs);
  }

  /** The wave has closed, the link is withdrawn, somebody else has sent: said by the server's own page, and no word is lost. */
  #refused(reply: Reply & { kind: "page" }): void {
    const form = parsePage(reply.html).querySelector("form#questions");
    if (form) return;
    this.#show(reply);
  }

  /** What was written in words, here and on pages that wait. */
  #written(): string[] {
    return wordsAmong([...this.#waiting.fields(this.#page?.name), ...(this.#page?.answers ?? [])]);
  }

  /** @returns whether there is a page to turn to. */
  #turnAlone({ form, rules, name: page }: OpenPage, action: string): boolean {
    if (!this.#pages || (action !== "next" && action !== "back")) return false;
    if (rules) takeAnswers(form, rules, this.#answers);
    const names = this.#pages.names(this.#answers);
    const name = names[names.indexOf(page) + (action === "next" ? 1 : -1)];
    if (!this.#openAlone(name)) return false;
    history.pushState(null, "", `${this.#address}?page=${names.indexOf(name as string) + 1}`);
    goToTop();
    tell(this.#words.waiting ?? "");
    return true;
  }

  /** Opens a page that was fetched in time, without network. @returns whether there is such a page. */
  #openAlone(name: string | undefined): boolean {
    const left = this.#left.get(name ?? "");
    const form = name === undefined ? null : this.#pages?.open(name, left?.fields, this.#answers, this.#words);
    if (!form) return false;
    this.#take(new OpenPage(form, left));
    return true;
  }

  /** The person has said "send", and there is no network: it is sent when there is, once. */
  #wait(receipt: string): void {
    this.#waiting.send(receipt);
    showUnsent(this.#words, () => void this.deliver());
    this.#retryLater();
  }

  #retryLater(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = window.setTimeout(() => void this.deliver(), this.#retryMs);
    this.#retryMs = Math.min(longestRetryMs, this.#retryMs * 2);
  }

  /** Sends what waits: pages alone are kept; with "send" said, everything is stored. */
  async deliver(): Promise<void> {
    if (this.#sending || this.#waiting.isEmpty) return;
    const { receipt } = this.#waiting;
    const isOpen = this.#page !== null && document.getElementById("unsent") === null;
    if (!receipt && isOpen) return await this.save();
    this.#sending = true;
    const name: Fields = receipt ? [["receipt", receipt]] : [];
    const reply = await ask(this.#address, [
      ...this.#head(receipt ? "submit" : "keep"),
      ...name,
      ...this.#waiting.fields(),
    ]);
    this.#sending = false;
    if (reply.kind === "none") return this.#retryLater();
    if (reply.kind === "page") return this.#show(reply);
    this.#arrived();
    await this.openAgain();
  }

  /** Answers waited from an earlier visit: they are sent before anything else, and the page is shown with them. */
  async deliverEarlier(): Promise<void> {
    if (this.#waiting.isEmpty) return;
    const written = this.#waiting.version && this.#version !== this.#waiting.version ? this.#written() : [];
    if (this.#waiting.receipt || !this.#page) return await this.deliver();
    const reply = await ask(this.#address, [...this.#head("keep"), ...this.#waiting.fields()]);
    if (reply.kind === "none") return this.#retryLater();
    if (reply.kind === "page") return this.#show(reply, written);
    this.#waiting.clear();
    // What is typed meanwhile is not taken away from under the fingers.
    if (this.#page.changedKeys.length > 0) await this.lookAgain();
    else await this.openAgain("");
    showWords(this.#words.wordsTitle ?? "", this.#words.words ?? "", written);
  }

  /** The page that belongs to the address: after "back", and when what waited has been kept. */
  async openAgain(search = location.search): Promise<void> {
    const reply = await ask(`${this.#address}${search}`);
    if (reply.kind === "page") return this.#swap(parsePage(reply.html), `${this.#address}${search}`);
    const names = this.#pages?.names(this.#answers) ?? [];
    const number = Number(new URLSearchParams(location.search).get("page")) || 1;
    if (!this.#openAlone(names[number - 1])) tell(this.#words.noNetwork ?? "");
  }

  /** "Back" of the browser: what stands here is kept, then the page of the address is opened. */
  async wentBack(): Promise<void> {
    if (document.getElementById("unsent")) return;
    if (this.#page) this.#left.set(this.#page.name, this.#page.leave());
    await this.save();
    if (location.pathname === this.#address) await this.openAgain();
    else location.reload();
  }
}

/** What was written in words: numbers and choices need not be copied. */
function wordsAmong(fields: Fields): string[] {
  return fields
    .filter(([name, value]) => name.startsWith("a:") && /\s|.{20}/.test(value.trim()))
    .map(([, value]) => value);
}
