// The admin client that applications use: one method for each operation, whose work and types are
// in the operation's own file.

import type { Uuid } from '@ottla/protocol';

import { ClientCore } from '../core/client-core.ts';
import { resolveClientOptions, type ClientOptions } from '../core/client-options.ts';
import {
  createPartitions,
  type CreatePartitionsOptions,
  type NewPartitions,
} from './create-partitions.ts';
import {
  createTopics,
  type CreatedTopic,
  type CreateTopicsOptions,
  type NewTopic,
} from './create-topics.ts';
import { deleteRecords, type DeleteBefore, type DeleteRecordsResult } from './delete-records.ts';
import { deleteTopics } from './delete-topics.ts';
import { describeCluster, type ClusterDescription } from './describe-cluster.ts';
import {
  describeConfigs,
  type ConfigEntry,
  type ConfigResource,
  type DescribeConfigsOptions,
} from './describe-configs.ts';
import {
  describeTopicIds,
  describeTopics,
  type DescribeTopicsOptions,
  type TopicDescription,
} from './describe-topics.ts';
import {
  incrementalAlterConfigs,
  type AlterConfigsOptions,
  type AlteredResource,
} from './incremental-alter-configs.ts';
import type { AdminOptions } from './item-operation.ts';
import type { PartitionItem } from './leader-operation.ts';
import {
  listOffsets,
  type ListOffsetsOptions,
  type OffsetRequest,
  type OffsetResult,
} from './list-offsets.ts';
import {
  listPartitionReassignments,
  type PartitionReassignment,
} from './list-partition-reassignments.ts';
import { listTopics, type ListTopicsOptions, type TopicListing } from './list-topics.ts';

export class Admin {
  readonly #core: ClientCore;

  /** Connects with the first call. Throws a ConfigError for settings that cannot be used. */
  constructor(options: ClientOptions) {
    const role = { clientId: 'adminclient-1', allowAutoTopicCreation: false };
    this.#core = new ClientCore(resolveClientOptions(options, role));
  }

  createTopics(
    topics: readonly NewTopic[],
    options?: CreateTopicsOptions,
  ): Promise<Map<string, CreatedTopic>> {
    return createTopics(this.#core, topics, options);
  }

  deleteTopics(names: readonly string[], options?: AdminOptions): Promise<void> {
    return deleteTopics(this.#core, names, options);
  }

  createPartitions(
    topics: readonly NewPartitions[],
    options?: CreatePartitionsOptions,
  ): Promise<void> {
    return createPartitions(this.#core, topics, options);
  }

  listTopics(options?: ListTopicsOptions): Promise<TopicListing[]> {
    return listTopics(this.#core, options);
  }

  describeTopics(
    names: readonly string[],
    options?: DescribeTopicsOptions,
  ): Promise<Map<string, TopicDescription>> {
    return describeTopics(this.#core, names, options);
  }

  describeTopicIds(
    ids: readonly Uuid[],
    options?: AdminOptions,
  ): Promise<Map<string, TopicDescription>> {
    return describeTopicIds(this.#core, ids, options);
  }

  describeConfigs(
    resources: readonly ConfigResource[],
    options?: DescribeConfigsOptions,
  ): Promise<Map<string, ConfigEntry[]>> {
    return describeConfigs(this.#core, resources, options);
  }

  incrementalAlterConfigs(
    resources: readonly AlteredResource[],
    options?: AlterConfigsOptions,
  ): Promise<void> {
    return incrementalAlterConfigs(this.#core, resources, options);
  }

  describeCluster(options?: AdminOptions): Promise<ClusterDescription> {
    return describeCluster(this.#core, options);
  }

  listOffsets(
    requests: readonly OffsetRequest[],
    options?: ListOffsetsOptions,
  ): Promise<OffsetResult[]> {
    return listOffsets(this.#core, requests, options);
  }

  deleteRecords(
    requests: readonly DeleteBefore[],
    options?: AdminOptions,
  ): Promise<DeleteRecordsResult[]> {
    return deleteRecords(this.#core, requests, options);
  }

  listPartitionReassignments(
    partitions?: readonly PartitionItem[],
    options?: AdminOptions,
  ): Promise<PartitionReassignment[]> {
    return listPartitionReassignments(this.#core, partitions, options);
  }

  /** What is under way fails with a ClosedError. Safe to call again. */
  close(): Promise<void> {
    this.#core.close();
    return Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
