// The contract of `Network`, which every implementation and receive path must pass.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Connection, type Listener, NetworkError, type Receiver } from '../../src/index.ts';
import { type Environment, implementations } from './environment.ts';

const host = '127.0.0.1';
const timeoutMs = 5000;

/** A receiver that remembers all it was told, in the order of the telling. */
class Recorder implements Receiver {
  readonly events: string[] = [];
  readonly view: Uint8Array;
  readonly received: (length: number) => void;
  readonly #chunks: Buffer[] = [];
  receivedBytes = 0;
  closedCount = 0;
  error: Error | undefined;
  onBytes: (recorder: Recorder) => void = () => {};
  suppliedCount = 0;

  constructor(viewBytes = 65_536) {
    this.view = new Uint8Array(viewBytes);
    this.received = (length) => {
      assert.equal(this.closedCount, 0);
      assert.ok(length > 0 && length <= this.view.length);
      this.#chunks.push(Buffer.from(this.view.subarray(0, length)));
      this.receivedBytes += length;
      // Whoever reads the view later than now must see that it is too late.
      this.view.fill(0xdd);
      if (this.events.at(-1) !== 'bytes') this.events.push('bytes');
      this.onBytes(this);
    };
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  supply(): Uint8Array {
    this.suppliedCount += 1;
    return this.view;
  }

  ended(): void {
    this.events.push('ended');
  }

  closed(error?: Error): void {
    this.events.push('closed');
    this.closedCount += 1;
    this.error = error;
  }
}

function patternOf(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) bytes[i] = (i * 31 + (i >>> 8) * 7 + seed) & 0xff;
  return bytes;
}

for (const implementation of implementations) {
  describe(`Network: ${implementation.name}`, () => {
    let environment: Environment;
    let listener: Listener;
    let accepted: Connection[];

    beforeEach(async () => {
      environment = await implementation.create();
      accepted = [];
      const listening = environment.a.network.listen({ host, port: 0 }, (connection) => {
        accepted.push(connection);
      });
      listener = await environment.settle(listening);
    });

    afterEach(async () => {
      for (const connection of accepted) connection.destroy();
      await environment.settle(listener.close());
      await environment.close();
    });

    /** Both ends of a new connection; nothing is received yet. */
    async function connected(): Promise<{ client: Connection; server: Connection }> {
      const { port } = listener.address;
      const before = accepted.length;
      const connecting = environment.b.network.connect({ host, port, timeoutMs });
      const client = await environment.settle(connecting);
      await environment.until(() => accepted.length > before);
      const server = accepted[before];
      assert.ok(server !== undefined);
      return { client, server };
    }

    it('names both ends', async () => {
      const { client, server } = await connected();
      assert.equal(client.remote.port, listener.address.port);
      assert.equal(server.local.port, listener.address.port);
      assert.equal(server.remote.port, client.local.port);
      assert.equal(server.remote.host, client.local.host);
      client.destroy();
    });

    it('carries bytes in order, whatever the sizes of writes and views', async () => {
      for (const viewBytes of [1, 7, 1000, 65_536]) {
        const { client, server } = await connected();
        const recorder = new Recorder(viewBytes);
        server.receive(recorder);
        const total = viewBytes === 1 ? 2000 : 300_000;
        const all = patternOf(total);
        for (let at = 0, size = 1; at < total; size = (size * 3) % 9973) {
          const chunks = [all.subarray(at, at + size), all.subarray(at + size, at + 2 * size)];
          client.write(chunks);
          at += 2 * size;
        }
        await environment.until(() => recorder.receivedBytes >= total);
        assert.ok(recorder.bytes.equals(all));
        client.destroy();
      }
    });

    it('keeps what comes before there is a receiver', async () => {
      const { client, server } = await connected();
      client.write([patternOf(5000)]);
      await environment.quiet();
      const recorder = new Recorder(512);
      server.receive(recorder);
      assert.equal(recorder.events.length, 0, 'nothing happens inside the call');
      assert.equal(recorder.suppliedCount, 0, 'nothing happens inside the call');
      await environment.until(() => recorder.receivedBytes === 5000);
      assert.ok(recorder.bytes.equals(patternOf(5000)));
      client.destroy();
    });

    it('serves both directions at once', async () => {
      const { client, server } = await connected();
      const [atClient, atServer] = [new Recorder(), new Recorder(333)];
      client.receive(atClient);
      server.receive(atServer);
      client.write([patternOf(100_000, 1)]);
      server.write([patternOf(200_000, 2)]);
      await environment.until(
        () => atServer.receivedBytes === 100_000 && atClient.receivedBytes === 200_000,
      );
      assert.ok(atServer.bytes.equals(patternOf(100_000, 1)));
      assert.ok(atClient.bytes.equals(patternOf(200_000, 2)));
      client.destroy();
    });

    it('lets many connections share one view', async () => {
      const view = new Uint8Array(1000);
      const peers: { client: Connection; got: Buffer[]; sent: Buffer }[] = [];
      for (let i = 0; i < 10; i++) {
        const { client, server } = await connected();
        const got: Buffer[] = [];
        server.receive({
          supply: () => view,
          received: (length) => got.push(Buffer.from(view.subarray(0, length))),
          ended: () => {},
          closed: () => {},
        });
        peers.push({ client, got, sent: patternOf(20_000, i) });
      }
      for (let at = 0; at < 20_000; at += 500) {
        for (const { client, sent } of peers) client.write([sent.subarray(at, at + 500)]);
      }
      const lengthOf = (got: readonly Buffer[]) => got.reduce((sum, b) => sum + b.length, 0);
      await environment.until(() => peers.every(({ got }) => lengthOf(got) === 20_000));
      for (const { client, got, sent } of peers) {
        assert.ok(Buffer.concat(got).equals(sent));
        client.destroy();
      }
    });

    it('reads into a new view after resupply', async () => {
      const { client, server } = await connected();
      const views = [new Uint8Array(100), new Uint8Array(100)];
      let current = 0;
      const lengths: number[] = [];
      server.receive({
        supply: () => views[current] ?? new Uint8Array(1),
        received: (length) => lengths.push(length),
        ended: () => {},
        closed: () => {},
      });
      client.write([Buffer.of(1)]);
      await environment.until(() => lengths.length === 1);
      assert.equal(views[0]?.[0], 1);
      current = 1;
      server.resupply();
      client.write([Buffer.of(2)]);
      await environment.until(() => lengths.length === 2);
      assert.equal(views[0]?.[0], 1, 'the view that was given back is left alone');
      assert.equal(views[1]?.[0], 2);
      client.destroy();
    });

    it('calls `written` once for each write, in order, not inside the write', async () => {
      const { client, server } = await connected();
      server.receive(new Recorder());
      const order: number[] = [];
      let inside = true;
      const written = (index: number) => () => {
        assert.equal(inside, false);
        order.push(index);
      };
      client.write([Buffer.of(1)], written(0));
      client.write([], written(1));
      client.write([Buffer.alloc(0)], written(2));
      client.write([Buffer.alloc(100_000), Buffer.of(2)], written(3));
      inside = false;
      await environment.until(() => order.length === 4);
      await environment.quiet();
      assert.deepEqual(order, [0, 1, 2, 3]);
      assert.equal(client.queuedBytes(), 0);
      client.destroy();
    });

    it('counts what is not sent, and calls `written` also when the connection goes', async () => {
      for (const lost of ['destroy', 'peer'] as const) {
        const { client, server } = await connected();
        const recorder = new Recorder();
        client.receive(recorder);
        let count = 0;
        const chunk = Buffer.alloc(1 << 20);
        // Nobody reads at the other end.
        for (let i = 0; i < 32; i++) client.write([chunk, chunk.subarray(0, 10)], () => count++);
        await environment.quiet();
        assert.ok(client.queuedBytes() > 8 << 20, `${client.queuedBytes()} bytes queued`);
        assert.ok(count < 32);
        if (lost === 'destroy') client.destroy();
        else server.destroy();
        await environment.until(() => recorder.closedCount === 1);
        await environment.quiet();
        assert.equal(count, 32);
        client.write([chunk], () => count++);
        await environment.until(() => count === 33);
        await environment.quiet();
        assert.equal(count, 33);
        assert.equal(recorder.closedCount, 1);
      }
    });

    it('stops delivery on pause, so that the peer feels it, and loses nothing', async () => {
      const { client, server } = await connected();
      const recorder = new Recorder();
      recorder.onBytes = () => {
        recorder.onBytes = () => {};
        server.pause();
      };
      server.receive(recorder);
      const chunk = patternOf(1 << 20);
      for (let i = 0; i < 16; i++) client.write([chunk]);
      await environment.until(() => recorder.receivedBytes > 0);
      await environment.quiet();
      const before = recorder.receivedBytes;
      assert.ok(client.queuedBytes() > 1 << 20);
      await environment.quiet();
      assert.equal(recorder.receivedBytes, before, 'nothing comes while it is paused');
      server.resume();
      await environment.until(() => recorder.receivedBytes === 16 << 20);
      const { bytes } = recorder;
      for (let i = 0; i < 16; i++) {
        assert.ok(bytes.subarray(i << 20, (i + 1) << 20).equals(chunk));
      }
      client.destroy();
    });

    it('can be paused before and at once after the receiver is installed', async () => {
      for (const order of ['before', 'after'] as const) {
        const { client, server } = await connected();
        const recorder = new Recorder();
        if (order === 'before') server.pause();
        server.receive(recorder);
        if (order === 'after') server.pause();
        client.write([Buffer.of(1)]);
        await environment.quiet();
        assert.deepEqual(recorder.events, []);
        server.resume();
        await environment.until(() => recorder.receivedBytes === 1);
        client.destroy();
      }
    });

    it('ends each direction by itself', async () => {
      const { client, server } = await connected();
      const [atClient, atServer] = [new Recorder(), new Recorder()];
      client.receive(atClient);
      server.receive(atServer);
      client.write([patternOf(300_000)]);
      client.end();
      await environment.until(() => atServer.events.includes('ended'));
      assert.equal(atServer.receivedBytes, 300_000, 'all came before the end');
      server.write([patternOf(1000)]);
      await environment.until(() => atClient.receivedBytes === 1000);
      assert.equal(atClient.closedCount + atServer.closedCount, 0);
      server.end();
      await environment.until(() => atClient.closedCount + atServer.closedCount === 2);
      assert.deepEqual(atClient.events, ['bytes', 'ended', 'closed']);
      assert.deepEqual(atServer.events, ['bytes', 'ended', 'closed']);
      assert.equal(atClient.error ?? atServer.error, undefined);
    });

    it('delivers what was written before a destroy, or resets', async () => {
      const { client, server } = await connected();
      const [atClient, atServer] = [new Recorder(), new Recorder()];
      client.receive(atClient);
      server.receive(atServer);
      client.write([Buffer.from('last words')]);
      await environment.until(() => atServer.receivedBytes === 10);
      client.destroy();
      client.destroy();
      await environment.until(() => atClient.closedCount === 1);
      assert.deepEqual(atClient.events, ['closed']);
      assert.equal(atClient.error, undefined);
      await environment.until(() => atServer.events.length > 1);
      server.end();
      await environment.until(() => atServer.closedCount === 1);
      assert.equal(atServer.events.at(-1), 'closed');
    });

    it('tells a writer whose peer is gone', async () => {
      const { client, server } = await connected();
      const recorder = new Recorder();
      server.receive(recorder);
      client.destroy();
      let written = 0;
      let writes = 0;
      await environment.until(() => {
        if (recorder.closedCount > 0) return true;
        writes += 1;
        server.write([Buffer.alloc(1000)], () => written++);
        return false;
      });
      assert.ok(recorder.error instanceof NetworkError);
      assert.match(recorder.error.code, /^(ECONNRESET|EPIPE)$/);
      assert.equal(recorder.error.retriable, true);
      await environment.until(() => written === writes);
    });

    it('tells a receiver that comes after the connection went', async () => {
      const { client, server } = await connected();
      server.destroy();
      await environment.quiet();
      const recorder = new Recorder();
      server.receive(recorder);
      assert.deepEqual(recorder.events, []);
      await environment.until(() => recorder.closedCount === 1);
      assert.deepEqual(recorder.events, ['closed']);
      client.destroy();
    });

    it('delivers nothing after a destroy from inside a delivery', async () => {
      const { client, server } = await connected();
      const recorder = new Recorder(10);
      recorder.onBytes = () => server.destroy();
      server.receive(recorder);
      client.write([Buffer.alloc(10_000)]);
      await environment.until(() => recorder.closedCount === 1);
      await environment.quiet();
      assert.ok(recorder.receivedBytes <= 10);
      assert.deepEqual(recorder.events, ['bytes', 'closed']);
      client.destroy();
    });

    it('closes a listener while its connections live on', async () => {
      const { client, server } = await connected();
      const recorder = new Recorder();
      server.receive(recorder);
      await environment.settle(listener.close());
      const { port } = listener.address;
      const again = environment.b.network.connect({ host, port, timeoutMs });
      await assert.rejects(environment.settle(again), { code: 'ECONNREFUSED', retriable: true });
      client.write([Buffer.of(1)]);
      await environment.until(() => recorder.receivedBytes === 1);
      const second = environment.b.network.listen({ host, port }, () => {});
      await environment.settle((await environment.settle(second)).close());
      client.destroy();
    });

    it('refuses a port that is taken, with a NetworkError', async () => {
      const { port } = listener.address;
      const listening = environment.b.network.listen({ host, port }, () => {});
      await assert.rejects(environment.settle(listening), (error) => {
        assert.ok(error instanceof NetworkError);
        assert.equal(error.code, 'EADDRINUSE');
        assert.ok(error.message.includes(String(port)));
        return true;
      });
    });

    it('rejects a host that does not exist', async () => {
      const nowhere = { host: 'no.such.invalid', port: 1, timeoutMs };
      const connecting = environment.b.network.connect(nowhere);
      await assert.rejects(environment.settle(connecting), (error) => {
        assert.ok(error instanceof NetworkError);
        // Without a name server at all the answer is EAI_AGAIN.
        assert.match(error.code, /^(ENOTFOUND|EAI_AGAIN)$/);
        return true;
      });
    });

    it('takes the empty host for every address', async () => {
      let count = 0;
      const listening = environment.a.network.listen({ host: '', port: 0 }, (connection) => {
        count += 1;
        connection.destroy();
      });
      const everywhere = await environment.settle(listening);
      const { port } = everywhere.address;
      const connecting = environment.b.network.connect({ host, port, timeoutMs });
      (await environment.settle(connecting)).destroy();
      await environment.until(() => count === 1);
      await environment.settle(everywhere.close());
    });
  });
}
