// Generated from schema/records/metadata/02-topic.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import { zeroUuid } from '../../../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface TopicRecord {
  readonly name: string;
  readonly topicId: Uuid;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readTopicRecord(reader: Reader, _version: number): TopicRecord {
  return {
    name: reader.string('name', true),
    topicId: reader.uuid('topicId'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeTopicRecord(writer: Writer, draft: Draft<TopicRecord>, _version: number): void {
  const { name = '', topicId = zeroUuid, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.uuid(topicId, 'topicId');
  writer.unknownTags(unknownTaggedFields, true);
}

export const topicRecord: MessageCodec<TopicRecord> = defineCodec({
  name: 'TopicRecord',
  apiKey: 2,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readTopicRecord,
  write: writeTopicRecord,
});
