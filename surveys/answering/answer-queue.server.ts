import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { besideOthers, isOnPostgres, takeTurns } from "#db/turns.ts";
import type { Problem } from "#surveys/problem.ts";
import { type DraftOutcome, type DraftToKeep, keepDrafts } from "./draft.server.ts";
import { type Submission, submitAnswers } from "./submission.server.ts";

type Job = { fail: (fault: unknown) => void } & (
  | { kind: "submission"; work: Submission; settle: (outcome: Problem | null) => void }
  | { kind: "draft"; work: DraftToKeep; settle: (outcome: DraftOutcome) => void }
);

// Bounds how long one transaction can hold the writer's lock.
const largestBatch = 512;

/**
 * Stores answers in groups: whatever arrives while one transaction is being written goes into the next, and nobody is told "stored"
 * before the transaction that holds their answer is on the disk. One flush of the disk then serves many people.
 */
export class AnswerQueue {
  readonly #db: Database;
  #waiting: Job[] = [];
  #writing = false;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Stores a person's finished answers with their tallies and removes the draft.
   * @returns null once it is durable; else why it was refused: already answered, the wave not open (any more), the link withdrawn.
   */
  submit(submission: Submission): Promise<Problem | null> {
    return new Promise((settle, fail) => this.#add({ kind: "submission", work: submission, settle, fail }));
  }

  /**
   * Keeps a half-finished answer, in place of the one it was made from.
   * @returns null once durable; "outdated" where another was kept meanwhile; a problem where it is answered already.
   */
  keepDraft(draft: DraftToKeep): Promise<DraftOutcome> {
    return new Promise((settle, fail) => this.#add({ kind: "draft", work: draft, settle, fail }));
  }

  #add(job: Job): void {
    this.#waiting.push(job);
    if (this.#writing) return;
    this.#writing = true;
    setImmediate(() => void this.#writeAll());
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#write(this.#waiting.splice(0, largestBatch));
      // Lets the server read the requests that came meanwhile, so that the next group is a full one.
      await new Promise((next) => setImmediate(next));
    }
    this.#writing = false;
  }

  /** A fault rolls the whole group back; then each job is tried alone, so that it strikes only its own. */
  async #write(jobs: Job[]): Promise<void> {
    try {
      for (const settle of await this.#commit(jobs)) settle();
    } catch (fault) {
      if (jobs.length === 1) jobs[0]?.fail(fault);
      else for (const job of jobs) await this.#write([job]);
    }
  }

  /** @returns what tells each job its outcome, to be run once the transaction is on the disk. */
  async #commit(jobs: Job[]): Promise<Array<() => void>> {
    return await besideOthers(this.#db, async (trx) => {
      await takeTurns(trx, await initiativesOf(trx, jobs));
      const submissions = jobs.filter((job) => job.kind === "submission");
      const submitted = await submitAnswers(
        trx,
        submissions.map((job) => job.work),
      );
      const drafts = jobs.filter((job) => job.kind === "draft");
      const kept = await keepDrafts(
        trx,
        drafts.map((job) => job.work),
      );
      return [
        ...submissions.map((job, i) => () => job.settle(submitted[i] ?? null)),
        ...drafts.map((job, i) => () => job.settle(kept[i] ?? null)),
      ];
    });
  }
}

/**
 * Processes that store answers of one initiative at the same moment take turns: they would count in the same rows, and a person's answers to two
 * waves must see each other to be counted as a pair. Other initiatives' go on beside them.
 */
async function initiativesOf(trx: DatabaseTransaction, jobs: Job[]): Promise<string[]> {
  if (!isOnPostgres(trx)) return [];
  const waveIds = jobs.map((job) => (job.kind === "draft" ? job.work.waveId : job.work.response.waveId));
  const waves = await trx
    .selectFrom("wave")
    .select("initiative_id")
    .distinct()
    .where("id", "in", [...new Set(waveIds)])
    .execute();
  return waves.map(({ initiative_id }) => initiative_id);
}
