// Compaction of one log: the last value of every key stays, at its offset, and a restart sees it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BatchBuilder, batchesIn, RecordCursor } from '@ottla/protocol';

import { Throttle } from '../src/index.ts';
import { AS_CLIENT, makeLog, readBytes } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

const LIMITS = { dedupeBufferBytes: 1_000_000, loadFactor: 0.9, ioBufferBytes: 2_000 };

function put(made: SimulatedLog, key: string, value: string): void {
  const builder = new BatchBuilder();
  builder.append(1_000, Buffer.from(key), Buffer.from(value));
  const outcome = made.log.append(builder.finish(), AS_CLIENT);
  assert.equal(outcome.kind, 'appended');
  made.log.flushAppends();
}

function seen(made: SimulatedLog): string[] {
  return [...batchesIn(readBytes(made))].flatMap((batch) => {
    const cursor = new RecordCursor().open(batch);
    const found: string[] = [];
    while (cursor.next()) {
      const [key, value] = [cursor.key ?? [], cursor.value ?? []];
      found.push(`${cursor.offset} ${Buffer.from(key)}=${Buffer.from(value)}`);
    }
    return found;
  });
}

test('the last value of every key stays at its offset, also after a kill', async () => {
  const cleanupPolicy = { compact: true, delete: false };
  const made = makeLog({ config: { segmentBytes: 300, cleanupPolicy } });
  const model = new Map<string, string>();
  for (let n = 0; n < 40; n++) {
    const key = `k${n % 3}`;
    put(made, key, `v${n}`);
    model.set(key, `${n} ${key}=v${n}`);
  }
  made.log.roll();
  await made.universe.resolve(made.log.flush());
  made.log.setHighWatermark(made.log.logEndOffset);
  const range = made.log.cleanableRange(2_000);
  assert.equal(range.firstUncleanableOffset, 40);
  const outcome = await made.universe.resolve(
    made.log.clean(range, LIMITS, new Throttle(Infinity)),
  );
  assert.equal(outcome.kind, 'cleaned', JSON.stringify(outcome));
  assert.deepEqual(seen(made), [...model.values()].sort());
  await made.reopen({ end: 'power', recoveryPoint: 40 });
  assert.deepEqual(seen(made), [...model.values()].sort());
  assert.equal(made.log.logEndOffset, 40);
});
