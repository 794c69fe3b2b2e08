import type { ToldMoments } from "./disclosure.ts";

/**
 * Whether somebody who knows how many people there are, their mean and their variance must leave open what they answered: whether other
 * whole counts give the same three numbers, and, where there is a share, another share too.
 *
 * Looks for one exchange of answers that changes none of the three, such as 1 and three 3s for three 2s and a 4. Where it finds none there
 * may still be a longer way, so it withholds rather too much than too little.
 *
 * @param parts how many gave each value. Values nobody outside knows (`values` null) stay open as soon as two differ and four can occur.
 */
export function canBeOtherwise(parts: readonly number[], { values, counted }: ToldMoments): boolean {
  if (values === null) return parts.length > 3 && parts.filter((count) => count > 0).length > 1;
  return exchangesOf(values).some(
    (exchange) =>
      (counted === null || sumWhere(exchange, counted) !== 0) &&
      (isPossible(parts, exchange, 1) || isPossible(parts, exchange, -1)),
  );
}

function isPossible(parts: readonly number[], exchange: readonly number[], sign: 1 | -1): boolean {
  return parts.every((count, index) => count + sign * (exchange[index] ?? 0) >= 0);
}

function sumWhere(exchange: readonly number[], counted: readonly boolean[]): number {
  return exchange.reduce((sum, people, index) => sum + (counted[index] ? people : 0), 0);
}

const known = new Map<string, number[][]>();

/** Exchanges of a few answers that keep n, sum and sum of squares. There are few different scales, so each is worked out once. */
function exchangesOf(values: readonly number[]): number[][] {
  const key = values.join(" ");
  const found = known.get(key) ?? [...amongFour(values), ...betweenThrees(values)];
  known.set(key, found);
  return found;
}

/** The one exchange among each four values, in its smallest whole numbers: one over the product of the distances to the other three. */
function amongFour(values: readonly number[]): number[][] {
  const exchanges: number[][] = [];
  for (const four of chooseFour(values.length)) {
    const products = four.map((one) =>
      four.reduce((product, other) => (other === one ? product : product * (at(values, one) - at(values, other))), 1),
    );
    const common = products.reduce((multiple, product) => leastCommonMultiple(multiple, Math.abs(product)), 1);
    const shares = products.map((product) => common / product);
    const divisor = shares.reduce((common, share) => greatestCommonDivisor(common, Math.abs(share)), 0);
    exchanges.push(values.map((_, index) => (four.includes(index) ? at(shares, four.indexOf(index)) / divisor : 0)));
  }
  return exchanges;
}

/** Three people's answers for three others' with the same sum and sum of squares, such as 1, 5, 6 for 2, 3, 7. */
function betweenThrees(values: readonly number[]): number[][] {
  const places = values.map((_, index) => index);
  const threes = places.flatMap((a) => places.slice(a).flatMap((b) => places.slice(b).map((c) => [a, b, c])));
  const alike = Map.groupBy(threes, (three) => {
    const answers = three.map((place) => at(values, place));
    return `${answers.reduce((sum, value) => sum + value, 0)} ${answers.reduce((sum, value) => sum + value ** 2, 0)}`;
  });
  return [...alike.values()].flatMap((group) =>
    group.flatMap((one, index) =>
      group.slice(index + 1).map((other) => places.map((place) => timesIn(one, place) - timesIn(other, place))),
    ),
  );
}

function timesIn(list: readonly number[], place: number): number {
  return list.filter((one) => one === place).length;
}

function chooseFour(size: number): number[][] {
  const fours: number[][] = [];
  for (let a = 0; a < size; a++)
    for (let b = a + 1; b < size; b++)
      for (let c = b + 1; c < size; c++) for (let d = c + 1; d < size; d++) fours.push([a, b, c, d]);
  return fours;
}

function at(list: readonly number[], index: number): number {
  return list[index] ?? 0;
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}

function leastCommonMultiple(one: number, other: number): number {
  return (one * other) / greatestCommonDivisor(one, other);
}
