// Prints a record by a format string. Pure: bytes come out.

import { bytesWriter, numberWriter, timeWriter } from './encodings.ts';
import { FormatError, tokensOf } from './tokens.ts';

/** What a format can tell of; a consumed record has it all, one that was produced a part. */
export interface PrintedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly leaderEpoch?: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly { readonly key: string; readonly value: Uint8Array | null }[];
}

export interface PrintContext {
  /** Of this run, from 1. */
  readonly number: number;
  readonly highWatermark: number;
  readonly logStartOffset: number;
}

export type RecordPrinter = (record: PrintedRecord, context: PrintContext) => Uint8Array;

type Piece = (record: PrintedRecord, context: PrintContext, out: Uint8Array[]) => void;

/**
 * `%t` topic, `%p` partition, `%o` offset, `%k` key, `%v` or `%s` value, `%K`, `%V` or `%S` their
 * sizes, `%h` headers, `%H` their number, `%d` or `%T` time, `%e` leader epoch, `%[` log start,
 * `%]` high watermark, `%i` running number.
 */
const FIELDS = 'tpokvKVsShHdTe[]i';

/** `nullText` stands for a key or value that is null. Throws a FormatError. */
export function recordPrinter(format: string, nullText: string): RecordPrinter {
  const nothing = Buffer.from(nullText);
  const pieces = tokensOf(format, FIELDS).map((token): Piece => {
    if (token.kind === 'text') {
      const bytes = Buffer.from(token.text);
      return (_record, _context, out) => void out.push(bytes);
    }
    return pieceOf(token.letter, token.modifier, nothing);
  });
  return (record, context) => {
    const out: Uint8Array[] = [];
    for (const piece of pieces) piece(record, context, out);
    return Buffer.concat(out);
  };
}

function pieceOf(letter: string, modifier: string | undefined, nothing: Uint8Array): Piece {
  switch (letter) {
    case 'k':
    case 'v':
    case 's': {
      const write = bytesWriter(modifier);
      const name = letter === 'k' ? 'key' : 'value';
      return (record, _context, out) => {
        const bytes = record[name];
        out.push(bytes === null ? nothing : write(bytes));
      };
    }
    case 't': {
      const write = bytesWriter(modifier);
      return ({ topic }, _context, out) => void out.push(write(Buffer.from(topic)));
    }
    case 'h':
      return headersPiece(modifier, nothing);
    case 'd':
    case 'T': {
      const write = timeWriter(modifier);
      return ({ timestamp }, _context, out) => void out.push(write(timestamp));
    }
    default: {
      const read = numberOf(letter);
      const write = numberWriter(modifier);
      return (record, context, out) => void out.push(write(read(record, context)));
    }
  }
}

function numberOf(letter: string): (record: PrintedRecord, context: PrintContext) => number {
  switch (letter) {
    case 'p':
      return ({ partition }) => partition;
    case 'o':
      return ({ offset }) => offset;
    case 'K':
      return ({ key }) => key?.length ?? -1;
    case 'V':
    case 'S':
      return ({ value }) => value?.length ?? -1;
    case 'H':
      return ({ headers }) => headers.length;
    case 'e':
      return ({ leaderEpoch }) => leaderEpoch ?? -1;
    case '[':
      return (_record, { logStartOffset }) => logStartOffset;
    case ']':
      return (_record, { highWatermark }) => highWatermark;
    case 'i':
      return (_record, { number }) => number;
    default:
      throw new FormatError(`%${letter} is no field`);
  }
}

/** `%h`: `k=v,k=v`. `%h{…}`: the format in braces for each header, of `%k`, `%v`, `%K`, `%V`. */
function headersPiece(modifier: string | undefined, nothing: Uint8Array): Piece {
  if (modifier === undefined) {
    return ({ headers }, _context, out) => {
      headers.forEach(({ key, value }, index) => {
        const front = Buffer.from(`${index === 0 ? '' : ','}${key}=`);
        out.push(front, value ?? nothing);
      });
    };
  }
  const pieces = tokensOf(modifier, 'kvKV').map((token): Piece => {
    if (token.kind === 'field') return pieceOf(token.letter, token.modifier, nothing);
    const bytes = Buffer.from(token.text);
    return (_record, _context, out) => void out.push(bytes);
  });
  return (record, context, out) => {
    for (const { key, value } of record.headers) {
      const asRecord = { ...recordShell, key: Buffer.from(key), value };
      for (const piece of pieces) piece(asRecord, context, out);
    }
  };
}

/** A header is printed as a record that has only key and value. */
const recordShell = { topic: '', partition: -1, offset: -1, timestamp: -1, headers: [] };
