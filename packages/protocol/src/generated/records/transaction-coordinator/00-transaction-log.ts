// Generated from schema/records/transaction-coordinator/00-transaction-log.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../../../codec/values.ts';
import { notInVersion, type Writer } from '../../../codec/writer.ts';

export interface TransactionLogKey {
  readonly transactionalId: string;
}

function readTransactionLogKey(reader: Reader, _version: number): TransactionLogKey {
  return {
    transactionalId: reader.string('transactionalId', false),
  };
}

function writeTransactionLogKey(
  writer: Writer,
  draft: Draft<TransactionLogKey>,
  _version: number,
): void {
  const { transactionalId = '' } = draft;
  writer.string(transactionalId, 'transactionalId', false);
}

export const transactionLogKey: MessageCodec<TransactionLogKey> = defineCodec({
  name: 'TransactionLogKey',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readTransactionLogKey,
  write: writeTransactionLogKey,
});

export interface TransactionLogValue {
  readonly producerId: Int64;
  readonly previousProducerId: Int64; // v1+
  readonly nextProducerId: Int64; // v1+
  readonly producerEpoch: number;
  readonly nextProducerEpoch: number; // v1+
  readonly transactionTimeoutMs: number;
  readonly transactionStatus: number;
  readonly transactionPartitions: readonly TransactionLogValuePartitionsSchema[] | null;
  readonly transactionLastUpdateTimestampMs: Int64;
  readonly transactionStartTimestampMs: Int64;
  readonly clientTransactionVersion: number; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface TransactionLogValuePartitionsSchema {
  readonly topic: string;
  readonly partitionIds: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readTransactionLogValuePartitionsSchema(
  reader: Reader,
  version: number,
): TransactionLogValuePartitionsSchema {
  const flexible = version >= 1;
  return {
    topic: reader.string('topic', flexible),
    partitionIds: reader.int32Array('partitionIds', reader.arrayCount('partitionIds', flexible, 4)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeTransactionLogValuePartitionsSchema(
  writer: Writer,
  draft: Draft<TransactionLogValuePartitionsSchema>,
  version: number,
): void {
  const flexible = version >= 1;
  const { topic = '', partitionIds = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topic, 'topic', flexible);
  writer.int32Array(partitionIds, 'partitionIds', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readTransactionLogValue(reader: Reader, version: number): TransactionLogValue {
  const flexible = version >= 1;
  const producerId = reader.int64('producerId');
  const producerEpoch = reader.int16('producerEpoch');
  const transactionTimeoutMs = reader.int32('transactionTimeoutMs');
  const transactionStatus = reader.int8('transactionStatus');
  const transactionPartitions = reader.nullableItems(
    'transactionPartitions',
    reader.nullableArrayCount('transactionPartitions', flexible, flexible ? 3 : 6),
    version,
    readTransactionLogValuePartitionsSchema,
  );
  const transactionLastUpdateTimestampMs = reader.int64('transactionLastUpdateTimestampMs');
  const transactionStartTimestampMs = reader.int64('transactionStartTimestampMs');
  let previousProducerId: Int64 = -1;
  let nextProducerId: Int64 = -1;
  let nextProducerEpoch: number = -1;
  let clientTransactionVersion: number = 0;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (flexible) {
    let tag = -1;
    for (let left = reader.taggedCount(); left > 0; left -= 1) {
      tag = reader.tag(tag);
      const outer = reader.beginTag(tag);
      switch (tag) {
        case 0:
          previousProducerId = reader.int64('previousProducerId');
          break;
        case 1:
          nextProducerId = reader.int64('nextProducerId');
          break;
        case 3:
          nextProducerEpoch = reader.int16('nextProducerEpoch');
          break;
        case 2:
          clientTransactionVersion = reader.int16('clientTransactionVersion');
          break;
        default:
          unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
      }
      reader.endTag(tag, outer);
    }
  }
  return {
    producerId,
    previousProducerId,
    nextProducerId,
    producerEpoch,
    nextProducerEpoch,
    transactionTimeoutMs,
    transactionStatus,
    transactionPartitions,
    transactionLastUpdateTimestampMs,
    transactionStartTimestampMs,
    clientTransactionVersion,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeTransactionLogValue(
  writer: Writer,
  draft: Draft<TransactionLogValue>,
  version: number,
): void {
  const flexible = version >= 1;
  const {
    producerId = 0,
    previousProducerId = -1,
    nextProducerId = -1,
    producerEpoch = 0,
    nextProducerEpoch = -1,
    transactionTimeoutMs = 0,
    transactionStatus = 0,
    transactionPartitions = [],
    transactionLastUpdateTimestampMs = 0,
    transactionStartTimestampMs = 0,
    clientTransactionVersion = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int64(producerId, 'producerId');
  if (!(version >= 1) && previousProducerId !== -1 && previousProducerId !== -1n) throw notInVersion('previousProducerId');
  if (!(version >= 1) && nextProducerId !== -1 && nextProducerId !== -1n) throw notInVersion('nextProducerId');
  writer.int16(producerEpoch, 'producerEpoch');
  if (!(version >= 1) && nextProducerEpoch !== -1) throw notInVersion('nextProducerEpoch');
  writer.int32(transactionTimeoutMs, 'transactionTimeoutMs');
  writer.int8(transactionStatus, 'transactionStatus');
  if (transactionPartitions === null) writer.nullArray('transactionPartitions', flexible);
  else {
    writer.arrayCount(transactionPartitions, 'transactionPartitions', flexible);
    writer.items(
      transactionPartitions,
      'transactionPartitions',
      version,
      writeTransactionLogValuePartitionsSchema,
    );
  }
  writer.int64(transactionLastUpdateTimestampMs, 'transactionLastUpdateTimestampMs');
  writer.int64(transactionStartTimestampMs, 'transactionStartTimestampMs');
  if (!(version >= 1) && clientTransactionVersion !== 0) throw notInVersion('clientTransactionVersion');
  if (flexible) {
    const hasPreviousProducerId = previousProducerId !== -1 && previousProducerId !== -1n;
    const hasNextProducerId = nextProducerId !== -1 && nextProducerId !== -1n;
    const hasClientTransactionVersion = clientTransactionVersion !== 0;
    const hasNextProducerEpoch = nextProducerEpoch !== -1;
    writer.uvarint(
      unknownTaggedFields.length +
      (hasPreviousProducerId ? 1 : 0) +
      (hasNextProducerId ? 1 : 0) +
      (hasClientTransactionVersion ? 1 : 0) +
      (hasNextProducerEpoch ? 1 : 0),
    );
    let from = 0;
    if (hasPreviousProducerId) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
      const begun = writer.beginTag(0);
      writer.int64(previousProducerId, 'previousProducerId');
      writer.endTag(begun);
    }
    if (hasNextProducerId) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 1);
      const begun = writer.beginTag(1);
      writer.int64(nextProducerId, 'nextProducerId');
      writer.endTag(begun);
    }
    if (hasClientTransactionVersion) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 2);
      const begun = writer.beginTag(2);
      writer.int16(clientTransactionVersion, 'clientTransactionVersion');
      writer.endTag(begun);
    }
    if (hasNextProducerEpoch) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 3);
      const begun = writer.beginTag(3);
      writer.int16(nextProducerEpoch, 'nextProducerEpoch');
      writer.endTag(begun);
    }
    writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
  } else writer.unknownTags(unknownTaggedFields, false);
}

export const transactionLogValue: MessageCodec<TransactionLogValue> = defineCodec({
  name: 'TransactionLogValue',
  apiKey: 0,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  read: readTransactionLogValue,
  write: writeTransactionLogValue,
});
