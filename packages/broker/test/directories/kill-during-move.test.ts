// A replica moves to another directory while it is appended to, and the process dies at its first
// call that changes a disk, at its second, and so on to the last.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { proveDyingMove } from '../prove/moving-replica.ts';

for (const [seed, death] of [
  [1, 'process'],
  [2, 'power'],
] as const) {
  test(`work of seed ${seed}, loss of ${death}`, async () => {
    let fatal = 1;
    for (;;) {
      let hasDied = false;
      try {
        hasDied = await proveDyingMove({ seed, fatal, death });
      } catch (error) {
        throw new Error(`dying at call ${fatal}: ${String(error)}`, { cause: error });
      }
      if (!hasDied) break;
      fatal += 1;
    }
    assert.ok(fatal > 60, `only ${fatal} calls`);
  });
}
