// What the controller knows: the image that brokers know too, and two things derived from the log
// that only it needs. Immutable, so that going back to an earlier state is taking up the earlier
// value.

import { assert } from '@ottla/base';
import { EMPTY_IMAGE, type MetadataImage } from '../image/metadata-image.ts';
import { MetadataDelta } from '../image/metadata-delta.ts';
import { PersistentMap } from '../image/persistent-map.ts';
import type { MetadataRecord } from '../records/metadata-record.ts';
import { collisionKey, hasCollisionCharacters } from './topic-names.ts';

export interface ControllerState {
  readonly image: MetadataImage;
  /** Names of topics that have `.` or `_`, by the text that colliding ones share. */
  readonly namesByCollisionKey: PersistentMap<string, readonly string[]>;
  /** By broker id: offset of its newest RegisterBrokerRecord. */
  readonly registrationOffsets: ReadonlyMap<number, number>;
  /** The metadata transaction that is open. */
  readonly transaction: OpenTransaction | undefined;
}

export interface OpenTransaction {
  /** Offset of its BeginTransactionRecord. */
  readonly startOffset: number;
  /** What an abort goes back to. */
  readonly before: ControllerState;
}

export const EMPTY_STATE: ControllerState = {
  image: EMPTY_IMAGE,
  namesByCollisionKey: PersistentMap.empty(),
  registrationOffsets: new Map(),
  transaction: undefined,
};

/** Records that follow each other in the log. */
export interface LoggedRecords {
  readonly records: readonly MetadataRecord[];
  readonly baseOffset: number;
  readonly epoch: number;
  readonly timestampMs: number;
}

/**
 * The state after these records. The controller's own view has the records of a transaction at
 * once; an abort goes on from the state before it began.
 */
export function stateAfter(before: ControllerState, logged: LoggedRecords): ControllerState {
  const { records, baseOffset } = logged;
  let state = before;
  let start = 0;
  const replayUpTo = (end: number): void => {
    const part = { ...logged, records: records.slice(start, end), baseOffset: baseOffset + start };
    if (end > start) state = stateAfterPart(state, part);
    start = end;
  };
  records.forEach((record, index) => {
    if (record.name === 'BeginTransactionRecord') {
      replayUpTo(index);
      state = { ...state, transaction: { startOffset: baseOffset + index, before: state } };
    } else if (record.name === 'EndTransactionRecord') {
      replayUpTo(index + 1);
      state = { ...state, transaction: undefined };
    } else if (record.name === 'AbortTransactionRecord') {
      assert(state.transaction !== undefined, 'an abort ends a transaction that has begun');
      state = state.transaction.before;
      start = index;
    }
  });
  replayUpTo(records.length);
  return state;
}

function stateAfterPart(state: ControllerState, logged: LoggedRecords): ControllerState {
  const { records, baseOffset, epoch, timestampMs } = logged;
  const delta = new MetadataDelta(state.image);
  const registrationOffsets = new Map(state.registrationOffsets);
  records.forEach((record, index) => {
    delta.replay(record);
    if (record.name === 'RegisterBrokerRecord') {
      registrationOffsets.set(record.message.brokerId, baseOffset + index);
    } else if (record.name === 'UnregisterBrokerRecord') {
      registrationOffsets.delete(record.message.brokerId);
    }
  });
  return {
    image: delta.apply({
      lastContainedOffset: baseOffset + records.length - 1,
      lastContainedEpoch: epoch,
      lastContainedTimestampMs: timestampMs,
    }),
    namesByCollisionKey: collisionsAfter(state, delta),
    registrationOffsets,
    transaction: state.transaction,
  };
}

/**
 * The state that a snapshot's records describe; `lastOffset` is that of the last record contained.
 */
export function stateOfSnapshot(
  records: readonly MetadataRecord[],
  last: { readonly offset: number; readonly epoch: number; readonly timestampMs: number },
): ControllerState {
  const delta = new MetadataDelta(EMPTY_IMAGE);
  const registrationOffsets = new Map<number, number>();
  for (const record of records) {
    delta.replay(record);
    if (record.name === 'RegisterBrokerRecord') {
      registrationOffsets.set(record.message.brokerId, last.offset);
    }
  }
  delta.finishSnapshot();
  return {
    image: delta.apply({
      lastContainedOffset: last.offset,
      lastContainedEpoch: last.epoch,
      lastContainedTimestampMs: last.timestampMs,
    }),
    namesByCollisionKey: collisionsAfter(EMPTY_STATE, delta),
    registrationOffsets,
    transaction: undefined,
  };
}

function collisionsAfter(
  state: ControllerState,
  { topics }: MetadataDelta,
): PersistentMap<string, readonly string[]> {
  let names = state.namesByCollisionKey;
  for (const { name } of topics?.deleted.values() ?? []) {
    if (!hasCollisionCharacters(name)) continue;
    const key = collisionKey(name);
    const left = (names.get(key) ?? []).filter((each) => each !== name);
    names = left.length === 0 ? names.delete(key) : names.set(key, left);
  }
  for (const name of topics?.created.keys() ?? []) {
    if (!hasCollisionCharacters(name)) continue;
    const key = collisionKey(name);
    names = names.set(key, [...(names.get(key) ?? []), name]);
  }
  return names;
}
