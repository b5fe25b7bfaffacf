import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sortedInSlices } from './sorted-in-slices.ts';

for (const count of [0, 1, 2, 1_999, 2_000, 2_001, 9_000, 17_777]) {
  test(`${count} names`, () => {
    // In an order of their own: steps of a prime go round all of them.
    const names = Array.from({ length: count }, (_, index) => `n${(index * 7_919) % 20_011}`);
    const work = sortedInSlices(names);
    let slices = 1;
    let next = work.next();
    for (; next.done !== true; next = work.next()) slices += 1;
    assert.deepEqual(next.value, names.toSorted());
    assert.ok(slices >= count / 2_000, `${slices} slices`);
  });
}
