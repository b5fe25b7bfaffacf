// Encrypted connections of the real World: to a server of Node's, with a certificate of our own.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createServer, type Server } from 'node:tls';

import { createNodeWorld, NetworkError, type Connection, type TlsOptions } from '../src/index.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`./fixtures/tls/${name}`, import.meta.url), 'utf8');

const cert = fixture('cert.pem');
const world = createNodeWorld();
let server: Server;
let port: number;

before(async () => {
  // Says everything back, twice.
  server = createServer({ cert, key: fixture('key.pem') }, (socket) => {
    socket.on('data', (bytes) => socket.write(Buffer.concat([bytes, bytes])));
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});

after(() => server.close());

function connect(tls: TlsOptions | undefined, host = 'localhost'): Promise<Connection> {
  return world.network.connect({ host, port, timeoutMs: 5_000, tls });
}

/** Sends the bytes, and resolves with as many as are expected back. */
async function talk(connection: Connection, sent: Buffer, expected: number): Promise<Buffer> {
  const got: Buffer[] = [];
  const view = Buffer.alloc(1000);
  return new Promise((resolve, reject) => {
    connection.receive({
      supply: () => view,
      received: (length) => {
        got.push(Buffer.from(view.subarray(0, length)));
        const all = Buffer.concat(got);
        if (all.length >= expected) resolve(all);
      },
      ended: () => undefined,
      closed: () => reject(new Error('closed')),
    });
    connection.write([sent.subarray(0, 10), sent.subarray(10)]);
  });
}

describe('TLS', () => {
  for (const host of ['localhost', '127.0.0.1']) {
    test(`bytes go both ways, by ${host}`, async () => {
      const connection = await connect({ ca: cert }, host);
      const sent = Buffer.from('x'.repeat(70_000));
      const back = await talk(connection, sent, 140_000);
      assert.equal(back.toString(), 'x'.repeat(140_000));
      connection.destroy();
    });
  }

  test('an authority that nobody knows is refused for good, and the message says why', async () => {
    await assert.rejects(connect({}), (error) => {
      assert.ok(error instanceof NetworkError);
      assert.equal(error.code, 'DEPTH_ZERO_SELF_SIGNED_CERT');
      assert.match(error.message, /self-signed certificate/);
      assert.equal(error.retriable, false);
      return true;
    });
  });

  test('so is a certificate of another host', async () => {
    await assert.rejects(connect({ ca: cert, servername: 'example.org' }), (error) => {
      assert.ok(error instanceof NetworkError);
      assert.equal(error.code, 'ERR_TLS_CERT_ALTNAME_INVALID');
      assert.equal(error.retriable, false);
      return true;
    });
  });

  test('a handshake that is given up leaves no socket, at once', async () => {
    const { createServer: createPlain } = await import('node:net');
    // Takes connections and says nothing.
    const silent = createPlain((socket) => socket.on('error', () => undefined).resume());
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port: silentPort } = silent.address() as AddressInfo;
    const giving = new AbortController();
    const { signal } = giving;
    const asked = { host: '127.0.0.1', port: silentPort, timeoutMs: 60_000, tls: { ca: cert } };
    const connecting = world.network.connect({ ...asked, signal });
    const rejected = assert.rejects(connecting, /enough/);
    const [socket] = (await once(silent, 'connection')) as [Socket];
    const gone = once(socket, 'close');
    giving.abort(new Error('enough'));
    await rejected;
    await gone;
    silent.close();
  });

  test('a server that speaks plainly is refused', async () => {
    const { createServer: createPlain } = await import('node:net');
    const plain = createPlain((socket) => {
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    plain.listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const { port: plainPort } = plain.address() as AddressInfo;
    const asked = { host: '127.0.0.1', port: plainPort, timeoutMs: 5_000, tls: { ca: cert } };
    await assert.rejects(world.network.connect(asked), NetworkError);
    plain.close();
  });
});
