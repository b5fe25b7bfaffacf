// The broker half of a node: its logs and replicas, its registration with the controller, and the
// handlers behind its listeners. It learns of topics only through committed metadata.

import {
  type BrokerLifecycleDriver,
  DynamicConfigPublisher,
  EndOfTurn,
  FetchSessionCache,
  LogUpkeep,
  type MeasuredGroup,
  ReplicaSet,
  startLifecycle,
  TopicPublisher,
  UncleanElections,
  WriteTurn,
} from '@ottla/broker';
import { LoggerTree } from '@ottla/base';
import { KafkaStorageError, type LogCleaner, type LogDirectory } from '@ottla/log';
import { randomUuid, understoodFeatures } from '@ottla/metadata';
import type { NodeBase } from '../node-base.ts';
import { StartError } from '../node-options.ts';
import type { ControllerPart } from './controller.ts';
import { clean, logCleaner } from './cleaning.ts';
import { cordon } from './cordoned.ts';
import { type GroupCoordinator, groupCoordinator, measuredGroups } from './group-coordinator.ts';
import { nodeHandlers } from './handlers.ts';
import { registered } from './listeners.ts';
import { type ReplicaPlacing, replicaPlacing } from './replica-placing.ts';
import { clientTelemetry, type TelemetryPart } from './telemetry.ts';
import { EffectiveTopicConfigs, layersOf } from './metadata-view.ts';
import { logUpkeepConfig } from './settings.ts';

export interface BrokerPart {
  readonly replicas: ReplicaSet;
  readonly placing: ReplicaPlacing;
  readonly cleaner: LogCleaner;
  /** All groups that are coordinated here. */
  groups(): Iterable<MeasuredGroup>;
  readonly sessions: FetchSessionCache;
  readonly uncleanElections: UncleanElections;
  readonly telemetry: TelemetryPart;
  /** Hands leadership over, answers what is under way, and lets go of the logs. */
  stop(): Promise<void>;
}

/** How long the controller may take to move leadership away. */
const CONTROLLED_SHUTDOWN_MS = 30_000;
/**
 * How long clients may take to take their answers and leave; then their connections are dropped.
 */
const DRAIN_MS = 1_000;

/** Resolves once clients are served. */
export async function startBroker(base: NodeBase, controller: ControllerPart): Promise<BrokerPart> {
  const { failure, sockets } = base;
  const topicConfigs = new EffectiveTopicConfigs(base.config);
  loadLogs(base, controller, topicConfigs);
  const endOfTurn = new EndOfTurn(base.world.timers);
  // Coordinators append before the replicas write.
  const writeTurn = new WriteTurn(endOfTurn);
  const replicas = replicaSet(base, endOfTurn, topicConfigs);
  const placing = replicaPlacing(base, controller, replicas);
  const groups = groupCoordinator(base, replicas, writeTurn);
  const lifecycle = startLifecycle(lifecycleOptions(base, controller));
  failure.tellDirectoryFailures(({ meta }) => {
    if (meta?.directoryId !== undefined) lifecycle.directoryFailed(meta.directoryId);
  });
  const upkeep = new LogUpkeep(replicas, base.logger, base.world.timers);
  const cleaner = logCleaner(base, replicas);
  const telemetry = clientTelemetry(base);
  const sessions = fetchSessions(base);
  const uncleanElections = new UncleanElections();
  const running = { replicas, groups, lifecycle, upkeep, cleaner, telemetry, placing, sessions };
  const stop = (): Promise<void> => stopBroker(base, controller, running);
  try {
    await Promise.race([lifecycle.caughtUp, failure.whileStarting]);
    controller.loader.publish(new TopicPublisher(replicas));
    controller.loader.publish(groups);
    controller.loader.publish(telemetry.telemetry);
    controller.loader.publish(uncleanElections);
    upkeep.start(logUpkeepConfig(base.config));
    clean(running, base.config);
    lifecycle.readyToUnfence();
    await Promise.race([lifecycle.unfenced, failure.whileStarting]);
    await controller.appliedMetadata();
    cordon({ replicas, lifecycle }, base.config);
    controller.loader.publish(dynamicConfigs(base, running));
    const gone = (connectionId: string): void => telemetry.telemetry.disconnected(connectionId);
    await sockets.serve(handlersOf(base, controller, running), endOfTurn, gone);
  } catch (error) {
    await stop();
    throw error;
  }
  const measured = { replicas, placing, cleaner, telemetry, sessions, uncleanElections };
  return { stop, ...measured, groups: () => measuredGroups(groups) };
}

/**
 * Opens, and where needed recovers, every partition, with the configs that its topic has by now.
 */
function loadLogs(
  { directories, logger }: NodeBase,
  { loader }: ControllerPart,
  topicConfigs: EffectiveTopicConfigs,
): void {
  for (const directory of directories.logs) {
    if (directory.isOffline) continue;
    try {
      const { opened, damaged } = directory.load((topic) =>
        topicConfigs.of(loader.image, topic),
      );
      const { wasClean } = directory.lastShutdown;
      const counts = { opened: opened.length, damaged: damaged.length };
      logger.info('loaded the logs', { path: directory.path, wasClean, ...counts });
    } catch (error) {
      // The directory is offline, which ends the node if it cannot do without it.
      if (error instanceof KafkaStorageError) continue;
      const reason = error instanceof Error ? error.message : String(error);
      throw new StartError('LOG_DIRECTORY', `${directory.path}: ${reason}`, error);
    }
  }
}

function replicaSet(
  base: NodeBase,
  endOfTurn: EndOfTurn,
  topicConfigs: EffectiveTopicConfigs,
): ReplicaSet {
  const { world, logger, config, directories, memory } = base;
  return new ReplicaSet({
    world,
    logger: logger.child('replicas'),
    brokerId: config.number('node.id'),
    endOfTurn,
    logServices: memory.logServices,
    directories: directories.logs,
    topicConfig: (image, topic) => topicConfigs.of(image, topic),
  });
}

function fetchSessions({ world, config }: NodeBase): FetchSessionCache {
  const { clock, random } = world;
  const slots = config.number('max.incremental.fetch.session.cache.slots');
  return new FetchSessionCache({ clock, random, slots });
}

/** What follows a config that is set while the node runs, topics apart. */
function dynamicConfigs(
  { config, logger, sockets }: NodeBase,
  running: RunningBroker,
): DynamicConfigPublisher {
  return new DynamicConfigPublisher({
    logger: logger.child('configs'),
    nodeId: config.number('node.id'),
    layers: (image) => layersOf(config, image),
    apply: (changed) => {
      sockets.reconfigure(changed);
      cordon(running, changed);
      clean(running, changed);
      running.placing.configure(changed);
    },
  });
}

function lifecycleOptions(
  base: NodeBase,
  { node, loader }: ControllerPart,
): Parameters<typeof startLifecycle>[0] {
  const { world, logger, config, directories, sockets, failure } = base;
  return {
    world,
    logger,
    channel: node.channel,
    nodeId: config.number('node.id'),
    clusterId: directories.clusterId,
    incarnationId: randomUuid(world.random),
    rack: config.textOrNull('broker.rack'),
    listeners: sockets.listeners.filter((each) => !each.isController).map(registered),
    features: understoodFeatures.map(({ name, min, max }) => ({
      name,
      minLevel: min,
      maxLevel: max,
    })),
    directoryIds: online(directories).map((each) => each.meta?.directoryId ?? ''),
    previousBrokerEpoch: previousEpoch(base),
    heartbeatIntervalMs: config.number('broker.heartbeat.interval.ms'),
    registrationTimeoutMs: config.number('initial.broker.registration.timeout.ms'),
    directoryFailureTimeoutMs: config.number('log.dir.failure.timeout.ms'),
    metadataOffset: () => loader.image.provenance.lastContainedOffset,
    onFatal: (reason) => failure.fail(reason),
  };
}

/** Only when all directories agree that they were closed by the same registration (KIP-966). */
function previousEpoch({ directories }: NodeBase): number {
  const epochs = new Set(online(directories).map((each) => each.lastShutdown.brokerEpoch));
  const [epoch] = epochs;
  return epochs.size === 1 ? (epoch ?? -1) : -1;
}

function online({ logs }: NodeBase['directories']): readonly LogDirectory[] {
  return logs.filter((each) => !each.isOffline);
}

function handlersOf(
  base: NodeBase,
  { node, loader, appliedMetadata }: ControllerPart,
  { replicas, groups, lifecycle, telemetry, placing, sessions }: RunningBroker,
): ReturnType<typeof nodeHandlers> {
  const { world, logger, config, directories, sockets } = base;
  return nodeHandlers({
    world,
    largeWork: sockets.largeWork,
    logger,
    config,
    clusterId: directories.clusterId,
    replicas,
    moves: placing.moves,
    groups,
    sessions,
    telemetry: telemetry.telemetry,
    channel: node.channel,
    image: () => loader.image,
    kraftVersion: () => node.kraftVersion,
    activeControllerId: () => node.leader.leaderId,
    brokerEpoch: () => lifecycle.brokerEpoch,
    appliedMetadata,
    isControllerListener: (listener) => sockets.isController(listener),
    apis: (listener) => sockets.apis(listener),
    loggers: base.loggerLevels ?? new LoggerTree('info'),
    absolutePath: base.absolutePath ?? ((path) => path),
  });
}

interface RunningBroker {
  readonly replicas: ReplicaSet;
  readonly groups: GroupCoordinator;
  readonly lifecycle: BrokerLifecycleDriver;
  readonly upkeep: LogUpkeep;
  readonly cleaner: LogCleaner;
  readonly telemetry: TelemetryPart;
  readonly placing: ReplicaPlacing;
  readonly sessions: FetchSessionCache;
}

/**
 * Kafka's order: leadership, requests, metadata, replicas; the logs are closed by their
 * directories.
 */
async function stopBroker(
  { config, sockets, cleanShutdown }: NodeBase,
  { loader }: ControllerPart,
  { replicas, groups, lifecycle, upkeep, cleaner, placing }: RunningBroker,
): Promise<void> {
  const placed = placing.close();
  // What is being cleaned is given up, while others are served to the end.
  const cleaned = cleaner.close();
  if (config.flag('controlled.shutdown.enable')) {
    await lifecycle.controlledShutdown(CONTROLLED_SHUTDOWN_MS);
  } else lifecycle.stop();
  const closed = sockets.close(DRAIN_MS);
  groups.close();
  replicas.answerWaiting();
  await closed;
  loader.close();
  upkeep.close();
  await cleaned;
  await placed;
  replicas.close();
  await replicas.placement.settled();
  cleanShutdown.brokerEpoch = lifecycle.brokerEpoch;
}
