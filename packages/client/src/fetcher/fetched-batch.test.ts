import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { BatchBuilder, transactionMarkerBatch, type Codec } from '@ottla/protocol';

import { CorruptBatchError } from '../errors.ts';
import { DeserializationError } from '../serde/serde.ts';
import { serdes } from '../serde/serdes.ts';
import { FetchedBatch, type FetchedSource } from './fetched-batch.ts';

interface Made {
  readonly offset: number;
  readonly values: readonly string[];
  readonly codec?: Codec;
  readonly producerId?: number;
}

function batchOf({ offset, values, codec = 'none', producerId }: Made): Uint8Array {
  const builder = new BatchBuilder({ codec, baseOffset: offset, partitionLeaderEpoch: 3 });
  for (const value of values) builder.append(1000 + offset, `k-${value}`, value);
  return producerId === undefined
    ? builder.finish()
    : builder.finish({ producerId, producerEpoch: 0, baseSequence: 0, isTransactional: true });
}

function marker(offset: number, type: 'ABORT' | 'COMMIT', producerId: number): Uint8Array {
  return transactionMarkerBatch(
    { type, producerId, producerEpoch: 0, coordinatorEpoch: 0 },
    { timestamp: 1, baseOffset: offset, partitionLeaderEpoch: 3 },
  );
}

function fetched(chunks: readonly Uint8Array[], more: Partial<FetchedSource> = {}): FetchedBatch {
  return new FetchedBatch({
    topic: 't',
    partition: 1,
    records: Buffer.concat(chunks),
    fetchOffset: 0,
    highWatermark: 100,
    logStartOffset: 0,
    aborted: undefined,
    checksCrcs: true,
    deserializers: { key: undefined, value: undefined },
    ...more,
  });
}

const textOf = (batch: FetchedBatch): string[] =>
  [...batch].map(({ offset, value }) => `${offset}=${Buffer.from(value ?? []).toString()}`);

describe('records', () => {
  for (const codec of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const) {
    test(`${codec}: offset, time, key, value and where they come from`, () => {
      const batch = fetched([batchOf({ offset: 7, values: ['a', 'b'], codec })]);
      const [first] = [...batch];
      assert.ok(first !== undefined);
      assert.deepEqual(textOf(batch), ['7=a', '8=b']);
      assert.equal(Buffer.from(first.key ?? []).toString(), 'k-a');
      assert.deepEqual([first.topic, first.partition, first.leaderEpoch], ['t', 1, 3]);
      assert.equal(first.timestamp, 1007);
      assert.equal(batch.nextOffset, 9);
    });
  }

  test('those below the position are left out, of a batch that begins before it', () => {
    const chunks = [batchOf({ offset: 0, values: ['a', 'b', 'c'], codec: 'gzip' })];
    assert.deepEqual(textOf(fetched(chunks, { fetchOffset: 2 })), ['2=c']);
  });

  test('an incomplete batch at the end is not there', () => {
    const whole = batchOf({ offset: 0, values: ['a'] });
    const cut = batchOf({ offset: 1, values: ['b'] }).subarray(0, 40);
    const batch = fetched([whole, cut]);
    assert.deepEqual(textOf(batch), ['0=a']);
    assert.equal(batch.nextOffset, 1);
  });

  test('can be read twice', () => {
    const batch = fetched([batchOf({ offset: 0, values: ['a', 'b'] })]);
    assert.deepEqual(textOf(batch), textOf(batch));
  });
});

describe('transactions', () => {
  const log = [
    batchOf({ offset: 0, values: ['aborted'], producerId: 1 }),
    batchOf({ offset: 1, values: ['kept'], producerId: 2 }),
    batchOf({ offset: 2, values: ['plain'] }),
    marker(3, 'ABORT', 1),
    batchOf({ offset: 4, values: ['later'], producerId: 1 }),
    marker(5, 'COMMIT', 2),
    marker(6, 'COMMIT', 1),
  ];

  test('read_uncommitted sees all records, and no marker', () => {
    const batch = fetched(log);
    assert.deepEqual(textOf(batch), ['0=aborted', '1=kept', '2=plain', '4=later']);
    assert.equal(batch.nextOffset, 7);
  });

  test('read_committed leaves out what was aborted, up to its marker', () => {
    const aborted = [{ producerId: 1, firstOffset: 0 }];
    assert.deepEqual(textOf(fetched(log, { aborted })), ['1=kept', '2=plain', '4=later']);
  });

  test('markers alone are empty, and the position moves past them', () => {
    const batch = fetched([marker(3, 'ABORT', 1), marker(4, 'COMMIT', 2)], { fetchOffset: 3 });
    assert.equal(batch.isEmpty, true);
    assert.equal(batch.nextOffset, 5);
    assert.equal(fetched(log).isEmpty, false);
  });
});

describe('damage', () => {
  test('a wrong checksum is told with partition and offset, after the records before it', () => {
    const bad = Buffer.from(batchOf({ offset: 1, values: ['b'] }));
    bad.writeUInt8(bad.readUInt8(70) ^ 1, 70);
    const batch = fetched([batchOf({ offset: 0, values: ['a'] }), bad]);
    const seen: number[] = [];
    assert.throws(
      () => {
        for (const { offset } of batch) seen.push(offset);
      },
      (error) => {
        assert.ok(error instanceof CorruptBatchError);
        assert.match(error.message, /the batch at offset 1 of t-1 is damaged: the checksum/);
        return true;
      },
    );
    assert.deepEqual(seen, [0]);
  });

  test('it is not looked for where check.crcs is off', () => {
    const bad = Buffer.from(batchOf({ offset: 0, values: ['a'] }));
    bad.writeUInt32BE(1, 17);
    assert.deepEqual(textOf(fetched([bad], { checksCrcs: false })), ['0=a']);
  });

  test('a header that is none is refused at once', () => {
    const bad = Buffer.from(batchOf({ offset: 0, values: ['a'] }));
    bad.writeInt32BE(3, 8);
    assert.throws(() => fetched([bad]), CorruptBatchError);
  });
});

describe('deserializers', () => {
  const deserializers = { key: serdes.string, value: serdes.json() };

  test('make key and value, once for each record, with the topic and the part', () => {
    const contexts: unknown[] = [];
    const value = {
      deserialize(bytes: Uint8Array, context: unknown): object {
        contexts.push(context);
        return { text: Buffer.from(bytes).toString() };
      },
    };
    const source = { deserializers: { key: serdes.string, value } };
    const [first] = [...fetched([batchOf({ offset: 0, values: ['a'] })], source)];
    assert.equal(first?.key, 'k-a');
    assert.deepEqual(first?.value, { text: 'a' });
    assert.equal(first?.value, first?.value);
    assert.deepEqual(contexts, [{ topic: 't', part: 'value' }]);
  });

  test('null stays null and is shown to nobody', () => {
    const builder = new BatchBuilder({});
    builder.append(1, null, null);
    const [record] = [...fetched([builder.finish()], { deserializers })];
    assert.deepEqual([record?.key, record?.value], [null, null]);
  });

  test('what cannot be read says where it lies, what it is, and how to go on', () => {
    const batch = batchOf({ offset: 7, values: ['1', '{'] });
    const [, second] = [...fetched([batch], { deserializers })];
    assert.throws(
      () => second?.value,
      (error) => {
        assert.ok(error instanceof DeserializationError);
        const { topic, partition, offset, part } = error;
        assert.deepEqual({ topic, partition, offset, part }, {
          topic: 't',
          partition: 1,
          offset: 8,
          part: 'value',
        });
        assert.match(error.message, /value of the record at offset 8 of t-1 .*seek\(9\)/);
        return true;
      },
    );
    assert.equal(second?.key, 'k-{');
    assert.equal(Buffer.from(second?.valueBytes ?? []).toString(), '{');
  });
});
