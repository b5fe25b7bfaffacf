// Control batches are byte for byte Kafka's, and foreign keys and values are read with care.

import { deepEqual, equal } from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  controlBatch,
  controlKey,
  controlTypeOf,
  controlTypes,
  endMarkerEpoch,
  endMarkerValue,
  RecordBatch,
  recordsIn,
  transactionMarkerBatch,
} from '../../src/records/index.ts';
import { javaFixture } from './fixtures.ts';

describe('transaction markers', () => {
  const table = [
    { name: 'abort-marker', type: 'ABORT', offset: 42, time: 1_700_000_000_777, epoch: 31 },
    { name: 'commit-marker', type: 'COMMIT', offset: 43, time: 1_700_000_000_778, epoch: 32 },
  ] as const;
  for (const { name, type, offset, time, epoch } of table) {
    test(`${name} is what Kafka writes`, () => {
      const built = transactionMarkerBatch(
        { type, producerId: 4001, producerEpoch: 2, coordinatorEpoch: epoch },
        { baseOffset: offset, partitionLeaderEpoch: 9, timestamp: time },
      );
      deepEqual(Buffer.from(built), javaFixture(name).bytes);
    });
  }
});

describe('control batches of a quorum', () => {
  const table = [
    ['leader-change', controlTypes.LEADER_CHANGE, 5],
    ['snapshot-header', controlTypes.SNAPSHOT_HEADER, 0],
    ['snapshot-footer', controlTypes.SNAPSHOT_FOOTER, 9],
    ['kraft-version', controlTypes.KRAFT_VERSION, 1],
    ['kraft-voters', controlTypes.KRAFT_VOTERS, 2],
  ] as const;
  for (const [name, type, baseOffset] of table) {
    test(`${name} is what Kafka writes, around the same value`, () => {
      const { bytes } = javaFixture(name);
      const [record] = [...recordsIn(new RecordBatch(bytes))];
      const value = record?.value ?? new Uint8Array(0);
      const options = { baseOffset, partitionLeaderEpoch: 3, timestamp: 1_700_000_000_000 };
      deepEqual(Buffer.from(controlBatch([{ type, value }], options)), bytes);
    });
  }

  test('may hold several records', () => {
    const value = Buffer.from('value');
    const batch = controlBatch(
      [
        { type: controlTypes.KRAFT_VERSION, value },
        { type: controlTypes.KRAFT_VOTERS, value },
      ],
      { partitionLeaderEpoch: 1, timestamp: 5 },
    );
    const view = new RecordBatch(batch);
    deepEqual([view.isControl, view.isTransactional, view.recordCount], [true, false, 2]);
    const types = [...recordsIn(view)].map(({ key }) => controlTypeOf(key));
    deepEqual(types, [controlTypes.KRAFT_VERSION, controlTypes.KRAFT_VOTERS]);
  });
});

describe('control keys and marker values', () => {
  const keys: readonly (readonly [hex: string, type: number | undefined])[] = [
    ['00000000', 0],
    ['00000006', 6],
    ['0000ffff', -1],
    ['00000063', 99],
    ['0005000100ff', 1],
    ['ffff0001', undefined],
    ['000000', undefined],
    ['', undefined],
  ];
  for (const [hex, type] of keys) {
    test(`key ${hex || 'of nothing'}`, () => equal(controlTypeOf(Buffer.from(hex, 'hex')), type));
  }

  const values: readonly (readonly [hex: string, epoch: number | undefined])[] = [
    ['00000000001f', 31],
    ['000700000001ff', 1],
    ['ffff00000001', undefined],
    ['0000000000', undefined],
  ];
  for (const [hex, epoch] of values) {
    test(`value ${hex}`, () => equal(endMarkerEpoch(Buffer.from(hex, 'hex')), epoch));
  }

  test('come back', () => {
    equal(controlTypeOf(controlKey(6)), 6);
    equal(endMarkerEpoch(endMarkerValue(2_147_483_647)), 2_147_483_647);
    equal(controlTypeOf(null), undefined);
    equal(endMarkerEpoch(null), undefined);
  });
});
