// Our side: the command line as it is released, in one bundle, started on a new directory, which
// it formats itself.

import { rmSync } from 'node:fs';

import { temporaryDirectory } from '../../interop/paths.ts';
import { startBroker } from '../../interop/peers/broker.ts';
import { bundledMain } from '../install.ts';
import { fillPageCache } from '../native.ts';
import { type KafkaPeer, SETTINGS } from './kafka-server.ts';

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
        await fillPageCache();
      },
    };
  },
};
