// Our side: the command line as it is released, in one bundle, started on a new directory, which
// it formats itself.

import { rmSync } from 'node:fs';

import { temporaryDirectory } from '../../interop/paths.ts';
import { startBroker } from '../../interop/peers/broker.ts';
import { bundledMain } from '../install.ts';
import { settleMemory } from '../native.ts';
import { type KafkaPeer, type RestartablePeer, SETTINGS } from './kafka-server.ts';

export const ottla: KafkaPeer = {
  name: 'Ottla',
  async start(overrides = {}) {
    const dataDirectory = temporaryDirectory('bench');
    const settings = { ...SETTINGS, ...overrides };
    const main = await bundledMain();
    const start = performance.now();
    const broker = await startBroker({ dataDirectory, overrides: settings, main });
    const readySeconds = (performance.now() - start) / 1000;
    return {
      bootstrap: broker.bootstrap,
      port: broker.port,
      pid: broker.pid,
      readySeconds,
      async stop() {
        await broker.stop();
        rmSync(dataDirectory, { recursive: true });
        await settleMemory();
      },
    };
  },
};

/** As long as Apache Kafka may take. */
const READY_MS = 600_000;

export const restartableOttla: RestartablePeer = {
  name: 'Ottla',
  async prepare(openFilesMax) {
    const dataDirectory = temporaryDirectory('bench');
    const main = await bundledMain();
    return {
      async start() {
        const broker = await startBroker({ dataDirectory, main, openFilesMax, readyMs: READY_MS });
        return {
          bootstrap: broker.bootstrap,
          pid: broker.pid,
          stop: async () => void (await broker.stop()),
          kill: () => broker.kill(),
        };
      },
      remove: () => rmSync(dataDirectory, { recursive: true }),
    };
  },
};
