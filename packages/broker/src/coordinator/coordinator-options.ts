// What makes a coordinator one of groups, of transactions or of share state: its topic, its shards,
// and what the configuration says of both.

import type { Logger, World } from '@ottla/base';
import type { Shard, ShardServices } from '@ottla/coordinator';
import type { Codec } from '@ottla/protocol';
import type { ReplicaSet } from '../replica/replica-set.ts';
import type { WriteTurn } from './write-turn.ts';

export interface CoordinatorOptions<State> {
  readonly world: World;
  readonly logger: Logger;
  readonly replicas: ReplicaSet;
  readonly writeTurn: WriteTurn;
  /** For example `__consumer_offsets`. */
  readonly topic: string;
  /** How many partitions the topic will have; once it is there its own number counts. */
  readonly partitionCount: number;
  readonly create: (services: ShardServices, partition: number) => Shard<State>;
  /** offsets.topic.compression.codec and its like. */
  readonly codec: Codec;
  /** offsets.commit.timeout.ms and its like. */
  readonly writeTimeoutMs: number;
  /** offsets.load.buffer.size and its like. */
  readonly loadBufferBytes: number;
}
