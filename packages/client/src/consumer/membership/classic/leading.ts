// What the leader of a group does between its join and its sync: it decodes the subscriptions of
// all members, learns of their topics, and runs the assignor that the coordinator chose.

import type { ClientCore } from '../../../core/client-core.ts';
import type { ClusterMetadata } from '../../../core/cluster-metadata.ts';
import { waitUntil } from '../../../core/wait.ts';
import { ClientError, TimeoutError } from '../../../errors.ts';
import { keyOf } from '../../../fetcher/topic-partition.ts';
import type {
  Assignor,
  AssignorTopic,
  MemberAssignment,
  MemberSubscription,
} from '../../assignors/assignor.ts';
import { decodeSubscription, encodeAssignment } from '../../assignors/consumer-protocol.ts';
import type { JoinedMember, SyncAssignments } from './membership.ts';

/** Decodes what the members told; throws a DecodeError. */
export function subscriptionsOf(members: readonly JoinedMember[]): MemberSubscription[] {
  return members.map(({ memberId, groupInstanceId, metadata }) => ({
    ...decodeSubscription(metadata),
    memberId,
    groupInstanceId,
  }));
}

/** Runs the assignor; throws where it breaks the cooperative rules. */
export function assignAll(
  assignor: Assignor,
  topics: ReadonlyMap<string, AssignorTopic>,
  members: readonly MemberSubscription[],
): SyncAssignments {
  const assignments = assignor.assign(topics, members);
  // Ours looks after it by itself, with the generations in which partitions were claimed.
  const isForeign = assignor.name !== 'cooperative-sticky';
  if (isForeign && !assignor.protocols.includes('eager')) refuseTransfers(members, assignments);
  return members.map(({ memberId }) => ({
    memberId,
    assignment: encodeAssignment(assignments.get(memberId) ?? { partitions: [] }),
  }));
}

/** Of the wanted topics those that exist, as an assignor sees them. */
export function assignorTopics(
  metadata: ClusterMetadata,
  wanted: Iterable<string>,
): Map<string, AssignorTopic> {
  const topics = new Map<string, AssignorTopic>();
  for (const name of wanted) {
    const topic = metadata.topics.get(name);
    if (topic === undefined || topic.partitions.length === 0) continue;
    const racks = topic.partitions.map(({ replicas }) => {
      const ofReplicas = replicas.map((id) => metadata.brokers.get(id)?.rack ?? null);
      return [...new Set(ofReplicas.filter((rack) => rack !== null))];
    });
    topics.set(name, { partitionCount: topic.partitions.length, racks });
  }
  return topics;
}

/** What of the metadata an assignment depends on: where it differs, the group must rebalance. */
export function snapshotOf(
  metadata: ClusterMetadata,
  wanted: ReadonlySet<string>,
  withRacks: boolean,
): string {
  const topics = assignorTopics(metadata, [...wanted].toSorted());
  return JSON.stringify(
    [...topics].map(([name, { partitionCount, racks }]) => {
      return [name, partitionCount, withRacks ? racks.map((each) => each.toSorted()) : []];
    }),
  );
}

/** The topics of a group as its leader knew them when it assigned them. */
export class AssignedTopics {
  readonly #topics: ReadonlySet<string>;
  readonly #withRacks: boolean;
  readonly #snapshot: string;
  /** By which nothing has changed. */
  #seen: ClusterMetadata;

  constructor(metadata: ClusterMetadata, topics: ReadonlySet<string>, withRacks: boolean) {
    this.#topics = topics;
    this.#withRacks = withRacks;
    this.#snapshot = snapshotOf(metadata, topics, withRacks);
    this.#seen = metadata;
  }

  /** Whether they are to be assigned anew. Asked often: the same metadata are looked at once. */
  haveChanged(metadata: ClusterMetadata): boolean {
    if (metadata === this.#seen) return false;
    if (snapshotOf(metadata, this.#topics, this.#withRacks) !== this.#snapshot) return true;
    this.#seen = metadata;
    return false;
  }
}

/** Waits until each topic is known, or known not to be there; after `timeoutMs` it goes on so. */
export async function learnTopics(
  core: ClientCore,
  topics: ReadonlySet<string>,
  timeoutMs: number,
): Promise<void> {
  const { metadata, config } = core;
  for (const topic of topics) metadata.want(topic);
  const isKnown = (topic: string): boolean =>
    metadata.current.topics.has(topic) || metadata.current.topicErrors.has(topic);
  const waiting = { timeoutMs, waitingFor: 'the topics of the group' };
  try {
    await waitUntil(config.world, metadata.changes, waiting, () => {
      return metadata.knowsAll || [...topics].every(isKnown) ? true : undefined;
    });
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    config.logger.warn('assigning without all topics', { error: error.message });
  }
}

function refuseTransfers(
  members: readonly MemberSubscription[],
  assignments: ReadonlyMap<string, MemberAssignment>,
): void {
  const owners = new Map(
    members.flatMap(({ memberId, ownedPartitions }) =>
      ownedPartitions.map((owned) => [keyOf(owned), memberId] as const),
    ),
  );
  for (const [memberId, { partitions }] of assignments) {
    const taken = partitions.find((each) => (owners.get(keyOf(each)) ?? memberId) !== memberId);
    if (taken === undefined) continue;
    throw new ClientError(
      `the assignor gave ${keyOf(taken)} to ${memberId} while another member has it: a ` +
        'cooperative assignor must leave it out until it was revoked',
    );
  }
}
