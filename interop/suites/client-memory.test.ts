// What a consumer's memory grows by: two million records read at full speed, and a handler that is
// far slower than the broker. Within what it may fetch ahead, and a constant.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { Admin, Producer } from '@ottla/client';

import { interopRoot } from '../paths.ts';
import { type BrokerProcess, startBroker } from '../peers/broker.ts';
import { runProgram } from '../peers/process.ts';

const TOPIC = 'many';
const RECORDS = 2_000_000;
const RECORD_BYTES = 250;
const CHUNK = 10_000;
/** So many that twice a fetch of each, 128 MB, is far more than may be fetched ahead in all. */
const PARTITIONS = 64;
const PREFETCH_MB = 16;
/** Of one fetch, which may come on top of it. */
const FETCH_MB = 8;
/** Slabs on their way, a batch in hand, the heap between two collections. */
const CONSTANT_MB = 64;
const SECONDS_MAX = 120;
const SLOW_SECONDS = 10;

let broker: BrokerProcess;

before(async () => {
  broker = await startBroker();
  const client = { bootstrapServers: broker.bootstrap };
  await using admin = new Admin(client);
  await admin.createTopics([{ name: TOPIC, partitions: PARTITIONS }]);
  await using producer = new Producer({ ...client, batchSize: 131_072 });
  const value = Buffer.alloc(RECORD_BYTES, 'v');
  const chunk = Array.from({ length: CHUNK }, () => ({ topic: TOPIC, value }));
  for (let sent = 0; sent < RECORDS; sent += CHUNK) await producer.sendBatch(chunk);
});

after(() => broker?.stop());

async function count(group: string, more: object): Promise<{ seen: number; residentMb: number }> {
  const settings = {
    bootstrap: broker.bootstrap,
    topic: TOPIC,
    group,
    records: RECORDS,
    prefetchBytes: PREFETCH_MB * 1024 * 1024,
    fetchMaxBytes: FETCH_MB * 1024 * 1024,
    pauseMs: 0,
    secondsMax: SECONDS_MAX,
    ...more,
  };
  const program = join(interopRoot, 'client', 'count-records.ts');
  const args = [program, JSON.stringify(settings)];
  const run = await runProgram(process.execPath, args, { timeoutMs: 2 * SECONDS_MAX * 1_000 });
  assert.equal(run.code, 0, run.stderr);
  return JSON.parse(run.stdout);
}

test('two million records, and a slow handler, take what may be fetched ahead', async () => {
  const few = await count('few', { records: 1, prefetchBytes: 1 });
  const all = await count('all', {});
  assert.equal(all.seen, RECORDS);
  const slow = await count('slow', { pauseMs: 200, secondsMax: SLOW_SECONDS });
  assert.ok(slow.seen < RECORDS);
  for (const { residentMb } of [all, slow]) {
    const grown = residentMb - few.residentMb;
    const most = PREFETCH_MB + FETCH_MB + CONSTANT_MB;
    assert.ok(grown < most, `${residentMb} MB, ${grown} more than idle`);
  }
});
