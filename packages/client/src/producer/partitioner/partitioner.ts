// Which partition a record goes to that names none itself: by its key, or by a function of the
// application's. Where neither says, the producer stays on one partition for a batch's worth
// (sticky.ts). Without state.

import { crc32 } from 'node:zlib';

import type { TopicMetadata } from '../../core/cluster-metadata.ts';
import { ClientError } from '../../errors.ts';
import type { RecordBytes, RecordHeaders } from '../producer-record.ts';
import { murmur2OfFirst, partitionOfHash, partitionOfKey } from './murmur2.ts';

/**
 * `murmur2`: what Java's clients do, and librdkafka's `murmur2_random`. `consistent_random`: what
 * librdkafka does unless told otherwise: CRC32 of the key; an empty key counts as none.
 */
export type KeyPartitioner = 'murmur2' | 'consistent_random';

/** A record as it is sent, key and value serialized. */
export interface PartitionedRecord {
  readonly topic: string;
  readonly key?: RecordBytes | undefined;
  readonly value?: RecordBytes | undefined;
  readonly headers?: RecordHeaders | undefined;
}

/**
 * The partition of a record, from 0 to below `topic.partitions.length`; undefined leaves it to the
 * producer. `topic.available` are those that have a leader. A record that had to wait is asked for
 * again.
 */
export type Partitioner = (record: PartitionedRecord, topic: TopicMetadata) => number | undefined;

/** Keys choose as `by` says; with `ignoresKeys` only an own function chooses, as in Kafka. */
export function resolvePartitioner(
  by: KeyPartitioner | Partitioner,
  ignoresKeys: boolean,
): Partitioner {
  if (typeof by === 'function') return (record, topic) => checked(by(record, topic), topic);
  if (ignoresKeys) return () => undefined;
  if (by === 'murmur2') return ofKey(byMurmur2());
  return ofNonEmptyKey((key, partitionCount) => byCrc32(bytesOf(key), partitionCount));
}

/** Text that may take more than this as a key is rare, and costs a buffer of its own. */
const SCRATCH_BYTES = 1024;
/** The most that a UTF-16 unit takes in UTF-8. */
const UTF8_BYTES_MAX = 3;

type KeyHash = (key: Uint8Array | string, partitionCount: number) => number;

function ofKey(hash: KeyHash): Partitioner {
  return ({ key }, { partitions }) => {
    return key === undefined || key === null ? undefined : hash(key, partitions.length);
  };
}

/** Text is written into one buffer to be hashed, so that a record's key costs no memory. */
function byMurmur2(): KeyHash {
  const scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES);
  return (key, partitionCount) => {
    if (typeof key !== 'string' || key.length * UTF8_BYTES_MAX > SCRATCH_BYTES) {
      return partitionOfKey(bytesOf(key), partitionCount);
    }
    return partitionOfHash(murmur2OfFirst(scratch, scratch.write(key)), partitionCount);
  };
}

function ofNonEmptyKey(hash: KeyHash): Partitioner {
  const partitionOf = ofKey(hash);
  return (record, topic) => (record.key?.length === 0 ? undefined : partitionOf(record, topic));
}

/** The partition of a key that is not empty, as librdkafka has it unless told otherwise. */
function byCrc32(key: Uint8Array, partitionCount: number): number {
  return crc32(key) % partitionCount;
}

function bytesOf(key: Uint8Array | string): Uint8Array {
  return typeof key === 'string' ? Buffer.from(key) : key;
}

function checked(partition: number | undefined, topic: TopicMetadata): number | undefined {
  if (partition === undefined || topic.partitions[partition] !== undefined) return partition;
  throw new ClientError(
    `the partitioner chose partition ${partition} of ${topic.name}, ` +
      `which has ${topic.partitions.length} partitions`,
  );
}
