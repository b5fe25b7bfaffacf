// A runtime from the onset of leadership to its loss: what it loads, whom it serves meanwhile, and
// what becomes of those who wait when it ends.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  BatchBuilder,
  patchAssigned,
  type ProducerState,
  transactionMarkerBatch,
} from '@ottla/protocol';
import { RuntimeBench } from './runtime-bench.ts';
import { counterRecord } from './toy-shard.ts';

const PRODUCER: ProducerState = {
  producerId: 7,
  producerEpoch: 2,
  baseSequence: 0,
  isTransactional: true,
};

/** A batch of counters at `baseOffset`. */
function batch(
  baseOffset: number,
  counters: Readonly<Record<string, number | null>>,
  producer?: ProducerState,
): Uint8Array {
  const builder = new BatchBuilder({ baseOffset, ...(producer && { producer }) });
  for (const [name, value] of Object.entries(counters)) {
    const record = counterRecord(name, value);
    builder.append(0, record.key, record.value);
  }
  const bytes = builder.finish();
  patchAssigned(bytes, 0, baseOffset, 3);
  return bytes;
}

function marker(baseOffset: number, type: 'COMMIT' | 'ABORT'): Uint8Array {
  const { producerId, producerEpoch } = PRODUCER;
  return transactionMarkerBatch(
    { type, producerId, producerEpoch, coordinatorEpoch: 1 },
    { baseOffset, partitionLeaderEpoch: 3, timestamp: 0 },
  );
}

interface Loaded {
  readonly what: string;
  readonly batches: readonly Uint8Array[];
  readonly seen: string;
}

const LOADED: readonly Loaded[] = [
  { what: 'nothing', batches: [], seen: 'a=none b=none' },
  { what: 'records', batches: [batch(0, { a: 1, b: 2 }), batch(2, { a: 3 })], seen: 'a=3 b=2' },
  {
    what: 'tombstones',
    batches: [batch(0, { a: 1, b: 2 }), batch(2, { a: null })],
    seen: 'a=none b=2',
  },
  {
    what: 'gaps of compaction',
    batches: [batch(4, { a: 1 }), batch(90, { b: 2 })],
    seen: 'a=1 b=2',
  },
  {
    what: 'a committed transaction',
    batches: [batch(0, { a: 1 }), batch(1, { a: 5 }, PRODUCER), marker(2, 'COMMIT')],
    seen: 'a=5 b=none',
  },
  {
    what: 'an aborted transaction',
    batches: [batch(0, { a: 1 }), batch(1, { a: 5, b: 5 }, PRODUCER), marker(3, 'ABORT')],
    seen: 'a=1 b=none',
  },
  {
    what: 'an open transaction',
    batches: [batch(0, { a: 1 }), batch(1, { a: 5 }, PRODUCER)],
    seen: 'a=1 b=none',
  },
];

describe('loading', () => {
  for (const { what, batches, seen } of LOADED) {
    test(what, () => {
      const bench = new RuntimeBench();
      const { runtime } = bench;
      runtime.startLoading(0, 100);
      for (const each of batches) runtime.load(each, 100);
      runtime.activate(100, 100);
      assert.equal(bench.look('a', 'b'), seen);
      assert.equal(bench.shard?.state.trace.at(-1), 'loaded');
      bench.endOffset = 100;
      bench.add('c');
      bench.turn();
      assert.deepEqual(bench.log, ['100: c=1']);
    });
  }

  test('from within a batch, and up to a batch that is not whole', () => {
    const bench = new RuntimeBench();
    const { runtime } = bench;
    const all = Buffer.concat([batch(0, { a: 1, b: 2 }), batch(2, { a: 3 })]);
    runtime.startLoading(1, 3);
    assert.equal(runtime.load(all.subarray(0, all.length - 1), 3), 2);
    assert.equal(runtime.load(all, 3), 3);
    runtime.activate(3, 3);
    assert.equal(bench.look('a', 'b'), 'a=3 b=2');
    const replays = bench.shard?.state.trace.filter((line) => line.startsWith('replay'));
    assert.deepEqual(replays, ['replay 1', 'replay 2'], 'each record once');
  });

  test('what is above the high watermark is written, and not yet committed', () => {
    const bench = new RuntimeBench();
    const { runtime } = bench;
    runtime.startLoading(0, 1);
    const batches = [batch(0, { a: 1 }), batch(1, { a: 2 }), batch(2, { a: 3 })];
    runtime.load(Buffer.concat(batches), 1);
    runtime.activate(3, 1);
    const seen = [1, 2, 3].map((highWatermark) => {
      runtime.committed(highWatermark);
      return bench.look('a');
    });
    assert.deepEqual(seen, ['a=1', 'a=2', 'a=3']);
    bench.endOffset = 3;
    bench.add('a');
    bench.turn();
    assert.deepEqual(bench.log, ['3: a=4']);
  });

  test('requests that are wrong anyway are told so', () => {
    const bench = new RuntimeBench();
    bench.runtime.startLoading(0, 1);
    bench.add('a', 1, 'wrong');
    bench.runtime.activate(1, 1);
    bench.add('a', 1, 'wrong');
    bench.runtime.close();
    bench.add('a', 1, 'wrong');
    assert.deepEqual(bench.takeAnswers(), Array(3).fill('a wrong INVALID_REQUEST'));
    assert.deepEqual(bench.log, []);
  });

  test('requests are refused meanwhile; deleted topics are remembered', () => {
    const bench = new RuntimeBench();
    bench.runtime.startLoading(0, 1);
    bench.add('a');
    assert.deepEqual(bench.takeAnswers(), ['a COORDINATOR_LOAD_IN_PROGRESS']);
    assert.equal(bench.look('a'), 'COORDINATOR_LOAD_IN_PROGRESS');
    bench.runtime.topicsDeleted([{ id: 'x', name: 't' }]);
    bench.runtime.load(batch(0, { t: 1 }), 1);
    bench.runtime.activate(1, 1);
    bench.endOffset = 1;
    bench.turn();
    assert.deepEqual(bench.log, ['1: t=null']);
  });

  test('a log that cannot be read makes the coordinator fail', () => {
    const bench = new RuntimeBench();
    bench.runtime.startLoading(0, 1);
    assert.throws(() => bench.runtime.load(batch(0, { bad: 1 }), 1), /cannot be replayed/);
    bench.runtime.fail();
    bench.add('a');
    assert.deepEqual(bench.takeAnswers(), ['a NOT_COORDINATOR']);
  });
});

describe('the end', () => {
  test('refuses all who wait: kept, written and about to be', () => {
    const bench = RuntimeBench.active();
    bench.add('k', 0, 'keep');
    bench.add('a');
    bench.add('s', 1, 'settle');
    bench.turn();
    bench.add('b');
    bench.runtime.close();
    assert.deepEqual(bench.takeAnswers().toSorted(), [
      'a NOT_COORDINATOR',
      'b NOT_COORDINATOR',
      'k keep NOT_COORDINATOR',
      's settle NOT_COORDINATOR',
    ]);
    const { trace = [] } = bench.shard?.state ?? {};
    assert.equal(trace.at(-1), 'unloaded');
    assert.ok(!trace.some((line) => line.startsWith('settled')), 'nothing is left to be mended');
    bench.commit();
    bench.turn();
    bench.add('c');
    assert.deepEqual(bench.takeAnswers(), ['c NOT_COORDINATOR']);
    assert.equal(bench.look('c'), 'NOT_COORDINATOR');
    bench.advance(1_000_000);
    assert.deepEqual(bench.takeAnswers(), []);
  });

  test('comes by itself where others write to the log', () => {
    const bench = RuntimeBench.active();
    bench.outcomes = ['elsewhere'];
    bench.add('a');
    bench.turn();
    assert.deepEqual(bench.takeAnswers(), ['a NOT_COORDINATOR']);
    assert.deepEqual([bench.outOfSync, bench.runtime.phase], [1, 'failed']);
    bench.runtime.close();
    assert.equal(bench.runtime.phase, 'closed');
  });
});
