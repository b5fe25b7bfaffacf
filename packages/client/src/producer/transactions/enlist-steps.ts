// What takes part in a transaction beside its coordinator: partitions are added before they are
// written to (v1 only), and offsets go to the coordinator of their group.

import { addOffsetsToTxnApi, addPartitionsToTxnApi, txnOffsetCommitApi } from '@ottla/protocol';

import type { OffsetToCommit } from '../../consumer/commits/offsets.ts';
import type { ClientCore } from '../../core/client-core.ts';
import { CoordinatorLookup } from './coordinator-lookup.ts';
import type { TransactionMachine } from './transaction-machine.ts';
import {
  ADD_PARTITIONS_VERSION_MAX,
  addOffsetsRequest,
  addPartitionsCodes,
  addPartitionsRequest,
  offsetCommitCodes,
  offsetCommitLimits,
  offsetCommitRequest,
  type TransactionGroup,
  type TransactionIdentity,
} from './transaction-requests.ts';
import type { TransactionSteps } from './transaction-steps.ts';
import { judgeAddOffsets, judgeAddPartitions, judgeOffsetCommit } from './transaction-verdict.ts';

/**
 * The first partition of a transaction often comes while the one before is still being ended: that
 * takes the coordinator a few milliseconds.
 */
const FIRST_PARTITION_PAUSE_MS = 20;

export interface EnlistStepsParts {
  readonly core: ClientCore;
  readonly machine: TransactionMachine;
  readonly steps: TransactionSteps;
  readonly coordinator: CoordinatorLookup;
  readonly identity: () => TransactionIdentity;
}

export class EnlistSteps {
  readonly #parts: EnlistStepsParts;
  /** Of the group whose offsets were sent last. */
  #group: CoordinatorLookup | undefined;
  /** Partitions are wanted, and `addWanted` was called for or waits its turn. */
  isDue = false;

  constructor(parts: EnlistStepsParts) {
    this.#parts = parts;
  }

  /** Adds all partitions that are wanted by now, in one request. */
  async addWanted(): Promise<void> {
    const { machine, steps, coordinator, identity, core } = this.#parts;
    this.isDue = false;
    const { serial, wanted, hasEnlisted } = machine;
    if (wanted.length === 0) return;
    const doing = `add partitions to the transaction of ${coordinator.name}`;
    const { initialMs } = core.config.retryBackoff;
    await steps.until({
      doing,
      at: coordinator,
      isWanted: () => machine.isOpen(serial),
      concurrentPauseMs: hasEnlisted ? initialMs : Math.min(initialMs, FIRST_PARTITION_PAUSE_MS),
      ask: async (call) => {
        const { response } = await coordinator.call({
          ...call,
          api: addPartitionsToTxnApi,
          limits: { max: ADD_PARTITIONS_VERSION_MAX },
          request: () => addPartitionsRequest(identity(), wanted),
        });
        return judgeAddPartitions(addPartitionsCodes(response), doing);
      },
    });
    machine.enlisted(wanted);
    steps.wake();
  }

  async sendOffsets(
    serial: number,
    offsets: readonly OffsetToCommit[],
    group: TransactionGroup,
  ): Promise<void> {
    const { machine, steps, identity } = this.#parts;
    if (machine.protocol === 'v1') await this.#addGroup(serial, group);
    const { protocol } = machine;
    const at = this.#lookupOf(group.groupId);
    const doing = `send the offsets of ${at.name} in the transaction`;
    await steps.until({
      doing,
      at,
      isWanted: () => machine.isOpen(serial),
      ask: async (call) => {
        const { response } = await at.call({
          ...call,
          api: txnOffsetCommitApi,
          limits: offsetCommitLimits(group, protocol),
          request: (version) => offsetCommitRequest(identity(), { group, offsets, version }),
        });
        return judgeOffsetCommit(offsetCommitCodes(response), doing);
      },
    });
  }

  async #addGroup(serial: number, { groupId }: TransactionGroup): Promise<void> {
    const { machine, steps, coordinator, identity } = this.#parts;
    const doing = `add group ${groupId} to the transaction of ${coordinator.name}`;
    await steps.until({
      doing,
      at: coordinator,
      isWanted: () => machine.isOpen(serial),
      ask: async (call) => {
        const { response } = await coordinator.call({
          ...call,
          api: addOffsetsToTxnApi,
          request: () => addOffsetsRequest(identity(), groupId),
        });
        return judgeAddOffsets(response.errorCode, doing);
      },
    });
    machine.started();
  }

  #lookupOf(groupId: string): CoordinatorLookup {
    const known = this.#group;
    if (known?.key === groupId) return known;
    const { core } = this.#parts;
    const lookup = new CoordinatorLookup({ core, kind: 'group', key: groupId });
    this.#group = lookup;
    return lookup;
  }
}
