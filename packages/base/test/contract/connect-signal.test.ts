// The contract of an attempt to connect that its caller gives up: every implementation of `Network`
// and both receive paths.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Connection, Listener } from '../../src/index.ts';
import { type Environment, implementations } from './environment.ts';

const host = '127.0.0.1';
const timeoutMs = 5000;

for (const implementation of implementations) {
  describe(`A connect that is given up: ${implementation.name}`, () => {
    let environment: Environment;
    let listener: Listener;
    /** Connections that the listener has now. */
    let open: number;

    beforeEach(async () => {
      environment = await implementation.create();
      open = 0;
      const listening = environment.a.network.listen({ host, port: 0 }, (connection) => {
        open += 1;
        connection.receive({
          supply: () => new Uint8Array(10),
          received: () => undefined,
          ended: () => connection.destroy(),
          closed: () => {
            open -= 1;
          },
        });
      });
      listener = await environment.settle(listening);
    });

    afterEach(async () => {
      await environment.settle(listener.close());
      await environment.close();
    });

    function connect(signal: AbortSignal): Promise<Connection> {
      const { port } = listener.address;
      return environment.b.network.connect({ host, port, timeoutMs, signal });
    }

    it('is not begun where the signal has aborted', async () => {
      const reason = new Error('too late');
      const connecting = connect(AbortSignal.abort(reason));
      await assert.rejects(environment.settle(connecting), (error) => error === reason);
      await environment.quiet();
      assert.equal(open, 0);
    });

    it('rejects with the reason, without an event, and leaves no connection', async () => {
      for (const turns of [0, 1, 2]) {
        const giving = new AbortController();
        const reason = new Error(`after ${turns} turns`);
        let outcome: unknown;
        const connecting = connect(giving.signal).then(
          (connection) => {
            outcome = 'connected';
            connection.destroy();
          },
          (error: unknown) => {
            outcome = error;
          },
        );
        for (let turn = 0; turn < turns; turn++) await environment.turn();
        const wasUnderWay = outcome === undefined;
        giving.abort(reason);
        // Only promises run here: no timer, no socket.
        for (let step = 0; step < 10; step++) await Promise.resolve();
        if (wasUnderWay) assert.equal(outcome, reason);
        if (turns === 0) assert.ok(wasUnderWay);
        await environment.settle(connecting);
        await environment.quiet();
        assert.equal(open, 0, `after ${turns} turns`);
      }
    });

    it('is not given up by a signal that aborts when it is made', async () => {
      const late = new AbortController();
      const connection = await environment.settle(connect(late.signal));
      late.abort(new Error('too late'));
      await environment.quiet();
      assert.equal(open, 1);
      connection.destroy();
      await environment.until(() => open === 0);
    });
  });
}
