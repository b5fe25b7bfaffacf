// Generated from schema/records/storage/producer-snapshot.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import type { Reader } from '../../../codec/reader.ts';
import type { Draft, Int64 } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ProducerSnapshot {
  readonly crc: number;
  readonly producerEntries: readonly ProducerSnapshotProducerEntry[];
}

export interface ProducerSnapshotProducerEntry {
  readonly producerId: Int64;
  readonly epoch: number;
  readonly lastSequence: number;
  readonly lastOffset: Int64;
  readonly offsetDelta: number;
  readonly timestamp: Int64;
  readonly coordinatorEpoch: number;
  readonly currentTxnFirstOffset: Int64;
}

function readProducerSnapshotProducerEntry(
  reader: Reader,
  _version: number,
): ProducerSnapshotProducerEntry {
  return {
    producerId: reader.int64('producerId'),
    epoch: reader.int16('epoch'),
    lastSequence: reader.int32('lastSequence'),
    lastOffset: reader.int64('lastOffset'),
    offsetDelta: reader.int32('offsetDelta'),
    timestamp: reader.int64('timestamp'),
    coordinatorEpoch: reader.int32('coordinatorEpoch'),
    currentTxnFirstOffset: reader.int64('currentTxnFirstOffset'),
  };
}

function writeProducerSnapshotProducerEntry(
  writer: Writer,
  draft: Draft<ProducerSnapshotProducerEntry>,
  _version: number,
): void {
  const {
    producerId = 0,
    epoch = 0,
    lastSequence = 0,
    lastOffset = 0,
    offsetDelta = 0,
    timestamp = 0,
    coordinatorEpoch = 0,
    currentTxnFirstOffset = 0,
  } = draft;
  writer.int64(producerId, 'producerId');
  writer.int16(epoch, 'epoch');
  writer.int32(lastSequence, 'lastSequence');
  writer.int64(lastOffset, 'lastOffset');
  writer.int32(offsetDelta, 'offsetDelta');
  writer.int64(timestamp, 'timestamp');
  writer.int32(coordinatorEpoch, 'coordinatorEpoch');
  writer.int64(currentTxnFirstOffset, 'currentTxnFirstOffset');
}

function readProducerSnapshot(reader: Reader, version: number): ProducerSnapshot {
  return {
    crc: reader.uint32('crc'),
    producerEntries: reader.items(
      'producerEntries',
      reader.arrayCount('producerEntries', false, 46),
      version,
      readProducerSnapshotProducerEntry,
    ),
  };
}

function writeProducerSnapshot(
  writer: Writer,
  draft: Draft<ProducerSnapshot>,
  version: number,
): void {
  const { crc = 0, producerEntries = [] } = draft;
  writer.uint32(crc, 'crc');
  writer.arrayCount(producerEntries, 'producerEntries', false);
  writer.items(producerEntries, 'producerEntries', version, writeProducerSnapshotProducerEntry);
}

export const producerSnapshot: MessageCodec<ProducerSnapshot> = defineCodec({
  name: 'ProducerSnapshot',
  apiKey: -1,
  minVersion: 1,
  maxVersion: 1,
  flexibleFrom: Infinity,
  read: readProducerSnapshot,
  write: writeProducerSnapshot,
});
