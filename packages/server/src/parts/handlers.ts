// All handlers of a node, each with the parts that it needs. What stands here is what ApiVersions
// tells, but for telemetry while nobody wants it.

import {
  type AnyHandler,
  apiVersionsHandler,
  AutoTopicCreation,
  type ClientTelemetry,
  type ControllerChannel,
  createPartitionsHandler,
  createTopicsHandler,
  deleteGroupsHandler,
  deleteRecordsHandler,
  deleteTopicsHandler,
  describeClusterHandler,
  describeGroupsHandler,
  describeTopicPartitionsHandler,
  fetchHandler,
  type FetchSessionCache,
  findCoordinatorHandler,
  getTelemetrySubscriptionsHandler,
  heartbeatHandler,
  initProducerIdHandler,
  joinGroupHandler,
  type LargeWork,
  leaveGroupHandler,
  listGroupsHandler,
  listOffsetsHandler,
  metadataHandler,
  offsetCommitHandler,
  offsetDeleteHandler,
  offsetFetchHandler,
  offsetForLeaderEpochHandler,
  produceHandler,
  ProducerIds,
  pushTelemetryHandler,
  type ReplicaMoves,
  type ReplicaSet,
  type ServedApis,
  syncGroupHandler,
} from '@ottla/broker';
import type { Logger, LoggerLevels, World } from '@ottla/base';
import { groupCommands, groupQueries } from '@ottla/coordinator';
import { type MetadataImage, type NodeConfig, supportedFeatures } from '@ottla/metadata';
import { adminHandlers } from './admin-handlers.ts';
import type { GroupCoordinator } from './group-coordinator.ts';

export interface HandlerParts {
  readonly world: World;
  readonly largeWork: LargeWork;
  readonly logger: Logger;
  readonly config: NodeConfig;
  readonly clusterId: string;
  readonly replicas: ReplicaSet;
  readonly moves: ReplicaMoves;
  readonly groups: GroupCoordinator;
  readonly sessions: FetchSessionCache;
  readonly telemetry: ClientTelemetry;
  readonly channel: ControllerChannel;
  readonly image: () => MetadataImage;
  readonly kraftVersion: () => number;
  readonly activeControllerId: () => number;
  readonly brokerEpoch: () => number;
  /** Resolves once this broker has applied all metadata that is committed by now. */
  readonly appliedMetadata: () => Promise<void>;
  readonly isControllerListener: (listener: string) => boolean;
  readonly apis: (listener: string) => ServedApis;
  readonly loggers: LoggerLevels;
  readonly absolutePath: (path: string) => string;
}

export function nodeHandlers(parts: HandlerParts): AnyHandler[] {
  const { channel, config, logger } = parts;
  const autoCreation = new AutoTopicCreation({ channel, config, logger });
  return [
    ...dataHandlers(parts),
    ...groupHandlers(parts, autoCreation),
    ...metadataHandlers(parts, autoCreation),
    ...adminHandlers(parts),
    getTelemetrySubscriptionsHandler(parts),
    pushTelemetryHandler(parts),
  ];
}

function dataHandlers(parts: HandlerParts): AnyHandler[] {
  const { world, largeWork, config, replicas, sessions, channel, brokerEpoch } = parts;
  const { clock, timers } = world;
  const producerIds = new ProducerIds({
    clock,
    logger: parts.logger,
    channel,
    brokerId: replicas.brokerId,
    brokerEpoch,
  });
  return [
    produceHandler({ replicas }),
    fetchHandler({
      clock,
      timers,
      largeWork,
      replicas,
      sessions,
      responseBytesMax: config.number('fetch.max.bytes'),
      heldBytesMax: config.number('ottla.response.memory.max.bytes'),
    }),
    listOffsetsHandler({ clock, timers, largeWork, replicas }),
    deleteRecordsHandler({ replicas }),
    initProducerIdHandler({
      producerIds,
      transactionTimeoutMsMax: config.number('transaction.max.timeout.ms'),
    }),
    offsetForLeaderEpochHandler({ clock, timers, largeWork, replicas }),
  ];
}

function groupHandlers(parts: HandlerParts, autoCreation: AutoTopicCreation): AnyHandler[] {
  const { groups: coordinator, image } = parts;
  const { offsetCommit, offsetFetchStable, offsetDelete, deleteGroups } = groupCommands;
  const { joinGroup, heartbeat, leaveGroup, syncGroup } = groupCommands;
  const { offsetFetch: query } = groupQueries;
  return [
    offsetCommitHandler({ coordinator, command: offsetCommit, image }),
    offsetFetchHandler({ coordinator, command: offsetFetchStable, query, image }),
    findCoordinatorHandler({ image, autoCreation, coordinators: { group: coordinator } }),
    joinGroupHandler({ coordinator, command: joinGroup }),
    heartbeatHandler({ coordinator, command: heartbeat }),
    leaveGroupHandler({ coordinator, command: leaveGroup }),
    syncGroupHandler({ coordinator, command: syncGroup }),
    describeGroupsHandler({ coordinator, query: groupQueries.describeGroups }),
    listGroupsHandler({ coordinator, query: groupQueries.listGroups }),
    deleteGroupsHandler({ coordinator, command: deleteGroups }),
    offsetDeleteHandler({ coordinator, command: offsetDelete, image }),
  ];
}

function metadataHandlers(parts: HandlerParts, autoCreation: AutoTopicCreation): AnyHandler[] {
  const { world, config, clusterId, channel, image, appliedMetadata, largeWork } = parts;
  const { clock, timers } = world;
  const slices = { clock, timers, largeWork };
  const chance = (): number => world.random.float();
  const forwarding = { channel, appliedMetadata };
  return [
    metadataHandler({
      ...slices,
      image,
      clusterId,
      chance,
      autoCreation,
    }),
    apiVersionsHandler({
      apis: parts.apis,
      supportedFeatures,
      takesTelemetry: () => parts.telemetry.isTold,
      image,
      kraftVersion: parts.kraftVersion,
    }),
    createTopicsHandler(forwarding),
    deleteTopicsHandler(forwarding),
    createPartitionsHandler(forwarding),
    describeClusterHandler({
      image,
      clusterId,
      chance,
      isControllerListener: parts.isControllerListener,
      activeControllerId: parts.activeControllerId,
    }),
    describeTopicPartitionsHandler({
      ...slices,
      image,
      partitionsMax: config.number('max.request.partition.size.limit'),
    }),
  ];
}
