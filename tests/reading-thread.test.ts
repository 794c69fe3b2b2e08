import { expect, test } from "vitest";
import { readInThread } from "#surveys/reading-thread.ts";

test("a reading says what it has read", async () => {
  const program = `const { parentPort, workerData } = require("node:worker_threads"); parentPort.postMessage(workerData.given * 2);`;
  expect(await readInThread(program, { given: 21 }, { heapMegabytes: 32, seconds: 30 })).toBe(42);
});

test.each([
  ["never ends", "for (;;);", 1],
  ["cannot be interrupted", `JSON.parse("[" + "[1],".repeat(3e6) + "1]");`, 1],
  ["takes all memory", "const all = []; for (;;) all.push({ one: String(all.length) });", 60],
  ["fails", "throw new Error();", 60],
  ["says nothing", "", 60],
])(
  "a reading that %s ends alone, and nobody waits for its thread",
  { timeout: 20_000 },
  async (_, program, seconds) => {
    expect(await readInThread(program, {}, { heapMegabytes: 32, seconds })).toBeNull();
  },
);
