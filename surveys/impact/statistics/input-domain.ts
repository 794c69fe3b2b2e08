/*
 * What a number must be before arithmetic on it means anything. Each guard throws a RangeError that names the argument,
 * because a NaN let in here would come out as a verdict somewhere else.
 */

export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, got ${value}`);
}

/** A number of people or answers: 0, 1, 2 … */
export function requireCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 0) throw new RangeError(`${name} must be 0 or a whole number, got ${value}`);
}

export function requireNonNegative(name: string, value: number): void {
  requireFinite(name, value);
  if (value < 0) throw new RangeError(`${name} must not be negative, got ${value}`);
}

export function requirePositive(name: string, value: number): void {
  requireFinite(name, value);
  if (value <= 0) throw new RangeError(`${name} must be positive, got ${value}`);
}

/** A p-value or a share: 0 and 1 are allowed. */
export function requireFraction(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} must lie in [0, 1], got ${value}`);
}

/** A confidence level, a power or a false-discovery rate: 0 and 1 would promise the impossible. */
export function requireLevel(name: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${name} must lie strictly between 0 and 1, got ${value}`);
}

/** Degrees of freedom: any positive number; Infinity stands for the normal distribution. */
export function requireDegreesOfFreedom(name: string, value: number): void {
  if (!(value > 0)) throw new RangeError(`${name} must be positive, got ${value}`);
}
