// Each checker on histories written by hand: what is good it leaves alone, what is bad it names.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { allCheckers } from '../src/index.ts';
import { MEMBER, PRODUCER, WrittenHistory } from './written-history.ts';

interface Case {
  readonly checker: string;
  readonly what: string;
  readonly history: WrittenHistory;
  /** What it says; nothing for a good history. */
  readonly says?: RegExp;
}

const history = (facts?: ConstructorParameters<typeof WrittenHistory>[0]) =>
  new WrittenHistory(facts);
const SLOPPY = { ...PRODUCER, id: 'q.1', isIdempotent: false, keepsOrder: false };

const BESIDE = 'ClientError: not written to t-0: other records of the same batch are invalid';

const CASES: readonly Case[] = [
  {
    checker: 'lost-write',
    what: 'all that was acknowledged is there',
    history: history().send('a@0').send('b').send('c@1').final(['a@0', 'c@1']),
  },
  {
    checker: 'lost-write',
    what: 'an acknowledged record is missing',
    history: history().send('a@0').send('b@1').send('c@2').final(['a@0', 'c@2']),
    says: /^b, acknowledged at 1 of t-0, is gone$/,
  },
  {
    checker: 'lost-write',
    what: 'the last one is missing',
    history: history().send('a@0').send('b@1').final(['a@0']),
    says: /^b/,
  },
  {
    checker: 'lost-write',
    what: 'acks=0 promises nothing',
    history: history()
      .send('a@0', { session: { ...SLOPPY, acks: 0 } })
      .final([]),
  },
  {
    checker: 'lost-write',
    what: 'a loss of power takes the tail of what was not flushed',
    history: history({ isDurable: false }).send('a@0').send('b@1').powerLoss().final(['a@0']),
  },
  {
    checker: 'lost-write',
    what: 'a loss of power takes what was on the disk',
    history: history().send('a@0').send('b@1').powerLoss().final(['a@0']),
    says: /^b/,
  },
  {
    checker: 'lost-write',
    what: 'a loss of power takes a record before one that survives',
    history: history({ isDurable: false })
      .send('a@0')
      .send('b@1')
      .send('c@2')
      .powerLoss()
      .send('d@3')
      .final(['a@0', 'c@2', 'd@3']),
    says: /^b.* and 2 of the same era survived$/,
  },
  {
    checker: 'lost-write',
    what: 'what was written after a loss of power is no survivor',
    history: history({ isDurable: false })
      .send('a@0')
      .powerLoss()
      .send('b@0')
      .send('c@1')
      .final(['b@0', 'c@1']),
  },
  {
    checker: 'lost-write',
    what: 'records before the start of a trimmed log were removed',
    history: history({ kind: 'trimmed' })
      .send('a@0')
      .send('b@1')
      .final(['b@1'], { startOffset: 1 }),
  },
  {
    checker: 'lost-write',
    what: 'one behind the start of a trimmed log is missing',
    history: history({ kind: 'trimmed' })
      .send('a@0')
      .send('b@1')
      .send('c@2')
      .final(['c@2'], { startOffset: 1 }),
    says: /^b/,
  },
  {
    checker: 'lost-key',
    what: 'the last of a key is there',
    history: history({ kind: 'compacted' })
      .send('a@0', { key: 'k' })
      .send('b@1', { key: 'k' })
      .final(['b@1']),
  },
  {
    checker: 'lost-key',
    what: 'only an older one of a key is there',
    history: history({ kind: 'compacted' })
      .send('a@0', { key: 'k' })
      .send('b@1', { key: 'k' })
      .final(['a@0']),
    says: /^b, the last of key k at 1/,
  },
  {
    checker: 'unseen',
    what: 'a group was given all that it committed',
    history: history()
      .send('a@0')
      .send('b@1')
      .poll(['a@0', 'b@1'], { session: MEMBER })
      .committed(2)
      .final(['a@0', 'b@1']),
  },
  {
    checker: 'unseen',
    what: 'what is not committed may come later',
    history: history().send('a@0').committed(0).final(['a@0']),
  },
  {
    checker: 'unseen',
    what: 'a group committed past what its members were given',
    history: history()
      .send('a@0')
      .send('b@1')
      .poll(['a@0'], { session: MEMBER })
      .poll(['b@1'])
      .committed(2)
      .final(['a@0', 'b@1']),
    says: /^b at t-0 1 was given to nobody of g, which committed 2$/,
  },
  {
    checker: 'aborted-read',
    what: 'what was refused is not there',
    history: history().send('a', { outcome: 'failed' }).send('b@0').poll(['b@0']).final(['b@0']),
  },
  {
    checker: 'aborted-read',
    what: 'what was refused is read',
    history: history().send('a', { outcome: 'failed', error: 'TOO_LARGE' }).poll(['a@0']),
    says: /^a was refused \(TOO_LARGE\) and is at 0 of t-0, by r.1$/,
  },
  {
    checker: 'inconsistent-offsets',
    what: 'sends, polls and the log agree',
    history: history().send('a@0').send('b@1').poll(['a@0', 'b@1']).final(['a@0', 'b@1']),
  },
  {
    checker: 'inconsistent-offsets',
    what: 'two readers see two values at one place',
    history: history().send('a@0').send('b').poll(['a@0']).poll(['b@0']),
    says: /^a and b at 0 \(epoch 0\)/,
  },
  {
    checker: 'inconsistent-offsets',
    what: 'after a loss of power another value stands there, in another epoch',
    history: history({ isDurable: false })
      .send('a@0')
      .poll(['a@0#1'])
      .powerLoss()
      .send('b@0')
      .final(['b@0#2']),
  },
  {
    checker: 'inconsistent-offsets',
    what: 'an acknowledgement told another offset',
    history: history().send('a@1').send('b').final(['a@0', 'b@1']),
    says: /^a was acknowledged at 1 of t-0, where b is$/,
  },
  {
    checker: 'inconsistent-offsets',
    what: 'two sends were acknowledged for one offset',
    history: history().send('a@0').send('b@0').final([]),
    says: /^a and b were both acknowledged/,
  },
  {
    checker: 'duplicate',
    what: 'an idempotent producer is there once, another twice',
    history: history()
      .send('a@0')
      .send('b@1', { session: SLOPPY })
      .final(['a@0', 'b@1', 'b@2']),
  },
  {
    checker: 'duplicate',
    what: 'an idempotent producer is there twice',
    history: history().send('a@0').final(['a@0', 'a@1']),
    says: /^a is at t-0@0 and t-0@1$/,
  },
  {
    checker: 'nonmonotonic-send',
    what: 'in the order of the sends, with one left out',
    history: history().send('a@0').send('b').send('c@1').final(['a@0', 'c@1']),
  },
  {
    checker: 'nonmonotonic-send',
    what: 'in another order',
    history: history().send('a@1').send('b@0').final(['b@0', 'a@1']),
    says: /^a at 1 of t-0 was sent before b$/,
  },
  {
    checker: 'nonmonotonic-send',
    what: 'who is not idempotent owes no order',
    history: history()
      .send('a@1', { session: SLOPPY })
      .send('b@0', { session: SLOPPY })
      .final(['b@0', 'a@1']),
  },
  {
    checker: 'int-poll-skip',
    what: 'all of a range, with a gap where the log has one',
    history: history().poll(['a@0', 'c@2']).final(['a@0', 'c@2']),
  },
  {
    checker: 'int-poll-skip',
    what: 'a batch without one from its middle',
    history: history().poll(['a@0', 'c@2']).final(['a@0', 'b@1', 'c@2']),
    says: /^r.1 was given 0 to 2 of t-0 without 1$/,
  },
  {
    checker: 'int-nonmonotonic-poll',
    what: 'offsets rise',
    history: history().poll(['a@0', 'b@1', 'd@3']),
  },
  {
    checker: 'int-nonmonotonic-poll',
    what: 'offsets go back in a batch',
    history: history().poll(['b@1', 'a@0'], { nextOffset: 2 }),
    says: /^r.1 was given 0 after 1 of t-0$/,
  },
  {
    checker: 'poll-skip',
    what: 'one after the other',
    history: history().poll(['a@0']).poll(['b@1']).final(['a@0', 'b@1', 'c@2']),
  },
  {
    checker: 'poll-skip',
    what: 'a later one without the one before',
    history: history().poll(['a@0']).poll(['c@2']).final(['a@0', 'b@1', 'c@2']),
    says: /^r.1 was never given 1 of t-0, stint 1/,
  },
  {
    checker: 'poll-skip',
    what: 'another stint owes nothing',
    history: history().poll(['a@0']).poll(['c@2'], { stint: 2 }).final(['a@0', 'b@1', 'c@2']),
  },
  {
    checker: 'poll-skip',
    what: 'after a loss of power it did not go back to what was written anew',
    history: history({ isDurable: false })
      .poll(['a@0#1', 'b@1#1'])
      .powerLoss()
      .poll(['d@2#2'])
      .final(['a@0#1', 'c@1#2', 'd@2#2']),
    says: /never given 1 of t-0/,
  },
  {
    checker: 'nonmonotonic-poll',
    what: 'forward',
    history: history().poll(['a@0']).poll(['b@1']),
  },
  {
    checker: 'nonmonotonic-poll',
    what: 'back',
    history: history().poll(['a@0', 'b@1']).poll(['b@1']),
    says: /^r.1 was at 2 of t-0, stint 1, and was given 1$/,
  },
  {
    checker: 'nonmonotonic-poll',
    what: 'back with the log after a loss of power',
    history: history({ isDurable: false }).poll(['a@0', 'b@1']).powerLoss().poll(['c@1#1']),
  },
  {
    checker: 'phantom-record',
    what: 'what was sent',
    history: history().send('a@0').poll(['a@0']),
  },
  {
    checker: 'phantom-record',
    what: 'what nobody sent',
    history: history().poll(['x@0']),
    says: /^never sent: x at 0 of t-0, by r.1$/,
  },
  {
    checker: 'phantom-record',
    what: 'in another partition than was acknowledged',
    history: history().send('a@0').poll(['a@0'], { partition: 1 }),
    says: /^acknowledged for partition 0: a/,
  },
  {
    checker: 'wrong-timestamp',
    what: 'the time that the producer gave',
    history: history().send('a@0').poll(['a@0']),
  },
  {
    checker: 'wrong-timestamp',
    what: 'the time that the broker told',
    history: history({ isLogAppendTime: true })
      .send('a@0', { storedTimestamp: 1_001 })
      .poll(['a@0']),
    says: /^a at 0 of t-0, by r.1: 1000, not 1001$/,
  },
  {
    checker: 'wrong-timestamp',
    what: 'a copy that a loss of power took had another time',
    history: history({ isLogAppendTime: true, isDurable: false })
      .poll(['a@0'])
      .send('a@0', { storedTimestamp: 1_001 })
      .powerLoss(),
  },
  {
    checker: 'wrong-lookup',
    what: 'ends and times as the log has them',
    history: history()
      .send('a@0')
      .send('b@1', { timestamp: 2_000 })
      .lookup('earliest', 0)
      .lookup('latest', 2)
      .lookup(1_000, 0)
      .lookup(1_500, 1)
      .lookup(2_500, -1)
      .final(['a@0', 'b@1']),
  },
  {
    checker: 'wrong-lookup',
    what: 'an end before what was acknowledged',
    history: history().send('a@0').send('b@1').lookup('latest', 1).final(['a@0', 'b@1']),
    says: /^latest of t-0 was answered by 1: b was acknowledged at 1 before$/,
  },
  {
    checker: 'wrong-lookup',
    what: 'an end that is not known yet by its acknowledgement',
    history: history().lookup('latest', 0).send('a@0').final(['a@0']),
  },
  {
    checker: 'wrong-lookup',
    what: 'a fitting record was passed over',
    history: history().send('a@0').send('b@1').lookup(900, 1).final(['a@0', 'b@1']),
    says: /0 has 1000/,
  },
  {
    checker: 'wrong-lookup',
    what: 'a record that is too old',
    history: history().send('a@0').lookup(1_500, 0).final(['a@0']),
    says: /it has 1000/,
  },
  {
    checker: 'watermark-back',
    what: 'forward',
    history: history()
      .poll(['a@0'], { highWatermark: 1 })
      .poll(['b@1'], { highWatermark: 2, logStartOffset: 1 }),
  },
  {
    checker: 'watermark-back',
    what: 'a killed broker begins with what it knows to be durable',
    history: history()
      .poll(['a@0'], { highWatermark: 9 })
      .processDeath()
      .poll(['b@1'], { highWatermark: 8 }),
  },
  {
    checker: 'watermark-back',
    what: 'a killed broker has forgotten where the log starts',
    history: history()
      .poll(['a@5'], { logStartOffset: 5 })
      .processDeath()
      .poll(['b@6'], { logStartOffset: 0 }),
    says: /^log start 0 after 5/,
  },
  {
    checker: 'watermark-back',
    what: 'the watermark goes back',
    history: history()
      .poll(['a@0'], { highWatermark: 9 })
      .poll(['b@1'], { highWatermark: 8 }),
    says: /^high watermark 8 after 9/,
  },
  {
    checker: 'watermark-back',
    what: 'a record above the watermark',
    history: history().poll(['a@5'], { highWatermark: 5 }),
    says: /^5 above the high watermark 5/,
  },
  {
    checker: 'log-start-back',
    what: 'forward, and a request that changes nothing',
    history: history().lookup('earliest', 0).trim(5).lookup('earliest', 5).trim(3).final([], {
      startOffset: 6,
    }),
  },
  {
    checker: 'log-start-back',
    what: 'a killed broker has forgotten where the log starts',
    history: history().trim(5).processDeath().lookup('earliest', 0),
    says: /^t-0 started at 5, then at 0$/,
  },
  {
    checker: 'log-start-back',
    what: 'deleted records are there again',
    history: history().trim(5).lookup('earliest', 4),
    says: /^t-0 started at 5, then at 4$/,
  },
  {
    checker: 'log-start-back',
    what: 'they are there again in the end',
    history: history().trim(5).final([], { startOffset: 0 }),
    says: /^t-0 started at 5, then at 0$/,
  },
  {
    checker: 'commit-regression',
    what: 'forward, and a read of what was committed',
    history: history().commit(1).committed(1).commit(2).committed(2),
  },
  {
    checker: 'commit-regression',
    what: 'a read is told less than was committed',
    history: history().commit(2).committed(1),
    says: /^g t-0 was at 2 \(m.1\), then at 1 \(read\)$/,
  },
  {
    checker: 'commit-regression',
    what: 'a later commit is lower',
    history: history().commit(2).commit(1),
    says: /then at 1 \(m.1\)$/,
  },
  {
    checker: 'commit-regression',
    what: 'a commit that was not acknowledged binds nobody',
    history: history().commit(2, 'unknown').committed(1),
  },
  {
    checker: 'commit-regression',
    what: 'two that overlap are in no order',
    history: history().commit(2).committed(1, { invokedMs: 0 }),
  },
  {
    checker: 'two-owners',
    what: 'each partition once in a generation',
    history: history().claim('a', 1, 't-0', 't-1').claim('a', 2, 't-0').claim('b', 2, 't-1'),
  },
  {
    checker: 'two-owners',
    what: 'a loss of power took the group, whose generations begin anew',
    history: history().withLooseOffsets().claim('a', 1, 't-0').powerLoss().claim('b', 1, 't-0'),
  },
  {
    checker: 'two-owners',
    what: 'a loss of power took a group that was on the disk',
    history: history().claim('a', 1, 't-0').powerLoss().claim('b', 1, 't-0'),
    says: /^t-0 in generation 1 of g belongs to a and to b$/,
  },
  {
    checker: 'two-owners',
    what: 'one partition twice',
    history: history().claim('a', 2, 't-0', 't-1').claim('b', 2, 't-1'),
    says: /^t-1 in generation 2 of g belongs to a and to b$/,
  },
  {
    checker: 'silence',
    what: 'an acknowledgement now and then, once faults are over',
    history: history().faultsOver().pause(40_000).send('a@0').pause(40_000).send('b@1'),
  },
  {
    checker: 'silence',
    what: 'while there are faults nobody has to be heard',
    history: history().send('a@0').pause(600_000).send('b@1').faultsOver().send('c@2'),
  },
  {
    checker: 'silence',
    what: 'while nothing is sent nobody has to be heard',
    history: history().send('a@0').pause(600_000).faultsOver(),
  },
  {
    checker: 'silence',
    what: 'the first acknowledgement after the faults comes late',
    history: history().faultsOver().send('a').pause(50_000).send('b@1'),
    says: /^nothing was acknowledged for 50.0 s, from 10 on$/,
  },
  {
    checker: 'silence',
    what: 'none comes at all',
    history: history().faultsOver().pause(50_000).send('a').send('b'),
    says: /^nothing was acknowledged for 50.0 s/,
  },
  {
    checker: 'few-ok',
    what: 'one in ten is not known to be there',
    history: manySends(30, (index) => index % 10 === 0),
  },
  {
    checker: 'few-ok',
    what: 'every fifth is not known to be there',
    history: manySends(30, (index) => index % 5 === 0),
    says: /^23 of 28 records sent after the last fault were acknowledged: TimeoutError$/,
  },
  {
    checker: 'few-ok',
    what: 'a producer that waits on a dead connection first is not counted before it is back',
    history: manySends(60, (index) => index < 30),
  },
  {
    checker: 'few-ok',
    what: 'a topic that comes and goes takes what it likes',
    history: manySends(30, () => true, history({ kind: 'fleeting' })),
  },
  {
    checker: 'few-ok',
    what: 'who shares a batch with an invalid record is refused with it',
    history: manySends(30, (index) => index % 5 === 0, history(), BESIDE),
  },
  {
    checker: 'lag',
    what: 'a group is given a record soon, or what comes after it',
    history: history()
      .faultsOver()
      .send('a@0')
      .send('b@1')
      .pause(50_000)
      .poll(['b@1'], { session: MEMBER }),
  },
  {
    checker: 'lag',
    what: 'a group is given a record late',
    history: history()
      .faultsOver()
      .send('a@0')
      .pause(70_000)
      .poll(['a@0'], { session: MEMBER }),
    says: /^a, acknowledged at t-0 0, was after 70.0 s given to g$/,
  },
  {
    checker: 'lag',
    what: 'another reader does not count',
    history: history().faultsOver().send('a@0').poll(['a@0']),
    says: /^a, acknowledged at t-0 0, was never given to g$/,
  },
  {
    checker: 'lag',
    what: 'what was sent among faults may wait',
    history: history().send('a@0').faultsOver(),
  },
];

/** Records sent once faults are over, some without an answer. */
function manySends(
  count: number,
  isUnknown: (index: number) => boolean,
  written = history(),
  error = 'TimeoutError',
): WrittenHistory {
  written.faultsOver();
  for (let index = 0; index < count; index += 1) {
    if (isUnknown(index)) written.send(`v${index}`, { error });
    else written.send(`v${index}@${index}`);
  }
  return written;
}

describe('a history by hand', () => {
  for (const { checker, what, history: written, says } of CASES) {
    test(`${checker}: ${what}`, () => {
      const said = written.saidBy(checker);
      if (says === undefined) return assert.deepEqual(said, []);
      assert.equal(said.length, 1, said.join('; ') || 'nothing was said');
      assert.match(said[0] ?? '', says);
    });
  }

  test('stuck and complaint tell what they were told', () => {
    const written = new WrittenHistory();
    written.history.stalls = [{ what: 'the end', waitedMs: 5 }];
    written.history.complaints = ['an assertion failed'];
    assert.deepEqual(written.saidBy('stuck'), ['the end: not within 5 ms after the last fault']);
    assert.deepEqual(written.saidBy('complaint'), ['an assertion failed']);
  });

  test('each checker has a good and a bad history', () => {
    const told = ['stuck', 'complaint'];
    for (const { name } of allCheckers) {
      if (told.includes(name)) continue;
      const own = CASES.filter(({ checker }) => checker === name);
      assert.ok(own.some(({ says }) => says !== undefined), `${name}: no bad history`);
      assert.ok(own.some(({ says }) => says === undefined), `${name}: no good history`);
    }
  });
});
