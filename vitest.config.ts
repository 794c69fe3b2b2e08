import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { filesOnBothEngines } from "./tests/support/both-engines.ts";

/** The longest ones first, so that at the end no core waits for another: those in a browser. */
class JourneysFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isJourney = ({ moduleId }: TestSpecification) => moduleId.includes("/tests/journeys/");
    return [...sorted.filter(isJourney), ...sorted.filter((file) => !isJourney(file))];
  }
}

export default defineConfig({
  test: {
    environment: "node",
    globalSetup: ["tests/support/run-folder.ts"],
    setupFiles: ["tests/support/property-seed.ts"],
    sequence: { sequencer: JourneysFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    // One more than the cores it is meant for: a journey waits for its browser half of the time.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: { name: "sqlite", include: ["tests/**/*.test.ts"], provide: { engine: { name: "sqlite" } } },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          include: filesOnBothEngines(),
          globalSetup: ["tests/support/postgres-for-tests.ts"],
        },
      },
    ],
  },
});
