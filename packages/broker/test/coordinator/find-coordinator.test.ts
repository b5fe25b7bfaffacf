// FindCoordinator: the leader of the key's partition, in each version's own words.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { MetadataImage } from '@ottla/metadata';
import { errorOf, type FindCoordinatorResponse } from '@ottla/protocol';
import type { AutoTopicCreation } from '../../src/index.ts';
import { findCoordinatorHandler } from '../../src/index.ts';
import { partitionOfKey } from '../../src/coordinator/key-partition.ts';
import { ask, versionsOf } from '../ask-handler.ts';
import { broker, imageOf, partition, topic } from '../metadata-images.ts';

const TOPIC = '__consumer_offsets';
const GROUP = 0;
const TRANSACTION = 1;
const SHARE = 2;
/** Its hash modulo 3 is 0, 1 and 2. */
const KEYS = ['c', 'a', 'b'];

const THREE = imageOf(
  [broker(1), broker(2), broker(3, { fenced: true })],
  [topic(TOPIC, [partition([1]), partition([2]), partition([3])])],
);

function handlerOn(image: MetadataImage, created: string[] = []) {
  const autoCreation: Pick<AutoTopicCreation, 'create'> = {
    create: (names) => void created.push(...names),
  };
  const count = image.topics.byName.get(TOPIC)?.partitions.length ?? 50;
  const group = { topic: TOPIC, partitionFor: (key: string) => partitionOfKey(key, count) };
  return findCoordinatorHandler({
    image: () => image,
    // What FindCoordinator needs of it.
    autoCreation: autoCreation as AutoTopicCreation,
    coordinators: { group },
  });
}

/** `error node host:port` of each key. */
async function find(
  image: MetadataImage,
  version: number,
  keyType: number,
  keys: readonly string[],
): Promise<string[]> {
  const handler = handlerOn(image);
  const told = (each: Pick<FindCoordinatorResponse, 'errorCode' | 'nodeId' | 'host' | 'port'>) =>
    `${errorOf(each.errorCode).name} ${each.nodeId} ${each.host}:${each.port}`;
  if (version >= 4) {
    const { coordinators } = await ask(handler, { version }, { keyType, coordinatorKeys: keys });
    assert.deepEqual(coordinators.map(({ key }) => key), keys);
    return coordinators.map(told);
  }
  const answers = keys.map(async (key) => {
    const request = version === 0 ? { key } : { key, keyType };
    const response = await ask(handler, { version }, request);
    if (version > 0) {
      const { message } = errorOf(response.errorCode);
      assert.equal(response.errorMessage, response.errorCode === 0 ? 'NONE' : message);
    }
    return told(response);
  });
  return Promise.all(answers);
}

test('the keys were chosen well', () => {
  assert.deepEqual(KEYS.map((key) => partitionOfKey(key, 3)), [0, 1, 2]);
});

test('every version finds the leader, if it can be reached', async () => {
  for (const version of versionsOf(handlerOn(THREE))) {
    const found = await find(THREE, version, GROUP, KEYS);
    const nobody = 'COORDINATOR_NOT_AVAILABLE -1 :-1';
    assert.deepEqual(found, ['NONE 1 host1:9091', 'NONE 2 host2:9092', nobody], `v${version}`);
  }
});

test('the first that asks has the topic made', async () => {
  const created: string[] = [];
  const handler = handlerOn(imageOf([broker(1)]), created);
  const { errorCode } = await ask(handler, { version: 3 }, { key: 'g', keyType: GROUP });
  assert.deepEqual([errorOf(errorCode).name, created], ['COORDINATOR_NOT_AVAILABLE', [TOPIC]]);
});

const OTHERS: readonly (readonly [version: number, type: number, key: string, error: string])[] = [
  [3, TRANSACTION, 'id', 'COORDINATOR_NOT_AVAILABLE'],
  [5, TRANSACTION, 'id', 'COORDINATOR_NOT_AVAILABLE'],
  [5, SHARE, 'g:AAAAAAAAAAAAAAAAAAAAAQ:0', 'INVALID_REQUEST'],
  [6, SHARE, 'g', 'INVALID_REQUEST'],
  [6, SHARE, 'g:AAAAAAAAAAAAAAAAAAAAAQ:0', 'COORDINATOR_NOT_AVAILABLE'],
  [6, 7, 'g', 'UNKNOWN_SERVER_ERROR'],
  [3, 7, 'g', 'UNKNOWN_SERVER_ERROR'],
];

test('other kinds of coordinators are not served yet', async () => {
  for (const [version, type, key, error] of OTHERS) {
    assert.deepEqual(await find(THREE, version, type, [key]), [`${error} -1 :-1`], `v${version}`);
  }
});
