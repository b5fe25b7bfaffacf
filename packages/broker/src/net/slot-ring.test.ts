// The ring of requests keeps their order whatever their number, and uses its slots again.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SlotRing } from './slot-ring.ts';

const owner = {
  answered: () => undefined,
  hold: () => (goOn: () => void) => goOn(),
  rest: () => undefined,
  disconnect: () => undefined,
};

test('first in, first out, while it grows', () => {
  const ring = new SlotRing(owner);
  let [pushed, shifted] = [0, 0];
  for (let round = 0; round < 200; round++) {
    for (let i = 0; i <= round % 7; i++) ring.push().correlationId = pushed++;
    for (let i = 0; i < round % 5 && ring.length > 0; i++) {
      assert.equal(ring.head?.correlationId, shifted++);
      ring.shift();
    }
    assert.equal(ring.length, pushed - shifted);
    const ids = [...ring.taken()].map(({ correlationId }) => correlationId);
    assert.deepEqual(ids, Array.from({ length: pushed - shifted }, (_, i) => shifted + i));
  }
});

test('slots are used again, without what they held', () => {
  const ring = new SlotRing(owner);
  const first = ring.push();
  first.response = {};
  ring.shift();
  assert.equal(first.response, undefined);
  assert.equal(ring.head, undefined);
  assert.equal(ring.push() === first || ring.push() === first, true);
});
