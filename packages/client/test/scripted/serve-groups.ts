// Lets the brokers of a scripted cluster coordinate classic groups: one broker at a time, all of
// them with the same groups. Faults are injected by the test through `fault`.

import {
  errors,
  findCoordinatorApi,
  heartbeatApi,
  joinGroupApi,
  leaveGroupApi,
  offsetCommitApi,
  offsetFetchApi,
  syncGroupApi,
} from '@ottla/protocol';

import type { ScriptedBroker } from './scripted-broker.ts';
import type { ScriptedCluster } from './scripted-cluster.ts';
import { ScriptedGroup } from './scripted-group.ts';

export type GroupRequestName = 'find' | 'join' | 'sync' | 'heartbeat' | 'commit' | 'fetch';

export class ServedGroups {
  readonly cluster: ScriptedCluster;
  /** The broker that coordinates; others answer NOT_COORDINATOR. */
  coordinatorId = 1;
  /** Asked for each request: an error code instead of an answer, or undefined. */
  fault: (request: GroupRequestName) => number | undefined = () => undefined;
  readonly #groups = new Map<string, ScriptedGroup>();

  constructor(cluster: ScriptedCluster) {
    this.cluster = cluster;
    for (const broker of cluster.brokers) {
      this.#serveMembership(broker);
      this.#serveOffsets(broker);
    }
  }

  group(name: string): ScriptedGroup {
    let group = this.#groups.get(name);
    if (group === undefined) {
      const [broker] = this.cluster.brokers;
      if (broker === undefined) throw new Error('no broker');
      group = new ScriptedGroup(broker.world);
      this.#groups.set(name, group);
    }
    return group;
  }

  /** What the broker refuses the request with; 0 for nothing. */
  #refusal(broker: ScriptedBroker, request: GroupRequestName): number {
    const isCoordinator = broker.nodeId === this.coordinatorId;
    return this.fault(request) ?? (isCoordinator ? 0 : errors.NOT_COORDINATOR.code);
  }

  #serveMembership(broker: ScriptedBroker): void {
    broker.on(findCoordinatorApi, ({ request }, respond) => {
      const key = request.coordinatorKeys[0] ?? request.key;
      const errorCode = this.fault('find') ?? 0;
      const nodeId = this.coordinatorId;
      respond({ coordinators: [{ key, nodeId, host: `b${nodeId}`, port: 9092, errorCode }] });
    });
    broker.on(joinGroupApi, ({ request, version }, respond) => {
      const errorCode = this.#refusal(broker, 'join');
      if (errorCode !== 0) return respond({ errorCode, memberId: request.memberId });
      this.group(request.groupId).join(request, version, (answer) => respond(answer as object));
    });
    broker.on(syncGroupApi, ({ request }, respond) => {
      const refused = this.#refusal(broker, 'sync');
      if (refused !== 0) return respond({ errorCode: refused });
      const group = this.group(request.groupId);
      group.sync(request, request.assignments, (errorCode, assignment) => {
        const { protocolName } = group;
        respond({ errorCode, assignment, protocolType: 'consumer', protocolName });
      });
    });
    broker.on(heartbeatApi, ({ request }, respond) => {
      const { groupId, memberId, generationId } = request;
      const refused = this.#refusal(broker, 'heartbeat');
      const group = this.group(groupId);
      respond({ errorCode: refused === 0 ? group.heartbeat(memberId, generationId) : refused });
    });
    broker.on(leaveGroupApi, ({ request }, respond) => {
      const members = request.members.map(({ memberId, reason }) => ({
        memberId,
        errorCode: this.group(request.groupId).leave(memberId, reason),
      }));
      respond({ members });
    });
  }

  #serveOffsets(broker: ScriptedBroker): void {
    broker.on(
      offsetCommitApi,
      ({ request }, respond) => {
        const { groupId, memberId, generationIdOrMemberEpoch: generationId } = request;
        const refused = this.#refusal(broker, 'commit');
        const topics = request.topics.map(({ name, partitions }) => ({
          name,
          partitions: partitions.map((each) => {
            const offset = {
              key: `${name}-${each.partitionIndex}`,
              offset: Number(each.committedOffset),
              leaderEpoch: each.committedLeaderEpoch,
            };
            const as = { memberId, generationId };
            const commit = (): number =>
              this.group(groupId).commit(as, offset, each.committedMetadata ?? '');
            return {
              partitionIndex: each.partitionIndex,
              errorCode: refused === 0 ? commit() : refused,
            };
          }),
        }));
        respond({ topics });
      },
      9,
    );
    broker.on(
      offsetFetchApi,
      ({ request }, respond) => {
        const errorCode = this.#refusal(broker, 'fetch');
        const groups = request.groups.map(({ groupId, topics }) => ({
          groupId,
          errorCode,
          topics: (topics ?? []).map(({ name, partitionIndexes }) => ({
            name,
            partitions: partitionIndexes.map((partitionIndex) => {
              const stored = this.group(groupId).offsets.get(`${name}-${partitionIndex}`);
              return {
                partitionIndex,
                committedOffset: stored?.offset ?? -1,
                committedLeaderEpoch: stored?.leaderEpoch ?? -1,
                metadata: stored?.metadata ?? '',
              };
            }),
          })),
        }));
        respond({ groups });
      },
      9,
    );
  }
}
