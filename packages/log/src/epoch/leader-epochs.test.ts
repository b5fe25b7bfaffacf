import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LeaderEpochs } from './leader-epochs.ts';

type Entry = readonly [epoch: number, startOffset: number];

function epochs(...entries: readonly Entry[]): LeaderEpochs {
  return new LeaderEpochs(entries.map(([epoch, startOffset]) => ({ epoch, startOffset })));
}

function entriesOf(cache: LeaderEpochs): Entry[] {
  return cache.entries.map(({ epoch, startOffset }) => [epoch, startOffset]);
}

const ASSIGNED: readonly (readonly [string, readonly Entry[], Entry, readonly Entry[], boolean])[] =
  [
    ['the first', [], [3, 10], [[3, 10]], true],
    [
      'the next',
      [[1, 0]],
      [2, 10],
      [
        [1, 0],
        [2, 10],
      ],
      true,
    ],
    [
      'the same once more',
      [
        [1, 0],
        [2, 10],
      ],
      [2, 10],
      [
        [1, 0],
        [2, 10],
      ],
      false,
    ],
    [
      'the same, later',
      [
        [1, 0],
        [2, 10],
      ],
      [2, 30],
      [
        [1, 0],
        [2, 10],
      ],
      false,
    ],
    [
      'the same, earlier',
      [
        [1, 0],
        [2, 10],
      ],
      [2, 5],
      [
        [1, 0],
        [2, 5],
      ],
      true,
    ],
    [
      'a later epoch at the same offset',
      [
        [1, 0],
        [2, 10],
      ],
      [3, 10],
      [
        [1, 0],
        [3, 10],
      ],
      true,
    ],
    [
      'a later epoch, earlier',
      [
        [1, 0],
        [2, 10],
        [3, 20],
      ],
      [4, 10],
      [
        [1, 0],
        [4, 10],
      ],
      true,
    ],
    [
      'an epoch that goes back',
      [
        [1, 0],
        [3, 10],
      ],
      [2, 20],
      [
        [1, 0],
        [2, 20],
      ],
      true,
    ],
    ['before all', [[5, 10]], [3, 0], [[3, 0]], true],
  ];

for (const [name, before, [epoch, offset], after, isChanged] of ASSIGNED) {
  test(`assign: ${name}`, () => {
    const cache = epochs(...before);
    assert.equal(cache.assign(epoch, offset), isChanged);
    assert.deepEqual(entriesOf(cache), after);
  });
}

test('an epoch or offset below 0 is a bug', () => {
  assert.throws(() => epochs().assign(-1, 0), { name: 'AssertionFailure' });
  assert.throws(() => epochs().assign(0, -1), { name: 'AssertionFailure' });
});

const LOG_END = 100;
const ENDS: readonly (readonly [
  string,
  readonly Entry[],
  number,
  readonly [number, number] | undefined,
])[] = [
  ['nothing known', [], 1, undefined],
  ['undefined epoch', [[1, 0]], -1, undefined],
  [
    'the newest ends at the log end',
    [
      [1, 0],
      [3, 40],
    ],
    3,
    [3, 100],
  ],
  [
    'an older one ends where the next begins',
    [
      [1, 0],
      [3, 40],
    ],
    1,
    [1, 40],
  ],
  [
    'one that never was here',
    [
      [1, 0],
      [3, 40],
      [5, 60],
    ],
    4,
    [3, 60],
  ],
  [
    'above all',
    [
      [1, 0],
      [3, 40],
    ],
    4,
    undefined,
  ],
  [
    'below all: it ended before the first',
    [
      [3, 40],
      [5, 60],
    ],
    1,
    [1, 40],
  ],
];

for (const [name, entries, epoch, wanted] of ENDS) {
  test(`end offset: ${name}`, () => {
    const found = epochs(...entries).endOffsetFor(epoch, LOG_END);
    assert.deepEqual(found && [found.leaderEpoch, found.endOffset], wanted);
  });
}

const FROM_END: readonly (readonly [readonly Entry[], number, readonly Entry[], boolean])[] = [
  [
    [
      [1, 0],
      [2, 10],
    ],
    11,
    [
      [1, 0],
      [2, 10],
    ],
    false,
  ],
  [
    [
      [1, 0],
      [2, 10],
    ],
    10,
    [[1, 0]],
    true,
  ],
  [
    [
      [1, 0],
      [2, 10],
    ],
    0,
    [],
    true,
  ],
  [[], 5, [], false],
];

for (const [before, offset, after, isChanged] of FROM_END) {
  test(`truncate [${before.join(' ')}] from the end at ${offset}`, () => {
    const cache = epochs(...before);
    assert.equal(cache.truncateFromEnd(offset), isChanged);
    assert.deepEqual(entriesOf(cache), after);
  });
}

const FROM_START: readonly (readonly [readonly Entry[], number, readonly Entry[], boolean])[] = [
  [
    [
      [1, 5],
      [2, 10],
    ],
    3,
    [
      [1, 5],
      [2, 10],
    ],
    false,
  ],
  [
    [
      [1, 5],
      [2, 10],
    ],
    5,
    [
      [1, 5],
      [2, 10],
    ],
    false,
  ],
  [
    [
      [1, 5],
      [2, 10],
    ],
    7,
    [
      [1, 7],
      [2, 10],
    ],
    true,
  ],
  [
    [
      [1, 5],
      [2, 10],
    ],
    10,
    [[2, 10]],
    true,
  ],
  [
    [
      [1, 5],
      [2, 10],
      [3, 20],
    ],
    15,
    [
      [2, 15],
      [3, 20],
    ],
    true,
  ],
  [
    [
      [1, 5],
      [2, 10],
    ],
    99,
    [[2, 99]],
    true,
  ],
  [[], 5, [], false],
];

for (const [before, offset, after, isChanged] of FROM_START) {
  test(`truncate [${before.join(' ')}] from the start at ${offset}`, () => {
    const cache = epochs(...before);
    assert.equal(cache.truncateFromStart(offset), isChanged);
    assert.deepEqual(entriesOf(cache), after);
  });
}

test('which epoch wrote an offset', () => {
  const cache = epochs([1, 5], [3, 10]);
  const found = [4, 5, 9, 10, 99].map((offset) => cache.epochForOffset(offset));
  assert.deepEqual(found, [undefined, 1, 1, 3, 3]);
});
