import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { LookAhead } from './look-ahead.ts';

/** Tells how far it was asked, and whether it was ended. */
function source(count: number, failsAt = Infinity) {
  const seen = { pulled: 0, isEnded: false };
  function* numbers(): Generator<number, void, undefined> {
    try {
      for (let number = 0; number < count; number++) {
        if (number === failsAt) throw new RangeError(`no ${number}`);
        seen.pulled += 1;
        yield number;
      }
    } finally {
      seen.isEnded = true;
    }
  }
  return { seen, numbers };
}

describe('looking ahead', () => {
  test('without it nothing is asked for before it is taken', () => {
    const { seen, numbers } = source(4);
    for (const number of new LookAhead(numbers(), 3)) assert.equal(seen.pulled, number + 1);
    assert.deepEqual(seen, { pulled: 4, isEnded: true });
  });

  test('sees each once, within the limit, and takes nothing away', () => {
    const { seen, numbers } = source(8);
    const ahead = new LookAhead(numbers(), 3);
    const looked: number[] = [];
    const taken: number[] = [];
    for (const number of ahead) {
      taken.push(number);
      if (number % 2 === 0) looked.push(...ahead.ahead());
      assert.ok(seen.pulled <= taken.length + 3);
    }
    assert.deepEqual(looked, [1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual(taken, [0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('what the source throws comes behind what was before it', () => {
    const { numbers } = source(8, 2);
    const ahead = new LookAhead(numbers(), 5);
    const taken: number[] = [];
    const take = (): void => {
      for (const number of ahead) {
        taken.push(number);
        assert.deepEqual(ahead.ahead(), number === 0 ? [1] : []);
      }
    };
    assert.throws(take, /no 2/);
    assert.deepEqual(taken, [0, 1]);
  });

  test('who leaves early ends the source', () => {
    const { seen, numbers } = source(8);
    const ahead = new LookAhead(numbers(), 2);
    for (const number of ahead) {
      if (number === 1) break;
      assert.equal(ahead.ahead().length, 2);
    }
    assert.deepEqual(seen, { pulled: 3, isEnded: true });
  });
});
