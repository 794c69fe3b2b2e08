// How often self-made codes find people, and how often the wrong ones: `npx node tests/answering/simulate-self-codes.ts` prints docs/ways-in.md's table.
import { randomFrom } from "#db/demo/random.ts";
import { simulateMatching } from "./self-code-simulation.ts";

const random = randomFrom(20261130, "table of self codes");
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
console.log(
  "| people a wave | come back | mistyped | found | matches that are wrong | ambiguous |\n|---|---|---|---|---|---|",
);
for (const people of [50, 100, 300, 1000]) {
  for (const returning of [0.8, 0.5]) {
    for (const errorRate of [0, 0.05, 0.1]) {
      const { found, wrong, ambiguous } = simulateMatching(random, { people, returning, errorRate }, 20_000 / people);
      console.log(
        `| ${people} | ${percent(returning)} | ${percent(errorRate)} | ${percent(found)} | ${percent(wrong)} | ${percent(ambiguous)} |`,
      );
    }
  }
}
