// What becomes of requests, by what becomes of their records.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errorOf, errors, type ErrorName } from '@ottla/protocol';
import { RuntimeBench, WRITE_TIMEOUT_MS } from './runtime-bench.ts';

describe('records of a turn', () => {
  test('are one batch, and answered for when they are committed', () => {
    const bench = RuntimeBench.active();
    bench.add('a');
    bench.add('a', 2);
    bench.add('b', 5);
    assert.deepEqual([bench.log, bench.answers], [[], []]);
    bench.turn();
    assert.deepEqual(bench.log, ['0: a=1 a=3 b=5']);
    assert.deepEqual(bench.takeAnswers(), []);
    assert.equal(bench.look('a', 'b'), 'a=none b=none');
    bench.commit();
    assert.deepEqual(bench.takeAnswers(), ['a NONE', 'a NONE', 'b NONE']);
    assert.equal(bench.look('a', 'b'), 'a=3 b=5');
  });

  test('queries see what is committed, batch by batch', () => {
    const bench = RuntimeBench.active();
    for (const by of [1, 10, 100]) {
      bench.add('a', by);
      bench.turn();
    }
    const seen = [0, 1, 2, 3].map((offset) => {
      bench.runtime.committed(offset);
      return bench.look('a');
    });
    assert.deepEqual(seen, ['a=none', 'a=1', 'a=11', 'a=111']);
    assert.deepEqual(bench.takeAnswers(), ['a NONE', 'a NONE', 'a NONE']);
  });

  test('an answer without records waits for what it has seen', () => {
    const bench = RuntimeBench.active();
    bench.add('x', 0, 'look');
    assert.deepEqual(bench.takeAnswers(), ['x look NONE']);
    bench.add('a');
    bench.add('x', 0, 'look');
    bench.turn();
    bench.add('y', 0, 'look');
    assert.deepEqual(bench.takeAnswers(), []);
    bench.commit();
    assert.deepEqual(bench.takeAnswers(), ['a NONE', 'x look NONE', 'y look NONE']);
  });

  test('keep to max.message.bytes', () => {
    const bench = RuntimeBench.active();
    bench.batchBytesMax = 121;
    bench.add('n', 1, 'spread:12');
    bench.turn();
    const counts = bench.log.map((batch) => batch.split(' ').length - 1);
    assert.equal(counts.reduce((sum, count) => sum + count), 12);
    assert.ok(counts.length >= 3 && Math.max(...counts) <= 6, counts.join());
    bench.commit();
    assert.deepEqual(bench.takeAnswers(), ['n spread:12 NONE']);
  });

  test('that belong together are never torn apart', () => {
    const bench = RuntimeBench.active();
    bench.batchBytesMax = 200;
    bench.add('m', 1, 'spread:3');
    bench.add('n', 1, 'atomic:5');
    bench.turn();
    assert.deepEqual(bench.log, ['0: m0=1 m1=1 m2=1', '3: n0=1 n1=1 n2=1 n3=1 n4=1']);
    bench.add('o', 1, 'atomic:40');
    bench.turn();
    assert.equal(bench.log.length, 2);
    bench.commit();
    assert.deepEqual(bench.takeAnswers(), [
      'o atomic:40 UNKNOWN_SERVER_ERROR',
      'm spread:3 NONE',
      'n atomic:5 NONE',
    ]);
    assert.equal(bench.look('o0', 'n4'), 'o0=none n4=1');
  });

  test('that are more than a batch can hold fail by themselves', () => {
    const bench = RuntimeBench.active();
    bench.batchBytesMax = 200;
    bench.add('a');
    bench.add('o', 1, 'atomic:40');
    bench.add('x', 0, 'look');
    bench.add('b');
    assert.deepEqual(bench.takeAnswers(), ['o atomic:40 UNKNOWN_SERVER_ERROR']);
    bench.turn();
    bench.commit();
    assert.deepEqual(bench.log, ['0: a=1', '1: b=1']);
    assert.deepEqual(bench.takeAnswers(), ['a NONE', 'x look NONE', 'b NONE']);
  });

  test('that are too many are appended by the event that brought them', () => {
    const bench = RuntimeBench.active();
    bench.batchBytesMax = 200;
    bench.sizeBytesMax = 10_000;
    bench.add('o', 1, 'atomic:40');
    assert.equal(bench.log.length, 1);
    bench.add('a');
    bench.turn();
    assert.equal(bench.log[1], '40: a=1');
    bench.commit();
    assert.deepEqual(bench.takeAnswers(), ['o atomic:40 NONE', 'a NONE']);
  });
});

test('more requests than a call has room for arguments wait, and are answered', () => {
  const bench = RuntimeBench.active();
  bench.add('a');
  bench.turn();
  const count = 150_000;
  for (let index = 0; index < count; index++) bench.add('x', 0, 'look');
  bench.add('b');
  for (let index = 0; index < count; index++) bench.add('x', 0, 'look');
  bench.turn();
  bench.commit();
  assert.equal(bench.takeAnswers().length, 2 * count + 2);
});

describe('an append that fails', () => {
  const TOLD: readonly (readonly [ErrorName, ErrorName])[] = [
    ['NOT_LEADER_OR_FOLLOWER', 'NOT_COORDINATOR'],
    ['KAFKA_STORAGE_ERROR', 'NOT_COORDINATOR'],
    ['NOT_ENOUGH_REPLICAS', 'COORDINATOR_NOT_AVAILABLE'],
    ['MESSAGE_TOO_LARGE', 'UNKNOWN_SERVER_ERROR'],
    ['INVALID_PRODUCER_EPOCH', 'INVALID_PRODUCER_EPOCH'],
  ];
  for (const [name, told] of TOLD) {
    test(`with ${name} is told as ${told}`, () => {
      const bench = RuntimeBench.active();
      bench.outcomes = [errors[name]];
      bench.add('a');
      bench.turn();
      assert.deepEqual(bench.takeAnswers(), [`a ${told}`]);
    });
  }

  test('reverts all of its batch, and nothing before it', () => {
    const bench = RuntimeBench.active();
    bench.add('a');
    bench.turn();
    bench.outcomes = [errors.NOT_ENOUGH_REPLICAS];
    bench.add('a', 10);
    bench.add('b', 10);
    bench.add('x', 0, 'look');
    bench.turn();
    const refused = ['a', 'b', 'x look'].map((label) => `${label} COORDINATOR_NOT_AVAILABLE`);
    assert.deepEqual(bench.takeAnswers(), refused);
    bench.add('a', 100);
    bench.turn();
    assert.deepEqual(bench.log, ['0: a=1', '1: a=101']);
    bench.commit();
    assert.deepEqual(bench.takeAnswers(), ['a NONE', 'a NONE']);
    assert.equal(bench.look('a', 'b'), 'a=101 b=none');
  });

  test('in the middle of an event refuses that event', () => {
    const bench = RuntimeBench.active();
    bench.batchBytesMax = 100;
    bench.outcomes = [errors.NOT_ENOUGH_REPLICAS];
    bench.add('n', 1, 'spread:9');
    bench.turn();
    assert.deepEqual(bench.takeAnswers(), ['n spread:9 COORDINATOR_NOT_AVAILABLE']);
    assert.deepEqual(bench.log, []);
  });

  test('of a timer moves no other of that name', () => {
    const bench = RuntimeBench.active();
    bench.add('t', 50, 'timer');
    bench.turn();
    bench.outcomes = [errors.NOT_ENOUGH_REPLICAS];
    bench.advance(50);
    bench.add('t', 9000, 'timer');
    bench.turn();
    assert.equal(bench.timers.get('t'), 9050);
  });

  test('of a timer is tried again where that is wished', () => {
    const bench = RuntimeBench.active();
    bench.add('again', 50, 'timer');
    bench.turn();
    bench.commit();
    bench.outcomes = [errors.NOT_ENOUGH_REPLICAS];
    bench.advance(50);
    bench.turn();
    assert.equal(bench.shard?.state.counters.get('again'), 50);
    bench.advance(499);
    assert.equal(bench.shard?.state.counters.get('again'), 50);
    bench.advance(1);
    bench.turn();
    bench.commit();
    assert.equal(bench.look('again'), 'again=150');
  });
});

describe('settled', () => {
  test('comes after the commit, and may answer others', () => {
    const bench = RuntimeBench.active();
    bench.add('k', 0, 'keep');
    bench.add('s', 1, 'settle');
    bench.turn();
    assert.deepEqual(bench.takeAnswers(), []);
    bench.commit();
    assert.deepEqual(bench.takeAnswers(), ['s settle NONE', 'k keep NONE']);
    assert.equal(bench.shard?.state.trace.at(-1), 'settled well at 1');
  });

  test('answers at once where the records are reverted, whatever else is not committed', () => {
    const bench = RuntimeBench.active();
    bench.add('k', 0, 'keep');
    bench.add('a');
    bench.turn();
    bench.outcomes = [errors.NOT_ENOUGH_REPLICAS];
    bench.add('s', 1, 'settle');
    bench.turn();
    const told = ['s settle COORDINATOR_NOT_AVAILABLE', 'k keep NONE'];
    assert.deepEqual(bench.takeAnswers(), told);
  });

  test('comes with the error after the state was reverted', () => {
    const bench = RuntimeBench.active();
    bench.outcomes = [errors.NOT_ENOUGH_REPLICAS];
    bench.add('s', 1, 'settle');
    bench.turn();
    const last = bench.shard?.state.trace.at(-1);
    assert.equal(last, 'settled COORDINATOR_NOT_AVAILABLE at undefined');
  });
});

describe('bugs of a shard', () => {
  test('cost the one request', () => {
    const bench = RuntimeBench.active();
    bench.add('a');
    bench.add('x', 0, 'throw');
    bench.turn();
    bench.commit();
    assert.deepEqual(bench.takeAnswers(), ['x throw UNKNOWN_SERVER_ERROR', 'a NONE']);
    assert.deepEqual(bench.logged, ['a coordinator failed inside']);
  });

  test('an answer too many keeps none of the others back', () => {
    const bench = RuntimeBench.active();
    bench.add('a');
    bench.add('x', 0, 'twice');
    bench.add('b');
    bench.turn();
    bench.commit();
    assert.deepEqual(bench.takeAnswers(), ['a NONE', 'x twice NONE', 'b NONE']);
    assert.deepEqual(bench.logged, ['a coordinator failed inside']);
  });

  const ENDS: readonly (readonly [string, (bench: RuntimeBench) => void, ErrorName])[] = [
    ['a commit', (bench) => bench.commit(), 'NONE'],
    ['the timeout', (bench) => bench.advance(WRITE_TIMEOUT_MS), 'COORDINATOR_NOT_AVAILABLE'],
    ['the end', (bench) => bench.runtime.close(), 'NOT_COORDINATOR'],
  ];
  for (const [what, end, told] of ENDS) {
    test(`an answer that cannot be sent keeps none of the others back: at ${what}`, () => {
      const bench = RuntimeBench.active();
      bench.add('x', 1, 'unsendable');
      bench.add('a');
      bench.turn();
      end(bench);
      assert.deepEqual(bench.takeAnswers(), [`a ${told}`]);
      assert.ok(bench.logged.includes('a coordinator failed inside'));
    });
  }

  test('nor where the batch fails', () => {
    const bench = RuntimeBench.active();
    bench.outcomes = [errors.NOT_ENOUGH_REPLICAS];
    bench.add('x', 1, 'unsendable');
    bench.add('a');
    bench.turn();
    assert.deepEqual(bench.takeAnswers(), ['a COORDINATOR_NOT_AVAILABLE']);
    bench.add('a', 2);
    bench.turn();
    assert.deepEqual(bench.log, ['0: a=2']);
  });

  test('nor where tickets are given back', () => {
    const bench = RuntimeBench.active();
    bench.add('k', 0, 'keep');
    bench.add('l', 0, 'keep');
    const kept = bench.shard?.state.kept ?? [];
    kept.splice(1, 0, ...kept.slice(0, 1));
    bench.runtime.close();
    assert.deepEqual(bench.takeAnswers(), ['k keep NOT_COORDINATOR', 'l keep NOT_COORDINATOR']);
  });

  test('in a command that has kept its request: what it answers later is dropped', () => {
    const bench = RuntimeBench.active();
    bench.add('k', 0, 'keep-throw');
    bench.add('s', 1, 'settle');
    bench.turn();
    bench.commit();
    assert.deepEqual(bench.takeAnswers(), ['k keep-throw UNKNOWN_SERVER_ERROR', 's settle NONE']);
    assert.deepEqual(bench.logged, ['a coordinator failed inside']);
  });

  test('of the log cost the batch', () => {
    const bench = RuntimeBench.active();
    bench.outcomes = ['bug'];
    bench.add('a');
    bench.turn();
    bench.add('b');
    bench.turn();
    bench.commit();
    assert.deepEqual(bench.takeAnswers(), ['a UNKNOWN_SERVER_ERROR', 'b NONE']);
    assert.equal(bench.look('a', 'b'), 'a=none b=1');
  });

  test('in replay cost the batch', () => {
    const bench = RuntimeBench.active();
    bench.add('a');
    bench.add('x', 1, 'bad');
    bench.add('b');
    bench.turn();
    bench.commit();
    assert.deepEqual(bench.log, ['0: b=1']);
    const refused = ['a UNKNOWN_SERVER_ERROR', 'x bad UNKNOWN_SERVER_ERROR'];
    assert.deepEqual(bench.takeAnswers(), [...refused, 'b NONE']);
    assert.equal(bench.look('a', 'b'), 'a=none b=1');
  });
});

describe('the write timeout', () => {
  test('ends the waiting for an answer; its records may still come', () => {
    const bench = RuntimeBench.active();
    bench.add('a');
    bench.turn();
    bench.advance(WRITE_TIMEOUT_MS - 1000);
    bench.add('b');
    bench.turn();
    assert.deepEqual(bench.takeAnswers(), []);
    bench.advance(1000);
    assert.deepEqual(bench.takeAnswers(), ['a COORDINATOR_NOT_AVAILABLE']);
    bench.advance(WRITE_TIMEOUT_MS - 1001);
    assert.deepEqual(bench.takeAnswers(), []);
    bench.advance(1);
    assert.deepEqual(bench.takeAnswers(), ['b COORDINATOR_NOT_AVAILABLE']);
    bench.commit();
    assert.deepEqual(bench.takeAnswers(), []);
    assert.equal(bench.look('a', 'b'), 'a=1 b=1');
    bench.advance(WRITE_TIMEOUT_MS);
    assert.deepEqual([...bench.timers], [], 'no timer runs for nothing');
  });

  test('tells the shard, once, and sends at once what it answers then', () => {
    const bench = RuntimeBench.active();
    bench.add('k', 0, 'keep');
    bench.add('s', 1, 'settle');
    bench.turn();
    bench.advance(WRITE_TIMEOUT_MS);
    assert.deepEqual(bench.takeAnswers(), ['s settle COORDINATOR_NOT_AVAILABLE', 'k keep NONE']);
    const { trace = [] } = bench.shard?.state ?? {};
    assert.equal(trace.at(-1), 'settled COORDINATOR_NOT_AVAILABLE late at 1');
    bench.commit();
    assert.equal(trace.at(-1), 'settled COORDINATOR_NOT_AVAILABLE late at 1');
    assert.equal(bench.look('s'), 's=1');
  });

  test('also counts for an event that answers nobody, but is to be settled', () => {
    const bench = RuntimeBench.active();
    bench.add('k', 0, 'keep');
    bench.add('s', 1, 'settle-silently');
    bench.turn();
    bench.advance(WRITE_TIMEOUT_MS);
    const told = ['k keep NONE', 's settle-silently NONE'];
    assert.deepEqual(bench.takeAnswers(), told);
  });
});

test('an abandoned request is answered once, whatever comes later', () => {
  const bench = RuntimeBench.active();
  const ticket = bench.add('a');
  ticket.abandon(errorOf(15));
  bench.turn();
  bench.commit();
  assert.deepEqual(bench.takeAnswers(), ['a COORDINATOR_NOT_AVAILABLE']);
  assert.equal(bench.look('a'), 'a=1');
});

test('deleted topics are an event', () => {
  const bench = RuntimeBench.active();
  bench.add('t1');
  bench.runtime.topicsDeleted([{ id: 'x', name: 't1' }]);
  bench.turn();
  bench.commit();
  assert.deepEqual(bench.log, ['0: t1=1 t1=null']);
  assert.equal(bench.look('t1'), 't1=none');
});
