// Consume, transform, produce, exactly once: our own client copies a topic to another in
// transactions, with the offsets of its group (KIP-447), until it is killed or told to stop. One
// argument in JSON: bootstrap, from, to, group, id (of the producer, and the member's instance),
// abortPercent, and workMs, how long a transaction takes at most. Says `ready`, then `copied N` and
// `aborted` a line each.

import { setTimeout as sleep } from 'node:timers/promises';

import {
  ApplicationRecoverableError,
  Consumer,
  Producer,
  TransactionFatalError,
  WakeupError,
  type ConsumedRecord,
} from '@ottla/client';

const settings = JSON.parse(process.argv[2] ?? '{}');
const { bootstrap: bootstrapServers, from, to, group: groupId, id } = settings;
const { abortPercent = 0, workMs = 0 } = settings;
/** About a batch of the producer's: many transactions instead of a few large ones. */
const FETCH_BYTES = 500;

class OwnError extends Error {}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const producer = new Producer({ bootstrapServers, transactionalId: id });
// First: what an earlier process left open holds back the offsets that it sent.
await producer.initTransactions();
const consumer = new Consumer({
  bootstrapServers,
  groupId,
  groupInstanceId: id,
  isolationLevel: 'read_committed',
  autoOffsetReset: 'earliest',
  enableAutoCommit: false,
  sessionTimeoutMs: 6_000,
  heartbeatIntervalMs: 500,
  fetchMaxWaitMs: 100,
  maxPartitionFetchBytes: FETCH_BYTES,
});
consumer.subscribe(from);
let isStopping = false;
process.once('SIGTERM', () => {
  isStopping = true;
  consumer.wakeup();
});
say('ready');
while (!isStopping) await copyNext();
await consumer.close({ leaveGroup: true });
await producer.close();

async function copyNext(): Promise<void> {
  let records: ConsumedRecord[];
  try {
    records = [...(await consumer.next())];
  } catch (error) {
    if (error instanceof WakeupError) return;
    throw error;
  }
  const [first] = records;
  const last = records.at(-1);
  if (first === undefined || last === undefined) return;
  const { topic, partition } = first;
  try {
    await producer.transaction(async (transaction) => {
      for (const { key, value } of records) {
        const text = `copy of ${Buffer.from(value ?? []).toString()}`;
        void transaction.send({ topic: to, partition, key, value: text });
      }
      const offsets = [{ topic, partition, offset: last.offset + 1 }];
      void transaction.sendOffsets(offsets, consumer.membership);
      // Sometimes all of it is written when the work goes wrong, sometimes nothing.
      await sleep(Math.random() * workMs);
      if (Math.random() * 100 < abortPercent) throw new OwnError('the work went wrong');
    });
    say(`copied ${partition} ${first.offset}-${last.offset}`);
  } catch (error) {
    const isFinal =
      error instanceof ApplicationRecoverableError || error instanceof TransactionFatalError;
    if (isFinal) throw error;
    say(`aborted ${partition} ${first.offset}-${last.offset} ${String(error)}`);
    const isMine = consumer.assignment.some(
      (each) => each.topic === topic && each.partition === partition,
    );
    // Where it went to another, that one begins at what is committed.
    if (isMine) consumer.seek({ topic, partition }, { offset: first.offset });
  }
}
