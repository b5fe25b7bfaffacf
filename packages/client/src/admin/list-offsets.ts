// ListOffsets (2) for many partitions: the ends of their logs, or the first offset from a time on.

import type { ClientCore } from '../core/client-core.ts';
import type { KafkaError } from '../errors.ts';
import { listOffsetsAt, SPECIAL_TIMESTAMPS, type FoundOffset } from '../fetcher/offset-lookup.ts';
import type { AdminOptions } from './item-operation.ts';
import { runAtLeaders, type PartitionItem } from './leader-operation.ts';

export type OffsetSpec = keyof typeof SPECIAL_TIMESTAMPS | { readonly timestamp: number };

export interface OffsetRequest extends PartitionItem {
  readonly at: OffsetSpec;
}

export interface ListOffsetsOptions extends AdminOptions {
  readonly isolationLevel?: 'read_uncommitted' | 'read_committed' | undefined;
}

export interface OffsetResult extends PartitionItem {
  readonly found: FoundOffset | KafkaError;
}

/** In the order of `requests`; errors of a partition stay with it. */
export async function listOffsets(
  core: ClientCore,
  requests: readonly OffsetRequest[],
  options: ListOffsetsOptions = {},
): Promise<OffsetResult[]> {
  const { signal } = options;
  const isReadCommitted = options.isolationLevel === 'read_committed';
  const queries = requests.map(({ topic, partition, at }) => ({
    topic,
    partition,
    timestamp: typeof at === 'object' ? at.timestamp : SPECIAL_TIMESTAMPS[at].value,
  }));
  const found = await runAtLeaders(
    core,
    queries,
    { ...options, doing: 'list offsets' },
    (nodeId, items, timeoutMs) =>
      listOffsetsAt(core, nodeId, items, { isReadCommitted, timeoutMs, signal }),
  );
  return queries.flatMap((query) => {
    const outcome = found.get(query);
    const { topic, partition } = query;
    return outcome === undefined ? [] : [{ topic, partition, found: outcome }];
  });
}
