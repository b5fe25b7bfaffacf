// A node of ours whose controller listens at a port that is known, for whoever talks to it.

import { freePort } from './apache-kafka.ts';
import { type BrokerOptions, type BrokerProcess, startBroker } from './broker.ts';

export interface NodeWithController {
  readonly broker: BrokerProcess;
  readonly port: number;
  readonly controllerPort: number;
}

export async function startWithController(
  overrides: BrokerOptions['overrides'] = {},
): Promise<NodeWithController> {
  const [port, controllerPort] = [await freePort(), await freePort()];
  const listeners = `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`;
  const broker = await startBroker({
    port,
    overrides: {
      listeners,
      'advertised.listeners': listeners,
      'controller.listener.names': 'CONTROLLER',
      'controller.quorum.bootstrap.servers': `127.0.0.1:${controllerPort}`,
      ...overrides,
    },
  });
  return { broker, port, controllerPort };
}
