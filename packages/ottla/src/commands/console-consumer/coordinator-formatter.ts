// Prints records of the coordinators' internal topics as JSON: Kafka's OffsetsMessageFormatter,
// GroupMetadataMessageFormatter and their like. Pure. As Java's, it puts nothing between records.

import type { ConsumedRecord } from '@ottla/client';
import {
  groupCoordinatorRecords,
  readCoordinatorRecord,
  transactionCoordinatorRecords,
  type CoordinatorRecordCodecs,
} from '@ottla/protocol';

import { messageJson } from '../java-manner/message-json.ts';
import { DeserializationError } from './deserializers.ts';

interface Shown {
  readonly table: ReadonlyMap<number, CoordinatorRecordCodecs>;
  /** By the name of the key's codec. */
  readonly shows: (keyName: string) => boolean;
}

/** By Java class name, without its package. */
const FORMATTERS: Readonly<Record<string, Shown>> = {
  OffsetsMessageFormatter: {
    table: groupCoordinatorRecords,
    shows: (name) => /^(Legacy)?OffsetCommitKey$/.test(name),
  },
  GroupMetadataMessageFormatter: {
    table: groupCoordinatorRecords,
    shows: (name) => name === 'GroupMetadataKey',
  },
  ShareGroupMessageFormatter: {
    table: groupCoordinatorRecords,
    shows: (name) => name.startsWith('ShareGroup'),
  },
  TransactionLogMessageFormatter: {
    table: transactionCoordinatorRecords,
    shows: () => true,
  },
};

/** Undefined where no formatter has that name. */
export function coordinatorFormatter(
  className: string,
): ((record: ConsumedRecord, out: Uint8Array[]) => void) | undefined {
  const shown = FORMATTERS[className];
  if (shown === undefined) return undefined;
  return (record, out) => {
    const text = jsonOf(record, shown);
    if (text !== undefined) out.push(Buffer.from(text));
  };
}

export type CoordinatorRecord = Pick<ConsumedRecord, 'key' | 'value' | 'offset'>;

/** Undefined for a record that is not shown: of another type, or of a later release. */
function jsonOf({ key, value, offset }: CoordinatorRecord, shown: Shown): string | undefined {
  if (key === null) return undefined;
  try {
    const read = readCoordinatorRecord(shown.table, key, value);
    if (read === undefined || !shown.shows(read.codecs.key.name)) return undefined;
    const { codecs, type } = read;
    const keyJson = `{"type":${type},"data":${messageJson(codecs.key.name, read.key, 0)}}`;
    return `{"key":${keyJson},"value":${valueJson(codecs.value.name, read.value)}}`;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DeserializationError(`Could not read record at offset ${offset} due to: ${reason}`);
  }
}

function valueJson(
  name: string,
  value: { readonly version: number; readonly message: unknown } | null,
): string {
  if (value === null) return 'null';
  const { version, message } = value;
  return `{"version":${version},"data":${messageJson(name, message, version)}}`;
}
