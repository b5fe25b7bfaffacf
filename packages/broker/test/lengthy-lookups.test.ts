// ListOffsets by time over batches that expand far: workers search them, a few at a time and one of
// each connection. Nobody else waits, and the answers are those of a look-up at once.

import assert from 'node:assert/strict';
import { syncBuiltinESMExports } from 'node:module';
import { test } from 'node:test';
import zlib from 'node:zlib';

import type { Offload, OffloadJob } from '@ottla/base';
import { searchBatchJob } from '@ottla/log';
import {
  apiVersionsApi,
  BatchBuilder,
  type Codec,
  errorOf,
  listOffsetsApi,
  produceApi,
} from '@ottla/protocol';
import { Partition } from '../src/replica/partition.ts';
import { DataPlane, type DataPlaneOptions } from './data-plane.ts';
import type { RawClient } from './raw-client.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };
const CODECS: readonly Codec[] = ['gzip', 'snappy', 'lz4', 'zstd'];
const VERSION = 7;
const PARTITIONS = 50;
/** Each bomb expands to four megabytes. */
const RECORDS = 4_000;
const BOMB_BYTES = RECORDS * 1000;
const FIRST_MS = 1_000;

function bombOf(codec: Codec): Uint8Array {
  const builder = new BatchBuilder({ codec });
  const value = Buffer.alloc(1000, 'x');
  for (let index = 0; index < RECORDS; index++) builder.append(FIRST_MS + index, null, value);
  return builder.finish();
}

/** Workers, and what they are doing. */
class Workers {
  /** Searches that were asked for, that are under way, and how many at most were so at once. */
  searches = 0;
  underWay = 0;
  mostUnderWay = 0;
  /** Set while a job runs: what happens then is not on the loop. */
  isAtWork = false;
  doFail = false;

  readonly over = (workers: Offload): Offload => ({
    run: async (job, input) => {
      const isSearch = job.name === searchBatchJob.name;
      if (!isSearch) return await workers.run(this.#watched(job), input);
      this.searches += 1;
      this.underWay += 1;
      this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
      try {
        if (this.doFail) throw new Error('the worker thread ended');
        return await workers.run(this.#watched(job), input);
      } finally {
        this.underWay -= 1;
      }
    },
  });

  #watched<Input, Output>(job: OffloadJob<Input, Output>): OffloadJob<Input, Output> {
    const run = (input: Input): Output => {
      this.isAtWork = true;
      try {
        return job.run(input);
      } finally {
        this.isAtWork = false;
      }
    };
    return { ...job, run };
  }
}

/** With the option `info`, as zstd has it. */
interface Expanded {
  readonly buffer: Uint8Array;
}

/** What zlib expands while nobody is at work but the event loop, in all and in its longest turn. */
class Expanding {
  bytes = 0;
  readonly #byTime = new Map<number, number>();

  constructor({ plane, workers }: Site) {
    const { gunzipSync, zstdDecompressSync } = zlib;
    const add = (bytes: number): void => {
      if (workers.isAtWork) return;
      this.bytes += bytes;
      const { nowMs } = plane.universe;
      this.#byTime.set(nowMs, (this.#byTime.get(nowMs) ?? 0) + bytes);
    };
    Object.assign(zlib, {
      gunzipSync: watched(gunzipSync as never, add), // as `watched` calls it
      zstdDecompressSync: watched(zstdDecompressSync as never, add), // the same
    });
    syncBuiltinESMExports();
  }

  get bytesOfTurnMax(): number {
    return Math.max(0, ...this.#byTime.values());
  }
}

function watched(
  expand: (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array | Expanded,
  add: (bytes: number) => void,
) {
  return (bytes: Uint8Array, options: { maxOutputLength: number }): Uint8Array | Expanded => {
    try {
      const result = expand(bytes, options);
      add(result instanceof Uint8Array ? result.length : result.buffer.length);
      return result;
    } catch (error) {
      add(options.maxOutputLength);
      throw error;
    }
  };
}

interface Site {
  readonly plane: DataPlane;
  readonly workers: Workers;
  readonly client: RawClient;
  readonly id: string;
}

async function siteOf(
  codec: Codec,
  options: { partitions?: number; configs?: Record<string, string> } & DataPlaneOptions = {},
): Promise<Site> {
  const { partitions = PARTITIONS, configs = {}, ...more } = options;
  const workers = new Workers();
  const plane = await DataPlane.start({ ...more, offload: workers.over });
  const id = plane.createTopic('t', { partitions, configs, replicas: [1, 2], isr: [1] });
  const client = await plane.connect();
  const records = bombOf(codec);
  const partitionData = Array.from({ length: partitions }, (_, index) => ({ index, records }));
  const request = { acks: 1, timeoutMs: 60_000, topicData: [{ name: 't', partitionData }] };
  const { responses } = await client.ask(produceApi, 9, request);
  for (const each of responses[0]?.partitionResponses ?? []) assert.equal(each.errorCode, 0);
  return { plane, workers, client, id };
}

function requestOf(timestamp: number, partitions = PARTITIONS) {
  const asked = Array.from({ length: partitions }, (_, partitionIndex) => {
    return { partitionIndex, timestamp };
  });
  return { replicaId: -1, topics: [{ name: 't', partitions: asked }] };
}

async function told(client: RawClient): Promise<{ error: string; offset: number }[]> {
  const { response } = await client.receive(listOffsetsApi, VERSION);
  return response.topics.flatMap(({ partitions }) =>
    partitions.map(({ errorCode, offset }) => {
      return { error: errorOf(errorCode).name, offset: Number(offset) };
    }),
  );
}

async function stop({ plane }: Site): Promise<void> {
  await plane.stop();
  assert.equal(plane.replicas.lookups.size, 0);
  assert.equal(plane.receivePool.leasedSlabs, 0);
  assert.equal(plane.readPool.leasedSlabs, 0);
}

for (const codec of CODECS) {
  for (const type of ['CreateTime', 'LogAppendTime']) {
    test(`${codec}, ${type}: the answers are those of a look-up at once`, async () => {
      const configs = { 'message.timestamp.type': type };
      const site = await siteOf(codec, { partitions: 2, configs });
      const { plane, client, id, workers } = site;
      const partition = plane.replicas.hosted.find(id, 1);
      assert.ok(partition instanceof Partition);
      const nowMs = plane.world.clock.wallMs();
      for (const time of [-3, 0, FIRST_MS, FIRST_MS + 777, FIRST_MS + RECORDS, nowMs + 9_999]) {
        const { topics } = await client.ask(listOffsetsApi, VERSION, requestOf(time, 2));
        const answer = topics[0]?.partitions[1];
        const expected = partition.log.offsetForTimestamp(time);
        assert.equal(answer?.errorCode, 0);
        assert.equal(answer?.offset, expected?.offset ?? -1, `${time}`);
        assert.equal(answer?.timestamp, expected?.timestamp ?? -1, `${time}`);
        assert.equal(answer?.leaderEpoch, expected?.leaderEpoch ?? -1, `${time}`);
      }
      assert.ok(workers.searches >= 6, `${workers.searches} searches`);
      await stop(site);
    });
  }
}

for (const codec of ['gzip', 'zstd'] as const) {
  test(`${codec}: the loop expands next to nothing, and others are served meanwhile`, async () => {
    const site = await siteOf(codec);
    const { plane, client, workers } = site;
    const other = await plane.connect();
    const expanding = new Expanding(site);
    client.send(listOffsetsApi, VERSION, requestOf(FIRST_MS + 5));
    client.send(apiVersionsApi, 3, software);
    let served = 0;
    while (client.responses.length === 0) {
      await other.ask(apiVersionsApi, 3, software);
      served += 1;
    }
    const answers = await told(client);
    assert.deepEqual(answers, Array.from({ length: PARTITIONS }, () => {
      return { error: 'NONE', offset: 5 };
    }));
    await client.receive(apiVersionsApi, 3);
    assert.equal(workers.searches, PARTITIONS);
    assert.equal(workers.mostUnderWay, 1, 'of each connection one');
    assert.ok(served >= 10, `${served} were served meanwhile`);
    const { bytes, bytesOfTurnMax } = expanding;
    assert.ok(bytes <= PARTITIONS * 256 * 1024, `${bytes} of ${PARTITIONS * BOMB_BYTES}`);
    assert.ok(bytesOfTurnMax <= 1_400_000, `${bytesOfTurnMax} in a turn`);
    await stop(site);
  });
}

test('two are searched at a time, of whomever, and all are answered', async () => {
  const site = await siteOf('zstd', { partitions: 3 });
  const { plane, workers } = site;
  const clients: RawClient[] = [];
  for (let index = 0; index < 8; index++) clients.push(await plane.connect());
  for (const client of clients) client.send(listOffsetsApi, VERSION, requestOf(0, 3));
  for (const client of clients) assert.equal((await told(client)).length, 3);
  assert.equal(workers.searches, 24);
  assert.equal(workers.mostUnderWay, 2);
  await stop(site);
});

test('a worker that fails fails the partition; the loop does not do its work', async () => {
  const site = await siteOf('zstd', { partitions: 2 });
  const { plane, client, workers } = site;
  workers.doFail = true;
  const expanding = new Expanding(site);
  client.send(listOffsetsApi, VERSION, requestOf(FIRST_MS + 5, 2));
  const refused = { error: 'UNKNOWN_SERVER_ERROR', offset: -1 };
  assert.deepEqual(await told(client), [refused, refused]);
  assert.ok(expanding.bytes < BOMB_BYTES, `${expanding.bytes}`);
  const lines = plane.log.lines.filter(({ level }) => level === 'error');
  assert.deepEqual(lines.map(({ message }) => message), [
    'an offset cannot be looked up',
    'an offset cannot be looked up',
  ]);
  workers.doFail = false;
  client.send(listOffsetsApi, VERSION, requestOf(FIRST_MS + 5, 2));
  assert.deepEqual((await told(client)).map(({ offset }) => offset), [5, 5]);
  await stop(site);
});

const changes: readonly [string, (plane: DataPlane, id: string) => unknown, string][] = [
  ['another leader', (plane, id) => plane.elect(id, 2), 'NOT_LEADER_OR_FOLLOWER'],
  ['no topic any more', (plane, id) => plane.deleteTopic(id), 'UNKNOWN_TOPIC_OR_PARTITION'],
];

for (const [name, change, error] of changes) {
  test(`when a look-up is back there is ${name}: ${error}`, async () => {
    const site = await siteOf('gzip', { partitions: 1 });
    const { plane, client, id, workers } = site;
    client.send(listOffsetsApi, VERSION, requestOf(FIRST_MS, 1));
    await plane.universe.runUntil(() => workers.underWay === 1);
    change(plane, id);
    assert.deepEqual(await told(client), [{ error, offset: -1 }]);
    await stop(site);
  });
}

test('for a client that is gone nothing more is searched', async () => {
  const site = await siteOf('zstd', { partitions: 10 });
  const { plane, client, workers } = site;
  client.send(listOffsetsApi, VERSION, requestOf(FIRST_MS, 10));
  await plane.universe.runUntil(() => workers.searches === 2);
  client.connection.destroy();
  await plane.universe.runUntil(() => plane.server.connectionCount === 0);
  await plane.universe.advance(100);
  assert.ok(workers.searches <= 3, `${workers.searches} searches`);
  await stop(site);
});

test('a node that stops begins no look-up', async () => {
  const site = await siteOf('zstd', { partitions: 3 });
  const { plane, client, workers } = site;
  client.send(listOffsetsApi, VERSION, requestOf(FIRST_MS, 3));
  await plane.universe.runUntil(() => workers.underWay === 1);
  plane.replicas.lookups.close();
  const refused = { error: 'NOT_LEADER_OR_FOLLOWER', offset: -1 };
  assert.deepEqual((await told(client)).slice(1), [refused, refused]);
  assert.equal(workers.searches, 1);
  await stop(site);
});
