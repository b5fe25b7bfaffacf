// A record as a test sees it: key, value and headers as text, with their bytes beside.

import type { ConsumedRecord } from '@ottla/client';

import { textOf } from './content.ts';

export class SeenRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly key: string | null;
  /** Null is a tombstone. */
  readonly value: string | null;
  /** Of several headers with one key the last. */
  readonly headers: Readonly<Record<string, string | null>>;
  readonly #keyBytes: Uint8Array | null;
  readonly #valueBytes: Uint8Array | null;

  constructor(record: ConsumedRecord) {
    this.topic = record.topic;
    this.partition = record.partition;
    this.offset = record.offset;
    this.timestamp = record.timestamp;
    this.#keyBytes = record.keyBytes;
    this.#valueBytes = record.valueBytes;
    this.key = textOf(this.#keyBytes);
    this.value = textOf(this.#valueBytes);
    this.headers = Object.fromEntries(
      record.headers.map(({ key, value }) => [key, textOf(value)]),
    );
  }

  get keyBytes(): Uint8Array | null {
    return this.#keyBytes;
  }

  get valueBytes(): Uint8Array | null {
    return this.#valueBytes;
  }

  /** The value, which is JSON. Throws a SyntaxError where it is not. */
  json(): unknown {
    return this.value === null ? null : JSON.parse(this.value);
  }
}

/** On one line, for people. */
export function describeRecord(record: SeenRecord): string {
  const { partition, offset, key, value, headers } = record;
  const shown = Object.entries(headers).map(([name, text]) => `${name}=${shorten(text)}`);
  const tail = shown.length === 0 ? '' : ` headers ${shown.join(' ')}`;
  return `${partition}/${offset} key=${shorten(key)} value=${shorten(value)}${tail}`;
}

const SHOWN_MAX = 120;

export function shorten(text: string | null): string {
  if (text === null) return 'null';
  const line = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  if (line.length <= SHOWN_MAX) return line;
  return `${line.slice(0, SHOWN_MAX)}… (${text.length} characters)`;
}
