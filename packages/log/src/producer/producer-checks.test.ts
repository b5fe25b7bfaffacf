import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkDataBatch, checkMarker } from './producer-checks.ts';
import type { Marker, ProducerBatch, ProducerContext } from './producer-checks.ts';
import { ProducerEntry, firstSequenceOf, isNextSequence } from './producer-entry.ts';
import type { VerificationState } from './verification.ts';

interface Known {
  readonly epoch: number;
  /** Last sequence of the newest batch; none where it is left out. */
  readonly last?: number;
  readonly transaction?: number;
  readonly coordinatorEpoch?: number;
}

function entryOf(known: Known | undefined): ProducerEntry | undefined {
  if (known === undefined) return undefined;
  const entry = new ProducerEntry(7);
  entry.enterEpoch(known.epoch);
  if (known.last !== undefined) {
    entry.addBatch({ lastSequence: known.last, lastOffset: 10, offsetDelta: 0, timestamp: 1 });
  }
  entry.transactionFirstOffset = known.transaction ?? -1;
  entry.coordinatorEpoch = known.coordinatorEpoch ?? -1;
  return entry;
}

function batch(fields: Partial<ProducerBatch>): ProducerBatch {
  return { producerId: 7, epoch: 1, firstSequence: 0, isTransactional: false, ...fields };
}

type DataCase = readonly [
  name: string,
  known: Known | undefined,
  batch: Partial<ProducerBatch>,
  context: Partial<ProducerContext>,
  error: string | undefined,
];

const T = { isTransactional: true };
const SEQUENCE_MAX = 2_147_483_647;

function verification(fields: Partial<VerificationState> = {}): VerificationState {
  return {
    guard: { producerId: 7 },
    startedMs: 0,
    lowestSequence: 5,
    epoch: 1,
    supportsEpochBump: false,
    ...fields,
  };
}

const DATA: readonly DataCase[] = [
  ['nothing known, from 0', undefined, {}, {}, undefined],
  ['nothing known, from anywhere', undefined, { firstSequence: 42 }, {}, undefined],
  ['the next sequence', { epoch: 1, last: 4 }, { firstSequence: 5 }, {}, undefined],
  ['a gap', { epoch: 1, last: 4 }, { firstSequence: 6 }, {}, 'OUT_OF_ORDER_SEQUENCE_NUMBER'],
  [
    'one that was there',
    { epoch: 1, last: 4 },
    { firstSequence: 3 },
    {},
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
  ],
  ['0 once more', { epoch: 1, last: 4 }, {}, {}, 'OUT_OF_ORDER_SEQUENCE_NUMBER'],
  ['the wrap', { epoch: 1, last: SEQUENCE_MAX }, { firstSequence: 0 }, {}, undefined],
  [
    'no wrap before the end',
    { epoch: 1, last: SEQUENCE_MAX - 1 },
    {},
    {},
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
  ],
  ['a new epoch from 0', { epoch: 0, last: 4 }, {}, {}, undefined],
  [
    'a new epoch from elsewhere',
    { epoch: 0, last: 4 },
    { firstSequence: 5 },
    {},
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
  ],
  ['an older epoch', { epoch: 2, last: 4 }, { firstSequence: 5 }, {}, 'INVALID_PRODUCER_EPOCH'],
  ['only a marker known, from 0', { epoch: 1 }, {}, {}, undefined],
  [
    'only a marker known, not from 0',
    { epoch: 1 },
    { firstSequence: 3 },
    {},
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
  ],
  [
    'a coordinator’s sequence is its own',
    { epoch: 1, last: 4 },
    { firstSequence: -1 },
    { checksSequence: false },
    undefined,
  ],
  [
    'a coordinator’s epoch is not',
    { epoch: 2 },
    { firstSequence: -1 },
    { checksSequence: false },
    'INVALID_PRODUCER_EPOCH',
  ],
  ['transactional, not verified', undefined, T, {}, 'INVALID_TXN_STATE'],
  ['transactional, verified', undefined, T, { isVerified: true }, undefined],
  [
    'transactional, open already',
    { epoch: 1, last: 4, transaction: 9 },
    { ...T, firstSequence: 5 },
    {},
    undefined,
  ],
  [
    'transactional, open in another epoch',
    { epoch: 0, last: 4, transaction: 9 },
    T,
    {},
    'INVALID_TXN_STATE',
  ],
  ['transactional, stale before unverified', { epoch: 2 }, T, {}, 'INVALID_PRODUCER_EPOCH'],
  [
    'not transactional, one open',
    { epoch: 1, last: 4, transaction: 9 },
    { firstSequence: 5 },
    {},
    'INVALID_TXN_STATE',
  ],
  [
    'first of all that waited for verification',
    undefined,
    { ...T, firstSequence: 5 },
    { isVerified: true, verification: verification() },
    undefined,
  ],
  [
    'not the first of those that waited',
    undefined,
    { ...T, firstSequence: 6 },
    { isVerified: true, verification: verification() },
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
  ],
  [
    'version 2: no history, not from 0',
    { epoch: 1 },
    { ...T, firstSequence: 3 },
    { isVerified: true, verification: verification({ supportsEpochBump: true }) },
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
  ],
  [
    'version 2: no history, from 0',
    { epoch: 1 },
    T,
    { isVerified: true, verification: verification({ supportsEpochBump: true }) },
    undefined,
  ],
];

for (const [name, known, fields, context, error] of DATA) {
  test(`data: ${name}`, () => {
    const refusal = checkDataBatch(batch(fields), {
      entry: entryOf(known),
      verification: undefined,
      isVerified: false,
      checksSequence: true,
      ...context,
    });
    assert.equal(refusal?.error.name, error);
  });
}

type MarkerCase = readonly [string, Known | undefined, Partial<Marker>, string | undefined];

const OPEN: Known = { epoch: 1, last: 4, transaction: 9, coordinatorEpoch: 3 };
const ENDED: Known = { epoch: 1, last: 4, coordinatorEpoch: 3 };
const V2 = { transactionVersion: 2 };

const MARKERS: readonly MarkerCase[] = [
  ['nothing known', undefined, {}, undefined],
  ['version 1: the same epoch', OPEN, {}, undefined],
  ['version 1: a later epoch', OPEN, { epoch: 2 }, undefined],
  ['version 1: an older epoch', OPEN, { epoch: 0 }, 'INVALID_PRODUCER_EPOCH'],
  ['version 2: a bumped epoch', OPEN, { ...V2, epoch: 2 }, undefined],
  ['version 2: the same epoch, one open', OPEN, V2, 'INVALID_PRODUCER_EPOCH'],
  ['version 2: the same epoch, ended: a retry', ENDED, V2, undefined],
  [
    'version 2: the last epoch of all',
    { ...OPEN, epoch: 32_767 },
    { ...V2, epoch: 32_767 },
    undefined,
  ],
  ['version 2: an older epoch', ENDED, { ...V2, epoch: 0 }, 'INVALID_PRODUCER_EPOCH'],
  ['the same coordinator', OPEN, { coordinatorEpoch: 3 }, undefined],
  ['a later coordinator', OPEN, { coordinatorEpoch: 4 }, undefined],
  ['a coordinator of the past', OPEN, { coordinatorEpoch: 2 }, 'TRANSACTION_COORDINATOR_FENCED'],
];

for (const [name, known, fields, error] of MARKERS) {
  test(`marker: ${name}`, () => {
    const marker: Marker = {
      producerId: 7,
      epoch: 1,
      coordinatorEpoch: 3,
      transactionVersion: 0,
      ...fields,
    };
    assert.equal(checkMarker(marker, entryOf(known))?.error.name, error);
  });
}

test('a batch’s first sequence wraps as its last one did', () => {
  const first = (lastSequence: number, offsetDelta: number): number =>
    firstSequenceOf({ lastSequence, offsetDelta, lastOffset: 0, timestamp: 0 });
  assert.deepEqual([first(9, 4), first(2, 2), first(1, 3)], [5, 0, SEQUENCE_MAX - 1]);
  assert.deepEqual([isNextSequence(-1, 0), isNextSequence(5, 5)], [true, false]);
});

test('only the last five batches are remembered, and none of another epoch', () => {
  const entry = new ProducerEntry(7);
  entry.enterEpoch(1);
  for (let sequence = 0; sequence < 7; sequence++) {
    entry.addBatch({ lastSequence: sequence, lastOffset: sequence, offsetDelta: 0, timestamp: 1 });
  }
  const offsets = Array.from({ length: 7 }, (_, n) => entry.findDuplicate(1, n, n)?.lastOffset);
  assert.deepEqual(offsets, [undefined, undefined, 2, 3, 4, 5, 6]);
  assert.equal(entry.findDuplicate(1, 2, 3), undefined, 'other sequences, another batch');
  assert.equal(entry.findDuplicate(0, 6, 6), undefined);
  entry.enterEpoch(2);
  assert.equal(entry.findDuplicate(2, 6, 6), undefined);
});
