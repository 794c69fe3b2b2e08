/** How far the work is and how long the rest takes, on standard error; a line now and then where nobody watches. */
export class ProgressBar {
  readonly #whole: number;
  readonly #before: number;
  readonly #started = performance.now();
  #done: number;
  #shownAt = Number.NEGATIVE_INFINITY;

  /** @param whole all work, in any unit. @param done what was finished by an earlier run. */
  constructor(whole: number, done: number) {
    this.#whole = whole;
    this.#before = done;
    this.#done = done;
  }

  advance(work: number): void {
    this.#done += work;
    const every = process.stderr.isTTY ? 500 : 30_000;
    if (performance.now() - this.#shownAt < every) return;
    this.#shownAt = performance.now();
    this.#show();
  }

  end(): void {
    this.#show();
    process.stderr.write("\n");
  }

  #show(): void {
    const share = this.#whole === 0 ? 1 : this.#done / this.#whole;
    const passed = (performance.now() - this.#started) / 1000;
    const pace = (this.#done - this.#before) / passed;
    const left = pace > 0 ? (this.#whole - this.#done) / pace : 0;
    const filled = Math.round(30 * share);
    const bar = `${"█".repeat(filled)}${"░".repeat(30 - filled)}`;
    const line = `${bar} ${(100 * share).toFixed(1)} %  ${clock(passed)} passed, ${clock(left)} left`;
    process.stderr.write(process.stderr.isTTY ? `\r${line}\u001b[K` : `${line}\n`);
  }
}

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
