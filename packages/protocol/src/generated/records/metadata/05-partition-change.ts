// Generated from schema/records/metadata/05-partition-change.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import { notInVersion, type Writer } from '../../../codec/writer.ts';

export interface PartitionChangeRecord {
  readonly partitionId: number;
  readonly topicId: Uuid;
  readonly isr: readonly number[] | null;
  readonly leader: number;
  readonly replicas: readonly number[] | null;
  readonly removingReplicas: readonly number[] | null;
  readonly addingReplicas: readonly number[] | null;
  readonly leaderRecoveryState: number;
  readonly directories: readonly Uuid[] | null; // v1+
  readonly eligibleLeaderReplicas: readonly number[] | null; // v2+
  readonly lastKnownElr: readonly number[] | null; // v2+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readPartitionChangeRecord(reader: Reader, version: number): PartitionChangeRecord {
  const partitionId = reader.int32('partitionId');
  const topicId = reader.uuid('topicId');
  let isr: readonly number[] | null = null;
  let leader: number = -2;
  let replicas: readonly number[] | null = null;
  let removingReplicas: readonly number[] | null = null;
  let addingReplicas: readonly number[] | null = null;
  let leaderRecoveryState: number = -1;
  let directories: readonly Uuid[] | null = null;
  let eligibleLeaderReplicas: readonly number[] | null = null;
  let lastKnownElr: readonly number[] | null = null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        isr = reader.nullableInt32Array('isr', reader.nullableArrayCount('isr', true, 4));
        break;
      case 1:
        leader = reader.int32('leader');
        break;
      case 2:
        replicas = reader.nullableInt32Array(
          'replicas',
          reader.nullableArrayCount('replicas', true, 4),
        );
        break;
      case 3:
        removingReplicas = reader.nullableInt32Array(
          'removingReplicas',
          reader.nullableArrayCount('removingReplicas', true, 4),
        );
        break;
      case 4:
        addingReplicas = reader.nullableInt32Array(
          'addingReplicas',
          reader.nullableArrayCount('addingReplicas', true, 4),
        );
        break;
      case 5:
        leaderRecoveryState = reader.int8('leaderRecoveryState');
        break;
      case 8:
        if (!(version >= 1)) throw reader.wrongTag(tag, 'directories');
        directories = reader.nullableUuidArray(
          'directories',
          reader.nullableArrayCount('directories', true, 16),
        );
        break;
      case 6:
        if (!(version >= 2)) throw reader.wrongTag(tag, 'eligibleLeaderReplicas');
        eligibleLeaderReplicas = reader.nullableInt32Array(
          'eligibleLeaderReplicas',
          reader.nullableArrayCount('eligibleLeaderReplicas', true, 4),
        );
        break;
      case 7:
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
    isr,
    leader,
    replicas,
    removingReplicas,
    addingReplicas,
    leaderRecoveryState,
    directories,
    eligibleLeaderReplicas,
    lastKnownElr,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writePartitionChangeRecord(
  writer: Writer,
  draft: Draft<PartitionChangeRecord>,
  version: number,
): void {
  const {
    partitionId = -1,
    topicId = zeroUuid,
    isr = null,
    leader = -2,
    replicas = null,
    removingReplicas = null,
    addingReplicas = null,
    leaderRecoveryState = -1,
    directories = null,
    eligibleLeaderReplicas = null,
    lastKnownElr = null,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionId, 'partitionId');
  writer.uuid(topicId, 'topicId');
  if (!(version >= 1) && directories !== null) throw notInVersion('directories');
  if (!(version >= 2) && eligibleLeaderReplicas !== null) throw notInVersion('eligibleLeaderReplicas');
  if (!(version >= 2) && lastKnownElr !== null) throw notInVersion('lastKnownElr');
  const hasIsr = isr !== null;
  const hasLeader = leader !== -2;
  const hasReplicas = replicas !== null;
  const hasRemovingReplicas = removingReplicas !== null;
  const hasAddingReplicas = addingReplicas !== null;
  const hasLeaderRecoveryState = leaderRecoveryState !== -1;
  const hasEligibleLeaderReplicas = version >= 2 && eligibleLeaderReplicas !== null;
  const hasLastKnownElr = version >= 2 && lastKnownElr !== null;
  const hasDirectories = version >= 1 && directories !== null;
  writer.uvarint(
    unknownTaggedFields.length +
    (hasIsr ? 1 : 0) +
    (hasLeader ? 1 : 0) +
    (hasReplicas ? 1 : 0) +
    (hasRemovingReplicas ? 1 : 0) +
    (hasAddingReplicas ? 1 : 0) +
    (hasLeaderRecoveryState ? 1 : 0) +
    (hasEligibleLeaderReplicas ? 1 : 0) +
    (hasLastKnownElr ? 1 : 0) +
    (hasDirectories ? 1 : 0),
  );
  let from = 0;
  if (hasIsr) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    if (isr === null) writer.nullArray('isr', true);
    else writer.int32Array(isr, 'isr', true);
    writer.endTag(begun);
  }
  if (hasLeader) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 1);
    const begun = writer.beginTag(1);
    writer.int32(leader, 'leader');
    writer.endTag(begun);
  }
  if (hasReplicas) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 2);
    const begun = writer.beginTag(2);
    if (replicas === null) writer.nullArray('replicas', true);
    else writer.int32Array(replicas, 'replicas', true);
    writer.endTag(begun);
  }
  if (hasRemovingReplicas) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 3);
    const begun = writer.beginTag(3);
    if (removingReplicas === null) writer.nullArray('removingReplicas', true);
    else writer.int32Array(removingReplicas, 'removingReplicas', true);
    writer.endTag(begun);
  }
  if (hasAddingReplicas) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 4);
    const begun = writer.beginTag(4);
    if (addingReplicas === null) writer.nullArray('addingReplicas', true);
    else writer.int32Array(addingReplicas, 'addingReplicas', true);
    writer.endTag(begun);
  }
  if (hasLeaderRecoveryState) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 5);
    const begun = writer.beginTag(5);
    writer.int8(leaderRecoveryState, 'leaderRecoveryState');
    writer.endTag(begun);
  }
  if (hasEligibleLeaderReplicas) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 6);
    const begun = writer.beginTag(6);
    if (eligibleLeaderReplicas === null) writer.nullArray('eligibleLeaderReplicas', true);
    else writer.int32Array(eligibleLeaderReplicas, 'eligibleLeaderReplicas', true);
    writer.endTag(begun);
  }
  if (hasLastKnownElr) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 7);
    const begun = writer.beginTag(7);
    if (lastKnownElr === null) writer.nullArray('lastKnownElr', true);
    else writer.int32Array(lastKnownElr, 'lastKnownElr', true);
    writer.endTag(begun);
  }
  if (hasDirectories) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 8);
    const begun = writer.beginTag(8);
    if (directories === null) writer.nullArray('directories', true);
    else writer.uuidArray(directories, 'directories', true);
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const partitionChangeRecord: MessageCodec<PartitionChangeRecord> = defineCodec({
  name: 'PartitionChangeRecord',
  apiKey: 5,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readPartitionChangeRecord,
  write: writePartitionChangeRecord,
});
