// Generated from schema/records/consumer-protocol/consumer-protocol-assignment.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import type { Reader } from '../../../codec/reader.ts';
import type { Draft } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ConsumerProtocolAssignment {
  readonly assignedPartitions: readonly ConsumerProtocolAssignmentTopicPartition[];
  readonly userData: Uint8Array | null;
}

export interface ConsumerProtocolAssignmentTopicPartition {
  readonly topic: string;
  readonly partitions: readonly number[];
}

function readConsumerProtocolAssignmentTopicPartition(
  reader: Reader,
  _version: number,
): ConsumerProtocolAssignmentTopicPartition {
  return {
    topic: reader.string('topic', false),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', false, 4)),
  };
}

function writeConsumerProtocolAssignmentTopicPartition(
  writer: Writer,
  draft: Draft<ConsumerProtocolAssignmentTopicPartition>,
  _version: number,
): void {
  const { topic = '', partitions = [] } = draft;
  writer.string(topic, 'topic', false);
  writer.int32Array(partitions, 'partitions', false);
}

function readConsumerProtocolAssignment(
  reader: Reader,
  version: number,
): ConsumerProtocolAssignment {
  return {
    assignedPartitions: reader.items(
      'assignedPartitions',
      reader.arrayCount('assignedPartitions', false, 6),
      version,
      readConsumerProtocolAssignmentTopicPartition,
    ),
    userData: reader.nullableByteView('userData', false),
  };
}

function writeConsumerProtocolAssignment(
  writer: Writer,
  draft: Draft<ConsumerProtocolAssignment>,
  version: number,
): void {
  const { assignedPartitions = [], userData = null } = draft;
  writer.arrayCount(assignedPartitions, 'assignedPartitions', false);
  writer.items(
    assignedPartitions,
    'assignedPartitions',
    version,
    writeConsumerProtocolAssignmentTopicPartition,
  );
  writer.nullableBytes(userData, 'userData', false);
}

export const consumerProtocolAssignment: MessageCodec<ConsumerProtocolAssignment> = defineCodec({
  name: 'ConsumerProtocolAssignment',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: Infinity,
  read: readConsumerProtocolAssignment,
  write: writeConsumerProtocolAssignment,
});
