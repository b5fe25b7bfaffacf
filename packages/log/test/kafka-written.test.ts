// A log directory that Apache Kafka 4.3.1 wrote and closed (fixtures/README.md): opened, read,
// continued. And segments of the oldest formats, which only very old brokers wrote.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { crc32, gunzipSync } from 'node:zlib';

import { SimulatedUniverse } from '@ottla/base';

import { defaultLogConfig, LogDirectory } from '../src/index.ts';
import type { LogServices, PartitionLog } from '../src/index.ts';
import { checkAgainstBatches } from './prove/log-invariants.ts';
import {
  makeLog,
  offsetsIn,
  openLog,
  PATH,
  planOf,
  readAll,
  servicesOf,
  write,
} from './simulated-log.ts';

const FIXTURE = new URL('fixtures/kafka-4.3.1-log-directory.json.gz', import.meta.url);
const DIRECTORY = '/kafka';

interface OpenedDirectory {
  readonly universe: SimulatedUniverse;
  readonly services: LogServices;
  readonly directory: LogDirectory;
  readonly flights: PartitionLog;
  readonly compacted: PartitionLog;
}

function openFixture(without: readonly string[] = []): OpenedDirectory {
  const universe = new SimulatedUniverse({ seed: 1 });
  const world = universe.createNode('broker');
  // The fixture is ours: file names and base64.
  const files = JSON.parse(gunzipSync(readFileSync(FIXTURE)).toString()) as Record<string, string>;
  for (const name of ['flights-0', 'compacted-0']) world.disk.makeDirectory(`${DIRECTORY}/${name}`);
  for (const [name, base64] of Object.entries(files)) {
    if (without.some((suffix) => name.endsWith(suffix))) continue;
    world.disk.writeFile(`${DIRECTORY}/${name}`, Buffer.from(base64, 'base64'));
  }
  const services = servicesOf(world, { tailBytesMax: 0 });
  const directory = LogDirectory.open({ services, path: DIRECTORY });
  const config = { ...defaultLogConfig, producerIdExpirationMs: Infinity };
  const compact = { delete: false, compact: true };
  const report = directory.load((topic) =>
    topic === 'compacted' ? { ...config, cleanupPolicy: compact } : config,
  );
  assert.deepEqual(report.damaged, []);
  const flights = directory.log('flights', 0);
  const compacted = directory.log('compacted', 0);
  assert.ok(flights !== undefined && compacted !== undefined);
  return { universe, services, directory, flights, compacted };
}

test('who it belongs to, and how it ended', () => {
  const { directory, flights } = openFixture();
  assert.deepEqual(directory.meta, {
    version: 1,
    clusterId: 'MkU3OEVBNTcwNTJENDM2Qg',
    nodeId: 1,
    directoryId: 'fc2d-qN1TPZ9e2K8xqZneQ',
  });
  assert.deepEqual(directory.lastShutdown, { wasClean: true, brokerEpoch: 121 });
  assert.equal(flights.topicId, '7xFp3HU9T76EiVUK8d7W2Q');
});

const STARTS = [
  ['a clean shutdown', []],
  ['a kill', ['.kafka_cleanshutdown']],
  ['a kill, without checkpoints', ['.kafka_cleanshutdown', 'point-offset-checkpoint']],
  ['indexes lost', ['.index', '.timeindex', '.txnindex']],
  ['snapshots and epochs lost', ['.kafka_cleanshutdown', '.snapshot', 'leader-epoch-checkpoint']],
] as const;

for (const [name, without] of STARTS) {
  test(`all records are there after ${name}`, () => {
    const { flights, compacted, services } = openFixture(without);
    const records = readAll({ log: flights, services });
    assert.equal(flights.logEndOffset, 20_037);
    assert.equal(records.length, 20_031, 'six offsets are markers');
    assert.equal(records[12_345]?.value.trimEnd(), 'kafka 12345');
    assert.deepEqual(
      flights.activeProducers().map((known) => [known.producerId, known.lastSequence]),
      [[0, 19_999], [1, 30]],
    );
    assert.deepEqual(
      flights.abortedTransactions(0, 20_037).map(({ firstOffset }) => firstOffset),
      [20_000, 20_012, 20_024],
    );
    flights.setHighWatermark(20_037);
    assert.equal(flights.lastStableOffset, 20_036);
    assert.deepEqual([compacted.logStartOffset, compacted.logEndOffset], [0, 90_000]);
    assert.equal(readAll({ log: compacted, services }).length, 8_276);
    checkAgainstBatches(compacted, services);
  });
}

test('reads go over the segments that compaction has emptied', () => {
  const { compacted, services } = openFixture();
  assert.ok(compacted.segments.filter(({ sizeBytes }) => sizeBytes === 0).length > 3);
  const plan = planOf(compacted, 5, { maxBytes: 100 });
  assert.ok(plan.sizeBytes > 0);
  plan.release();
  const offsets = offsetsIn({ log: compacted, services });
  assert.ok((offsets[0] ?? 0) > 70_000);
  assert.equal(offsets.at(-1), 89_999);
});

test('the log goes on where Kafka stopped', async () => {
  const { flights, services, directory, universe } = openFixture();
  assert.equal(write(flights, { timestamp: 1_795_262_617_592, nowMs: 1_795_262_617_592 }), 20_037);
  assert.equal(readAll({ log: flights, services, ...{} }, { from: 20_030 }).at(-1)?.offset, 20_037);
  await universe.resolve(directory.close({ brokerEpoch: 200 }));
  const { disk } = services.world;
  const checkpoint = disk.readFile(`${DIRECTORY}/recovery-point-offset-checkpoint`);
  const text = Buffer.from(checkpoint).toString();
  assert.match(text, /^flights 0 20038$/m);
  assert.equal(disk.stat(`${DIRECTORY}/.kafka_cleanshutdown`)?.sizeBytes, 31);
});

/** An entry of magic 0 or 1, as brokers before 0.11 wrote them. */
function entry(offset: number, value: string, timestamp?: number): Buffer {
  const content = Buffer.from(value);
  const time = Buffer.alloc(timestamp === undefined ? 0 : 8);
  if (timestamp !== undefined) time.writeBigInt64BE(BigInt(timestamp));
  const lengths = [Buffer.alloc(4), Buffer.alloc(4)] as const;
  lengths[0].writeInt32BE(-1);
  lengths[1].writeInt32BE(content.length);
  const magic = timestamp === undefined ? 0 : 1;
  const body = Buffer.concat([Buffer.from([magic, 0]), time, lengths[0], lengths[1], content]);
  const head = Buffer.alloc(16);
  head.writeBigInt64BE(BigInt(offset));
  head.writeInt32BE(body.length + 4, 8);
  head.writeUInt32BE(crc32(body), 12);
  return Buffer.concat([head, body]);
}

test('segments of magic 0 and 1 are read, searched and continued', () => {
  const made = makeLog({ tailBytesMax: 0 });
  const entries = Array.from({ length: 400 }, (_, n) =>
    n < 200 ? entry(n, `old ${n}`) : entry(n, `less old ${n}`, 1_000 + n),
  );
  const path = `${PATH}/00000000000000000000`;
  made.world.disk.writeFile(`${path}.log`, Buffer.concat([...entries, Buffer.alloc(9)]));
  const log = openLog(made.services, made.config);
  const seen = readAll({ log, services: made.services });
  assert.equal(log.logEndOffset, 400);
  assert.deepEqual([seen[7]?.value, seen[7]?.timestamp], ['old 7', -1]);
  assert.deepEqual([seen[300]?.value, seen[300]?.timestamp], ['less old 300', 1_300]);
  assert.deepEqual(
    log.offsetForTimestamp(1_250),
    { timestamp: 1_250, offset: 250, leaderEpoch: -1 },
  );
  assert.deepEqual(log.offsetForTimestamp(-2), { timestamp: -1, offset: 0, leaderEpoch: -1 });
  assert.equal(write(log), 400);
  assert.equal(offsetsIn({ log, services: made.services }, { from: 390 }).length, 11);
});
