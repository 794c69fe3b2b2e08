import type { Database } from "#db/schema.ts";
import type { Problem } from "#surveys/problem.ts";
import { type DraftToKeep, keepDrafts } from "./draft.server.ts";
import { type Submission, submitAnswers } from "./submission.server.ts";

type Job = ({ kind: "submission"; work: Submission } | { kind: "draft"; work: DraftToKeep }) & {
  settle: (outcome: Problem | null) => void;
  fail: (fault: unknown) => void;
};

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

  /** Keeps a half-finished answer, in place of an earlier one. @returns null once durable; a problem where it is answered already. */
  keepDraft(draft: DraftToKeep): Promise<Problem | null> {
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
      const outcomes = await this.#commit(jobs);
      jobs.forEach((job, i) => {
        job.settle(outcomes[i] ?? null);
      });
    } catch (fault) {
      if (jobs.length === 1) jobs[0]?.fail(fault);
      else for (const job of jobs) await this.#write([job]);
    }
  }

  async #commit(jobs: Job[]): Promise<Array<Problem | null>> {
    return await this.#db.transaction().execute(async (trx) => {
      const outcomes = new Map<Job, Problem | null>();
      const submissions = jobs.filter((job) => job.kind === "submission");
      const submitted = await submitAnswers(
        trx,
        submissions.map((job) => job.work),
      );
      submissions.forEach((job, i) => {
        outcomes.set(job, submitted[i] ?? null);
      });
      const drafts = jobs.filter((job) => job.kind === "draft");
      const kept = await keepDrafts(
        trx,
        drafts.map((job) => job.work),
      );
      drafts.forEach((job, i) => {
        outcomes.set(job, kept[i] ?? null);
      });
      return jobs.map((job) => outcomes.get(job) ?? null);
    });
  }
}
