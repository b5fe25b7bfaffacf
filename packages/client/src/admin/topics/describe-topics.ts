// Topics with their partitions: DescribeTopicPartitions (75); from brokers that do not serve it,
// and by topic id, Metadata (3), which knows nothing of eligible leader replicas.

import type { Uuid } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { UnsupportedVersionError } from '../../errors.ts';
import { valuesOf } from '../driver/call-outcomes.ts';
import { deadlineOf } from '../driver/deadline.ts';
import type { AdminOptions } from '../driver/operation.ts';
import { describeIdsByMetadata, describeNamesByMetadata } from './describe-by-metadata.ts';
import { describeInPages } from './describe-in-pages.ts';
import type { TopicDescription } from './topic-description.ts';

export interface DescribeTopicsOptions extends AdminOptions {
  /** Partitions in one response. Default 2000. */
  readonly partitionLimit?: number | undefined;
}

const PARTITION_LIMIT = 2000;

/**
 * By name, in the order of `names`. Where topics fail: for example UNKNOWN_TOPIC_OR_PARTITION, as
 * `valuesOf` throws it.
 */
export async function describeTopics(
  core: ClientCore,
  names: readonly string[],
  options: DescribeTopicsOptions = {},
): Promise<Map<string, TopicDescription>> {
  const { partitionLimit = PARTITION_LIMIT } = options;
  const optionsLeft = deadlineOf(core, options);
  const described = await describeInPages(core, names, { ...options, partitionLimit });
  const unserved = [...described.keys()].filter(
    (name) => described.get(name) instanceof UnsupportedVersionError,
  );
  if (unserved.length > 0) {
    const told = await describeNamesByMetadata(core, unserved, optionsLeft());
    for (const [name, outcome] of told) described.set(name, outcome);
  }
  return valuesOf(described);
}

/** By id, in the order of `ids`. Where topics fail: UNKNOWN_TOPIC_ID, as `valuesOf` throws it. */
export async function describeTopicIds(
  core: ClientCore,
  ids: readonly Uuid[],
  options: AdminOptions = {},
): Promise<Map<Uuid, TopicDescription>> {
  return valuesOf(await describeIdsByMetadata(core, ids, options));
}
