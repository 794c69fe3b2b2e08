import { type Answers, applyConditions, rulesIn, takeAnswers } from "./conditions.ts";
import { answersGiven, answersIn, byQuestion, changedKeys, type Fields, nothingKnown } from "./page-form.ts";
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
  /** Pages as they were left, by name: what stood there, and what of it the server has. */
  readonly #left = new Map<string, { fields: Fields; saved: Map<string, string> }>();
  #words: Record<string, string> = {};
  #form: HTMLFormElement | null = null;
  /** The answers as the server has them, as far as this page knows. */
  #saved = new Map<string, string>();
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
    this.#form = document.querySelector<HTMLFormElement>("form#questions");
    if (main) this.#words = wordsOf(main);
    if (main?.hasAttribute("data-finished") && /\/thanks$/.test(location.pathname)) this.forget();
    if (!this.#form) return;
    // The bare link leads to where one left, which is not where "back" of the browser shall lead.
    if (!location.search) history.replaceState(null, "", `?page=${this.#form.getAttribute("data-number")}`);
    this.#take(this.#form);
    this.#saved = this.#form.hasAttribute("data-typed")
      ? nothingKnown(this.#form)
      : byQuestion(answersGiven(this.#form));
    this.#revision = Number(this.#form.getAttribute("data-revision"));
    this.#version = this.#form.getAttribute("data-version") ?? "";
    this.#changed();
  }

  /** Everything is sent, or the person has withdrawn: the phone keeps nothing. */
  forget(): void {
    this.#waiting.clear();
  }

  #take(form: HTMLFormElement): void {
    this.#form = form;
    const known = rulesIn(form)?.known ?? {};
    for (const name of Object.keys(known)) if (!(name in this.#answers)) this.#answers[name] = known[name];
    const changed = () => {
      try {
        if (!this.#broken) this.#changed();
      } catch {
        this.#broken = true;
      }
    };
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", (event) => this.#submitted(event));
  }

  /** Fetched once, when nothing else is to be done: from then on the person can go on without network. */
  async fetchPages(): Promise<void> {
    if (this.#pages || !this.#form?.hasAttribute("data-pages")) return;
    const reply = await ask(`${this.#address}?pages=all`);
    if (reply.kind !== "page" || reply.status !== 200) return;
    const all = parsePage(reply.html);
    // The language may have been changed meanwhile.
    if (all.documentElement.lang === document.documentElement.lang) this.#pages = new PhonePages(all);
  }

  #changed(): void {
    const form = this.#form;
    if (!form) return;
    const rules = rulesIn(form);
    if (rules) {
      const came = applyConditions(form, rules, this.#answers, this.#words.required ?? "");
      if (came.length > 0 && this.#words.more) tell(this.#words.more);
    }
    const keys = this.#changedKeys();
    clearTimeout(this.#timer);
    if (keys.length > 0) this.#timer = window.setTimeout(() => void this.save(), rules ? pauseMs : lookPauseMs);
  }

  #changedKeys(): string[] {
    return this.#form ? changedKeys(this.#saved, byQuestion(answersIn(this.#form))) : [];
  }

  get #pageName(): string {
    return pageNameIn(this.#form);
  }

  /** This page as it is sent: all its answers, which of them have changed, and what has been brought forth on the phone. */
  #part(): Fields {
    const form = this.#form as HTMLFormElement;
    const shown = Array.from(
      form.querySelectorAll("div[data-shown][data-q]"),
      (block) => block.getAttribute("data-q") ?? "",
    );
    return [
      ["page", this.#pageName],
      ...answersIn(form),
      ...this.#changedKeys().map((key): [string, string] => ["changed", key]),
      ...shown.map((name): [string, string] => ["shown", name]),
    ];
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
    const form = this.#form;
    if (!form || this.#broken || this.#sending || document.getElementById("unsent")) return;
    if (this.#changedKeys().length === 0 && this.#waiting.isEmpty) return;
    const asks = !rulesIn(form) && this.#waiting.isEmpty && !onTheWayOut;
    const [part, sent, page] = [this.#part(), byQuestion(answersIn(form)), this.#pageName];
    if (onTheWayOut && navigator.onLine === false) this.#waiting.put(page, part, this.#version);
    const body = [...this.#head(asks ? "look" : "keep"), ...this.#waiting.fields(page), ...part];
    const reply = await ask(this.#address, body, onTheWayOut);
    if (this.#form !== form || this.#sending) return;
    if (reply.kind === "none") {
      this.#waiting.put(page, part, this.#version);
      tell(this.#words.waiting ?? "");
      return this.#retryLater();
    }
    if (reply.kind === "kept") {
      this.#isSaved(sent);
      return await this.#kept(reply);
    }
    if (reply.status === 200) return this.#stands(reply, sent);
    if (reply.status !== 422 && reply.status !== 503) this.#refused(reply);
  }

  #isSaved(sent: Map<string, string>): void {
    this.#saved = sent;
    this.#arrived();
    this.#retryMs = firstRetryMs;
  }

  /** The server has whatever waited. */
  #arrived(): void {
    this.#waiting.clear();
    for (const left of this.#left.values()) left.saved = byQuestion(left.fields);
  }

  #leave(form: HTMLFormElement): void {
    this.#left.set(pageNameIn(form), { fields: answersIn(form), saved: this.#saved });
  }

  async #kept({ revision, elsewhere }: Reply & { kind: "kept" }): Promise<void> {
    this.#revision = revision;
    tell((elsewhere ? this.#words.elsewhere : this.#words.kept) ?? "");
    if (elsewhere || (this.#form && !rulesIn(this.#form))) await this.lookAgain();
  }

  /**
   * The page as it stands now; or another one, for answers from elsewhere have taken this one away: then nothing is said to be kept, and what
   * was written here can be copied.
   */
  #stands(reply: Reply & { kind: "page" }, sent: Map<string, string>): void {
    const fresh = parsePage(reply.html).querySelector<HTMLFormElement>("form#questions");
    if (pageNameIn(fresh) !== this.#pageName)
      return this.#show(reply, wordsAmong(answersIn(this.#form as HTMLFormElement)));
    this.#isSaved(sent);
    const came = this.#merge(reply.html, sent);
    tell((came ? this.#words.more : this.#words.kept) ?? "");
  }

  /** Another tab or device may have answered: what was not touched here is shown as it is there. */
  async lookAgain(): Promise<void> {
    const form = this.#form;
    if (!form) return;
    const sent = byQuestion(answersIn(form));
    const reply = await ask(`${this.#address}${location.search}`);
    if (this.#form !== form || reply.kind !== "page") return;
    if (reply.status === 200) this.#merge(reply.html, sent);
    else if (reply.status !== 503) this.#refused(reply);
  }

  /** @returns whether a question has come. */
  #merge(html: string, sent: Map<string, string>): boolean {
    const form = this.#form as HTMLFormElement;
    const fresh = parsePage(html).querySelector<HTMLFormElement>("form#questions");
    if (!fresh || pageNameIn(fresh) !== this.#pageName) return false;
    const given = fresh.hasAttribute("data-typed") ? sent : byQuestion(answersGiven(fresh));
    const came = mergeForm(form, fresh, sent);
    this.#saved = given;
    this.#revision = Number(form.getAttribute("data-revision"));
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
    const form = this.#form as HTMLFormElement;
    this.#sending = true;
    form.setAttribute("aria-busy", "true");
    clearTimeout(this.#timer);
    // A saving that is under way and came after would set the person back by a page.
    await Promise.race([this.#saving, new Promise((go) => setTimeout(go, pauseMs))]);
    const [part, page] = [this.#part(), this.#pageName];
    const own = form.querySelector<HTMLInputElement>('input[name="receipt"]')?.value;
    const receipt = this.#waiting.receipt ?? own ?? randomName();
    const body: Fields = [
      ...this.#head(""),
      [button.name, button.value],
      ["receipt", receipt],
      ...this.#waiting.fields(page),
      ...part,
    ];
    const reply = await ask(this.#address, body.slice(1));
    this.#sending = false;
    form.removeAttribute("aria-busy");
    this.#leave(form);
    if (reply.kind === "page") return this.#show(reply);
    // Once more: the person may have typed on while the network was waited for.
    this.#waiting.put(page, this.#form === form ? this.#part() : part, this.#version);
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
    const here = this.#form ? answersIn(this.#form) : [];
    return wordsAmong([...this.#waiting.fields(this.#pageName), ...here]);
  }

  /** @returns whether there is a page to turn to. */
  #turnAlone(page: string, action: string): boolean {
    if (!this.#pages || (action !== "next" && action !== "back")) return false;
    const form = this.#form as HTMLFormElement;
    const rules = rulesIn(form);
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
    this.#saved = left?.saved ?? byQuestion(answersGiven(form));
    this.#take(form);
    this.#changed();
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
    const isOpen = this.#form !== null && document.getElementById("unsent") === null;
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
    if (this.#waiting.receipt || !this.#form) return await this.deliver();
    const reply = await ask(this.#address, [...this.#head("keep"), ...this.#waiting.fields()]);
    if (reply.kind === "none") return this.#retryLater();
    if (reply.kind === "page") return this.#show(reply, written);
    this.#waiting.clear();
    // What is typed meanwhile is not taken away from under the fingers.
    if (this.#changedKeys().length > 0) await this.lookAgain();
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
    if (this.#form) this.#leave(this.#form);
    await this.save();
    if (location.pathname === this.#address) await this.openAgain();
    else location.reload();
  }
}

function pageNameIn(form: HTMLFormElement | null): string {
  return form?.querySelector<HTMLInputElement>('input[name="page"]')?.value ?? "";
}

/** What was written in words: numbers and choices need not be copied. */
function wordsAmong(fields: Fields): string[] {
  return fields
    .filter(([name, value]) => name.startsWith("a:") && /\s|.{20}/.test(value.trim()))
    .map(([, value]) => value);
}
