// Reads records from text by a format string: what stands behind a field ends it. Pure: text comes
// in pieces, records go out as soon as they are whole.

import { bytesReader, type BytesReader } from './encodings.ts';
import { FormatError, tokensOf } from './tokens.ts';

/** What of a record was read; a field that the format does not name stays undefined. */
export interface ReadRecord {
  topic?: string;
  partition?: number;
  timestamp?: number;
  key?: Uint8Array;
  value?: Uint8Array;
  headers: [name: string, value: Uint8Array][];
}

const FIELDS = 'kvstpdTh';

interface Field {
  readonly store: (record: ReadRecord, text: string) => void;
  /** What ends it; the last field of a format without an end takes all there is. */
  readonly until: string | undefined;
}

export class RecordReader {
  /** What stands before the first field. */
  readonly #front: string;
  readonly #fields: readonly Field[];
  readonly #format: string;
  #rest = '';
  #count = 0;

  /** Throws a FormatError. */
  constructor(format: string) {
    this.#format = format;
    const { front, fields } = fieldsOf(format);
    this.#front = front;
    this.#fields = fields;
  }

  /** How many records were read. */
  get count(): number {
    return this.#count;
  }

  *read(text: string): Generator<ReadRecord, void, undefined> {
    this.#rest += text;
    let start = 0;
    for (;;) {
      const found = this.#recordAt(start);
      if (found === undefined) break;
      start = found.end;
      yield found.record;
    }
    this.#rest = this.#rest.slice(start);
  }

  /** The last record needs no end; throws a FormatError where it is not whole otherwise. */
  *end(): Generator<ReadRecord, void, undefined> {
    const last = this.#rest;
    this.#rest = '';
    if (last === '') return;
    const ending = this.#fields.at(-1)?.until ?? '';
    // An input that was cut behind its last character, as editors and shells do.
    this.#rest = `${last}${ending}`;
    const found = this.#recordAt(0, true);
    this.#rest = '';
    if (found !== undefined) {
      yield found.record;
      return;
    }
    const shown = JSON.stringify(last.length > 60 ? `${last.slice(0, 60)}…` : last);
    throw new FormatError(
      `record ${this.#count + 1} does not fit the format '${this.#format}': ${shown}`,
    );
  }

  #recordAt(
    start: number,
    isLast = false,
  ): { readonly record: ReadRecord; readonly end: number } | undefined {
    if (!this.#rest.startsWith(this.#front, start)) {
      if (this.#rest.length - start < this.#front.length) return undefined;
      throw new FormatError(
        `record ${this.#count + 1} does not begin with ${JSON.stringify(this.#front)}`,
      );
    }
    const record: ReadRecord = { headers: [] };
    let at = start + this.#front.length;
    for (const { store, until } of this.#fields) {
      if (until === undefined && !isLast) return undefined;
      const end = until === undefined ? this.#rest.length : this.#rest.indexOf(until, at);
      if (end < 0) return undefined;
      store(record, this.#rest.slice(at, end));
      at = end + (until?.length ?? 0);
    }
    this.#count += 1;
    return { record, end: at };
  }
}

function fieldsOf(format: string): { readonly front: string; readonly fields: readonly Field[] } {
  const tokens = tokensOf(format, FIELDS);
  let front = '';
  const fields: Field[] = [];
  tokens.forEach((token, index) => {
    if (token.kind === 'text') {
      if (index === 0) front = token.text;
      return;
    }
    const next = tokens[index + 1];
    if (next?.kind === 'field') {
      throw new FormatError(
        `the format '${format}' has nothing between %${token.letter} and %${next.letter} that ` +
          'tells where the one ends',
      );
    }
    fields.push({ store: storeOf(token.letter, token.modifier), until: next?.text });
  });
  if (fields.length === 0) throw new FormatError(`the format '${format}' holds no field`);
  return { front, fields };
}

function storeOf(letter: string, modifier: string | undefined): Field['store'] {
  switch (letter) {
    case 'h':
      return headerStore(modifier);
    case 'p':
      return (record, text) => {
        record.partition = wholeNumber(text, 'partition');
      };
    case 'd':
    case 'T':
      return (record, text) => {
        record.timestamp = wholeNumber(text, 'time');
      };
    default: {
      const read: BytesReader = bytesReader(modifier);
      const name = letter === 'k' ? 'key' : 'value';
      if (letter !== 't') return (record, text) => void (record[name] = read(text));
      return (record, text) => void (record.topic = text);
    }
  }
}

/** `%h{%k=%v}`: one header, its name ended by what stands between the two. */
function headerStore(modifier: string | undefined): Field['store'] {
  const [name, between, value, ...more] = tokensOf(modifier ?? '%k=%v', 'kv');
  const isPair =
    name?.kind === 'field' &&
    name.letter === 'k' &&
    between?.kind === 'text' &&
    value?.kind === 'field' &&
    value.letter === 'v' &&
    more.length === 0;
  if (!isPair) throw new FormatError(`%h{${modifier}} must be like %h{%k=%v}`);
  const read = bytesReader(value.modifier);
  const separator = between.text;
  return (record, text) => {
    const at = text.indexOf(separator);
    if (at < 0) throw new FormatError(`'${text}' is no header: it holds no '${separator}'`);
    record.headers.push([text.slice(0, at), read(text.slice(at + separator.length))]);
  };
}

function wholeNumber(text: string, what: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new FormatError(`'${text}' is no ${what}`);
}
