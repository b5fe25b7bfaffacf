// AlterPartitionReassignments (45), KIP-455: moves partitions to other brokers, or calls that off.

import { alterPartitionReassignmentsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { CONTROLLER, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf, type Outcome } from '../driver/outcome.ts';
import { byTopic, type PartitionItem } from '../driver/partition-items.ts';
import { allPartitionsDone, partitionOutcomes } from '../driver/partition-outcome.ts';
import { isPassingChange } from '../driver/passing-change.ts';

export interface NewReassignment extends PartitionItem {
  /** Broker ids, the preferred leader first; null calls off what is under way. */
  readonly replicas: readonly number[] | null;
}

export interface ReassignmentOptions extends AdminOptions {
  /** Default true. To forbid it needs a broker of 4.1 or newer. */
  readonly allowReplicationFactorChange?: boolean | undefined;
}

export interface ReassignmentResult extends PartitionItem {
  /** Begun, not done; an error is for example NO_REASSIGNMENT_IN_PROGRESS. */
  readonly outcome: Outcome<true>;
}

/** Of AlterPartitionReassignments. */
const FACTOR_VERSION = 1;

/**
 * In the order of `reassignments`. Where partitions fail, it throws as `valuesOf` does; also an
 * error of the whole.
 */
export async function alterPartitionReassignments(
  core: ClientCore,
  reassignments: readonly NewReassignment[],
  options: ReassignmentOptions = {},
): Promise<ReassignmentResult[]> {
  const { allowReplicationFactorChange = true } = options;
  const doing = 'alter partition reassignments';
  const told = await askOne(
    core,
    {
      doing,
      api: alterPartitionReassignmentsApi,
      place: CONTROLLER,
      limits: { min: allowReplicationFactorChange ? 0 : FACTOR_VERSION },
      request: ({ timeoutMs }) => ({
        timeoutMs,
        allowReplicationFactorChange,
        topics: byTopic(reassignments, (name, ofTopic) => ({
          name,
          partitions: ofTopic.map(({ partition, replicas }) => ({
            partitionIndex: partition,
            replicas,
          })),
        })),
      }),
      outcomeOf: (response) =>
        outcomeOf(response, doing, () =>
          partitionOutcomes(
            reassignments,
            response.responses.flatMap(({ name, partitions }) =>
              partitions.map((answer) => [name, answer.partitionIndex, answer] as const),
            ),
          ),
        ),
      isPassing: isPassingChange,
    },
    options,
  );
  return allPartitionsDone(told);
}
