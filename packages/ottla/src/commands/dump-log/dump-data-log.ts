// A data log or a snapshot of the metadata log: a line for each batch and, if asked, for each
// record in it.

import type { Disk } from '@ottla/base';
import { readHeaders, RecordBatch, RecordCursor } from '@ottla/protocol';

import { ToolError } from '../java-manner/tool-error.ts';
import { controlRecordText } from './control-record-text.ts';
import { BatchFile } from './file-batches.ts';
import type { DumpSettings } from './options.ts';
import type { RecordParser } from './record-parsers.ts';

const UNLIMITED = 2_147_483_647;

export interface DataLogDump {
  readonly disk: Disk;
  readonly settings: DumpSettings;
  readonly parser: RecordParser;
  /** Resolves when more may be written: a segment's text is larger than memory. */
  readonly write: (text: string) => Promise<void>;
}

/** Offsets that are not the previous record's plus one, by the previous one. */
export type OffsetGaps = Map<number, number>;

/** `shown` is the file as the user named it, `path` where it lies. */
export async function dumpDataLog(
  { disk, settings, parser, write }: DataLogDump,
  shown: string,
  path: string,
): Promise<OffsetGaps> {
  const name = shown.split('/').at(-1) ?? '';
  const bytesMax = settings.bytesMax();
  await write(`${titleOf(name)}\n`);
  const file = new BatchFile(disk, path);
  const gaps: OffsetGaps = new Map();
  try {
    const end = Math.min(file.sizeBytes, bytesMax);
    let validBytes = 0;
    let lastOffset = -1;
    for (const batch of file.batches(0, end)) {
      const texts = [`${batchText(batch, validBytes)}\n`];
      try {
        if (settings.isDeep) {
          lastOffset = dumpRecords(batch, { settings, parser, texts, gaps, lastOffset });
        }
      } finally {
        // What stands before a record that cannot be read is shown all the same.
        await write(texts.join(''));
      }
      validBytes += batch.sizeBytes;
    }
    const trailing = end - validBytes;
    if (trailing > 0 && bytesMax === UNLIMITED) {
      await write(`Found ${trailing} invalid bytes at the end of ${name}\n`);
    }
  } finally {
    file.close();
  }
  return gaps;
}

function titleOf(name: string): string {
  if (name.endsWith('.log')) return `Log starting offset: ${baseOffsetOf(name)}`;
  if (name === 'bootstrap.checkpoint') return 'KRaft bootstrap snapshot';
  const match = /^(\d{20})-(\d{10})\.checkpoint$/.exec(name);
  if (match === null) throw new ToolError('No value present', 'java.util.NoSuchElementException');
  return `Snapshot end offset: ${Number(match[1])}, epoch: ${Number(match[2])}`;
}

/** The offset in the name of a segment's file. */
export function baseOffsetOf(name: string): number {
  const text = name.split('.')[0] ?? '';
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new ToolError(`For input string: "${text}"`, 'java.lang.NumberFormatException');
}

export function batchText(batch: RecordBatch, position: number): string {
  const { magic, codec } = batch;
  if (codec === undefined) throw new ToolError(`Unknown compression type id: ${batch.codecId}`);
  const horizon = batch.hasDeleteHorizon ? `OptionalLong[${batch.deleteHorizonMs}]` : EMPTY_LONG;
  const head =
    magic < 2
      ? `offset: ${batch.lastOffset}`
      : `baseOffset: ${batch.baseOffset} lastOffset: ${batch.lastOffset} ` +
        `count: ${batch.recordCount} baseSequence: ${batch.baseSequence} ` +
        `lastSequence: ${batch.lastSequence} producerId: ${batch.producerId} ` +
        `producerEpoch: ${batch.producerEpoch} ` +
        `partitionLeaderEpoch: ${batch.partitionLeaderEpoch} ` +
        `isTransactional: ${batch.isTransactional} isControl: ${batch.isControl} ` +
        `deleteHorizonMs: ${horizon}`;
  return (
    `${head} position: ${position} ${timestampTypeOf(batch)}: ${batch.maxTimestamp} ` +
    `size: ${batch.sizeBytes} magic: ${magic} compresscodec: ${codec} crc: ${batch.crc} ` +
    `isvalid: ${batch.isCrcValid()}`
  );
}

const EMPTY_LONG = 'OptionalLong.empty';

function timestampTypeOf(batch: RecordBatch): string {
  return batch.magic === 0 ? 'NoTimestampType' : batch.timestampType;
}

interface RecordsDump {
  readonly settings: DumpSettings;
  readonly parser: RecordParser;
  /** Grows. */
  readonly texts: string[];
  readonly gaps: OffsetGaps;
  readonly lastOffset: number;
}

/** Returns the last offset. */
function dumpRecords(batch: RecordBatch, dump: RecordsDump): number {
  const { settings, parser, texts, gaps } = dump;
  const cursor = new RecordCursor().open(batch);
  let { lastOffset } = dump;
  let start = 0;
  while (cursor.next()) {
    if (cursor.offset !== lastOffset + 1) gaps.set(lastOffset, cursor.offset);
    lastOffset = cursor.offset;
    if (!settings.skipsRecordMetadata) texts.push(recordText(batch, cursor, start));
    start = cursor.end;
    let content = '';
    if (settings.printsRecords && !batch.isControl) {
      const { key, payload } = parser(cursor);
      if (key !== undefined) content += ` key: ${key}`;
      if (payload !== undefined) content += ` payload: ${payload}`;
    }
    const indent = settings.skipsRecordMetadata && content !== '' ? '|' : '';
    texts.push(`${indent}${content}\n`);
  }
  return lastOffset;
}

function recordText(batch: RecordBatch, cursor: RecordCursor, start: number): string {
  const keySize = cursor.keyStart < 0 ? -1 : cursor.keyEnd - cursor.keyStart;
  const valueSize = cursor.valueStart < 0 ? -1 : cursor.valueEnd - cursor.valueStart;
  const text =
    `| offset: ${cursor.offset} ${timestampTypeOf(batch)}: ${cursor.timestamp} ` +
    `keySize: ${keySize} valueSize: ${valueSize}`;
  if (batch.magic < 2) {
    const entry = new RecordBatch(cursor.bytes, start);
    return `${text} isValid: ${entry.isCrcValid()} crc: ${entry.crc}`;
  }
  const headers = readHeaders(cursor.bytes, cursor.headersStart, cursor.headerCount);
  const keys = headers.map(({ key }) => key).join(',');
  const control = batch.isControl ? controlRecordText(cursor.key, cursor.value) : '';
  return `${text} sequence: ${cursor.sequence} headerKeys: [${keys}]${control}`;
}
