// The controller role of one node: its replica of the metadata log, the controller on it, and the
// channel to it. Started by the composition root; the broker half reaches it only through channel
// and source.

import {
  allocateProducerIds,
  alterConfigs,
  alterPartition,
  alterPartitionReassignments,
  assignReplicasToDirs,
  bootstrapRecords,
  brokerHeartbeat,
  brokerRegistration,
  controllerRegistration,
  createPartitions,
  createTopics,
  deleteTopics,
  electLeaders,
  incrementalAlterConfigs,
  listPartitionReassignments,
  randomUuid,
  understoodFeatures,
  unregisterBroker,
  updateFeatures,
} from '@ottla/metadata';
import { controllerRegistrationApi, errors } from '@ottla/protocol';
import type { ReplicaOptions } from '@ottla/raft';
import { startMetadataLoader } from '../metadata/metadata-loader.ts';
import { LargeWork } from '../net/large-work.ts';
import { ControllerDriver } from './controller-driver.ts';
import type { ControllerNode, ControllerOptions } from './controller-options.ts';
import { describeQuorumQuery } from './describe-quorum.ts';
import { type AnyCommand, LocalChannel } from './local-channel.ts';
import { RaftNode } from './raft-node.ts';
import { SnapshotPublisher } from './snapshot-publisher.ts';

/** Every request that the controller answers. */
const commands: readonly AnyCommand[] = [
  allocateProducerIds,
  alterConfigs,
  alterPartition,
  alterPartitionReassignments,
  assignReplicasToDirs,
  brokerHeartbeat,
  brokerRegistration,
  controllerRegistration,
  createPartitions,
  createTopics,
  deleteTopics,
  electLeaders,
  incrementalAlterConfigs,
  listPartitionReassignments,
  unregisterBroker,
  updateFeatures,
];

/** How long a registration of the controller itself may take before it is tried again. */
const REGISTRATION_TIMEOUT_MS = 30_000;

function replicaOptions(options: ControllerOptions): ReplicaOptions {
  const number = (name: string): number => options.config.number(name);
  return {
    local: { id: options.nodeId, directoryId: options.directoryId },
    clusterId: options.clusterId,
    endpoints: options.listeners.map(({ name, host, port }) => ({ name, host, port })),
    electionTimeoutMs: number('controller.quorum.election.timeout.ms'),
    fetchTimeoutMs: number('controller.quorum.fetch.timeout.ms'),
    electionBackoffMaxMs: number('controller.quorum.election.backoff.max.ms'),
    retryBackoffMs: number('controller.quorum.retry.backoff.ms'),
    appendLingerMs: number('controller.quorum.append.linger.ms'),
    fetchBytesMax: number('controller.quorum.fetch.max.bytes'),
  };
}

/** Throws where quorum state, snapshot or log cannot be worked with. */
export async function startController(options: ControllerOptions): Promise<ControllerNode> {
  const { world, nodeId, clusterId, config, onFatal } = options;
  const logger = options.logger.child('controller');
  const node = await RaftNode.open({
    world,
    logger,
    log: options.log,
    directory: options.directory,
    staticVoterIds: options.staticVoterIds ?? [],
    replica: replicaOptions(options),
    onFatal,
  });
  const settings = { clusterId, nodeId, config };
  const bootstrap = bootstrapRecords(options.bootstrapCheckpoint);
  const driver = new ControllerDriver({ world, logger, node, settings, bootstrap, onFatal });
  const quorum = describeQuorumQuery({ world, node, nodeId, listeners: options.listeners });
  const largeWork = options.largeWork ?? new LargeWork(world);
  const channel = new LocalChannel({ world, largeWork, driver, commands, queries: [quorum] });
  // The image that snapshots are made of is this role's own: a broker in the same process has
  // another.
  const loader = startMetadataLoader({ logger, source: node, onFatal });
  const snapshots = new SnapshotPublisher({ world, logger, node, config });
  loader.publish(snapshots);
  node.subscribe(driver);
  await node.start();
  let isStopped = false;
  void register(options, channel, () => isStopped);
  return {
    channel,
    source: node,
    get leader() {
      return node.leader;
    },
    get quorum() {
      const { highWatermark, currentVote, stats } = node;
      const state = node.replica.state.kind;
      const logEndOffset = options.log.endOffset;
      return { ...node.leader, state, currentVote, highWatermark, logEndOffset, stats };
    },
    get kraftVersion() {
      return node.replica.voters.kraftVersion;
    },
    ready: () => driver.active(),
    stop: async () => {
      isStopped = true;
      driver.stop();
      channel.close();
      loader.close();
      await node.stop();
      await snapshots.settled();
    },
  };
}

/** Tells the quorum how this controller is reached, once for each start of the process. */
async function register(
  options: ControllerOptions,
  channel: LocalChannel,
  isStopped: () => boolean,
): Promise<void> {
  const { world, nodeId, listeners } = options;
  const request = {
    controllerId: nodeId,
    incarnationId: randomUuid(world.random),
    zkMigrationReady: false,
    listeners,
    features: understoodFeatures.map(({ name, min, max }) => ({
      name,
      minSupportedVersion: min,
      maxSupportedVersion: max,
    })),
  };
  const response = await channel.call(controllerRegistrationApi, 0, request, {
    principal: { type: 'User', name: 'ANONYMOUS' },
    clientId: null,
    timeoutMs: REGISTRATION_TIMEOUT_MS,
  });
  const isOver = response.errorCode === errors.NONE.code || isStopped();
  if (isOver) return;
  options.logger.warn('the controller could not register', { error: response.errorCode });
}
