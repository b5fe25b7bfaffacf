import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Prng } from '@ottla/base';

import type { AbortedEntry } from '../segment/transaction-index.ts';
import { ComingAborts } from './coming-aborts.ts';

let looks = 0;

function entry(firstOffset: number): AbortedEntry {
  return {
    producerId: 1,
    get firstOffset() {
      looks += 1;
      return firstOffset;
    },
    lastOffset: firstOffset + 1,
    lastStableOffset: firstOffset,
  };
}

test('the one that begins first is in front, in whatever order they come', () => {
  const prng = new Prng(7);
  const coming = new ComingAborts();
  const model: number[] = [];
  for (let step = 0; step < 2_000; step++) {
    if (prng.chance(0.55)) {
      const firstOffset = prng.below(500);
      coming.add(entry(firstOffset));
      model.push(firstOffset);
      model.sort((a, b) => a - b);
    } else {
      coming.takeFirst();
      model.shift();
    }
    assert.equal(coming.first?.firstOffset, model[0]);
  }
  assert.ok(model.length > 10);
});

test('one more costs little, however many lie ahead', () => {
  const count = 20_000;
  const coming = new ComingAborts();
  looks = 0;
  for (let n = 0; n < count; n++) coming.add(entry(count - n));
  for (let n = 0; n < count; n++) coming.takeFirst();
  assert.equal(coming.first, undefined);
  assert.ok(looks < count * 100, `${looks} looks at ${count}`);
});
