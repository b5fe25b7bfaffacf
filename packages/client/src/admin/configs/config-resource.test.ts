// Where the configs of each kind of resource are read and changed, and how resources are named.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  configKeyIn,
  configTypeOf,
  placeToAlter,
  placeToDescribe,
  resourceName,
  type ConfigResourceType,
} from './config-resource.ts';

const rows: readonly [type: ConfigResourceType, name: string, describe: string, alter: string][] = [
  ['topic', 't', 'any', 'controller'],
  // A name that looks like a broker's id.
  ['topic', '1', 'any', 'controller'],
  ['group', 'g', 'any', 'controller'],
  ['client-metrics', 'm', 'any', 'controller'],
  ['broker', '', 'any', 'controller'],
  ['broker', '7', 'broker 7', 'broker 7'],
  ['broker-logger', '7', 'broker 7', 'broker 7'],
  // For a broker to refuse.
  ['broker', 'x', 'any', 'controller'],
];

for (const [type, name, describe, alter] of rows) {
  test(`${type} ${name || '(default)'}: described by ${describe}, altered by ${alter}`, () => {
    const told = [placeToDescribe({ type, name }), placeToAlter({ type, name })].map((place) =>
      place.kind === 'broker' ? `broker ${place.id}` : place.kind,
    );
    assert.deepEqual(told, [describe, alter]);
  });
}

test('names of resources, in messages and in responses', () => {
  assert.equal(resourceName({ type: 'topic', name: 't' }), 'topic t');
  assert.equal(resourceName({ type: 'broker', name: '' }), 'broker (default)');
  assert.equal(configKeyIn({ resourceType: 32, resourceName: 'g' }), 'group:g');
  assert.equal(configKeyIn({ resourceType: 3, resourceName: 'g' }), undefined);
  assert.deepEqual([2, 4, 8, 16, 32].map(configTypeOf), [
    'topic',
    'broker',
    'broker-logger',
    'client-metrics',
    'group',
  ]);
});
