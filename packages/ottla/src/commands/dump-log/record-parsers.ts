// How dump-log shows keys and payloads: as text, as numbers, or as the JSON of the records of an
// internal topic. Pure.

import {
  consumerProtocolAssignment,
  consumerProtocolSubscription,
  decodeVersioned,
  groupCoordinatorRecords,
  readCoordinatorRecord,
  Reader,
  readMetadataRecord,
  shareCoordinatorRecords,
  transactionCoordinatorRecords,
  type CoordinatorRecordCodecs,
  type MessageCodec,
  type RecordCursor,
} from '@ottla/protocol';

import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { messageJson, type ReplaceField } from '../java-manner/message-json.ts';
import { ToolError } from '../java-manner/tool-error.ts';

export interface ParsedRecord {
  readonly key?: string | undefined;
  readonly payload?: string | undefined;
}

export type RecordParser = (record: RecordCursor) => ParsedRecord;

export function recordParserOf(options: ParsedOptions): RecordParser {
  if (options.has('offsets-decoder')) return coordinatorParser(groupCoordinatorRecords);
  if (options.has('transaction-log-decoder')) {
    return coordinatorParser(transactionCoordinatorRecords);
  }
  if (options.has('cluster-metadata-decoder')) return parseMetadata;
  if (options.has('share-group-state-decoder')) return coordinatorParser(shareCoordinatorRecords);
  const decodeValue = decoderOf(options, 'value-decoder-class');
  const decodeKey = decoderOf(options, 'key-decoder-class');
  return ({ key, value }) => ({
    key: key === null ? undefined : decodeKey(key),
    payload: value === null ? undefined : decodeValue(value),
  });
}

type Decode = (bytes: Uint8Array) => string;

const PACKAGE = 'org.apache.kafka.tools.api.';
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

const DECODERS: Readonly<Record<string, Decode>> = {
  StringDecoder: (bytes) => utf8.decode(bytes),
  LongDecoder: (bytes) => String(numberView(bytes, 8).getBigInt64(0)),
  IntegerDecoder: (bytes) => String(numberView(bytes, 4).getInt32(0)),
};

function decoderOf(options: ParsedOptions, option: string): Decode {
  const name = options.value(option);
  const given = name === undefined || name === '' ? `${PACKAGE}StringDecoder` : name;
  const decode = given.startsWith(PACKAGE) ? DECODERS[given.slice(PACKAGE.length)] : undefined;
  if (decode !== undefined) return decode;
  throw new ToolError('Failed to load decoder class', 'java.lang.RuntimeException');
}

function numberView(bytes: Uint8Array, size: number): DataView {
  if (bytes.length < size) {
    throw new ToolError(
      `${bytes.length} bytes are no number of ${size}`,
      'java.nio.BufferUnderflowException',
    );
  }
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function coordinatorParser(table: ReadonlyMap<number, CoordinatorRecordCodecs>): RecordParser {
  return ({ key, value, offset }) => {
    if (key === null) {
      throw new ToolError(
        `Failed to decode message at offset ${offset} using the specified decoder ` +
          '(message had a missing key)',
        'java.lang.RuntimeException',
      );
    }
    try {
      const read = readCoordinatorRecord(table, key, value);
      if (read === undefined) {
        const type = new DataView(key.buffer, key.byteOffset).getInt16(0);
        return { key: `Unknown record type ${type} at offset ${offset}, skipping.` };
      }
      const { codecs, type } = read;
      const data = messageJson(codecs.key.name, read.key, 0);
      const keyText = `{"type":"${type}","data":${data}}`;
      return { key: keyText, payload: payloadOf(codecs.value.name, read.value) };
    } catch (error) {
      return { key: `Error at offset ${offset}, skipping. ${messageOf(error)}` };
    }
  };
}

interface ReadValue {
  readonly version: number;
  readonly message: unknown;
}

function payloadOf(name: string, value: ReadValue | null): string {
  if (value === null) return '<DELETE>';
  const { version, message } = value;
  const isClassic = name === 'GroupMetadataValue' && isOfConsumers(message);
  const data = messageJson(name, message, version, isClassic ? consumerProtocol : undefined);
  return `{"version":"${version}","data":${data}}`;
}

function isOfConsumers(message: unknown): boolean {
  const known = typeof message === 'object' && message !== null && 'protocolType' in message;
  return known && message.protocolType === 'consumer';
}

const CONSUMER_FIELDS: Readonly<Record<string, MessageCodec<unknown>>> = {
  subscription: consumerProtocolSubscription,
  assignment: consumerProtocolAssignment,
};

/** What consumers say to each other in a classic group; other bytes stay as they are. */
const consumerProtocol: ReplaceField = (field, value) => {
  const codec = CONSUMER_FIELDS[field];
  if (codec === undefined || !(value instanceof Uint8Array)) return undefined;
  try {
    const { version, message } = decodeVersioned(codec, value);
    return messageJson(codec.name, message, version);
  } catch {
    return undefined;
  }
};

const FRAME_VERSION = 1;

function parseMetadata({ value, offset }: RecordCursor): ParsedRecord {
  try {
    const frameVersion = new Reader(value ?? new Uint8Array(0)).uvarint('frame version');
    if (frameVersion !== FRAME_VERSION) {
      throw new Error(
        'Could not deserialize metadata record due to unknown frame version ' +
          `${frameVersion}(only frame version ${FRAME_VERSION} is supported)`,
      );
    }
    const { codec, version, record } = readMetadataRecord(value ?? new Uint8Array(0));
    const type = codec.name.replace(/(?<!^)[A-Z]/g, '_$&').toUpperCase();
    const data = messageJson(codec.name, record, version);
    return { payload: `{"type":"${type}","version":${version},"data":${data}}` };
  } catch (error) {
    return { payload: `Error at ${offset}, skipping. ${messageOf(error)}` };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
