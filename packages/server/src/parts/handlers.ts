// All handlers of a node, each with the parts that it needs. What stands here is what ApiVersions
// tells.

import {
  type AnyHandler,
  apiVersionsHandler,
  AutoTopicCreation,
  type ControllerChannel,
  createPartitionsHandler,
  createTopicsHandler,
  deleteRecordsHandler,
  deleteTopicsHandler,
  describeClusterHandler,
  describeConfigsHandler,
  describeTopicPartitionsHandler,
  fetchHandler,
  FetchSessionCache,
  initProducerIdHandler,
  listOffsetsHandler,
  metadataHandler,
  offsetForLeaderEpochHandler,
  produceHandler,
  ProducerIds,
  type ReplicaSet,
  type ServedApis,
} from '@ottla/broker';
import type { Logger, World } from '@ottla/base';
import { type MetadataImage, type NodeConfig, supportedFeatures } from '@ottla/metadata';
import { layersOf } from './metadata-view.ts';

export interface HandlerParts {
  readonly world: World;
  readonly logger: Logger;
  readonly config: NodeConfig;
  readonly clusterId: string;
  readonly replicas: ReplicaSet;
  readonly channel: ControllerChannel;
  readonly image: () => MetadataImage;
  readonly kraftVersion: () => number;
  readonly activeControllerId: () => number;
  readonly brokerEpoch: () => number;
  /** Resolves once this broker has applied all metadata that is committed by now. */
  readonly appliedMetadata: () => Promise<void>;
  readonly isControllerListener: (listener: string) => boolean;
  readonly apis: (listener: string) => ServedApis;
  readonly loggers: () => ReadonlyMap<string, string>;
}

export function nodeHandlers(parts: HandlerParts): AnyHandler[] {
  return [...dataHandlers(parts), ...metadataHandlers(parts)];
}

function dataHandlers(parts: HandlerParts): AnyHandler[] {
  const { world, config, replicas, channel, brokerEpoch } = parts;
  const { clock, random } = world;
  const slots = config.number('max.incremental.fetch.session.cache.slots');
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
      replicas,
      sessions: new FetchSessionCache({ clock, random, slots }),
      responseBytesMax: config.number('fetch.max.bytes'),
    }),
    listOffsetsHandler({ replicas }),
    deleteRecordsHandler({ replicas }),
    initProducerIdHandler({
      producerIds,
      transactionTimeoutMsMax: config.number('transaction.max.timeout.ms'),
    }),
    offsetForLeaderEpochHandler({ replicas }),
  ];
}

function metadataHandlers(parts: HandlerParts): AnyHandler[] {
  const { world, logger, config, clusterId, channel, image, appliedMetadata } = parts;
  const chance = (): number => world.random.float();
  const forwarding = { channel, appliedMetadata };
  return [
    metadataHandler({
      image,
      clusterId,
      chance,
      autoCreation: new AutoTopicCreation({ channel, config, logger }),
    }),
    apiVersionsHandler({
      apis: parts.apis,
      supportedFeatures,
      image,
      kraftVersion: parts.kraftVersion,
    }),
    createTopicsHandler(forwarding),
    deleteTopicsHandler(forwarding),
    createPartitionsHandler(forwarding),
    describeConfigsHandler({
      image,
      nodeId: config.number('node.id'),
      layers: () => layersOf(config, image()),
      loggers: parts.loggers,
    }),
    describeClusterHandler({
      image,
      clusterId,
      chance,
      isControllerListener: parts.isControllerListener,
      activeControllerId: parts.activeControllerId,
    }),
    describeTopicPartitionsHandler({
      image,
      partitionsMax: config.number('max.request.partition.size.limit'),
    }),
  ];
}
