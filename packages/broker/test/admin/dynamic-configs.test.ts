// A running broker hears of its configuration when the controller has changed it, and only then.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi } from '@ottla/protocol';
import {
  type ConfigLayers,
  configResourceTypes,
  configsOf,
  EMPTY_IMAGE,
  MetadataDelta,
  type MetadataImage,
  NodeConfig,
} from '@ottla/metadata';
import { DynamicConfigPublisher } from '../../src/index.ts';
import { DataPlane, record } from '../data-plane.ts';
import { recordingLogger } from '../recording-logger.ts';

const FILE = { 'process.roles': 'broker,controller', 'node.id': '1', 'max.connections': '10' };
const { BROKER, TOPIC } = configResourceTypes;

class Node {
  readonly log = recordingLogger();
  readonly heard: number[] = [];
  #image: MetadataImage = EMPTY_IMAGE;
  readonly #publisher = new DynamicConfigPublisher({
    logger: this.log.logger,
    nodeId: 1,
    layers: (image) => layersOf(image),
    apply: (config) => this.heard.push(config.number('max.connections')),
  });

  /** Commits one config; null removes it. */
  commit(resourceType: number, resourceName: string, [name, value]: [string, string | null]): void {
    const delta = new MetadataDelta(this.#image);
    delta.replay(record('ConfigRecord', { resourceType, resourceName, name, value }));
    const provenance = { lastContainedEpoch: 1, lastContainedTimestampMs: 0 };
    this.#image = delta.apply({ lastContainedOffset: 1, ...provenance });
    this.#publisher.onUpdate(delta, this.#image);
  }
}

function layersOf(image: MetadataImage): ConfigLayers {
  const settings = { ...FILE, 'controller.listener.names': 'CONTROLLER' };
  return {
    node: NodeConfig.parse(new Map(Object.entries(settings))),
    thisBroker: configsOf(image.configs, BROKER, '1'),
    allBrokers: configsOf(image.configs, BROKER, ''),
  };
}

test('what is set for it or for all is heard, the strongest', () => {
  const node = new Node();
  node.commit(BROKER, '', ['max.connections', '20']);
  node.commit(BROKER, '1', ['max.connections', '30']);
  node.commit(BROKER, '', ['max.connections', '40']);
  node.commit(BROKER, '1', ['max.connections', null]);
  node.commit(BROKER, '', ['max.connections', null]);
  assert.deepEqual(node.heard, [20, 30, 30, 40, 10]);
});

test('what is set elsewhere is not', () => {
  const node = new Node();
  node.commit(BROKER, '2', ['max.connections', '20']);
  node.commit(TOPIC, '1', ['retention.ms', '20']);
  assert.deepEqual(node.heard, []);
});

test('a value that cannot be is left out', () => {
  const node = new Node();
  node.commit(BROKER, '1', ['max.connections', 'many']);
  node.commit(BROKER, '1', ['node.id', '7']);
  assert.deepEqual(node.heard, [10, 10]);
});

test('who applies it may fail: that is logged, and the node goes on', () => {
  const { logger, lines } = recordingLogger();
  const publisher = new DynamicConfigPublisher({
    logger,
    nodeId: 1,
    layers: layersOf,
    apply: () => {
      throw new Error('not now');
    },
  });
  const delta = new MetadataDelta(EMPTY_IMAGE);
  const config = { resourceType: BROKER, resourceName: '', name: 'max.connections', value: '5' };
  delta.replay(record('ConfigRecord', config));
  publisher.onUpdate(delta, EMPTY_IMAGE);
  assert.deepEqual(lines.map(({ level, fields }) => [level, fields['reason']]), [
    ['error', 'not now'],
  ]);
});

test('one that waits for room is served once there is more; those in excess go', async () => {
  const plane = await DataPlane.start({ server: { connectionsMax: 1 } });
  const first = await plane.connect();
  const second = await plane.connect();
  second.send(apiVersionsApi, 0, {});
  await plane.universe.advance(1000);
  assert.deepEqual([plane.server.connectionCount, second.isClosed], [1, false]);
  plane.server.reconfigure({ ...plane.server.config, connectionsMax: 2 });
  assert.equal(plane.server.connectionCount, 2);
  await second.receive(apiVersionsApi, 0);
  plane.server.reconfigure({ ...plane.server.config, connectionsMax: 1 });
  // As in Kafka the one that was silent for longest.
  await first.untilEnded();
  await second.ask(apiVersionsApi, 0, {});
  assert.equal(plane.server.connectionCount, 1);
  await plane.stop();
});
