// Jobs for the tests of offloading: a module of its own, which a worker thread can load.

import assert from 'node:assert/strict';
import { threadId } from 'node:worker_threads';

export function double(value: number): { value: number; threadId: number } {
  return { value: value * 2, threadId };
}

/** Ends the thread that runs it; never run it inline. */
export function die(_input: number): number {
  assert.notEqual(threadId, 0);
  process.exit(1);
}

export function fail(message: string): never {
  throw new RangeError(message);
}
