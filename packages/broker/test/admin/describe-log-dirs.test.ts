// DescribeLogDirs of a broker that has data, room and trouble.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { describeLogDirsApi, errors, produceApi } from '@ottla/protocol';
import { describeLogDirsHandler } from '../../src/handlers/35-describe-log-dirs.ts';
import { ask, versionsOf } from '../ask-handler.ts';
import { batchOf } from '../batches.ts';
import { DataPlane } from '../data-plane.ts';
import { slicesHost } from '../slices-host.ts';

const BATCH = batchOf(['some bytes']);

/** Topics `t` with two partitions, of which the second has a batch, and `u` with one. */
async function withData(): Promise<DataPlane> {
  const plane = await DataPlane.start();
  plane.createTopic('t', { partitions: 2 });
  plane.createTopic('u');
  const client = await plane.connect();
  const partitionData = [{ index: 1, records: BATCH }];
  const request = { acks: 1, topicData: [{ name: 't', partitionData }] };
  const { responses } = await client.ask(produceApi, 9, request);
  assert.equal(responses[0]?.partitionResponses[0]?.errorCode, 0);
  return plane;
}

function handlerOf(plane: DataPlane, isCordoned = false) {
  const { directories } = plane.replicas;
  return describeLogDirsHandler({
    ...slicesHost(),
    directories,
    absolutePath: (path) => `/root${path}`,
    isCordoned: () => isCordoned,
  });
}

type Asked = readonly { readonly topic: string; readonly partitions: readonly number[] }[] | null;

/** `topic-partition=bytes` of the one directory. */
async function sizes(plane: DataPlane, topics: Asked): Promise<string> {
  const { results } = await ask(handlerOf(plane), { version: 5 }, { topics });
  assert.equal(results.length, 1);
  const found = (results[0]?.topics ?? []).flatMap(({ name, partitions }) =>
    partitions.map((each) => `${name}-${each.partitionIndex}=${each.partitionSize}`),
  );
  return found.toSorted().join(' ');
}

test('null asks for all, a list for those that are there', async () => {
  const plane = await withData();
  const { length } = BATCH;
  assert.equal(await sizes(plane, null), `t-0=0 t-1=${length} u-0=0`);
  assert.equal(await sizes(plane, [{ topic: 't', partitions: [1, 7] }]), `t-1=${length}`);
  const twice = [
    { topic: 't', partitions: [0] },
    { topic: 't', partitions: [1] },
    { topic: 'nobody', partitions: [0] },
  ];
  assert.equal(await sizes(plane, twice), `t-0=0 t-1=${length}`);
  assert.equal(await sizes(plane, []), '');
  await plane.stop();
});

test('what each version tells', async () => {
  const plane = await withData();
  plane.universe.storage('broker').faults.capacityBytes = 1_000_000;
  const handler = handlerOf(plane, true);
  for (const version of versionsOf(handler)) {
    const { results, errorCode } = await ask(handler, { version }, { topics: null });
    const [result] = results;
    assert.deepEqual([errorCode, result?.errorCode, result?.logDir], [0, 0, '/root/logs']);
    assert.equal(result?.totalBytes, version >= 4 ? 1_000_000 : -1);
    const usable = result?.usableBytes ?? 0;
    assert.ok(version >= 4 ? usable > 900_000 && usable < 1_000_000 : usable === -1);
    assert.equal(result?.isCordoned, version >= 5);
    const partitions = result?.topics.flatMap((each) => each.partitions) ?? [];
    assert.ok(partitions.every((each) => each.offsetLag === 0 && !each.isFutureKey));
  }
  await plane.stop();
});

test('over the wire', async () => {
  const plane = await DataPlane.start();
  const served = await DataPlane.start({ seed: 2, handlers: [handlerOf(plane)] });
  const client = await served.connect();
  const { results } = await client.ask(describeLogDirsApi, 5, { topics: null });
  assert.deepEqual(results.map((each) => each.logDir), ['/root/logs']);
  await served.stop();
  await plane.stop();
});

test('a directory that has failed', async () => {
  const plane = await withData();
  const { faults } = plane.universe.storage('broker');
  faults.failure = (operation) => (operation === 'write' ? 'EIO' : undefined);
  const client = await plane.connect();
  const partitionData = [{ index: 0, records: BATCH }];
  await client.ask(produceApi, 9, { acks: 1, topicData: [{ name: 't', partitionData }] });
  faults.failure = () => undefined;
  const { results } = await ask(handlerOf(plane), { version: 5 }, { topics: null });
  const { KAFKA_STORAGE_ERROR } = errors;
  assert.deepEqual(
    results.map(({ errorCode, logDir, topics, totalBytes }) => [
      errorCode,
      logDir,
      topics.length,
      totalBytes,
    ]),
    [[KAFKA_STORAGE_ERROR.code, '/root/logs', 0, -1]],
  );
  await plane.stop();
});
