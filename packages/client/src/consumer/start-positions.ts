// Where new partitions start: at the group's committed offset, else where the reset policy says.
// Asks in the background until it is known; a seek in between goes first.

import type { ClientCore } from '../core/client-core.ts';
import { NoOffsetError } from '../errors.ts';
import type { AssignedPartition } from '../fetcher/assigned-partition.ts';
import { resetPosition } from '../fetcher/offset-reset.ts';
import type { PartitionSet } from '../fetcher/partition-set.ts';
import { keyOf } from '../fetcher/topic-partition.ts';
import { isRetriable, retrying } from '../retry/retry-loop.ts';
import { fetchCommitted } from './commits/offset-fetch.ts';
import type { CommittedOffset } from './commits/offsets.ts';
import type { GroupConfig } from './group-options.ts';
import type { GroupCoordinator } from './group-coordinator.ts';

export interface StartPositionsParts {
  readonly core: ClientCore;
  readonly config: GroupConfig;
  readonly coordinator: GroupCoordinator;
  readonly partitions: PartitionSet;
  readonly found: () => void;
  readonly failed: (error: Error) => void;
}

export class StartPositions {
  readonly #parts: StartPositionsParts;
  readonly #asking = new Set<AssignedPartition>();

  constructor(parts: StartPositionsParts) {
    this.#parts = parts;
  }

  /** Looks up all partitions that have no position yet. */
  lookUp(): void {
    const unset = this.#parts.partitions.all.filter(
      (each) => each.phase.kind === 'unset' && !this.#asking.has(each),
    );
    if (unset.length > 0) void this.#lookUp(unset);
  }

  async #lookUp(unset: readonly AssignedPartition[]): Promise<void> {
    const generations = new Map(unset.map((each) => [each, each.generation]));
    for (const each of unset) this.#asking.add(each);
    const isOpen = (each: AssignedPartition): boolean =>
      each.phase.kind === 'unset' && each.generation === generations.get(each);
    let failure: unknown;
    try {
      const committed = await this.#fetch(unset);
      for (const each of unset.filter(isOpen)) {
        failure = this.#start(each, committed.get(keyOf(each))) ?? failure;
      }
    } catch (error) {
      failure = error;
    }
    for (const each of unset) this.#asking.delete(each);
    const { core, failed, found } = this.#parts;
    found();
    if (failure !== undefined && !core.isClosed && unset.some(isOpen)) {
      failed(failure instanceof Error ? failure : new Error(String(failure)));
    }
  }

  /** Again and again: a passing error must never be taken for "nothing committed". */
  async #fetch(unset: readonly AssignedPartition[]): Promise<Map<string, CommittedOffset>> {
    const { config, coordinator, core } = this.#parts;
    const { world, retryBackoff: backoff, apiTimeoutMs: timeoutMs } = config;
    const doing = `fetch the committed offsets of group ${config.groupId}`;
    for (;;) {
      try {
        return await retrying({ world, backoff, timeoutMs, doing }, (remainingMs) =>
          fetchCommitted(coordinator, config.groupId, unset, { timeoutMs: remainingMs }),
        );
      } catch (error) {
        if (core.isClosed || !isRetriable(error)) throw error;
        config.logger.warn('committed offsets are still not known', { error: String(error) });
      }
    }
  }

  /** Why it cannot start; the others can. */
  #start(
    assigned: AssignedPartition,
    committed: CommittedOffset | undefined,
  ): NoOffsetError | undefined {
    const { autoOffsetReset, world, groupId } = this.#parts.config;
    const start = committed ?? resetPosition(autoOffsetReset, world.clock.wallMs());
    if (start !== undefined) {
      assigned.seek(start);
      return undefined;
    }
    return new NoOffsetError(
      `group ${groupId} has no committed offset for ${keyOf(assigned)} and autoOffsetReset is none`,
    );
  }
}
