const deadlock = "40P01";
const serialisationFailure = "40001";
const mostTries = 4;

/** Does again, a few times, what the database broke off only because two transactions stood in each other's way. All of it was rolled back. */
export async function retryPassing<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (fault) {
      if (tries === mostTries || !isPassing(fault)) throw fault;
    }
  }
}

function isPassing(fault: unknown): boolean {
  const code = (fault as { code?: unknown } | null)?.code;
  return code === deadlock || code === serialisationFailure;
}
