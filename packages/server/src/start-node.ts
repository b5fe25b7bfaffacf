// Composes one node from its configuration and runs it: directories, ports, controller, broker, in
// that order; and stops it in the order in which Kafka stops. The parts decide nothing here, and
// are not decided about.

import type { MeasuredNode } from '@ottla/broker';
import { logDirectories } from '@ottla/metadata';
import { type NodeBase, NodeFailure } from './node-base.ts';
import type { Node, NodeOptions } from './node-options.ts';
import { startBroker, type BrokerPart } from './parts/broker.ts';
import { startControllerPart, type ControllerPart } from './parts/controller.ts';
import { nodeMemory } from './parts/memory.ts';
import { NodeSockets } from './parts/sockets.ts';
import { Operations } from './operations/operations.ts';
import { reviewConfig } from './review-config.ts';
import { formatIfEmpty } from './storage/format-if-empty.ts';
import { openDirectories } from './storage/open-directories.ts';

/**
 * Starts a node; resolves once it serves clients. Rejects with a StartError or a ConfigError where
 * it cannot: everything opened by then is closed again.
 */
export async function startNode(options: NodeOptions): Promise<Node> {
  const reviewed = reviewConfig(options.config);
  for (const warning of reviewed.warnings) options.logger.warn(warning);
  const closers: (() => Promise<void>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).toReversed()) await close();
  };
  try {
    const seen = new Operations(options);
    closers.push(() => seen.close());
    await seen.listen(options);
    const memory = nodeMemory(options.world, options.logger, options.config);
    const sockets = new NodeSockets({ ...options, reviewed, memory });
    closers.push(() => sockets.close(0));
    // Ports first: a node that cannot have them leaves no directories behind.
    await sockets.listen();
    const formatted = formatIfEmpty({ ...options, listeners: reviewed.listeners });
    const base = await openBase({ ...options, reviewed, memory, sockets, seen }, closers);
    const controller = await startControllerPart(base);
    closers.push(() => controller.stop());
    const broker = await startBroker(base, controller);
    closers.push(() => broker.stop());
    base.failure.started();
    seen.started(measuredNode(base, controller, broker));
    const { directories } = base;
    const nodeId = options.config.number('node.id');
    let stopping: Promise<void> | undefined;
    const { logger } = options;
    logger.info('the node has started', { node: nodeId });
    for (const line of startedLines(nodeId)) logger.info(line);
    return {
      nodeId,
      clusterId: directories.clusterId,
      listeners: sockets.listeners,
      formatted,
      stop: () => {
        seen.state = 'PENDING_CONTROLLED_SHUTDOWN';
        return (stopping ??= closeAll());
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

type Shared = Pick<NodeBase, 'reviewed' | 'memory' | 'sockets'> & { readonly seen: Operations };

/**
 * What those who start Kafka wait for in its log, in the words of this and of earlier versions; the
 * lifecycle has told of RECOVERY and RUNNING by now.
 */
function startedLines(nodeId: number): readonly string[] {
  return [
    `[KafkaRaftServer nodeId=${nodeId}] Kafka Server started (kafka.server.KafkaRaftServer)`,
    `[KafkaServer id=${nodeId}] started (kafka.server.KafkaServer)`,
  ];
}

function measuredNode(
  { config, directories, sockets, memory }: NodeBase,
  { node, loader }: ControllerPart,
  { replicas, placing, cleaner, groups, sessions, telemetry, uncleanElections }: BrokerPart,
): MeasuredNode {
  return {
    nodeId: config.number('node.id'),
    clusterId: directories.clusterId,
    image: () => loader.image,
    quorum: () => node.quorum,
    uncleanElections,
    replicas,
    placing,
    cleaner,
    requests: sockets.requestMetrics,
    flushTimes: memory.flushTimes,
    servers: sockets.servers,
    groups,
    sessions,
    groupPartitionsMax: config.number('ottla.metrics.group.partitions.max'),
    telemetry,
  };
}

/** Opens the directories, which are closed last. */
async function openBase(
  options: NodeOptions & Shared,
  closers: (() => Promise<void>)[],
): Promise<NodeBase> {
  const { config, memory } = options;
  const failure = new NodeFailure(options, options.seen);
  const directories = await openDirectories({
    config,
    logger: options.logger,
    services: memory.logServices,
    logDirectories: logDirectories(config),
    onOffline: (directory, error) => failure.directoryFailed(directory, error),
  });
  failure.watch(directories);
  const cleanShutdown = { brokerEpoch: -1 };
  closers.push(async () => {
    for (const directory of directories.all) await directory.close(cleanShutdown);
  });
  return { ...options, directories, failure, cleanShutdown };
}
