// A client that is closed while it connects lets its socket go at once, also on the real network.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';

import { Admin, ClosedError } from '../src/index.ts';

/** Far less than a connection may take here. */
const timeout = 10_000;
const connectionSetupTimeoutMs = 600_000;

test('close during a handshake that nobody answers leaves no socket', { timeout }, async () => {
  const silent = createServer((socket) => socket.on('error', () => undefined).resume());
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const admin = new Admin({
    bootstrapServers: `127.0.0.1:${port}`,
    tls: true,
    connectionSetupTimeoutMs,
    connectionSetupTimeoutMaxMs: connectionSetupTimeoutMs,
    openTelemetry: false,
  });
  const failing = assert.rejects(admin.listTopics(), ClosedError);
  const [socket] = (await once(silent, 'connection')) as [Socket];
  const gone = once(socket, 'close');
  await admin.close();
  await failing;
  await gone;
  silent.close();
});
