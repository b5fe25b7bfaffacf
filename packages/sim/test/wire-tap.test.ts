// A tap between a client and a broker: it sees every request and response, whole, however the bytes
// come, and what it says instead arrives.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import { Admin, Producer } from '@ottla/client';
import { apis, produceApi } from '@ottla/protocol';

import { RecordedLog, startSimulatedNode } from '../src/index.ts';
import { changeProduceAnswers } from '../src/planted/produced-batches.ts';
import { changeResponse, tapWorld, type WireTap } from '../src/planted/wire-tap.ts';

const HOST = 'broker';
const BOOTSTRAP = `${HOST}:9092`;

async function produceThrough(tap: WireTap): Promise<number> {
  const universe = new SimulatedUniverse({ seed: 1 });
  universe.network.defaults.cutChance = 0.5;
  const world = universe.createNode(HOST);
  const logger = new RecordedLog();
  const node = await startSimulatedNode({ universe, world, host: HOST, logger });
  const tapped = tapWorld(universe.createNode('client'), tap);
  const options = { bootstrapServers: BOOTSTRAP, world: tapped };
  const admin = new Admin(options);
  await universe.resolve(admin.createTopics([{ name: 't', partitions: 1 }]));
  const producer = new Producer(options);
  const value = Buffer.alloc(50_000, 'x');
  const told = await universe.resolve(producer.send({ topic: 't', value }));
  await universe.resolve(Promise.all([producer.close(), admin.close()]));
  await universe.resolve(node.stop());
  return told.offset;
}

test('every request has one response, and both are whole', async () => {
  const open = new Set<string>();
  let pairs = 0;
  const offset = await produceThrough({
    request: ({ apiKey, correlationId, bytes }) => {
      assert.equal(bytes.readInt32BE(0), bytes.length - 4);
      open.add(`${apiKey} ${correlationId}`);
      return undefined;
    },
    response: ({ apiKey, correlationId, bytes }) => {
      assert.equal(bytes.readInt32BE(0), bytes.length - 4);
      assert.ok(apis.has(apiKey));
      if (open.delete(`${apiKey} ${correlationId}`)) pairs += 1;
      return undefined;
    },
  });
  assert.equal(offset, 0);
  assert.ok(pairs > 3);
});

test('a changed response is what the client is told', async () => {
  const offset = await produceThrough({
    response: (frame) => {
      if (frame.apiKey !== produceApi.key) return undefined;
      return changeResponse(frame, produceApi, (response) =>
        changeProduceAnswers(response, (partition) => ({ ...partition, baseOffset: 77 })),
      );
    },
  });
  assert.equal(offset, 77);
});
