// The control records by which a quorum speaks in its own log: who leads an epoch, kraft.version,
// the voters. Bytes of values only; the batches around them are @ottla/protocol's.

import {
  batchesIn,
  type ControlRecord,
  controlTypeOf,
  controlTypes,
  kRaftVersionRecord,
  leaderChangeMessage,
  Reader,
  RecordCursor,
  votersRecord,
} from '@ottla/protocol';
import { encoded } from './encoded.ts';
import type { QuorumControl } from './voter-history.ts';
import { VoterSet } from './voter-set.ts';

/** All of them are written and read at schema version 0, whatever kraft.version says. */
const CONTROL_VERSION = 0;

export interface LeaderChange {
  readonly leaderId: number;
  readonly voterIds: readonly number[];
  readonly grantingIds: readonly number[];
}

export function leaderChangeRecord(change: LeaderChange): ControlRecord {
  const value = encoded(leaderChangeMessage, CONTROL_VERSION, {
    version: CONTROL_VERSION,
    leaderId: change.leaderId,
    voters: change.voterIds.map((voterId) => ({ voterId })),
    grantingVoters: change.grantingIds.map((voterId) => ({ voterId })),
  });
  return { type: controlTypes.LEADER_CHANGE, value };
}

export function kraftVersionControl(kRaftVersion: number): ControlRecord {
  const message = { version: CONTROL_VERSION, kRaftVersion };
  return {
    type: controlTypes.KRAFT_VERSION,
    value: encoded(kRaftVersionRecord, CONTROL_VERSION, message),
  };
}

export function votersControl(voters: VoterSet): ControlRecord {
  const message = { version: CONTROL_VERSION, voters: voters.toRecord() };
  return {
    type: controlTypes.KRAFT_VOTERS,
    value: encoded(votersRecord, CONTROL_VERSION, message),
  };
}

/** What one control record says about the quorum; undefined where that is nothing. */
export function quorumControlOf(
  type: number | undefined,
  value: Uint8Array,
  offset: number,
): QuorumControl | undefined {
  const reader = new Reader(value);
  if (type === controlTypes.KRAFT_VERSION) {
    const { kRaftVersion } = kRaftVersionRecord.read(reader, CONTROL_VERSION);
    return { kind: 'kraft-version', offset, level: kRaftVersion };
  }
  if (type === controlTypes.KRAFT_VOTERS) {
    const { voters } = votersRecord.read(reader, CONTROL_VERSION);
    return { kind: 'voters', offset, voters: VoterSet.ofRecord(voters) };
  }
  return undefined;
}

/**
 * What whole batches say about the quorum, in order. Only control batches are looked into; records
 * of unknown types are passed over.
 */
export function quorumControlsIn(batches: Uint8Array): QuorumControl[] {
  const controls: QuorumControl[] = [];
  const cursor = new RecordCursor();
  for (const batch of batchesIn(batches)) {
    if (!batch.isControl) continue;
    cursor.open(batch);
    while (cursor.next()) {
      if (cursor.value === null) continue;
      const control = quorumControlOf(controlTypeOf(cursor.key), cursor.value, cursor.offset);
      if (control !== undefined) controls.push(control);
    }
  }
  return controls;
}
