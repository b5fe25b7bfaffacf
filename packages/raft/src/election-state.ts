// What a replica must remember of elections, and its file `quorum-state` (kraft.md §2): JSON in two
// versions, by kraft.version. Pure text in and out; the shell makes it durable.

import type { Uuid } from '@ottla/protocol';
import { type ReplicaKey, replicaKeyOf, writtenDirectoryId } from './replica-key.ts';

export interface ElectionState {
  readonly epoch: number;
  /** -1: nobody known. */
  readonly leaderId: number;
  readonly votedKey: ReplicaKey | undefined;
}

export const UNKNOWN_LEADER = -1;
const NOT_VOTED = -1;

/** The file says something that this version cannot work with: whoever sees it must not start. */
export class QuorumStateError extends Error {
  override readonly name = 'QuorumStateError';
  readonly code = 'QUORUM_STATE_INVALID';
  readonly retriable = false;
}

export interface QuorumStateFormat {
  readonly kraftVersion: number;
  /** Written with kraft.version 0 only. */
  readonly voterIds: readonly number[];
}

export function formatQuorumState(state: ElectionState, format: QuorumStateFormat): string {
  const { leaderId, epoch: leaderEpoch } = state;
  const votedId = state.votedKey?.id ?? NOT_VOTED;
  if (format.kraftVersion >= 1) {
    const votedDirectoryId = writtenDirectoryId(state.votedKey);
    return JSON.stringify({ leaderId, leaderEpoch, votedId, votedDirectoryId, data_version: 1 });
  }
  const currentVoters = format.voterIds.map((voterId) => ({ voterId }));
  return JSON.stringify({
    clusterId: '',
    leaderId,
    leaderEpoch,
    votedId,
    appliedOffset: 0,
    currentVoters,
    data_version: 0,
  });
}

/** Reads what `formatQuorumState` or Kafka wrote; `where` names the file in errors. */
export function parseQuorumState(text: string, where: string): ElectionState {
  const fields = parsedObject(text, where);
  const version = numberField(fields, 'data_version', where);
  if (version !== 0 && version !== 1) {
    throw new QuorumStateError(`${where}: data_version ${version} is neither 0 nor 1`);
  }
  const votedId = numberField(fields, 'votedId', where);
  const directoryId = version === 1 ? textField(fields, 'votedDirectoryId', where) : undefined;
  return {
    epoch: numberField(fields, 'leaderEpoch', where),
    leaderId: numberField(fields, 'leaderId', where),
    votedKey: votedId === NOT_VOTED ? undefined : votedKeyOf(votedId, directoryId),
  };
}

function votedKeyOf(id: number, directoryId: Uuid | undefined): ReplicaKey {
  return directoryId === undefined ? { id, directoryId } : replicaKeyOf(id, directoryId);
}

function parsedObject(text: string, where: string): ReadonlyMap<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new QuorumStateError(`${where} is not JSON: it cannot be read`, { cause });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new QuorumStateError(`${where} is not a JSON object`);
  }
  return new Map(Object.entries(parsed));
}

function numberField(fields: ReadonlyMap<string, unknown>, name: string, where: string): number {
  const value = fields.get(name);
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new QuorumStateError(`${where}: ${name} must be a whole number, got ${String(value)}`);
}

function textField(fields: ReadonlyMap<string, unknown>, name: string, where: string): string {
  const value = fields.get(name);
  if (typeof value === 'string') return value;
  throw new QuorumStateError(`${where}: ${name} must be a text, got ${String(value)}`);
}
