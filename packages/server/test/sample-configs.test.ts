// The sample files of config/ are Kafka's, so that tutorials apply: they must be accepted as they
// are.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { listenerText, NodeConfig, nodeListeners, parseProperties } from '@ottla/metadata';
import { reviewConfig } from '../src/review-config.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'config');

function sample(name: string): NodeConfig {
  return NodeConfig.parse(parseProperties(readFileSync(join(folder, name), 'utf8')));
}

test('server.properties starts a combined node, without a warning', () => {
  const { listeners, warnings } = reviewConfig(sample('server.properties'));
  assert.deepEqual(warnings, []);
  assert.deepEqual(listeners.broker.map(listenerText), ['PLAINTEXT://:9092']);
  assert.deepEqual(listeners.controller.map(listenerText), ['CONTROLLER://:9093']);
});

for (const [name, role] of [
  ['broker.properties', 'broker'],
  ['controller.properties', 'controller'],
] as const) {
  test(`${name} is sound, and refused with what to do until that role is served`, () => {
    const config = sample(name);
    assert.deepEqual(config.unknownNames(), []);
    const listeners = nodeListeners(config);
    assert.deepEqual([listeners.isBroker, listeners.isController], [
      role === 'broker',
      role === 'controller',
    ]);
    assert.throws(() => reviewConfig(config), { message: /only combined nodes are served yet/ });
  });
}
