// Offsets by time of partitions that need not be assigned: each asked at its leader, again with
// newer metadata where a leader has moved.

import { errorOf } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import { partitionOf } from '../core/cluster-metadata.ts';
import { ConnectionError, KafkaError } from '../errors.ts';
import type { ConsumerConfig } from '../fetcher/consumer-options.ts';
import {
  listOffsetsAt,
  SPECIAL_TIMESTAMPS,
  type FoundOffset,
  type OffsetQuery,
} from '../fetcher/offset-lookup.ts';
import { keyOf, type TopicPartition } from '../fetcher/topic-partition.ts';
import { isRetriable, retrying } from '../retry/retry-loop.ts';

export interface TimedPartition extends TopicPartition {
  /** Milliseconds since 1970, or an end of the log. */
  readonly timestamp: number | 'earliest' | 'latest';
}

export interface QuestionOptions {
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** In the order of `partitions`; offset -1 where no record is that young. Rejects for all. */
export async function lookUpOffsets(
  core: ClientCore,
  config: ConsumerConfig,
  partitions: readonly TimedPartition[],
  options: QuestionOptions,
): Promise<FoundOffset[]> {
  const { world, retryBackoff: backoff, apiTimeoutMs } = config;
  const { timeoutMs = apiTimeoutMs, signal } = options;
  const queries = partitions.map(({ topic, partition, timestamp }) => ({
    topic,
    partition,
    timestamp:
      typeof timestamp === 'number' ? timestamp : SPECIAL_TIMESTAMPS[timestamp].value,
  }));
  const found = new Map<OffsetQuery, FoundOffset>();
  const doing = 'look up offsets';
  await retrying({ world, backoff, timeoutMs, doing, signal }, async (remainingMs) => {
    const lookup = { isReadCommitted: config.isReadCommitted, timeoutMs: remainingMs, signal };
    const pending = queries.filter((query) => !found.has(query));
    for (const topic of new Set(pending.map((query) => query.topic))) {
      await core.metadata.topic(topic, { timeoutMs: remainingMs, signal });
    }
    let passing: Error | undefined;
    for (const [leader, ofLeader] of Map.groupBy(pending, (query) => leaderOf(core, query))) {
      const answers = await listOffsetsAt(core, leader, ofLeader, lookup);
      for (const [query, answer] of answers) {
        if (!(answer instanceof KafkaError)) found.set(query, answer);
        else if (isRetriable(answer)) passing = refreshed(core, answer);
        else throw answer;
      }
    }
    if (passing !== undefined) throw passing;
  });
  return queries.flatMap((query) => found.get(query) ?? []);
}

function leaderOf(core: ClientCore, query: OffsetQuery): number {
  const known = partitionOf(core.metadata.current, query.topic, query.partition);
  if (known !== undefined && known.leader >= 0) return known.leader;
  core.metadata.requestRefresh();
  throw new ConnectionError(`the leader of ${keyOf(query)} is not known`);
}

function refreshed(core: ClientCore, error: KafkaError): KafkaError {
  if (errorOf(error.code).refreshMetadata) core.metadata.requestRefresh();
  return error;
}
