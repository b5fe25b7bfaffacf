// ElectLeaders (43): gives partitions back to their preferred leader or, where all in sync are
// gone, to a replica that is behind and so loses records (KIP-183, KIP-460).

import { electLeadersApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { CONTROLLER, type AdminOptions } from '../driver/operation.ts';
import { doneOf, outcomeOf, type Outcome } from '../driver/outcome.ts';
import { byTopic, partitionName, type PartitionItem } from '../driver/partition-items.ts';
import { allPartitionsDone } from '../driver/partition-outcome.ts';
import { isPassingChange } from '../driver/passing-change.ts';

/** The protocol's numbers. */
const ELECTION_TYPES = { preferred: 0, unclean: 1 } as const;

export type ElectionType = keyof typeof ELECTION_TYPES;

export interface ElectionResult extends PartitionItem {
  /** An error is for example ELECTION_NOT_NEEDED or PREFERRED_LEADER_NOT_AVAILABLE. */
  readonly outcome: Outcome<true>;
}

/** Of ElectLeaders: before it, only preferred leaders are elected. */
const TYPES_VERSION = 1;

/**
 * Of all partitions that need it, where `partitions` is left out. Where partitions fail, it throws
 * as `valuesOf` does; also an error of the whole, for example CLUSTER_AUTHORIZATION_FAILED.
 */
export async function electLeaders(
  core: ClientCore,
  type: ElectionType,
  partitions: readonly PartitionItem[] | undefined,
  options: AdminOptions = {},
): Promise<ElectionResult[]> {
  const doing = `elect ${type} leaders`;
  const told = await askOne(
    core,
    {
      doing,
      api: electLeadersApi,
      place: CONTROLLER,
      limits: { min: type === 'preferred' ? 0 : TYPES_VERSION },
      request: ({ timeoutMs }) => ({
        electionType: ELECTION_TYPES[type],
        topicPartitions:
          partitions === undefined
            ? null
            : byTopic(partitions, (topic, ofTopic) => ({
                topic,
                partitions: ofTopic.map(({ partition }) => partition),
              })),
        timeoutMs,
      }),
      outcomeOf: (response) =>
        outcomeOf(response, doing, () =>
          response.replicaElectionResults.flatMap(({ topic, partitionResult }) =>
            partitionResult.map((result) => {
              const item = { topic, partition: result.partitionId };
              return { ...item, outcome: doneOf(result, partitionName(item)) };
            }),
          ),
        ),
      isPassing: isPassingChange,
    },
    options,
  );
  return allPartitionsDone(told);
}
