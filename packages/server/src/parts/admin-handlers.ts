// The handlers of administration: configs, loggers, log directories, and what the controller
// answers.

import type { LoggerLevels, World } from '@ottla/base';
import {
  alterConfigsHandler,
  alterPartitionReassignmentsHandler,
  alterReplicaLogDirsHandler,
  type AnyHandler,
  type ControllerChannel,
  describeConfigsHandler,
  describeLogDirsHandler,
  describeProducersHandler,
  describeQuorumHandler,
  electLeadersHandler,
  incrementalAlterConfigsHandler,
  type LargeWork,
  listConfigResourcesHandler,
  listPartitionReassignmentsHandler,
  type ReplicaMoves,
  type ReplicaSet,
  type SlicesHost,
  unregisterBrokerHandler,
  updateFeaturesHandler,
} from '@ottla/broker';
import type { ConfigLayers, MetadataImage, NodeConfig } from '@ottla/metadata';
import { layersOf } from './metadata-view.ts';
import { reviewDynamic } from './settings.ts';

export interface AdminParts {
  readonly world: World;
  readonly largeWork: LargeWork;
  readonly config: NodeConfig;
  readonly image: () => MetadataImage;
  readonly replicas: ReplicaSet;
  readonly moves: ReplicaMoves;
  readonly channel: ControllerChannel;
  readonly appliedMetadata: () => Promise<void>;
  readonly loggers: LoggerLevels;
  readonly absolutePath: (path: string) => string;
}

export function adminHandlers(parts: AdminParts): AnyHandler[] {
  const { replicas, channel, appliedMetadata } = parts;
  const forwarding = { channel, appliedMetadata };
  return [
    ...configHandlers(parts),
    ...directoryHandlers(parts),
    describeProducersHandler({ ...slicesOf(parts), replicas }),
    electLeadersHandler(forwarding),
    alterPartitionReassignmentsHandler(forwarding),
    listPartitionReassignmentsHandler(forwarding),
    describeQuorumHandler(forwarding),
    updateFeaturesHandler(forwarding),
    unregisterBrokerHandler(forwarding),
  ];
}

function slicesOf({ world, largeWork }: AdminParts): SlicesHost {
  const { clock, timers } = world;
  return { clock, timers, largeWork };
}

function configHandlers(parts: AdminParts): AnyHandler[] {
  const { config, image, channel, appliedMetadata, loggers } = parts;
  const nodeId = config.number('node.id');
  const layers = (): ConfigLayers => layersOf(config, image());
  const altering = {
    ...slicesOf(parts),
    channel,
    appliedMetadata,
    nodeId,
    layers,
    loggers,
    review: reviewDynamic,
  };
  return [
    describeConfigsHandler({
      ...slicesOf(parts),
      image,
      nodeId,
      layers,
      loggers: () => loggers.levels(),
    }),
    alterConfigsHandler(altering),
    incrementalAlterConfigsHandler(altering),
    listConfigResourcesHandler({ image }),
  ];
}

function directoryHandlers(parts: AdminParts): AnyHandler[] {
  const { replicas, moves, absolutePath } = parts;
  const { directories, placement } = replicas;
  return [
    alterReplicaLogDirsHandler({ moves, directories, absolutePath }),
    describeLogDirsHandler({
      ...slicesOf(parts),
      directories,
      absolutePath,
      isCordoned: (directory) => placement.cordoned.has(directory),
    }),
  ];
}
