import highs from "highs";

/** How many people there are of each kind, as somebody outside may think: whole numbers from 0 on, held to what was told. */
export class IntegerAttacker {
  readonly #kinds: number;
  readonly #told: string[] = [];
  readonly #sums: Array<{ coefficients: readonly number[]; low: number; high: number }> = [];
  static #solver: ReturnType<typeof highs> | undefined;

  constructor(kinds: number) {
    this.#kinds = kinds;
  }

  /** What was told: a sum over the kinds of people, each with its coefficient, between two limits. */
  learn(coefficients: readonly number[], low: number, high: number): void {
    const sum = sumOf(coefficients);
    if (sum === "") return;
    this.#sums.push({ coefficients, low, high });
    if (Number.isFinite(low)) this.#told.push(`${sum} >= ${low}`);
    if (Number.isFinite(high)) this.#told.push(`${sum} <= ${high}`);
  }

  /** Whether what was told is true of these people; an attacker who excludes the truth finds out nothing. */
  holds(counts: readonly number[]): boolean {
    return this.#sums.every(({ coefficients, low, high }) => {
      const sum = coefficients.reduce((all, factor, kind) => all + factor * (counts[kind] ?? 0), 0);
      return sum >= low - 1e-6 && sum <= high + 1e-6;
    });
  }

  /** Whether people could be so that all that was told is true and this sum lies between the limits. */
  async canBe(coefficients: readonly number[], low: number, high: number): Promise<boolean> {
    IntegerAttacker.#solver ??= highs();
    const solver = await IntegerAttacker.#solver;
    const sum = sumOf(coefficients);
    if (sum === "") return low <= 0 && high >= 0;
    const asked = [
      ...(Number.isFinite(low) ? [`${sum} >= ${low}`] : []),
      ...(Number.isFinite(high) ? [`${sum} <= ${high}`] : []),
    ];
    const names = Array.from({ length: this.#kinds }, (_, kind) => `x${kind}`);
    const rows = [...this.#told, ...asked].map((row, index) => ` r${index}: ${row}`);
    const problem = `Minimize\n obj: 0 x0\nSubject To\n${rows.join("\n")}\nGeneral\n ${names.join(" ")}\nEnd`;
    const { Status } = solver.solve(problem, { output_flag: false, time_limit: 1 });
    if (Status === "Optimal") return true;
    if (Status === "Infeasible") return false;
    // Undecided within its time: not found out.
    return true;
  }
}

function sumOf(coefficients: readonly number[]): string {
  return coefficients.flatMap((factor, kind) => (factor === 0 ? [] : [`${signed(factor)} x${kind}`])).join(" ");
}

function signed(factor: number): string {
  const size = Number(Math.abs(factor).toPrecision(14));
  return `${factor < 0 ? "-" : "+"} ${size}`;
}
