import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

import { errors } from '@ottla/protocol';

import { Idempotence, type ProduceOutcome } from './idempotence.ts';
import {
  advanceSequence,
  lastSequenceOf,
  NO_IDENTITY,
  SequenceTrack,
  type ProducerIdentity,
  type SequencedBatch,
} from './sequence-track.ts';

class Batch implements SequencedBatch {
  readonly recordCount: number;
  baseSequence = -1;
  identity: ProducerIdentity = NO_IDENTITY;
  sequenceWasReset = false;

  constructor(recordCount: number) {
    this.recordCount = recordCount;
  }

  setSequence(identity: ProducerIdentity, baseSequence: number): void {
    this.identity = identity;
    this.baseSequence = baseSequence;
  }

  resetSequence(identity: ProducerIdentity, baseSequence: number): void {
    this.setSequence(identity, baseSequence);
    this.sequenceWasReset = true;
  }
}

function answered(error: { code: number; retriable: boolean }, logStart = -1): ProduceOutcome {
  return { errorCode: error.code, retriable: error.retriable, logStartOffset: logStart };
}

const { OUT_OF_ORDER_SEQUENCE_NUMBER, UNKNOWN_PRODUCER_ID, NOT_LEADER_OR_FOLLOWER } = errors;

let rules: Idempotence;
let track: SequenceTrack;

beforeEach(() => {
  rules = new Idempotence();
  rules.identified({ producerId: 7, epoch: 0 });
  track = new SequenceTrack();
});

function drain(...counts: readonly number[]): Batch[] {
  return counts.map((count) => {
    const batch = new Batch(count);
    assert.ok(rules.mayDrain(track, batch));
    rules.drained(track, batch);
    return batch;
  });
}

const sequences = (batches: readonly Batch[]): number[] => batches.map((b) => b.baseSequence);

test('sequences wrap from 2147483647 to 0', () => {
  assert.equal(advanceSequence(0x7fffffff, 1), 0);
  assert.equal(advanceSequence(0x7ffffffe, 3), 1);
  const batch = new Batch(3);
  batch.setSequence({ producerId: 1, epoch: 0 }, 0x7ffffffe);
  assert.equal(lastSequenceOf(batch), 0);
});

test('beyond the last sequence the older batch still comes first, and 0 is the next', () => {
  const [start] = drain(1);
  assert.ok(start !== undefined);
  rules.completed(track, start, 0);
  track.nextSequence = 0x7ffffffe;
  track.lastAckedSequence = 0x7ffffffd;
  const [older, newer] = drain(2, 3);
  assert.ok(older !== undefined && newer !== undefined);
  assert.deepEqual(sequences([older, newer]), [0x7ffffffe, 0]);
  assert.equal(track.firstUnackedSequence, 0x7ffffffe);
  assert.ok(rules.mayDrain(track, older) && !rules.mayDrain(track, newer));
  rules.completed(track, older, 2);
  assert.ok(track.isNext(0));
  rules.completed(track, newer, 5);
  assert.ok(track.isNext(3));
});

test('nothing is drained without a producer id', () => {
  assert.equal(new Idempotence().mayDrain(track, new Batch(1)), false);
});

test('batches take sequences in the order of their draining, and keep them', () => {
  const batches = drain(3, 2, 5);
  assert.deepEqual(sequences(batches), [0, 3, 5]);
  const [first] = batches;
  assert.ok(first !== undefined);
  rules.drained(track, first);
  assert.equal(first.baseSequence, 0);
});

test('while retrying, only the oldest unacknowledged batch goes out', () => {
  const [first, second] = drain(1, 1);
  assert.ok(first !== undefined && second !== undefined);
  assert.ok(rules.shouldRetry(track, second, answered(NOT_LEADER_OR_FOLLOWER)));
  assert.equal(rules.mayDrain(track, second), false);
  assert.ok(rules.mayDrain(track, first));
  rules.completed(track, first, 0);
  assert.ok(rules.mayDrain(track, second));
});

describe('OUT_OF_ORDER_SEQUENCE_NUMBER', () => {
  test('of a batch behind one that failed: again, with its sequence', () => {
    const [, second] = drain(1, 1);
    assert.ok(second !== undefined);
    assert.ok(rules.shouldRetry(track, second, answered(OUT_OF_ORDER_SEQUENCE_NUMBER)));
    rules.bumpIfRequired();
    assert.equal(rules.identity.epoch, 0);
    assert.equal(second.baseSequence, 1);
  });

  test('of the next expected batch: a new epoch, sequences from 0, for all in flight', () => {
    const [zero] = drain(4);
    assert.ok(zero !== undefined);
    rules.completed(track, zero, 3);
    const [first, second] = drain(2, 3);
    assert.ok(first !== undefined && second !== undefined);
    assert.ok(rules.shouldRetry(track, first, answered(OUT_OF_ORDER_SEQUENCE_NUMBER)));
    rules.bumpIfRequired();
    assert.deepEqual(rules.identity, { producerId: 7, epoch: 1 });
    assert.deepEqual(sequences([first, second]), [0, 2]);
    assert.ok(second.sequenceWasReset);
    // The second one's answer to its old sequence must not bump again.
    assert.ok(rules.shouldRetry(track, second, answered(OUT_OF_ORDER_SEQUENCE_NUMBER)));
    rules.bumpIfRequired();
    assert.equal(rules.identity.epoch, 1);
  });
});

describe('UNKNOWN_PRODUCER_ID', () => {
  test('without a log start offset: just again', () => {
    const [batch] = drain(1);
    assert.ok(batch !== undefined);
    assert.ok(rules.shouldRetry(track, batch, answered(UNKNOWN_PRODUCER_ID)));
    rules.bumpIfRequired();
    assert.equal(rules.identity.epoch, 0);
  });

  test('with one: a new epoch', () => {
    const [batch] = drain(1);
    assert.ok(batch !== undefined);
    assert.ok(rules.shouldRetry(track, batch, answered(UNKNOWN_PRODUCER_ID, 100)));
    rules.bumpIfRequired();
    assert.equal(rules.identity.epoch, 1);
    assert.equal(batch.identity.epoch, 1);
  });
});

test('a batch that the broker refused leaves a gap: those behind it start again', () => {
  const [first, second] = drain(2, 3);
  assert.ok(first !== undefined && second !== undefined);
  rules.failed(track, first, errors.INVALID_RECORD.code, true);
  rules.bumpIfRequired();
  assert.equal(rules.identity.epoch, 1);
  assert.equal(second.baseSequence, 0);
});

test('a gap behind a batch that may be there already waits for it: no duplicate', () => {
  const [unknown, refused, behind] = drain(2, 1, 1);
  assert.ok(unknown !== undefined && refused !== undefined && behind !== undefined);
  // The connection was lost before the first one was answered; the second one was refused.
  rules.failed(track, refused, errors.INVALID_TIMESTAMP.code, true);
  rules.resolve();
  rules.bumpIfRequired();
  assert.equal(rules.identity.epoch, 0);
  assert.equal(unknown.sequenceWasReset, false);
  assert.equal(rules.mayDrain(track, unknown), true);
  assert.equal(rules.mayDrain(track, new Batch(1)), false);
  rules.completed(track, unknown, 1);
  rules.resolve();
  rules.bumpIfRequired();
  assert.equal(rules.identity.epoch, 1);
  assert.deepEqual([behind.baseSequence, behind.identity.epoch], [0, 1]);
});

test('of two gaps the first one decides: what lies between them is not held up', () => {
  const [unknown, first, between, second] = drain(2, 1, 2, 1);
  assert.ok(unknown !== undefined && between !== undefined);
  assert.ok(first !== undefined && second !== undefined);
  rules.failed(track, first, errors.INVALID_RECORD.code, true);
  rules.failed(track, second, errors.INVALID_RECORD.code, true);
  rules.completed(track, unknown, 1);
  rules.resolve();
  rules.bumpIfRequired();
  assert.deepEqual([between.baseSequence, between.identity.epoch], [0, 1]);
});

describe('a batch that expired after it was sent', () => {
  test('holds its partition until what is in flight has settled, then starts a new epoch', () => {
    const [first, second] = drain(1, 1);
    assert.ok(first !== undefined && second !== undefined);
    rules.fateUnknown(track, first);
    rules.failed(track, first, 0, false);
    assert.equal(rules.mayDrain(track, new Batch(1)), false);
    rules.resolve();
    rules.bumpIfRequired();
    assert.equal(rules.identity.epoch, 0);
    rules.fateUnknown(track, second);
    rules.failed(track, second, 0, false);
    rules.resolve();
    rules.bumpIfRequired();
    assert.equal(rules.identity.epoch, 1);
    const fresh = new Batch(1);
    assert.ok(rules.mayDrain(track, fresh));
    rules.drained(track, fresh);
    assert.equal(fresh.baseSequence, 0);
  });

  test('needs no new epoch where a later batch was taken: so was it', () => {
    const [first, second] = drain(1, 1);
    assert.ok(first !== undefined && second !== undefined);
    rules.fateUnknown(track, first);
    rules.failed(track, first, 0, false);
    rules.completed(track, second, 1);
    rules.resolve();
    rules.bumpIfRequired();
    assert.equal(rules.identity.epoch, 0);
    assert.ok(rules.mayDrain(track, new Batch(1)));
  });
});

test('parts of a batch that were never sent are no less unknown: a new epoch follows', () => {
  const [whole] = drain(4);
  assert.ok(whole !== undefined);
  const parts = [new Batch(2), new Batch(2)];
  rules.replaced(track, whole, parts);
  for (const part of parts) {
    rules.fateUnknown(track, part);
    rules.failed(track, part, 0, false);
  }
  rules.resolve();
  rules.bumpIfRequired();
  assert.deepEqual(sequences(drain(1)), [0]);
  assert.equal(rules.identity.epoch, 1);
});

test('a new epoch waits, on other partitions, until what is in flight there has settled', () => {
  const other = new SequenceTrack();
  const [pending] = drain(2);
  assert.ok(pending !== undefined);
  const gap = new Batch(1);
  rules.drained(other, gap);
  rules.failed(other, gap, errors.INVALID_RECORD.code, true);
  rules.bumpIfRequired();
  assert.equal(pending.identity.epoch, 0);
  assert.equal(rules.mayDrain(track, new Batch(1)), false);
  rules.completed(track, pending, 1);
  const next = new Batch(1);
  assert.ok(rules.mayDrain(track, next));
  rules.drained(track, next);
  assert.deepEqual([next.identity.epoch, next.baseSequence], [1, 0]);
});

describe('in transactions no epoch is made', () => {
  beforeEach(() => {
    rules = new Idempotence({ isTransactional: true });
    rules.identified({ producerId: 7, epoch: 3 });
  });

  const isRetried = (batch: Batch | undefined, outcome: ProduceOutcome): boolean => {
    assert.ok(batch !== undefined);
    return rules.shouldRetry(track, batch, outcome);
  };

  test('OUT_OF_ORDER_SEQUENCE_NUMBER: again only behind one that failed', () => {
    const [first, second] = drain(2, 3);
    assert.equal(isRetried(second, answered(OUT_OF_ORDER_SEQUENCE_NUMBER)), true);
    assert.equal(isRetried(first, answered(OUT_OF_ORDER_SEQUENCE_NUMBER)), false);
    rules.bumpIfRequired();
    assert.equal(rules.identity.epoch, 3);
  });

  test('UNKNOWN_PRODUCER_ID: again where retention took what was known, else not', () => {
    const [first] = drain(4);
    assert.ok(first !== undefined);
    assert.equal(isRetried(first, answered(UNKNOWN_PRODUCER_ID)), true);
    rules.completed(track, first, 3);
    const [second, third] = drain(2, 1);
    assert.equal(isRetried(second, answered(UNKNOWN_PRODUCER_ID, 2)), false);
    assert.equal(isRetried(second, answered(UNKNOWN_PRODUCER_ID, 4)), true);
    assert.ok(second !== undefined && third !== undefined);
    assert.deepEqual(sequences([second, third]), [0, 2]);
    assert.equal(isRetried(third, answered(UNKNOWN_PRODUCER_ID, 4)), true);
  });

  test('a refused batch leaves its sequences to those behind it', () => {
    const [first, second, third] = drain(2, 3, 1);
    assert.ok(first !== undefined && second !== undefined && third !== undefined);
    rules.failed(track, second, errors.INVALID_RECORD.code, true);
    assert.deepEqual(sequences([first, third]), [0, 2]);
    assert.ok(third.sequenceWasReset && !first.sequenceWasReset);
    assert.deepEqual(sequences(drain(1)), [3]);
  });

  test('one whose retries ran out does not: the broker may have it', () => {
    const [first, second] = drain(2, 3);
    assert.ok(first !== undefined && second !== undefined);
    rules.failed(track, first, NOT_LEADER_OR_FOLLOWER.code, false);
    assert.deepEqual(sequences([second]), [2]);
  });

  test('what expired in flight is lost, and told so; the next epoch begins anew', () => {
    const [first] = drain(2);
    assert.ok(first !== undefined);
    rules.fateUnknown(track, first);
    assert.equal(rules.resolve(), false);
    rules.failed(track, first, 0, false);
    assert.equal(rules.mayDrain(track, new Batch(1)), false);
    assert.equal(rules.resolve(), true);
    assert.equal(rules.resolve(), false);
    rules.identified({ producerId: 7, epoch: 4 });
    const [next] = drain(1);
    assert.deepEqual([next?.identity.epoch, next?.baseSequence], [4, 0]);
  });

  test('what expired in flight, but was surely taken, is not lost', () => {
    const [first, second] = drain(2, 3);
    assert.ok(first !== undefined && second !== undefined);
    rules.fateUnknown(track, first);
    rules.failed(track, first, 0, false);
    rules.completed(track, second, 4);
    assert.equal(rules.resolve(), false);
    assert.ok(rules.mayDrain(track, new Batch(1)));
  });
});

test('used up epochs need a new producer id, with which the batches start again', () => {
  rules.identified({ producerId: 7, epoch: 0x7fff });
  const [first, second] = drain(2, 2);
  assert.ok(first !== undefined && second !== undefined);
  assert.ok(rules.shouldRetry(track, first, answered(OUT_OF_ORDER_SEQUENCE_NUMBER)));
  rules.bumpIfRequired();
  assert.equal(rules.hasProducerId, false);
  assert.equal(rules.mayDrain(track, first), false);
  rules.identified({ producerId: 8, epoch: 0 });
  assert.deepEqual([first.identity.producerId, second.identity.producerId], [8, 8]);
  assert.deepEqual(sequences([first, second]), [0, 2]);
});

test('parts of a split batch share its sequences in order', () => {
  const [batch, behind] = drain(5, 1);
  assert.ok(batch !== undefined && behind !== undefined);
  const parts = [new Batch(2), new Batch(3)];
  rules.replaced(track, batch, parts);
  assert.deepEqual(sequences(parts), [0, 2]);
  assert.equal(track.firstUnackedSequence, 0);
  assert.equal(rules.mayDrain(track, behind), false);
});
