import { Worker } from "node:worker_threads";

/** What a reading may take of the machine. */
export interface ReadingLimits {
  heapMegabytes: number;
  seconds: number;
}

/**
 * Runs a program that posts what it has read, in a thread of its own: a file made to exhaust memory or time ends the thread, not the server.
 *
 * @param program CommonJS that finds what it is given in `workerData` and posts one message.
 * @returns the message; null where there came none.
 */
export async function readInThread<Read>(
  program: string,
  workerData: object,
  limits: ReadingLimits,
): Promise<Read | null> {
  const thread = new Worker(program, {
    eval: true,
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    stderr: true,
  });
  let alarm: NodeJS.Timeout | undefined;
  const read = await new Promise<Read | null>((resolve) => {
    alarm = setTimeout(() => resolve(null), limits.seconds * 1000);
    thread.once("message", (told: Read | null) => resolve(told));
    thread.once("error", () => resolve(null));
    thread.once("exit", () => resolve(null));
  });
  clearTimeout(alarm);
  // Not waited for: in the middle of JSON.parse, short of memory, a thread hears of its end only much later.
  void thread.terminate();
  return read;
}
