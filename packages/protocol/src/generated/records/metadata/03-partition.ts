// Generated from schema/records/metadata/03-partition.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import { notInVersion, type Writer } from '../../../codec/writer.ts';

export interface PartitionRecord {
  readonly partitionId: number;
  readonly topicId: Uuid;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly removingReplicas: readonly number[];
  readonly addingReplicas: readonly number[];
  readonly leader: number;
  readonly leaderRecoveryState: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly directories: readonly Uuid[]; // v1+
  readonly eligibleLeaderReplicas: readonly number[] | null; // v2+
  readonly lastKnownElr: readonly number[] | null; // v2+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readPartitionRecord(reader: Reader, version: number): PartitionRecord {
  const partitionId = reader.int32('partitionId');
  const topicId = reader.uuid('topicId');
  const replicas = reader.int32Array('replicas', reader.arrayCount('replicas', true, 4));
  const isr = reader.int32Array('isr', reader.arrayCount('isr', true, 4));
  const removingReplicas = reader.int32Array(
    'removingReplicas',
    reader.arrayCount('removingReplicas', true, 4),
  );
  const addingReplicas = reader.int32Array(
    'addingReplicas',
    reader.arrayCount('addingReplicas', true, 4),
  );
  const leader = reader.int32('leader');
  const leaderEpoch = reader.int32('leaderEpoch');
  const partitionEpoch = reader.int32('partitionEpoch');
  const directories = version >= 1
    ? reader.uuidArray('directories', reader.arrayCount('directories', true, 16))
    : [];
  let leaderRecoveryState: number = 0;
  let eligibleLeaderReplicas: readonly number[] | null = null;
  let lastKnownElr: readonly number[] | null = null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        leaderRecoveryState = reader.int8('leaderRecoveryState');
        break;
      case 1:
        if (!(version >= 2)) throw reader.wrongTag(tag, 'eligibleLeaderReplicas');
        eligibleLeaderReplicas = reader.nullableInt32Array(
          'eligibleLeaderReplicas',
          reader.nullableArrayCount('eligibleLeaderReplicas', true, 4),
        );
        break;
      case 2:
        if (!(version >= 2)) throw reader.wrongTag(tag, 'lastKnownElr');
        lastKnownElr = reader.nullableInt32Array(
          'lastKnownElr',
          reader.nullableArrayCount('lastKnownElr', true, 4),
        );
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    partitionId,
    topicId,
    replicas,
    isr,
    removingReplicas,
    addingReplicas,
    leader,
    leaderRecoveryState,
    leaderEpoch,
    partitionEpoch,
    directories,
    eligibleLeaderReplicas,
    lastKnownElr,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writePartitionRecord(
  writer: Writer,
  draft: Draft<PartitionRecord>,
  version: number,
): void {
  const {
    partitionId = -1,
    topicId = zeroUuid,
    replicas = [],
    isr = [],
    removingReplicas = [],
    addingReplicas = [],
    leader = -1,
    leaderRecoveryState = 0,
    leaderEpoch = -1,
    partitionEpoch = -1,
    directories = [],
    eligibleLeaderReplicas = null,
    lastKnownElr = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionId, 'partitionId');
  writer.uuid(topicId, 'topicId');
  writer.int32Array(replicas, 'replicas', true);
  writer.int32Array(isr, 'isr', true);
  writer.int32Array(removingReplicas, 'removingReplicas', true);
  writer.int32Array(addingReplicas, 'addingReplicas', true);
  writer.int32(leader, 'leader');
  writer.int32(leaderEpoch, 'leaderEpoch');
  writer.int32(partitionEpoch, 'partitionEpoch');
  if (version >= 1) {
    writer.uuidArray(directories, 'directories', true);
  } else if (directories.length > 0) throw notInVersion('directories');
  if (!(version >= 2) && eligibleLeaderReplicas !== null) throw notInVersion('eligibleLeaderReplicas');
  if (!(version >= 2) && lastKnownElr !== null) throw notInVersion('lastKnownElr');
  const hasLeaderRecoveryState = leaderRecoveryState !== 0;
  const hasEligibleLeaderReplicas = version >= 2 && eligibleLeaderReplicas !== null;
  const hasLastKnownElr = version >= 2 && lastKnownElr !== null;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasLeaderRecoveryState ? 1 : 0) +
    (hasEligibleLeaderReplicas ? 1 : 0) +
    (hasLastKnownElr ? 1 : 0),
  );
  let from = 0;
  if (hasLeaderRecoveryState) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    writer.int8(leaderRecoveryState, 'leaderRecoveryState');
    writer.endTag(begun);
  }
  if (hasEligibleLeaderReplicas) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 1);
    const begun = writer.beginTag(1);
    if (eligibleLeaderReplicas === null) writer.nullArray('eligibleLeaderReplicas', true);
    else writer.int32Array(eligibleLeaderReplicas, 'eligibleLeaderReplicas', true);
    writer.endTag(begun);
  }
  if (hasLastKnownElr) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 2);
    const begun = writer.beginTag(2);
    if (lastKnownElr === null) writer.nullArray('lastKnownElr', true);
    else writer.int32Array(lastKnownElr, 'lastKnownElr', true);
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const partitionRecord: MessageCodec<PartitionRecord> = defineCodec({
  name: 'PartitionRecord',
  apiKey: 3,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readPartitionRecord,
  write: writePartitionRecord,
});
