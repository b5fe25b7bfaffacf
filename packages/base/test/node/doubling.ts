// Jobs for the tests of offloading: a module of its own, which a worker thread can load.

import { threadId } from 'node:worker_threads';

export function double(value: number): { value: number; threadId: number } {
  return { value: value * 2, threadId };
}

export function fail(message: string): never {
  throw new RangeError(message);
}
