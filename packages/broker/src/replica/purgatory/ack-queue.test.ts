// Who waits for an offset is served once it is reached, in order, and once only.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errors, type ProtocolError } from '@ottla/protocol';
import { AckQueue, type AckWaiter } from './ack-queue.ts';

class Waiter implements AckWaiter {
  readonly requiredOffset: number;
  readonly #events: string[];

  constructor(requiredOffset: number, events: string[]) {
    this.requiredOffset = requiredOffset;
    this.#events = events;
  }

  reached(): void {
    this.#events.push(`${this.requiredOffset}`);
  }

  refused(error: ProtocolError): void {
    this.#events.push(`${this.requiredOffset} ${error.name}`);
  }
}

function queueOf(offsets: readonly number[]): { queue: AckQueue; events: string[] } {
  const events: string[] = [];
  const queue = new AckQueue();
  for (const offset of offsets) queue.push(new Waiter(offset, events));
  return { queue, events };
}

const CASES: readonly [offsets: number[], reached: number[], served: string[], left: number][] = [
  [[], [5], [], 0],
  [[1, 2, 3], [0], [], 3],
  [[1, 2, 3], [1], ['1'], 2],
  [[1, 2, 3], [2, 2, 3], ['1', '2', '3'], 0],
  [[5, 3, 6], [4], [], 3],
  [[5, 3, 6], [5], ['5', '3'], 1],
];

for (const [offsets, reached, served, left] of CASES) {
  test(`${offsets.join()} wait, ${reached.join()} is reached`, () => {
    const { queue, events } = queueOf(offsets);
    for (const offset of reached) queue.reach(offset);
    assert.deepEqual(events, served);
    assert.equal(queue.length, left);
  });
}

test('a refusal concerns all that wait, and nobody who comes later', () => {
  const { queue, events } = queueOf([1, 2, 3]);
  queue.reach(1);
  queue.refuseAll(errors.KAFKA_STORAGE_ERROR);
  queue.refuseAll(errors.KAFKA_STORAGE_ERROR);
  assert.deepEqual(events, ['1', '2 KAFKA_STORAGE_ERROR', '3 KAFKA_STORAGE_ERROR']);
  queue.push(new Waiter(4, events));
  queue.reach(4);
  assert.equal(events.at(-1), '4');
  assert.equal(queue.length, 0);
});

test('who is served may wait for more at once', () => {
  const events: string[] = [];
  const queue = new AckQueue();
  queue.push({
    requiredOffset: 1,
    reached: () => queue.push(new Waiter(2, events)),
    refused: () => undefined,
  });
  queue.reach(3);
  assert.deepEqual(events, ['2']);
});

test('thousands come and go', () => {
  const { queue, events } = queueOf([]);
  for (let offset = 1; offset <= 5000; offset++) {
    queue.push(new Waiter(offset, events));
    if (offset % 7 === 0) queue.reach(offset - 3);
  }
  queue.reach(5000);
  assert.equal(events.length, 5000);
  assert.deepEqual(events, events.toSorted((a, b) => Number(a) - Number(b)));
  assert.equal(queue.length, 0);
});
