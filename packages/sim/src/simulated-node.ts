// A node of Ottla on a simulated machine: the same `startNode` as in life, given another World.

import type { Logger, SimulatedUniverse, World } from '@ottla/base';
import { NodeConfig } from '@ottla/metadata';
import { type Node, startNode } from '@ottla/server';

export interface NodeOfWorldOptions {
  readonly world: World;
  /** The machine's name, by which clients reach it. */
  readonly host: string;
  readonly logger: Logger;
  /** Broker configs beyond those that make one combined node. */
  readonly overrides?: Readonly<Record<string, string>>;
  /** The node cannot go on and has stopped by itself. */
  readonly onFatal?: (reason: string) => void;
}

export interface SimulatedNodeOptions extends NodeOfWorldOptions {
  readonly universe: SimulatedUniverse;
}

export const BROKER_PORT = 9092;

function describeConfig(host: string, overrides: Readonly<Record<string, string>>) {
  return new Map(
    Object.entries({
      'process.roles': 'broker,controller',
      'node.id': '1',
      'controller.listener.names': 'CONTROLLER',
      'controller.quorum.bootstrap.servers': `${host}:9093`,
      listeners: `PLAINTEXT://${host}:${BROKER_PORT},CONTROLLER://${host}:9093`,
      'log.dirs': '/data',
      ...overrides,
    }),
  );
}

/** Starts it, formatting an empty disk; the universe must run for it to come about. */
export function beginSimulatedNode(options: NodeOfWorldOptions): Promise<Node> {
  const { world, host, logger, overrides = {}, onFatal } = options;
  const config = NodeConfig.parse(describeConfig(host, overrides));
  const given = { world, logger, config, hostName: host };
  return startNode(onFatal === undefined ? given : { ...given, onFatal });
}

/** As `beginSimulatedNode`, and runs the universe until it serves. */
export function startSimulatedNode(options: SimulatedNodeOptions): Promise<Node> {
  return options.universe.resolve(beginSimulatedNode(options));
}
