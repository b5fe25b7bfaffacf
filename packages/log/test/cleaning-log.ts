// A compacted log for the tests of the cleaner: what to put into it, a cleaning, and what is left.

import assert from 'node:assert/strict';

import { BatchBuilder, batchesIn, RecordCursor, transactionMarkerBatch } from '@ottla/protocol';

import type { CleaningOutcome, LogConfig } from '../src/index.ts';
import { CleanerMemory, Throttle } from '../src/index.ts';
import { AS_CLIENT, makeLog, readBytes } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

export const LIMITS = { dedupeBufferBytes: 1_000_000, loadFactor: 0.9, ioBufferBytes: 2_000 };

export function makeCompacted(config: Partial<LogConfig> = {}): SimulatedLog {
  const cleanupPolicy = { compact: true, delete: false };
  const defaults = {
    segmentBytes: 300,
    cleanupPolicy,
    transactionVerification: false,
    // The tests' timestamps are of long ago, or of the World's today.
    producerIdExpirationMs: Infinity,
    messageTimestampAfterMaxMs: Infinity,
    fileDeleteDelayMs: 5,
  };
  return makeLog({ config: { ...defaults, ...config } });
}

export interface Put {
  readonly key: string;
  /** Null for a tombstone. */
  readonly value: string | null;
  readonly timestamp?: number;
  readonly producer?: { readonly id: number; readonly sequence: number; readonly isOpen?: boolean };
}

export function put(made: SimulatedLog, ...records: readonly Put[]): void {
  for (const { key, value, timestamp = 1_000, producer } of records) {
    const builder = new BatchBuilder(
      producer === undefined
        ? {}
        : {
            producer: {
              producerId: producer.id,
              producerEpoch: 0,
              baseSequence: producer.sequence,
              isTransactional: producer.isOpen ?? false,
            },
          },
    );
    builder.append(timestamp, Buffer.from(key), value === null ? null : Buffer.from(value));
    const outcome = made.log.append(builder.finish(), AS_CLIENT);
    assert.equal(outcome.kind, 'appended', JSON.stringify(outcome));
    made.log.flushAppends();
  }
}

export function endTransaction(made: SimulatedLog, id: number, type: 'ABORT' | 'COMMIT'): void {
  const marker = { type, producerId: id, producerEpoch: 0, coordinatorEpoch: 0 };
  const batch = transactionMarkerBatch(marker, { partitionLeaderEpoch: -1, timestamp: 1_000 });
  const outcome = made.log.append(batch, { ...AS_CLIENT, origin: 'coordinator' });
  assert.equal(outcome.kind, 'appended', JSON.stringify(outcome));
  made.log.flushAppends();
}

/** All that was put is durable, in segments that are not active. */
export async function settle(made: SimulatedLog): Promise<void> {
  made.log.roll();
  await made.universe.resolve(made.log.flush());
  made.log.setHighWatermark(made.log.logEndOffset);
}

export interface Cleaning {
  readonly dedupeBufferBytes?: number;
  readonly bytesPerSecond?: number;
}

/** A log's cleanings have the same memory, as a node's have. */
const memories = new WeakMap<SimulatedLog, CleanerMemory>();

/** Begins a cleaning of all there is. */
export function begin(made: SimulatedLog, cleaning: Cleaning = {}): Promise<CleaningOutcome> {
  const { bytesPerSecond = Infinity, ...limits } = cleaning;
  const range = made.log.cleanableRange(made.world.clock.wallMs());
  const memory = memories.get(made) ?? new CleanerMemory();
  memories.set(made, memory);
  const means = { throttle: new Throttle(bytesPerSecond), memory };
  return made.log.clean(range, { ...LIMITS, ...limits }, means);
}

export async function clean(made: SimulatedLog, cleaning?: Cleaning): Promise<CleaningOutcome> {
  return await made.universe.resolve(begin(made, cleaning));
}

/** `<offset> <key>=<value>` of each record, `<offset> marker`, `<offset> empty` of a batch. */
export function left(made: SimulatedLog): string[] {
  return [...batchesIn(readBytes(made))].flatMap((batch) => {
    if (batch.recordCount === 0) return [`${batch.lastOffset} empty`];
    if (batch.isControl) return [`${batch.baseOffset} marker`];
    const found: string[] = [];
    const cursor = new RecordCursor().open(batch);
    while (cursor.next()) {
      const value = cursor.value === null ? 'null' : Buffer.from(cursor.value).toString();
      found.push(`${cursor.offset} ${Buffer.from(cursor.key ?? []).toString()}=${value}`);
    }
    return found;
  });
}

/** Files that a cleaning leaves while it is under way. */
export function unfinished(made: SimulatedLog): string[] {
  const names = made.world.disk.list(made.log.path).map(({ name }) => name);
  return names.filter((name) => name.endsWith('.cleaned') || name.endsWith('.swap'));
}
