// A data plane with a group coordinator on it, and the requests of a member and a committer.

import { SimulatedUniverse } from '@ottla/base';
import {
  createGroupShard,
  defaultGroupConfig,
  groupCommands,
  groupQueries,
  type GroupState,
} from '@ottla/coordinator';
import {
  type Draft,
  errorOf,
  type ErrorName,
  heartbeatApi,
  joinGroupApi,
  type JoinGroupRequest,
  listGroupsApi,
  offsetCommitApi,
  offsetFetchApi,
} from '@ottla/protocol';
import {
  CoordinatorDriver,
  deleteGroupsHandler,
  describeGroupsHandler,
  heartbeatHandler,
  joinGroupHandler,
  leaveGroupHandler,
  listGroupsHandler,
  offsetCommitHandler,
  offsetDeleteHandler,
  offsetFetchHandler,
  syncGroupHandler,
} from '../../src/index.ts';
import { DataPlane, type DataPlaneOptions, type TopicOptions } from '../data-plane.ts';
import type { RawClient } from '../raw-client.ts';

export const OFFSETS_TOPIC = '__consumer_offsets';
export const WRITE_TIMEOUT_MS = 5000;

export class GroupPlane {
  readonly plane: DataPlane;
  readonly groups: CoordinatorDriver<GroupState>;
  readonly client: RawClient;

  private constructor(plane: DataPlane, groups: CoordinatorDriver<GroupState>, client: RawClient) {
    this.plane = plane;
    this.groups = groups;
    this.client = client;
  }

  /** With a topic `t` of three partitions, and no topic of the coordinator's yet. */
  static async start(options: DataPlaneOptions = {}): Promise<GroupPlane> {
    let groups: CoordinatorDriver<GroupState> | undefined;
    const plane = await DataPlane.start({
      ...options,
      extend: (each) => {
        groups = driverOf(each);
        return { publisher: groups, handlers: handlersOf(each, groups) };
      },
    });
    plane.createTopic('t', { partitions: 3 });
    const client = await plane.connect();
    // `extend` was called by now.
    return new GroupPlane(plane, groups as CoordinatorDriver<GroupState>, client);
  }

  get universe(): SimulatedUniverse {
    return this.plane.universe;
  }

  createOffsetsTopic(options: TopicOptions = {}): string {
    return this.plane.createTopic(OFFSETS_TOPIC, options);
  }

  /** Commits one offset of `t-0`, as nobody's member. */
  async commit(group: string, offset: number, metadata = ''): Promise<ErrorName> {
    this.sendCommit(group, offset, metadata);
    return this.receiveCommit();
  }

  sendCommit(group: string, offset: number, metadata = ''): void {
    const partitions = [
      { partitionIndex: 0, committedOffset: offset, committedMetadata: metadata },
    ];
    const request = { groupId: group, topics: [{ name: 't', partitions }] };
    this.client.send(offsetCommitApi, 8, request);
  }

  async receiveCommit(): Promise<ErrorName> {
    const { response } = await this.client.receive(offsetCommitApi, 8);
    return errorOf(response.topics[0]?.partitions[0]?.errorCode ?? -1).name;
  }

  /** The committed offset of `t-0`, or the error of the group. */
  async fetch(group: string, requireStable = false): Promise<number | ErrorName> {
    const topics = [{ name: 't', partitionIndexes: [0] }];
    const request = { groups: [{ groupId: group, topics }], requireStable };
    const { groups } = await this.client.ask(offsetFetchApi, 8, request);
    const [found] = groups;
    if (found === undefined) return 'UNKNOWN_SERVER_ERROR';
    if (found.errorCode !== 0) return errorOf(found.errorCode).name;
    return Number(found.topics[0]?.partitions[0]?.committedOffset);
  }

  async heartbeat(group: string): Promise<ErrorName> {
    const response = await this.client.ask(heartbeatApi, 4, { groupId: group, memberId: 'm' });
    return errorOf(response.errorCode).name;
  }

  async list(): Promise<string[] | ErrorName> {
    const { errorCode, groups } = await this.client.ask(listGroupsApi, 4, {});
    if (errorCode !== 0) return errorOf(errorCode).name;
    return groups.map(({ groupId }) => groupId).toSorted();
  }

  /** Has a client join, and gives it without its answer. */
  async startJoin(group: string, partial: Draft<JoinGroupRequest> = {}): Promise<RawClient> {
    const client = await this.plane.connect();
    client.send(joinGroupApi, 3, {
      groupId: group,
      protocolType: 'consumer',
      sessionTimeoutMs: 10_000,
      rebalanceTimeoutMs: 60_000,
      protocols: [{ name: 'range', metadata: Buffer.alloc(0) }],
      ...partial,
    });
    await this.universe.advance(10);
    return client;
  }

  stop(): Promise<void> {
    this.groups.close();
    return this.plane.stop();
  }
}

function driverOf(plane: DataPlane): CoordinatorDriver<GroupState> {
  return new CoordinatorDriver<GroupState>({
    world: plane.world,
    logger: plane.log.logger,
    replicas: plane.replicas,
    writeTurn: plane.writeTurn,
    topic: OFFSETS_TOPIC,
    partitionCount: 50,
    create: (services) => createGroupShard(services, defaultGroupConfig),
    codec: 'none',
    writeTimeoutMs: WRITE_TIMEOUT_MS,
    loadBufferBytes: 64 * 1024,
  });
}

function handlersOf(plane: DataPlane, coordinator: CoordinatorDriver<GroupState>) {
  const image = () => plane.image;
  const { offsetFetchStable, offsetCommit, offsetDelete } = groupCommands;
  return [
    offsetCommitHandler({ coordinator, command: offsetCommit, image }),
    offsetFetchHandler({
      coordinator,
      command: offsetFetchStable,
      query: groupQueries.offsetFetch,
      image,
    }),
    joinGroupHandler({ coordinator, command: groupCommands.joinGroup }),
    heartbeatHandler({ coordinator, command: groupCommands.heartbeat }),
    leaveGroupHandler({ coordinator, command: groupCommands.leaveGroup }),
    syncGroupHandler({ coordinator, command: groupCommands.syncGroup }),
    describeGroupsHandler({ coordinator, query: groupQueries.describeGroups }),
    listGroupsHandler({ coordinator, query: groupQueries.listGroups }),
    deleteGroupsHandler({ coordinator, command: groupCommands.deleteGroups }),
    offsetDeleteHandler({ coordinator, command: offsetDelete, image }),
  ];
}
