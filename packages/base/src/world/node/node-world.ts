// Composes the real World. Nothing here is started before it is used.

import type { World } from '../world.ts';
import { createNodeNetwork } from './network/node-network.ts';
import type { ReceivePath } from './network/node-connection.ts';
import { createNodeClock } from './node-clock.ts';
import { createNodeDisk } from './node-disk.ts';
import { createNodeOffload } from './offload/node-offload.ts';
import { createNodeRandom } from './node-random.ts';
import { createNodeTimers } from './node-timers.ts';

export interface NodeWorldOptions {
  /** How received bytes come in; `data` is for tests and for transports without a handle. */
  readonly receivePath?: ReceivePath;
}

/** The World of this process. `exit` ends the process. */
export function createNodeWorld(options: NodeWorldOptions = {}): World {
  return {
    clock: createNodeClock(),
    timers: createNodeTimers(),
    random: createNodeRandom(),
    disk: createNodeDisk(),
    network: createNodeNetwork(options.receivePath),
    offload: createNodeOffload(),
    poisonsMemory: false,
    exit: (code) => process.exit(code),
  };
}
