// `metadata-quorum describe`: the printing of both views. Pure.

import { ZERO_UUID, type QuorumInfo, type QuorumReplica, type RaftEndpoint } from '@ottla/client';

import { paddedTable } from '../java-manner/padded-table.ts';
import { ToolError } from '../java-manner/tool-error.ts';

function leaderOf({ voters, leaderId }: QuorumInfo): QuorumReplica {
  const leader = voters.find(({ replicaId }) => replicaId === leaderId);
  if (leader !== undefined) return leader;
  throw new ToolError('No value present', 'java.util.NoSuchElementException');
}

export function statusText(clusterId: string, quorum: QuorumInfo): string {
  const leader = leaderOf(quorum);
  const lag = maxFollowerLag(quorum, leader);
  const rows: readonly (readonly [title: string, value: unknown])[] = [
    ['ClusterId:', clusterId],
    ['LeaderId:', quorum.leaderId],
    ['LeaderEpoch:', quorum.leaderEpoch],
    ['HighWatermark:', quorum.highWatermark],
    ['MaxFollowerLag:', lag.offsets],
    ['MaxFollowerLagTimeMs:', lag.timeMs],
    ['CurrentVoters:', replicasText(quorum, quorum.voters)],
    ['CurrentObservers:', replicasText(quorum, quorum.observers)],
  ];
  return rows.map(([title, value]) => `${title.padEnd(24)}${value}\n`).join('');
}

interface FollowerLag {
  readonly offsets: number;
  /** -1 where it is not known. */
  readonly timeMs: number;
}

export function maxFollowerLag(quorum: QuorumInfo, leader = leaderOf(quorum)): FollowerLag {
  const last = quorum.voters.reduce((a, b) => (b.logEndOffset < a.logEndOffset ? b : a));
  const offsets = leader.logEndOffset - last.logEndOffset;
  if (last === leader) return { offsets, timeMs: 0 };
  const [ofLeader, ofLast] = [leader.lastCaughtUpTimestamp, last.lastCaughtUpTimestamp];
  return { offsets, timeMs: ofLeader === null || ofLast === null ? -1 : ofLeader - ofLast };
}

function replicasText(quorum: QuorumInfo, replicas: readonly QuorumReplica[]): string {
  const texts = replicas.map(({ replicaId, replicaDirectoryId }) => {
    const endpoints = quorum.nodes.get(replicaId)?.endpoints ?? [];
    const parts = [`"id": ${replicaId}`];
    if (replicaDirectoryId !== ZERO_UUID) parts.push(`"directoryId": "${replicaDirectoryId}"`);
    if (endpoints.length > 0) {
      parts.push(`"endpoints": [${endpoints.map((each) => `"${endpointText(each)}"`).join(', ')}]`);
    }
    return `{${parts.join(', ')}}`;
  });
  return `[${texts.join(', ')}]`;
}

/** `CONTROLLER://host:9093`, IPv6 addresses in brackets. */
export function endpointText({ name, host, port }: RaftEndpoint): string {
  return `${name}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const HEADERS = [
  'NodeId',
  'DirectoryId',
  'LogEndOffset',
  'Lag',
  'LastFetchTimestamp',
  'LastCaughtUpTimestamp',
  'Status',
];

/** With `nowMs`, times are told as so many ms ago. */
export function replicationTable(quorum: QuorumInfo, nowMs?: number): string {
  const leader = leaderOf(quorum);
  const followers = quorum.voters.filter(({ replicaId }) => replicaId !== quorum.leaderId);
  const row = (replica: QuorumReplica, status: string): string[] => [
    String(replica.replicaId),
    replica.replicaDirectoryId,
    String(replica.logEndOffset),
    String(leader.logEndOffset - replica.logEndOffset),
    timeText(replica.lastFetchTimestamp, 'last fetch', nowMs),
    timeText(replica.lastCaughtUpTimestamp, 'last caught up', nowMs),
    status,
  ];
  return paddedTable(HEADERS, [
    row(leader, 'Leader'),
    ...followers.map((replica) => row(replica, 'Follower')),
    ...quorum.observers.map((replica) => row(replica, 'Observer')),
  ]);
}

function timeText(timestamp: number | null, what: string, nowMs: number | undefined): string {
  if (timestamp === null) return '-1';
  if (nowMs === undefined) return String(timestamp);
  if (timestamp > 0 && timestamp <= nowMs) return `${nowMs - timestamp} ms ago`;
  throw new ToolError(
    'Error while computing relative time, possible drift in system clock.\n' +
      `Current timestamp is ${nowMs}, ${what} timestamp is ${timestamp}`,
  );
}
