// ListConfigResources by version and type.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type MetadataImage, PersistentMap } from '@ottla/metadata';
import { errorOf } from '@ottla/protocol';
import { listConfigResourcesHandler } from '../../src/handlers/74-list-config-resources.ts';
import { ask } from '../ask-handler.ts';
import { broker, imageOf, partition, topic } from '../metadata-images.ts';

const SET = [
  { resource: { type: 32, name: 'g' }, values: new Map([['share.isolation.level', 'x']]) },
  { resource: { type: 16, name: 'm' }, values: new Map([['interval.ms', '1']]) },
  { resource: { type: 4, name: '' }, values: new Map([['max.connections', '1']]) },
];

const IMAGE: MetadataImage = {
  ...imageOf(
    [
      broker(1),
      broker(2, { fenced: true }),
      broker(3, { listeners: [{ name: 'OTHER', host: 'h', port: 1, securityProtocol: 0 }] }),
    ],
    [topic('b', [partition([1])]), topic('a', [partition([1])])],
  ),
  configs: {
    byResource: PersistentMap.from(
      new Map(SET.map((each) => [`${each.resource.type}:${each.resource.name}`, each])),
    ),
  },
};

const handler = listConfigResourcesHandler({ image: () => IMAGE });

async function list(version: number, resourceTypes: readonly number[]): Promise<string> {
  const request = version === 0 ? {} : { resourceTypes };
  const { errorCode, configResources } = await ask(handler, { version }, request);
  const found = configResources.map((each) => `${each.resourceType}:${each.resourceName}`);
  return errorCode === 0 ? found.join(' ') : errorOf(errorCode).name;
}

const table: readonly (readonly [number, readonly number[], string])[] = [
  [0, [], '16:m'],
  [1, [], '32:g 16:m 8:1 4:1 2:a 2:b'],
  [1, [2], '2:a 2:b'],
  [1, [4], '4:1'],
  [1, [8], '8:1'],
  [1, [16], '16:m'],
  [1, [32], '32:g'],
  [1, [2, 32], '32:g 2:a 2:b'],
  [1, [99], 'UNSUPPORTED_VERSION'],
  [1, [16, 99], 'UNSUPPORTED_VERSION'],
];

for (const [version, types, expected] of table) {
  test(`v${version} [${types.join(', ')}]: ${expected}`, async () => {
    assert.equal(await list(version, types), expected);
  });
}
