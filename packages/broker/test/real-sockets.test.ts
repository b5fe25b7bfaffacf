// The socket server on the real World: order, and a clean end, over real TCP on the loopback.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';

import { createNodeWorld, SlabPool } from '@ottla/base';
import { EMPTY_IMAGE } from '@ottla/metadata';
import { apiVersionsApi, Reader, readResponse, ReceiveMemory } from '@ottla/protocol';
import { apiVersionsHandler, EndOfTurn, ServedApis, SocketServer } from '../src/index.ts';
import { encode } from './raw-client.ts';
import { recordingLogger } from './recording-logger.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };

interface Started {
  readonly server: SocketServer;
  readonly pool: SlabPool;
  connect(): Promise<Socket>;
}

async function start(): Promise<Started> {
  const world = createNodeWorld();
  const pool = new SlabPool({ slabBytes: 1024 * 1024, poison: true });
  const apis: ServedApis = new ServedApis(
    [
      apiVersionsHandler({
        apis: () => apis,
        supportedFeatures: [],
        image: () => EMPTY_IMAGE,
        kraftVersion: () => 1,
      }),
    ],
    { listener: 'broker' },
  );
  const server = new SocketServer({
    world,
    logger: recordingLogger().logger,
    config: {
      requestBytesMax: 1_000_000,
      requestItemsMax: 100_000,
      queuedRequestsMax: 500,
      receiveBytesMax: Infinity,
      responseBytesMax: Infinity,
      slabBytesMax: 201_326_592,
      inFlightRequestsMax: 1000,
      inFlightBytesMax: 16_777_216,
      unsentBytesMax: 1_048_576,
      requestReceiveMs: 0,
      pressureMs: 10_000,
      connectionsMax: 100,
      connectionRateMax: 2_147_483_647,
      rateWindows: { count: 11, sizeMs: 1000 },
      listeners: new Map(),
      interBrokerListener: undefined,
      connectionsPerIpMax: 100,
      connectionsPerIpOverrides: new Map(),
      connectionsIdleMs: 60_000,
      listenBacklog: 50,
    },
    apis,
    receiveMemory: new ReceiveMemory({ pool, poison: true }),
    endOfTurn: new EndOfTurn(world.timers),
  });
  const { port } = await server.listen({ name: 'PLAINTEXT', host: '127.0.0.1', port: 0 });
  const open = async () => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  };
  return { server, pool, connect: open };
}

function frame(correlationId: number): Buffer {
  return encode(apiVersionsApi, { version: 3, correlationId, clientId: 'real' }, software);
}

/** Reads until so many responses are there, and gives their correlation ids. */
async function correlationIds(socket: Socket, count: number): Promise<number[]> {
  const ids: number[] = [];
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    bytes = Buffer.concat([bytes, chunk]);
    while (bytes.length >= 4 && bytes.length >= 4 + bytes.readInt32BE(0)) {
      const end = 4 + bytes.readInt32BE(0);
      ids.push(readResponse(new Reader(bytes, 4, end), apiVersionsApi, 3).correlationId);
      bytes = bytes.subarray(end);
    }
    if (ids.length >= count) return ids;
  }
  return ids;
}

test('thousands of pipelined requests are answered in order', async () => {
  const { server, pool, connect: open } = await start();
  const socket = await open();
  const sent = Array.from({ length: 5000 }, (_, i) => i);
  const bytes = Buffer.concat(sent.map(frame));
  // Two odd halves: the cut goes through a request.
  socket.write(bytes.subarray(0, 77_777));
  socket.write(bytes.subarray(77_777));
  assert.deepEqual(await correlationIds(socket, sent.length), sent);
  await server.close(1000);
  server.receiveMemory.close();
  assert.equal(pool.leasedSlabs, 0);
});

test('a bad request ends its connection, after the answers before it', async () => {
  const { server, connect: open } = await start();
  const [bad, good] = [await open(), await open()];
  bad.write(Buffer.concat([frame(1), frame(2), Buffer.from([0, 0, 0, 1, 0]), frame(3)]));
  assert.deepEqual(await correlationIds(bad, 3), [1, 2]);
  good.write(frame(4));
  assert.deepEqual(await correlationIds(good, 1), [4]);
  await server.close(1000);
});

test('a stop ends idle connections and frees the port', async () => {
  const { server, connect: open } = await start();
  const idle = await open();
  idle.write(frame(1));
  await once(idle, 'data');
  const ended = once(idle, 'close');
  await server.close(1000);
  await ended;
  await assert.rejects(open());
});
