// Transactions on one partition: what read_committed sees, and what it must skip.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { transactionMarkerBatch } from '@ottla/protocol';

import type { AppendOutcome, PartitionLog } from '../src/index.ts';
import { AS_CLIENT, batchOf, errorOf, makeLog, offsetsIn, planOf } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

const UNVERIFIED = { transactionVerification: false };

class Producer {
  readonly id: number;
  epoch = 0;
  #sequence = 0;
  readonly #log: () => PartitionLog;

  constructor(made: SimulatedLog, id: number) {
    this.id = id;
    this.#log = () => made.log;
  }

  send(records = 1): AppendOutcome {
    const { id, epoch } = this;
    const producer = { id, epoch, sequence: this.#sequence, transactional: true };
    const outcome = this.#log().append(batchOf({ records, producer }), AS_CLIENT);
    if (outcome.kind === 'appended') this.#sequence += records;
    this.#settle();
    return outcome;
  }

  end(type: 'COMMIT' | 'ABORT', coordinatorEpoch = 1): AppendOutcome {
    const { id, epoch } = this;
    const marker = { type, producerId: id, producerEpoch: epoch, coordinatorEpoch };
    const bytes = transactionMarkerBatch(marker, { partitionLeaderEpoch: -1, timestamp: 1_000 });
    const outcome = this.#log().append(bytes, { ...AS_CLIENT, origin: 'coordinator' });
    this.#settle();
    return outcome;
  }

  #settle(): void {
    const log = this.#log();
    log.flushAppends();
    log.setHighWatermark(log.writtenOffset);
  }
}

function abortedIn(made: SimulatedLog, offset: number, maxBytes = 1_000_000): string[] {
  const plan = planOf(made.log, offset, { upTo: 'last-stable', maxBytes });
  const found = plan.abortedTransactions?.map((one) => `${one.producerId}@${one.firstOffset}`);
  plan.release();
  return found ?? [];
}

test('read_committed ends before the first open transaction', () => {
  const made = makeLog({ config: UNVERIFIED });
  const [a, b] = [new Producer(made, 1), new Producer(made, 2)];
  a.send();
  b.send();
  assert.equal(made.log.lastStableOffset, 0);
  assert.deepEqual(offsetsIn(made, { upTo: 'last-stable' }), []);
  a.end('COMMIT');
  assert.equal(made.log.lastStableOffset, 1, 'b is open since 1');
  assert.deepEqual(offsetsIn(made, { upTo: 'last-stable' }), [0]);
  b.end('COMMIT');
  assert.equal(made.log.lastStableOffset, 4);
  assert.deepEqual(offsetsIn(made, { upTo: 'last-stable' }), [0, 1], 'markers are no records');
});

test('a decided transaction counts once its marker is below the high watermark', () => {
  const made = makeLog({ config: UNVERIFIED });
  const { log } = made;
  const bytes = batchOf({ producer: { id: 1, epoch: 0, sequence: 0, transactional: true } });
  log.append(bytes, AS_CLIENT);
  log.flushAppends();
  log.setHighWatermark(1);
  const marker = { type: 'COMMIT', producerId: 1, producerEpoch: 0, coordinatorEpoch: 0 } as const;
  const end = transactionMarkerBatch(marker, { partitionLeaderEpoch: -1, timestamp: 1 });
  log.append(end, { ...AS_CLIENT, origin: 'coordinator' });
  log.flushAppends();
  assert.equal(log.lastStableOffset, 0, 'the marker may still be lost');
  log.setHighWatermark(2);
  assert.equal(log.lastStableOffset, 2);
});

test('aborted transactions are named to those who read them, and to nobody else', () => {
  const made = makeLog({ config: { ...UNVERIFIED, segmentBytes: 400, indexIntervalBytes: 50 } });
  const [a, b] = [new Producer(made, 1), new Producer(made, 2)];
  const c = new Producer(made, 3);
  a.send(); // 0
  b.send(); // 1
  a.end('ABORT'); // 2
  b.send(); // 3
  b.end('COMMIT'); // 4
  c.send(); // 5
  a.send(); // 6
  c.end('ABORT'); // 7
  a.end('ABORT'); // 8
  assert.ok(made.log.segments.length > 1);
  assert.deepEqual(made.log.abortedTransactions(0, 9), [
    { producerId: 1, firstOffset: 0 },
    { producerId: 3, firstOffset: 5 },
    { producerId: 1, firstOffset: 6 },
  ]);
  assert.deepEqual(made.log.abortedTransactions(3, 5), []);
  assert.deepEqual(abortedIn(made, 3).at(0), '3@5');
  assert.ok(abortedIn(made, 0, 1).includes('1@0'));
  assert.deepEqual(abortedIn(made, 8), ['1@6']);
});

test('the LSO in the index is the one after the marker', async () => {
  const made = makeLog({ config: UNVERIFIED });
  const [a, b] = [new Producer(made, 1), new Producer(made, 2)];
  a.send(); // 0
  b.send(); // 1
  a.end('ABORT'); // 2
  b.end('ABORT'); // 3
  await made.universe.resolve(made.log.close());
  const path = `${made.log.path}/00000000000000000000.txnindex`;
  const bytes = Buffer.from(made.world.disk.readFile(path));
  const field = (at: number): number => Number(bytes.readBigInt64BE(at));
  const rows = [0, 34].map((at) => [field(at + 10), field(at + 18), field(at + 26)]);
  assert.deepEqual(rows, [[0, 2, 1], [1, 3, 4]]);
});

for (const end of ['close', 'process'] as const) {
  test(`open and aborted transactions outlive ${end}`, async () => {
    const made = makeLog({
      config: { ...UNVERIFIED, segmentBytes: 300, producerIdExpirationMs: Infinity },
    });
    const [a, b] = [new Producer(made, 1), new Producer(made, 2)];
    a.send();
    a.end('ABORT');
    b.send();
    for (let n = 0; n < 10; n++) a.send();
    a.end('COMMIT');
    await made.reopen({ end });
    made.log.setHighWatermark(made.log.logEndOffset);
    assert.equal(made.log.lastStableOffset, 2);
    assert.deepEqual(made.log.abortedTransactions(0, 20), [{ producerId: 1, firstOffset: 0 }]);
    b.end('ABORT');
    assert.equal(made.log.lastStableOffset, made.log.logEndOffset);
    assert.deepEqual(abortedIn(made, 0).sort(), ['1@0', '2@2']);
  });
}

test('a marker of a coordinator that was replaced is refused', () => {
  const made = makeLog({ config: UNVERIFIED });
  const a = new Producer(made, 1);
  a.send();
  a.end('COMMIT', 5);
  a.send();
  assert.equal(errorOf(a.end('COMMIT', 4)), 'TRANSACTION_COORDINATOR_FENCED');
  assert.equal(errorOf(a.end('COMMIT', 5)), 'appended');
});

test('clients cannot write markers', () => {
  const { log } = makeLog({ config: UNVERIFIED });
  const marker = { type: 'ABORT', producerId: 1, producerEpoch: 0, coordinatorEpoch: 0 } as const;
  const bytes = transactionMarkerBatch(marker, { partitionLeaderEpoch: -1, timestamp: 1_000 });
  assert.equal(errorOf(log.append(bytes, AS_CLIENT)), 'INVALID_RECORD');
});

test('the first batch of a transaction needs its verification', () => {
  const made = makeLog();
  const bytes = (sequence: number): Uint8Array =>
    batchOf({ producer: { id: 1, epoch: 0, sequence, transactional: true } });
  assert.equal(errorOf(made.log.append(bytes(0), AS_CLIENT)), 'INVALID_TXN_STATE');
  const request = { producerId: 1, epoch: 0, sequence: 0, supportsEpochBump: false };
  const verification = made.log.startVerification(request);
  assert.ok(verification);
  assert.equal(made.log.startVerification(request), verification, 'one per producer');
  const foreign = { ...AS_CLIENT, verification: { producerId: 1 } };
  assert.equal(errorOf(made.log.append(bytes(0), foreign)), 'INVALID_TXN_STATE');
  assert.equal(errorOf(made.log.append(bytes(0), { ...AS_CLIENT, verification })), 'appended');
  assert.equal(made.log.startVerification(request), undefined, 'it is open now');
  assert.equal(errorOf(made.log.append(bytes(1), AS_CLIENT)), 'appended');
});

test('a verification does not outlive its transaction', () => {
  const made = makeLog();
  const a = new Producer(made, 1);
  const request = { producerId: 1, epoch: 0, sequence: 0, supportsEpochBump: false };
  const verification = made.log.startVerification(request);
  a.end('ABORT');
  const bytes = batchOf({ producer: { id: 1, epoch: 0, sequence: 0, transactional: true } });
  const late = made.log.append(bytes, { ...AS_CLIENT, ...(verification && { verification }) });
  assert.equal(errorOf(late), 'INVALID_TXN_STATE');
});

test('deleting records below an open transaction moves where read_committed ends', () => {
  const made = makeLog({ config: UNVERIFIED });
  const a = new Producer(made, 1);
  for (let n = 0; n < 5; n++) a.send();
  assert.equal(made.log.lastStableOffset, 0);
  made.log.incrementLogStartOffset(3);
  assert.equal(made.log.lastStableOffset, 3);
});
