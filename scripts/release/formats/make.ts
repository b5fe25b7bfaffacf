// `node scripts/run.mjs scripts/release/formats/make.ts`: writes the fixture of this version's
// formats, once per release. It never replaces one: what a release wrote stays as it was.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { Admin, type CompressionType, Producer } from '@ottla/client';

import { temporaryDirectory } from '../../../interop/paths.ts';
import { startBroker } from '../../../interop/peers/broker.ts';
import { readManifest } from '../stage-packages.ts';
import { filesOf, FIXTURE_SETTINGS, fixturesRoot, writeFixture } from './fixture.ts';
import { nodeState } from './node-state.ts';

const CODECS: readonly CompressionType[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];
/** A fixed time, so that segments roll by the records' own clock. */
const START_MS = Date.UTC(2026, 0, 1);
const SEGMENT_MS = 1_000;
const ROLLED_RECORDS = 4;
/** A fixture is opened years later. */
const FOR_EVER = { 'retention.ms': '-1' };

async function createTopics(admin: Admin): Promise<void> {
  const rolled = { ...FOR_EVER, 'segment.ms': String(SEGMENT_MS) };
  const compacted = { ...FOR_EVER, 'cleanup.policy': 'compact' };
  await admin.createTopics([
    { name: 'letters', partitions: 2, replicationFactor: 1, configs: FOR_EVER },
    { name: 'rolled', partitions: 1, replicationFactor: 1, configs: rolled },
    { name: 'compacted', partitions: 1, replicationFactor: 1, configs: compacted },
    { name: 'deleted', partitions: 1, replicationFactor: 1 },
  ]);
  await admin.deleteTopics(['deleted']);
}

/** Each codec, keys and values that are null, headers, with and without a producer id. */
async function fillLetters(bootstrapServers: string): Promise<void> {
  for (const [index, compressionType] of CODECS.entries()) {
    const enableIdempotence = index % 2 === 0;
    await using producer = new Producer({ bootstrapServers, compressionType, enableIdempotence });
    const timestamp = START_MS + index;
    const common = { topic: 'letters', partition: index % 2, timestamp };
    const headers = [['codec', compressionType], ['none', null]] as const;
    await Promise.all([
      producer.send({ ...common, key: 'key', value: `${compressionType} `.repeat(20), headers }),
      producer.send({ ...common, key: null, value: 'no key' }),
      producer.send({ ...common, key: 'no value', value: null }),
    ]);
  }
}

async function fillRolled(bootstrapServers: string): Promise<void> {
  await using producer = new Producer({ bootstrapServers });
  for (let index = 0; index < ROLLED_RECORDS; index++) {
    const timestamp = START_MS + index * 2 * SEGMENT_MS;
    await producer.send({ topic: 'rolled', partition: 0, value: `segment ${index}`, timestamp });
    const latest = { topic: 'compacted', partition: 0, key: 'key', value: `${index}`, timestamp };
    await producer.send(latest);
  }
}

const { version } = readManifest('ottla');
const file = join(fixturesRoot, `${version}.json`);
if (existsSync(file)) {
  console.error(`${file} is there already: formats of a release do not change`);
  process.exit(1);
}
const dataDirectory = temporaryDirectory('formats');
const broker = await startBroker({ dataDirectory, overrides: FIXTURE_SETTINGS });
{
  await using admin = new Admin({ bootstrapServers: broker.bootstrap });
  await createTopics(admin);
  await fillLetters(broker.bootstrap);
  await fillRolled(broker.bootstrap);
  await admin.deleteRecords([{ topic: 'rolled', partition: 0, offset: 2 }]);
  await admin.alterConsumerGroupOffsets('readers', [
    { topic: 'letters', partition: 0, offset: 4 },
    { topic: 'rolled', partition: 0, offset: 3 },
  ]);
}
const state = await nodeState(broker.bootstrap);
await broker.stop();
console.log(writeFixture({ version, files: filesOf(dataDirectory), state }));
