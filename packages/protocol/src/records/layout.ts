// The byte layout of a magic 2 record batch: positions relative to the start of the batch, the bits
// of its attributes, and the values that mean "none". Big-endian throughout. Not the records
// themselves (record-cursor.ts), not the older entry format (legacy/entry.ts).
//
//   0 baseOffset 8 | 8 batchLength 4 | 12 partitionLeaderEpoch 4 | 16 magic 1 | 17 crc 4
//  21 attributes 2 | 23 lastOffsetDelta 4 | 27 baseTimestamp 8 | 35 maxTimestamp 8
//  43 producerId 8 | 51 producerEpoch 2 | 53 baseSequence 4 | 57 recordCount 4 | 61 records

export const BASE_OFFSET = 0;
export const BATCH_LENGTH = 8;
export const PARTITION_LEADER_EPOCH = 12;
export const MAGIC = 16;
export const CRC = 17;
/** The CRC covers everything from here to the end of the batch. */
export const ATTRIBUTES = 21;
export const LAST_OFFSET_DELTA = 23;
export const BASE_TIMESTAMP = 27;
export const MAX_TIMESTAMP = 35;
export const PRODUCER_ID = 43;
export const PRODUCER_EPOCH = 51;
export const BASE_SEQUENCE = 53;
export const RECORD_COUNT = 57;

/** Size in bytes of a batch's header, and of a batch that lost all its records to compaction. */
export const BATCH_HEADER_BYTES = 61;
/** Offset and length fields: what `batchLength` does not count. The same for every magic. */
export const LOG_OVERHEAD_BYTES = 12;
/** Bytes that must be there before a batch's size and magic can be read. */
export const BYTES_UP_TO_MAGIC = 17;
/** The smallest length field of any magic: a magic 0 entry without key and value. */
export const ENTRY_LENGTH_MIN = 14;

export const CODEC_BITS = 0x07;
export const LOG_APPEND_TIME_BIT = 0x08;
export const TRANSACTIONAL_BIT = 0x10;
export const CONTROL_BIT = 0x20;
export const DELETE_HORIZON_BIT = 0x40;

export const NO_TIMESTAMP = -1;
export const NO_PRODUCER_ID = -1;
export const NO_PRODUCER_EPOCH = -1;
export const NO_SEQUENCE = -1;
export const NO_PARTITION_LEADER_EPOCH = -1;

export const CREATE_TIME = 'CreateTime';
export const LOG_APPEND_TIME = 'LogAppendTime';

/** Spelt as in `message.timestamp.type`. Magic 0 entries know no timestamp; they say CreateTime. */
export type TimestampType = typeof CREATE_TIME | typeof LOG_APPEND_TIME;
