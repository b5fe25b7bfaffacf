// A member of a group without a client behind it: it says exactly what a suite tells it to say, and
// when. It leads where it came first, and then assigns what it is told to assign.

import {
  type Api,
  consumerProtocolAssignment,
  consumerProtocolSubscription,
  type Draft,
  encodeVersioned,
  errors,
  findCoordinatorApi,
  heartbeatApi,
  joinGroupApi,
  type JoinGroupResponse,
  leaveGroupApi,
  offsetCommitApi,
  syncGroupApi,
} from '@ottla/protocol';

import { Line } from './broker-peer.ts';
import { wait } from './until.ts';

const SESSION_MS = 60_000;
const LOOK_MS = 20;

export interface PuppetOptions {
  readonly port: number;
  readonly group: string;
  readonly topic: string;
  readonly clientId: string;
}

export class Puppet {
  readonly #options: PuppetOptions;
  readonly #line: Line;
  memberId = '';
  generation = -1;

  constructor(options: PuppetOptions) {
    this.#options = options;
    this.#line = new Line(options.port);
  }

  /** Resolves when the rebalance is over. A coordinator that is not there yet is waited for. */
  async join(): Promise<JoinGroupResponse> {
    const { group: groupId, topic } = this.#options;
    const subscription = { topics: [topic], userData: null };
    const metadata = encodeVersioned(consumerProtocolSubscription, subscription, 0);
    for (;;) {
      await this.#ask(findCoordinatorApi, { coordinatorKeys: [groupId] }, 4);
      const times = { sessionTimeoutMs: SESSION_MS, rebalanceTimeoutMs: SESSION_MS };
      const protocols = [{ name: 'range', metadata }];
      const { memberId } = this;
      const draft = { groupId, memberId, protocolType: 'consumer', protocols, ...times };
      const answer = await this.#ask(joinGroupApi, draft, 3);
      if (answer.errorCode === 0) {
        this.memberId = answer.memberId;
        this.generation = answer.generationId;
        return answer;
      }
      await wait(LOOK_MS);
    }
  }

  /** `owner` gets partition 0, everybody else nothing; only the leader names one. */
  async sync(owner?: string): Promise<void> {
    const topics = [{ topic: this.#options.topic, partitions: [0] }];
    const assignment = encodeVersioned(
      consumerProtocolAssignment,
      { assignedPartitions: topics, userData: null },
      0,
    );
    const assignments = owner === undefined ? [] : [{ memberId: owner, assignment }];
    await this.#ask(syncGroupApi, { ...this.#self(), assignments }, 1);
  }

  /** Beats until the group rebalances. */
  async untilRebalance(): Promise<void> {
    const code = errors.REBALANCE_IN_PROGRESS.code;
    while ((await this.#ask(heartbeatApi, this.#self(), 1)).errorCode !== code) await wait(LOOK_MS);
  }

  async commit(offset: number): Promise<number | undefined> {
    const { groupId, memberId, generationId } = this.#self();
    const partitions = [{ partitionIndex: 0, committedOffset: BigInt(offset) }];
    const topics = [{ name: this.#options.topic, partitions }];
    const draft = { groupId, memberId, generationIdOrMemberEpoch: generationId, topics };
    const answer = await this.#ask(offsetCommitApi, draft, 5);
    return answer.topics[0]?.partitions[0]?.errorCode;
  }

  async leave(): Promise<void> {
    const { groupId, memberId } = this.#self();
    await this.#ask(leaveGroupApi, { groupId, memberId }, 1);
    this.close();
  }

  close(): void {
    this.#line.close();
  }

  #self() {
    const { memberId, generation: generationId } = this;
    return { groupId: this.#options.group, memberId, generationId };
  }

  #ask<Request, Response>(
    api: Api<Request, Response>,
    draft: Draft<Request>,
    apiVersion: number,
  ): Promise<Response> {
    const { clientId } = this.#options;
    return new Promise((resolve) =>
      this.#line.send(api, draft, { apiVersion, clientId }, resolve),
    );
  }
}
