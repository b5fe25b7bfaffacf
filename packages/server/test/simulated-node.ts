// Nodes on simulated machines, for the tests of their life.

import { SimulatedUniverse, type World } from '@ottla/base';
import { NodeConfig } from '@ottla/metadata';
import { type Node, type NodeOptions, startNode } from '../src/index.ts';
import { RawClient } from '../../broker/test/raw-client.ts';
import { type RecordedLine, recordingLogger } from '../../broker/test/recording-logger.ts';

const HOST = 'broker';

const SETTINGS = {
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.listener.names': 'CONTROLLER',
  'controller.quorum.bootstrap.servers': `${HOST}:9093`,
  listeners: `PLAINTEXT://${HOST}:9092,CONTROLLER://${HOST}:9093`,
  'log.dirs': '/data',
};

export interface StartedNode {
  readonly node: Node;
  readonly lines: readonly RecordedLine[];
  readonly fatal: string[];
}

export class SimulatedMachine {
  readonly universe: SimulatedUniverse;
  world: World;

  constructor(seed: number | string) {
    this.universe = new SimulatedUniverse({ seed });
    this.world = this.universe.createNode(HOST);
  }

  /** Runs the universe until the node serves, or has refused to. */
  async start(
    settings: Readonly<Record<string, string>> = {},
    options: Partial<NodeOptions> = {},
  ): Promise<StartedNode> {
    const { logger, lines } = recordingLogger();
    const fatal: string[] = [];
    const config = NodeConfig.parse(new Map(Object.entries({ ...SETTINGS, ...settings })));
    const node = await this.universe.resolve(
      startNode({
        world: this.world,
        logger,
        config,
        hostName: HOST,
        onFatal: (reason) => fatal.push(reason),
        ...options,
      }),
    );
    return { node, lines, fatal };
  }

  stop({ node }: StartedNode): Promise<void> {
    return this.universe.resolve(node.stop());
  }

  /** Ends the node's process, or its power, and boots the machine again. */
  crash(death: 'process' | 'power'): void {
    this.universe.kill(HOST, death);
    this.world = this.universe.restart(HOST);
  }

  async connect(port: number): Promise<RawClient> {
    const { network } = this.#clientWorld();
    const connecting = network.connect({ host: HOST, port, timeoutMs: 5000 });
    return new RawClient(this.universe, await this.universe.resolve(connecting));
  }

  #clients = 0;

  #clientWorld(): World {
    this.#clients += 1;
    return this.universe.createNode(`client ${this.#clients}`);
  }
}
