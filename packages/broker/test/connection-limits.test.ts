// How many connections there are, on which listener and how fast they come: the limits at work.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi } from '@ottla/protocol';
import type { SocketServerConfig } from '../src/index.ts';
import { DataPlane, PORT } from './data-plane.ts';
import type { RawClient } from './raw-client.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };
const REPLICATION_PORT = PORT + 1;

async function planeWith(server: Partial<SocketServerConfig>): Promise<DataPlane> {
  const plane = await DataPlane.start({
    server: { interBrokerListener: 'REPLICATION', listenBacklog: 100, ...server },
  });
  const second = { name: 'REPLICATION', host: '', port: REPLICATION_PORT };
  await plane.universe.resolve(plane.server.listen(second));
  return plane;
}

async function connectMany(plane: DataPlane, count: number, port = PORT): Promise<RawClient[]> {
  const clients: RawClient[] = [];
  for (let i = 0; i < count; i++) clients.push(await plane.connect(port));
  return clients;
}

test('max.connection.creation.rate: who comes too fast waits and is served', async () => {
  const plane = await planeWith({ connectionRateMax: 2 });
  const clients = await connectMany(plane, 25);
  const answered = (): number => clients.filter(({ responses }) => responses.length > 0).length;
  for (const client of clients) client.send(apiVersionsApi, 3, software);
  await plane.universe.advance(20);
  const atOnce = answered();
  assert.ok(atOnce >= 20 && atOnce < 25, `${atOnce} at once: ten seconds' worth is 20`);
  await plane.universe.runUntil(() => answered() === 25);
  const [acceptor] = plane.server.acceptors;
  assert.ok(acceptor !== undefined && acceptor.throttledConnections >= 4);
  assert.ok(acceptor.throttledMs >= 1000 && acceptor.blockedMs >= 1000);
  assert.equal(acceptor.waiting, 0);
  await plane.stop();
});

test('the rate of one listener does not hold for another', async () => {
  const listeners = new Map([['PLAINTEXT', { connectionRateMax: 1 }]]);
  const plane = await planeWith({ listeners });
  const [slow] = (await connectMany(plane, 30)).slice(-1);
  const [free] = (await connectMany(plane, 30, REPLICATION_PORT)).slice(-1);
  await free?.ask(apiVersionsApi, 3, software);
  slow?.send(apiVersionsApi, 3, software);
  await plane.universe.advance(500);
  assert.equal(slow?.responses.length, 0);
  await plane.stop();
});

test('listener.name.X.max.connections: others wait, those of other listeners do not', async () => {
  const plane = await planeWith({ listeners: new Map([['PLAINTEXT', { connectionsMax: 1 }]]) });
  const [first, second] = await connectMany(plane, 2);
  assert.ok(first !== undefined && second !== undefined);
  second.send(apiVersionsApi, 3, software);
  const other = await plane.connect(REPLICATION_PORT);
  await other.ask(apiVersionsApi, 3, software);
  assert.equal(second.responses.length, 0);
  first.connection.destroy();
  await second.receive(apiVersionsApi, 3);
  await plane.stop();
});

test('more than the backlog do not wait', async () => {
  const plane = await planeWith({ connectionsMax: 1, listenBacklog: 2 });
  const clients = await connectMany(plane, 5);
  await plane.universe.runUntil(() => plane.server.counters.connectionsRefused === 2);
  await clients[3]?.untilEnded();
  assert.ok(!clients[2]?.isEnded && !clients[2]?.isClosed);
  await plane.stop();
});

test('a broker gets in where clients have taken all: the most silent goes', async () => {
  const plane = await planeWith({ connectionsMax: 3 });
  const clients = await connectMany(plane, 3);
  for (const client of [...clients].reverse()) {
    await client.ask(apiVersionsApi, 3, software);
    await plane.universe.advance(100);
  }
  const broker = await plane.connect(REPLICATION_PORT);
  await broker.ask(apiVersionsApi, 3, software);
  await clients[2]?.untilEnded();
  assert.equal(plane.server.connectionCount, 3);
  assert.equal(plane.server.counters.connectionsInExcess, 1);
  await clients[0]?.ask(apiVersionsApi, 3, software);
  await plane.stop();
});

test('fewer may be there from now on: the most silent go', async () => {
  const plane = await planeWith({});
  const clients = await connectMany(plane, 4);
  for (const client of clients) {
    await client.ask(apiVersionsApi, 3, software);
    await plane.universe.advance(100);
  }
  plane.server.reconfigure({ ...plane.server.config, connectionsMax: 2 });
  await clients[1]?.untilEnded();
  assert.equal(plane.server.connectionCount, 2);
  await clients[3]?.ask(apiVersionsApi, 3, software);
  await plane.stop();
});

test('a stop lets nobody wait at the door', async () => {
  const plane = await planeWith({ connectionsMax: 1 });
  const [, waiting] = await connectMany(plane, 2);
  await plane.stop();
  await waiting?.untilEnded();
});
