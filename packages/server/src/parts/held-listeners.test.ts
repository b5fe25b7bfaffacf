import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Connection, SimulatedUniverse } from '@ottla/base';
import { HeldListeners } from './held-listeners.ts';

function scene() {
  const universe = new SimulatedUniverse({ seed: 'held' });
  const held = new HeldListeners(universe.createNode('broker').network);
  const client = universe.createNode('client').network;
  const connect = () =>
    universe.resolve(client.connect({ host: 'broker', port: 9092, timeoutMs: 1000 }));
  return { universe, held, connect };
}

test('who comes early waits and is handed over in order, who comes later at once', async () => {
  const { universe, held, connect } = scene();
  const address = await universe.resolve(held.open({ host: 'broker', port: 9092 }));
  assert.equal(address.port, 9092);
  const early = [await connect(), await connect()];
  const accepted: Connection[] = [];
  const listening = held.network.listen({ host: 'broker', port: 9092 }, (each) => {
    accepted.push(each);
  });
  await universe.resolve(listening);
  assert.deepEqual(
    accepted.map((each) => each.remote.port),
    early.map((each) => each.local.port),
  );
  const late = await connect();
  await universe.runUntil(() => accepted.length === 3);
  assert.equal(accepted[2]?.remote.port, late.local.port);
  await universe.resolve(held.close());
});

test('a port that was never opened is a bug, told by name', () => {
  const { held } = scene();
  assert.throws(() => held.network.listen({ host: 'broker', port: 1 }, () => undefined), {
    message: 'nothing was opened on broker:1',
  });
});

test('closing drops who still waits, and frees the port', async () => {
  const { universe, held, connect } = scene();
  await universe.resolve(held.open({ host: 'broker', port: 9092 }));
  const waiting = await connect();
  let isDropped = false;
  const drop = (): void => {
    isDropped = true;
  };
  waiting.receive({
    supply: () => new Uint8Array(1),
    received: () => undefined,
    ended: drop,
    closed: drop,
  });
  await universe.resolve(held.close());
  await universe.runUntil(() => isDropped);
  await assert.rejects(connect(), { code: 'ECONNREFUSED' });
  await universe.resolve(held.open({ host: 'broker', port: 9092 }));
  await universe.resolve(held.close());
});
