// Offload over worker threads, made when the first job comes and never more than a few. A job runs
// inline where workers cannot load its module (for example a bundle that lacks it) or too many jobs
// wait.

import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { Offload, OffloadJob } from '../../offload.ts';
import type { WorkerAnswer, WorkerQuestion } from './worker-main.ts';

/** One event loop serves; what remains of a few cores may help it. */
const workersMaxDefault = 2;
/**
 * Beyond this many waiting jobs the caller does the work itself, which slows it down as it should.
 */
const waitingJobsMax = 256;

type JobAnswer = Exclude<WorkerAnswer, { readonly kind: 'ready' }>;

interface WaitingJob {
  readonly question: WorkerQuestion;
  readonly runInline: () => void;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface PoolWorker {
  readonly thread: Worker;
  /** It works at all: its file was found. */
  isProven: boolean;
  job: WaitingJob | undefined;
}

class NodeOffload implements Offload {
  readonly #workersMax: number;
  readonly #workers: PoolWorker[] = [];
  readonly #waiting: WaitingJob[] = [];
  /** Set when a worker could not even start: no use in trying again. */
  #inlineOnly = false;

  constructor(workersMax: number) {
    this.#workersMax = workersMax;
  }

  run<Input, Output>(job: OffloadJob<Input, Output>, input: Input): Promise<Output> {
    return new Promise((resolve, reject) => {
      const runInline = () => {
        try {
          resolve(job.run(input));
        } catch (error) {
          reject(error);
        }
      };
      if (this.#inlineOnly || this.#waiting.length >= waitingJobsMax) return runInline();
      this.#waiting.push({
        question: { module: job.module, name: job.name, input },
        runInline,
        // The worker ran the same function as `job.run`, so its result has the same type.
        resolve: (output) => resolve(output as Output),
        reject,
      });
      this.#assign();
    });
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#workers.find((candidate) => candidate.job === undefined);
      const free = worker ?? this.#startWorker();
      if (free === undefined) return;
      const job = this.#waiting.shift();
      if (job === undefined) return;
      give(free, job);
    }
  }

  #startWorker(): PoolWorker | undefined {
    if (this.#workers.length >= this.#workersMax) return undefined;
    const threads = process.getBuiltinModule('node:worker_threads');
    const thread = new threads.Worker(new URL('./worker-main.ts', import.meta.url));
    const worker: PoolWorker = { thread, isProven: false, job: undefined };
    this.#workers.push(worker);
    thread.on('message', (answer: WorkerAnswer) => this.#heard(worker, answer));
    // What came back cannot be read here: the job is over all the same.
    thread.on('messageerror', (error) => this.#answered(worker, { kind: 'failed', error }));
    thread.on('error', (error) => this.#lost(worker, error));
    thread.on('exit', () => this.#lost(worker, new Error('the worker thread ended')));
    return worker;
  }

  #heard(worker: PoolWorker, answer: WorkerAnswer): void {
    worker.isProven = true;
    if (answer.kind !== 'ready') this.#answered(worker, answer);
  }

  #answered(worker: PoolWorker, answer: JobAnswer): void {
    const job = worker.job;
    worker.job = undefined;
    worker.thread.unref();
    if (answer.kind === 'done') job?.resolve(answer.output);
    else if (answer.kind === 'failed') job?.reject(answer.error);
    else job?.runInline();
    this.#assign();
  }

  /**
   * The thread itself is gone. One that never worked (its file is missing) makes this run all
   * inline; a job that ended a thread that worked (for want of memory, say) would end the process
   * as well.
   */
  #lost(worker: PoolWorker, error: unknown): void {
    const index = this.#workers.indexOf(worker);
    if (index === -1) return;
    this.#workers.splice(index, 1);
    if (worker.isProven) {
      worker.job?.reject(error);
      this.#assign();
      return;
    }
    this.#inlineOnly = true;
    const reason = error instanceof Error ? error.message : String(error);
    // Its user has no other way to learn why the event loop is slow.
    process.emitWarning(`no worker thread can be started, lengthy work is done here: ${reason}`, {
      type: 'OttlaWarning',
      code: 'NO_WORKERS',
    });
    worker.job?.runInline();
    for (const job of this.#waiting.splice(0)) job.runInline();
  }
}

function give(worker: PoolWorker, job: WaitingJob): void {
  try {
    worker.thread.postMessage(job.question);
  } catch (error) {
    // The input cannot be cloned; the worker is free for the next job.
    job.reject(error);
    return;
  }
  worker.job = job;
  // A busy worker keeps the process alive, an idle one does not.
  worker.thread.ref();
}

export function createNodeOffload(
  workersMax = Math.max(1, Math.min(workersMaxDefault, availableParallelism() - 1)),
): Offload {
  return new NodeOffload(workersMax);
}
