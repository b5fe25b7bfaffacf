// The two that hand out records one by one, for tests of what both must do: a member of a group and
// a consumer of partitions.

import { PartitionConsumer, type ConsumerOptions } from '../../src/index.ts';
import type { GroupScene } from './group-scene.ts';

export type Reader = Pick<
  PartitionConsumer,
  'records' | 'seek' | 'position' | 'pause' | 'resume' | 'assignment'
>;

export interface ReaderKind {
  readonly name: string;
  /** Of all partitions of `t`, from the earliest record. */
  readonly make: (scene: GroupScene, options?: Partial<ConsumerOptions>) => Reader;
  readonly end: (reader: Reader) => Promise<void>;
}

export const readerKinds: readonly ReaderKind[] = [
  {
    name: 'in a group',
    make(scene, options) {
      const consumer = scene.consumer({ autoCommitIntervalMs: 100, ...options });
      consumer.subscribe('t');
      return consumer;
    },
    // The scene closes it.
    end: () => Promise.resolve(),
  },
  {
    name: 'of partitions',
    make(scene, options) {
      const { client: world, bootstrapServers, topics } = scene.cluster;
      const consumer = new PartitionConsumer({
        world,
        bootstrapServers,
        autoOffsetReset: 'earliest',
        ...options,
      });
      const count = topics.get('t')?.partitions.length ?? 0;
      const partitions = Array.from({ length: count }, (_, partition) => partition);
      consumer.assign(
        partitions.map((partition) => ({ topic: 't', partition, from: 'earliest' as const })),
      );
      return consumer;
    },
    end: (reader) => (reader as PartitionConsumer).close(), // as `make` made it
  },
];

/** The end of a transaction that nobody else knows of. */
export const MARKER = { type: 'COMMIT', producerId: 7, producerEpoch: 0 } as const;

export function pause(scene: GroupScene, ms: number): Promise<void> {
  return new Promise((resume) => scene.cluster.client.timers.after(ms, resume));
}

/** Ends loops that would wait for ever. */
export function within(scene: GroupScene, ms: number): { readonly signal: AbortSignal } {
  const ending = new AbortController();
  scene.cluster.client.timers.after(ms, () => ending.abort());
  return ending;
}
