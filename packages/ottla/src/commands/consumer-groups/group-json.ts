// What `consumer-groups --json` prints: one document with what the tables tell. Ours; Kafka's tool
// has only the tables. Pure.

import {
  lagOf,
  type ListedGroup,
  type MemberRow,
  type OffsetRow,
  type ResetRow,
  type StateRow,
  type StatusRow,
} from './group-tables.ts';

export function listJson(groups: readonly ListedGroup[]): string {
  return document({ groups });
}

export interface GroupOf<Row> {
  readonly groupId: string;
  readonly state: string;
  readonly rows: readonly Row[];
}

export function offsetsJson(groups: readonly GroupOf<OffsetRow>[]): string {
  return document({
    groups: groups.map(({ groupId, state, rows }) => ({
      groupId,
      state,
      offsets: rows.map((row) => ({
        topic: row.topic,
        partition: row.partition,
        leaderEpoch: row.leaderEpoch ?? null,
        currentOffset: row.offset ?? null,
        logEndOffset: row.logEndOffset ?? null,
        lag: lagOf(row) ?? null,
        ...ownerOf(row),
      })),
    })),
  });
}

function ownerOf({ consumerId, host, clientId }: OffsetRow): object {
  const orNull = (text: string): string | null => (text === '-' ? null : text);
  return { consumerId: orNull(consumerId), host: orNull(host), clientId: orNull(clientId) };
}

export function membersJson(groups: readonly GroupOf<MemberRow>[]): string {
  return document({
    groups: groups.map(({ groupId, state, rows }) => ({
      groupId,
      state,
      members: rows.map(({ group: _, groupInstanceId, ...member }) => ({
        ...member,
        groupInstanceId: groupInstanceId === '' ? null : groupInstanceId,
      })),
    })),
  });
}

export function statesJson(rows: readonly StateRow[]): string {
  return document({
    groups: rows.map(({ group: groupId, coordinator: { id, host, port }, ...state }) => ({
      groupId,
      coordinator: { id, host, port },
      ...state,
    })),
  });
}

export function resetJson(rows: readonly ResetRow[]): string {
  const offsets = rows.map(({ group: groupId, topic, partition, offset: newOffset }) => {
    return { groupId, topic, partition, newOffset };
  });
  return document({ offsets });
}

/** `error` is null where it went well. */
export function deletedJson(groups: readonly { groupId: string; error: string | null }[]): string {
  return document({ groups });
}

export function deletedOffsetsJson(groupId: string, rows: readonly StatusRow[]): string {
  const offsets = rows.map(({ topic, partition, error }) => {
    return { topic, partition: partition ?? null, error: error ?? null };
  });
  return document({ groupId, offsets });
}

function document(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
