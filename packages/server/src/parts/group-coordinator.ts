// The group coordinator of a node: its shards with what the configuration says to them.

import { CoordinatorDriver, type MeasuredGroup, type ReplicaSet, type WriteTurn } from '@ottla/broker';
import {
  createGroupShard,
  type GroupConfig,
  type GroupState,
  surveyGroups,
  surveyOffsets,
} from '@ottla/coordinator';
import { ConfigError, type NodeConfig } from '@ottla/metadata';
import { type Codec, codecOf } from '@ottla/protocol';
import type { NodeBase } from '../node-base.ts';

export type GroupCoordinator = CoordinatorDriver<GroupState>;

export function groupCoordinator(
  { world, logger, config }: NodeBase,
  replicas: ReplicaSet,
  writeTurn: WriteTurn,
): GroupCoordinator {
  const groupConfig = groupConfigOf(config);
  return new CoordinatorDriver<GroupState>({
    world,
    logger: logger.child('groups'),
    replicas,
    writeTurn,
    topic: '__consumer_offsets',
    partitionCount: config.number('offsets.topic.num.partitions'),
    create: (services) => createGroupShard(services, groupConfig),
    codec: topicCodec(config),
    writeTimeoutMs: config.number('offsets.commit.timeout.ms'),
    loadBufferBytes: config.number('offsets.load.buffer.size'),
  });
}

/** All groups, as monitoring sees them. Shards that are still loading tell none. */
export function* measuredGroups(groups: GroupCoordinator): Generator<MeasuredGroup> {
  for (const shard of groups.shards()) {
    for (const group of shard.look(surveyGroups) ?? []) {
      const { groupId } = group;
      const offsets = () => shard.look((all, at) => surveyOffsets(all, groupId, at)) ?? [];
      yield { ...group, offsets };
    }
  }
}

function groupConfigOf(config: NodeConfig): GroupConfig {
  return {
    groupMinSessionTimeoutMs: config.number('group.min.session.timeout.ms'),
    groupMaxSessionTimeoutMs: config.number('group.max.session.timeout.ms'),
    groupInitialRebalanceDelayMs: config.number('group.initial.rebalance.delay.ms'),
    groupMaxSize: config.number('group.max.size'),
    offsetMetadataMaxBytes: config.number('offset.metadata.max.bytes'),
    offsetsRetentionMinutes: config.number('offsets.retention.minutes'),
    offsetsRetentionCheckIntervalMs: config.number('offsets.retention.check.interval.ms'),
  };
}

function topicCodec(config: NodeConfig): Codec {
  const id = config.number('offsets.topic.compression.codec');
  const codec = codecOf(id);
  if (codec !== undefined) return codec;
  throw new ConfigError(
    `Invalid value ${id} for configuration offsets.topic.compression.codec: ` +
      'it is the number of a codec, 0 (none) to 4 (zstd)',
  );
}
