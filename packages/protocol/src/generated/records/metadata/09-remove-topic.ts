// Generated from schema/records/metadata/09-remove-topic.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface RemoveTopicRecord {
  readonly topicId: Uuid;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readRemoveTopicRecord(reader: Reader, _version: number): RemoveTopicRecord {
  return {
    topicId: reader.uuid('topicId'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeRemoveTopicRecord(
  writer: Writer,
  draft: Draft<RemoveTopicRecord>,
  _version: number,
): void {
  const { topicId = zeroUuid, unknownTaggedFields = noTaggedFields } = draft;
  writer.uuid(topicId, 'topicId');
  writer.unknownTags(unknownTaggedFields, true);
}

export const removeTopicRecord: MessageCodec<RemoveTopicRecord> = defineCodec({
  name: 'RemoveTopicRecord',
  apiKey: 9,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readRemoveTopicRecord,
  write: writeRemoveTopicRecord,
});
