// Batches to a Produce request, and its response back to batches. Pure.

import {
  errorOf,
  type Draft,
  type ProduceRequest,
  type ProduceResponse,
} from '@ottla/protocol';

import {
  ZERO_UUID,
  type BrokerNode,
  type ClusterMetadata,
  type LeaderChange,
} from '../core/cluster-metadata.ts';
import type { ProducerBatch } from './producer-batch.ts';
import { NO_ANSWER, type PartitionAnswer } from './produce-outcome.ts';

/** From this version on topics are named by id. */
const TOPIC_ID_VERSION = 13;

export interface ProduceSettings {
  readonly acks: number;
  readonly timeoutMs: number;
  readonly transactionalId: string | undefined;
}

/**
 * The highest version that these topics allow (ids may be unknown), and the transaction's protocol.
 */
export function produceVersionMax(
  batches: readonly ProducerBatch[],
  metadata: ClusterMetadata,
  ofTransaction = Infinity,
): number | undefined {
  const knowsIds = batches.every(({ queue }) => topicIdOf(metadata, queue.topic) !== ZERO_UUID);
  const max = Math.min(ofTransaction, knowsIds ? Infinity : TOPIC_ID_VERSION - 1);
  return max === Infinity ? undefined : max;
}

export function produceRequestOf(
  batches: readonly ProducerBatch[],
  metadata: ClusterMetadata,
  settings: ProduceSettings,
  version: number,
): Draft<ProduceRequest> {
  const topics = Map.groupBy(batches, ({ queue }) => queue.topic);
  return {
    transactionalId: settings.transactionalId ?? null,
    acks: settings.acks,
    timeoutMs: settings.timeoutMs,
    topicData: [...topics].map(([topic, ofTopic]) => ({
      ...(version >= TOPIC_ID_VERSION ? { topicId: topicIdOf(metadata, topic) } : { name: topic }),
      partitionData: ofTopic.map((batch) => ({
        index: batch.queue.partition,
        records: batch.bytes,
      })),
    })),
  };
}

/** Each batch with its answer; a partition that the broker left out has none and is tried again. */
export function answersOf(
  batches: readonly ProducerBatch[],
  response: ProduceResponse,
  names: ReadonlyMap<string, string>,
): Map<ProducerBatch, PartitionAnswer> {
  const byPartition = new Map<string, PartitionAnswer>();
  for (const topic of response.responses) {
    const name = topic.name === '' ? names.get(topic.topicId) : topic.name;
    for (const partition of topic.partitionResponses) {
      byPartition.set(`${name}-${partition.index}`, partition);
    }
  }
  return new Map(
    batches.map((batch) => {
      const { topic, partition } = batch.queue;
      return [batch, byPartition.get(`${topic}-${partition}`) ?? NO_ANSWER];
    }),
  );
}

/** Leaders that the broker named because it is none itself any more (KIP-951). */
export function leaderChangesIn(
  response: ProduceResponse,
  names: ReadonlyMap<string, string>,
): { changes: LeaderChange[]; endpoints: BrokerNode[] } {
  const changes: LeaderChange[] = [];
  for (const { name, topicId, partitionResponses } of response.responses) {
    const topic = name === '' ? names.get(topicId) : name;
    if (topic === undefined) continue;
    for (const { index, errorCode, currentLeader } of partitionResponses) {
      const { leaderId, leaderEpoch } = currentLeader;
      if (!errorOf(errorCode).refreshMetadata || leaderId < 0) continue;
      changes.push({ topic, partition: index, leader: leaderId, leaderEpoch });
    }
  }
  const endpoints = response.nodeEndpoints.map(({ nodeId, host, port, rack }) => ({
    id: nodeId,
    host,
    port,
    rack,
  }));
  return { changes, endpoints };
}

function topicIdOf(metadata: ClusterMetadata, topic: string): string {
  return metadata.topics.get(topic)?.id ?? ZERO_UUID;
}
