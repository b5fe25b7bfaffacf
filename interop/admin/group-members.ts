// Members of share groups and of streams groups without clients behind them: they join, and leave
// when they are told to. Nobody reads for them.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import { shareGroupHeartbeatApi, streamsGroupHeartbeatApi } from '@ottla/protocol';

import { Line } from '../groups/broker-peer.ts';

/** The epochs by which a member joins and leaves. */
const JOINING = 0;
const LEAVING = -1;
const REBALANCE_MS = 60_000;
/** The versions of the heartbeats that Apache Kafka 4.3 serves. */
const SHARE_VERSION = 1;
const STREAMS_VERSION = 0;

export interface Joining {
  readonly port: number;
  readonly groupId: string;
  readonly topic: string;
}

/** Resolves, once it is a member, with how it leaves. */
export type Leave = () => Promise<void>;

interface Told {
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** A member of a group that shares the topic's records; the group's coordinator must be there. */
export async function joinShareGroup({ port, groupId, topic }: Joining): Promise<Leave> {
  const self = { groupId, memberId: randomUUID() };
  const line = new Line(port);
  return join(line, (memberEpoch) => {
    const subscribedTopicNames = memberEpoch === JOINING ? [topic] : null;
    const beat = { ...self, memberEpoch, subscribedTopicNames };
    return line.ask(shareGroupHeartbeatApi, beat, SHARE_VERSION);
  });
}

/** A member of a group with one subtopology, which reads the topic. */
export async function joinStreamsGroup({ port, groupId, topic }: Joining): Promise<Leave> {
  const self = { groupId, memberId: randomUUID() };
  const line = new Line(port);
  const first = {
    rebalanceTimeoutMs: REBALANCE_MS,
    topology: { epoch: 0, subtopologies: [{ subtopologyId: '0', sourceTopics: [topic] }] },
    activeTasks: [],
    standbyTasks: [],
    warmupTasks: [],
    processId: randomUUID(),
  };
  return join(line, (memberEpoch) => {
    const beat = { ...self, memberEpoch, ...(memberEpoch === JOINING ? first : {}) };
    return line.ask(streamsGroupHeartbeatApi, beat, STREAMS_VERSION);
  });
}

async function join(line: Line, beat: (memberEpoch: number) => Promise<Told>): Promise<Leave> {
  const must = async (memberEpoch: number): Promise<void> => {
    const { errorCode, errorMessage } = await beat(memberEpoch);
    assert.equal(errorCode, 0, errorMessage ?? `error ${errorCode}`);
  };
  await must(JOINING);
  return async () => {
    await must(LEAVING);
    line.close();
  };
}
