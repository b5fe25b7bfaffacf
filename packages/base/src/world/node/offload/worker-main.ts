// What runs on a worker thread: loads the module of a job once, calls its function, sends the
// result. It holds no state of its own and must be a file beside its parent, also in a bundle.

import { parentPort } from 'node:worker_threads';

export interface WorkerQuestion {
  readonly module: string;
  readonly name: string;
  readonly input: unknown;
}

export type WorkerAnswer =
  /** It works: its file was found, and it waits for jobs. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** The module or the function is not to be had here: the parent must run the job. */
  | { readonly kind: 'unknown' };

async function answerTo(question: WorkerQuestion): Promise<WorkerAnswer> {
  let job: unknown;
  try {
    const loaded: Record<string, unknown> = await import(question.module);
    job = loaded[question.name];
  } catch {
    return { kind: 'unknown' };
  }
  if (typeof job !== 'function') return { kind: 'unknown' };
  try {
    return { kind: 'done', output: job(question.input) };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

const port = parentPort;
port?.on('message', (question: WorkerQuestion) => {
  void answerTo(question).then((answer) => {
    try {
      port.postMessage(answer);
    } catch {
      // The result cannot be cloned: the parent makes it itself.
      port.postMessage({ kind: 'unknown' } satisfies WorkerAnswer);
    }
  });
});
port?.postMessage({ kind: 'ready' } satisfies WorkerAnswer);
