// Partitions change hands: what is finished is committed, the listener is told, the set of what the
// consumer has is replaced. In Kafka's order: revoked before they go, assigned once they are there.

import { AssignedPartition } from '../fetcher/assigned-partition.ts';
import type { PartitionSet } from '../fetcher/partition-set.ts';
import {
  comparePartitions,
  keyOf,
  namesOf,
  type TopicPartition,
} from '../fetcher/topic-partition.ts';
import { publish, type PartitionsEvent } from '../observe/channels.ts';
import type { AutoCommit } from './commits/auto-commit.ts';
import type { GroupConfig } from './group-options.ts';
import { ListenerCalls, type RunningListener } from './listener-calls.ts';
import type { RebalanceListener } from './rebalance-listener.ts';

export interface HandoverParts {
  readonly config: GroupConfig;
  readonly partitions: PartitionSet;
  readonly autoCommit: AutoCommit;
  readonly listener: () => RebalanceListener;
  /** Whether the subscription still wants this topic. */
  readonly admits: (topic: string) => boolean;
  /** Finds out where new partitions start, in the background. */
  readonly startNew: () => void;
  readonly wantRejoin: (reason: string) => void;
}

export class Handover {
  readonly #parts: HandoverParts;
  readonly #listenerCalls: ListenerCalls;
  /** The listener is being told that these go: it is not told again. */
  readonly #going = new Set<AssignedPartition>();
  /** How often all was given up: what a listener has ended by that does not go on. */
  #ends = 0;

  constructor(parts: HandoverParts) {
    this.#parts = parts;
    this.#listenerCalls = new ListenerCalls(parts.config.world.clock);
  }

  get runningListener(): RunningListener | undefined {
    return this.#listenerCalls.running;
  }

  /** Whether the listener is asking, and has not settled yet. */
  get isInListener(): boolean {
    return this.#listenerCalls.isInside;
  }

  /** Before a join. Rejects, after all is given up, where the listener failed. */
  async prepare(lost: boolean): Promise<void> {
    const { config, partitions, admits } = this.#parts;
    if (lost) {
      await this.#giveUp(partitions.all, 'lost');
      return;
    }
    await this.#parts.autoCommit.flush(config.apiTimeoutMs);
    const isEager = config.protocol === 'eager';
    await this.#giveUp(
      partitions.all.filter(({ topic }) => isEager || !admits(topic)),
      'revoked',
    );
  }

  /**
   * The group's decision. `tellAssignor` is called once what goes is revoked. Rejects, after all is
   * in place, where it or the listener failed.
   */
  async complete(assigned: readonly TopicPartition[], tellAssignor: () => void): Promise<void> {
    const { config, partitions, autoCommit } = this.#parts;
    const strange = assigned.find(({ topic }) => !this.#parts.admits(topic));
    if (strange !== undefined) {
      config.logger.info('assigned what is not subscribed to any more', { topic: strange.topic });
      this.#parts.wantRejoin('received assignment does not match the current subscription');
      return;
    }
    const ends = this.#ends;
    const wanted = new Set(assigned.map(keyOf));
    const surplus = partitions.all.filter((each) => !wanted.has(keyOf(each)));
    const failures: unknown[] = [];
    if (surplus.length > 0) {
      await autoCommit.flush(config.apiTimeoutMs);
      await this.#giveUp(surplus, 'revoked').catch((error: unknown) => failures.push(error));
      // The listener has left the group: what comes of this assignment is not this member's.
      if (this.#ends !== ends) return throwFirst(failures);
      this.#parts.wantRejoin('need to revoke partitions and re-join');
    }
    try {
      tellAssignor();
    } catch (error) {
      failures.push(error);
    }
    const added = assigned.filter((each) => partitions.find(each) === undefined);
    const created = added
      .toSorted(comparePartitions)
      .map(({ topic, partition }) => new AssignedPartition(topic, partition, undefined));
    partitions.replace([...partitions.all, ...created].toSorted(comparePartitions));
    autoCommit.start();
    config.logger.info('partitions assigned', {
      group: config.groupId,
      added: namesOf(added),
      count: partitions.all.length,
    });
    this.#publish('assigned', created);
    await this.#tell('onPartitionsAssigned', created).catch((error: unknown) => {
      failures.push(error);
    });
    if (this.#ends === ends) this.#parts.startNew();
    throwFirst(failures);
  }

  /** Leaving: nothing is kept. `lost` where the generation is over already. */
  async giveUpAll(lost: boolean): Promise<void> {
    this.#ends += 1;
    if (!lost) await this.#parts.autoCommit.flush(this.#parts.config.apiTimeoutMs);
    await this.#giveUp(this.#parts.partitions.all, lost ? 'lost' : 'revoked');
  }

  async #giveUp(those: readonly AssignedPartition[], how: 'lost' | 'revoked'): Promise<void> {
    const { partitions, config } = this.#parts;
    const which = those.filter((each) => !this.#going.has(each));
    if (which.length === 0) return;
    for (const each of which) this.#going.add(each);
    config.logger.info(`partitions ${how}`, { group: config.groupId, which: namesOf(which) });
    this.#publish(how, which);
    const { onPartitionsLost } = this.#parts.listener();
    const tellLost = how === 'lost' && onPartitionsLost !== undefined;
    try {
      await this.#tell(tellLost ? 'onPartitionsLost' : 'onPartitionsRevoked', which);
    } finally {
      const gone = new Set(which);
      for (const each of which) this.#going.delete(each);
      partitions.replace(partitions.all.filter((each) => !gone.has(each)));
    }
  }

  #publish(kind: PartitionsEvent['kind'], which: readonly AssignedPartition[]): void {
    const { clientId, groupId } = this.#parts.config;
    publish('ottla.consumer.partitions', () => {
      const partitions = which.map(({ topic, partition }) => ({ topic, partition }));
      return { clientId, groupId, kind, partitions };
    });
  }

  #tell(call: keyof RebalanceListener, which: readonly AssignedPartition[]): Promise<void> {
    return this.#listenerCalls.tell(this.#parts.listener(), call, which);
  }
}

function throwFirst(failures: readonly unknown[]): void {
  if (failures.length > 0) throw failures[0];
}
