/**
 * The questions that stand in another order than before, relative to the others that both surveys ask: the fewest that would have to be
 * moved. Questions that are new or gone move nothing.
 */
export function movedQuestions(before: readonly string[], after: readonly string[]): Set<string> {
  const placeBefore = new Map(before.map((question, place) => [question, place]));
  const common = after.filter((question) => placeBefore.has(question));
  const places = common.map((question) => placeBefore.get(question) ?? 0);
  const standing = longestRising(places);
  return new Set(common.filter((_, index) => !standing.has(index)));
}

/** The indexes of a longest rising run of numbers, not necessarily beside each other. */
function longestRising(numbers: readonly number[]): Set<number> {
  const lengths: number[] = [];
  const before: number[] = [];
  for (const [index, number] of numbers.entries()) {
    let best = -1;
    for (let earlier = 0; earlier < index; earlier++) {
      const isLonger = (lengths[earlier] ?? 0) > (best < 0 ? 0 : (lengths[best] ?? 0));
      if ((numbers[earlier] ?? 0) < number && isLonger) best = earlier;
    }
    lengths.push(1 + (best < 0 ? 0 : (lengths[best] ?? 0)));
    before.push(best);
  }
  let at = lengths.indexOf(Math.max(...lengths));
  const run = new Set<number>();
  while (at >= 0) {
    run.add(at);
    at = before[at] ?? -1;
  }
  return run;
}
