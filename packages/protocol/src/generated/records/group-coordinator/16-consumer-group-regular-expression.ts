// Generated from schema/records/group-coordinator/16-consumer-group-regular-expression.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ConsumerGroupRegularExpressionKey {
  readonly groupId: string;
  readonly regularExpression: string;
}

function readConsumerGroupRegularExpressionKey(
  reader: Reader,
  _version: number,
): ConsumerGroupRegularExpressionKey {
  return {
    groupId: reader.string('groupId', false),
    regularExpression: reader.string('regularExpression', false),
  };
}

function writeConsumerGroupRegularExpressionKey(
  writer: Writer,
  draft: Draft<ConsumerGroupRegularExpressionKey>,
  _version: number,
): void {
  const { groupId = '', regularExpression = '' } = draft;
  writer.string(groupId, 'groupId', false);
  writer.string(regularExpression, 'regularExpression', false);
}

export const consumerGroupRegularExpressionKey: MessageCodec<ConsumerGroupRegularExpressionKey> = defineCodec({
  name: 'ConsumerGroupRegularExpressionKey',
  apiKey: 16,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readConsumerGroupRegularExpressionKey,
  write: writeConsumerGroupRegularExpressionKey,
});

export interface ConsumerGroupRegularExpressionValue {
  readonly topics: readonly string[];
  readonly version: Int64;
  readonly timestamp: Int64;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readConsumerGroupRegularExpressionValue(
  reader: Reader,
  _version: number,
): ConsumerGroupRegularExpressionValue {
  return {
    topics: reader.stringArray('topics', reader.arrayCount('topics', true, 1), true),
    version: reader.int64('version'),
    timestamp: reader.int64('timestamp'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupRegularExpressionValue(
  writer: Writer,
  draft: Draft<ConsumerGroupRegularExpressionValue>,
  _version: number,
): void {
  const {
    topics = [],
    version: versionValue = 0,
    timestamp = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.stringArray(topics, 'topics', true);
  writer.int64(versionValue, 'version');
  writer.int64(timestamp, 'timestamp');
  writer.unknownTags(unknownTaggedFields, true);
}

export const consumerGroupRegularExpressionValue: MessageCodec<ConsumerGroupRegularExpressionValue> = defineCodec({
  name: 'ConsumerGroupRegularExpressionValue',
  apiKey: 16,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readConsumerGroupRegularExpressionValue,
  write: writeConsumerGroupRegularExpressionValue,
});
