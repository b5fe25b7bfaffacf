// What the controller knows: the image that brokers know too, and two things derived from the log that
// only it needs. Immutable, so that going back to an earlier state is taking up the earlier value.

import { type MetadataImage, EMPTY_IMAGE } from '../image/metadata-image.ts';
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
  /** Offset of the BeginTransactionRecord of a metadata transaction that is open. */
  readonly transactionStartOffset: number | undefined;
}

export const EMPTY_STATE: ControllerState = {
  image: EMPTY_IMAGE,
  namesByCollisionKey: PersistentMap.empty(),
  registrationOffsets: new Map(),
  transactionStartOffset: undefined,
};

/** Records that follow each other in the log. */
export interface LoggedRecords {
  readonly records: readonly MetadataRecord[];
  readonly baseOffset: number;
  readonly epoch: number;
  readonly timestampMs: number;
}

/**
 * The state after these records. Transaction markers only open and close: the controller's own view has
 * the records of a transaction at once, and an abort takes up the state before it (ControllerHistory).
 */
export function stateAfter(state: ControllerState, logged: LoggedRecords): ControllerState {
  const { records, baseOffset, epoch, timestampMs } = logged;
  const delta = new MetadataDelta(state.image);
  const registrationOffsets = new Map(state.registrationOffsets);
  let { transactionStartOffset } = state;
  records.forEach((record, index) => {
    const offset = baseOffset + index;
    delta.replay(record);
    if (record.name === 'RegisterBrokerRecord') {
      registrationOffsets.set(record.message.brokerId, offset);
    } else if (record.name === 'UnregisterBrokerRecord') {
      registrationOffsets.delete(record.message.brokerId);
    } else if (record.name === 'BeginTransactionRecord') {
      transactionStartOffset = offset;
    } else if (record.name === 'EndTransactionRecord' || record.name === 'AbortTransactionRecord') {
      transactionStartOffset = undefined;
    }
  });
  const lastContainedOffset = baseOffset + records.length - 1;
  return {
    image: delta.apply({
      lastContainedOffset,
      lastContainedEpoch: epoch,
      lastContainedTimestampMs: timestampMs,
    }),
    namesByCollisionKey: collisionsAfter(state, delta),
    registrationOffsets,
    transactionStartOffset,
  };
}

/** The state that a snapshot's records describe; `lastOffset` is that of the last record contained. */
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
    transactionStartOffset: undefined,
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
