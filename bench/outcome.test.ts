import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  describeBound,
  describeRow,
  type Figure,
  holds,
  ratios,
  type Row,
  rowsAlone,
  rowsBeside,
} from './outcome.ts';

const SPEED: Row = {
  what: 'produce',
  unit: 'MB/s',
  peer: 'Peer',
  bound: { atLeast: 1 },
  samples: [
    { ours: 90, peer: 100 },
    { ours: 300, peer: 200 },
    { ours: 110, peer: 100 },
  ],
};

test('ratios are of pairs, not of medians', () => {
  assert.deepEqual(ratios(SPEED), { median: 1.1, min: 0.9, max: 1.5 });
});

const CASES: readonly (readonly [string, Partial<Row>, boolean])[] = [
  ['at least, met', { bound: { atLeast: 1.1 } }, true],
  ['at least, missed', { bound: { atLeast: 1.2 } }, false],
  ['at most, met', { bound: { atMost: 1.1 } }, true],
  ['at most, missed', { bound: { atMost: 1 } }, false],
  ['a limit on our own figures, met', { limit: { atMost: 110 } }, true],
  ['a limit on our own figures, missed', { limit: { atMost: 109 } }, false],
  ['both must hold', { bound: { atMost: 2 }, limit: { atMost: 10 } }, false],
  ['a peer that was not measured', { samples: [{ ours: 1 }], bound: { atMost: 5 } }, false],
  ['no samples at all', { samples: [], bound: { atMost: 5 } }, false],
];

for (const [name, change, expected] of CASES) {
  test(`a row holds: ${name}`, () => assert.equal(holds({ ...SPEED, ...change }), expected));
}

test('without a peer the bound is on our own figures', () => {
  const { peer: _, ...alone } = SPEED;
  assert.equal(holds({ ...alone, bound: { atMost: 109 } }), false);
  assert.equal(ratios(alone), undefined);
});

test('a line says what is demanded and what came of it', () => {
  const row = { ...SPEED, limit: { atMost: 100 } };
  assert.equal(describeBound(row), '≥ 1, ≤ 100 MB/s');
  assert.equal(
    describeRow(row),
    'produce, MB/s: 110 (90–300) | Peer 100 (100–200) | ratio 1.10 (0.90–1.50) | ' +
      '≥ 1, ≤ 100 MB/s: DOES NOT HOLD',
  );
});

const FIGURES: readonly Figure<{ mbs: number; ms: number }>[] = [
  { what: 'produce', unit: 'MB/s', bound: { atLeast: 1 }, of: ({ mbs }) => mbs },
  { what: 'p99', unit: 'ms', limit: { atMost: 10 }, of: ({ ms }) => ms },
];
const SIDE = { mbs: 90, ms: 3 };
const OTHER = { mbs: 100, ms: 4 };

test('figures of pairs become rows, each with its demands', () => {
  assert.deepEqual(rowsBeside('Peer', FIGURES, [[SIDE, OTHER]]), [
    {
      what: 'produce',
      unit: 'MB/s',
      peer: 'Peer',
      bound: { atLeast: 1 },
      samples: [{ ours: 90, peer: 100 }],
    },
    {
      what: 'p99',
      unit: 'ms',
      peer: 'Peer',
      limit: { atMost: 10 },
      samples: [{ ours: 3, peer: 4 }],
    },
  ]);
});

test('figures without a peer are rows of our own', () => {
  assert.deepEqual(rowsAlone(FIGURES.slice(1), [SIDE, OTHER]), [
    { what: 'p99', unit: 'ms', limit: { atMost: 10 }, samples: [{ ours: 3 }, { ours: 4 }] },
  ]);
});
