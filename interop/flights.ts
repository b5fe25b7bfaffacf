// The flights as interop material: the same events for every client, and one check of what comes
// back.

import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';

import { type Flight, readFlights } from '../examples/flights/read-flights.ts';
import { temporaryDirectory } from './paths.ts';

export const PARTITIONS = 12;

/** `KEY<tab>JSON<newline>`, which every command-line producer reads. */
export function flightLine(flight: Flight): string {
  return `${flight.origin}\t${JSON.stringify(flight)}\n`;
}

/** Rows `from` to `to` (exclusive) as text, a few thousand lines at a time. */
export async function* flightLines(from: number, to: number): AsyncGenerator<string> {
  const STEP = 5_000;
  for await (const flights of readFlights(from, to)) {
    for (let at = 0; at < flights.length; at += STEP) {
      yield flights.slice(at, at + STEP).map(flightLine).join('');
    }
  }
}

/** The same in a file, for programs that read one. */
export async function writeFlightsFile(from: number, to: number): Promise<string> {
  const path = join(temporaryDirectory('flights'), `flights-${from}-${to}.tsv`);
  const file = createWriteStream(path);
  for await (const text of flightLines(from, to)) {
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return path;
}

/**
 * Watches consumed events: per partition offsets rise without gaps, and, where `ordered`, rows rise
 * per key (a producer that retries without idempotence may swap batches).
 */
export class FlightCheck {
  readonly #rows: Uint8Array;
  readonly #nextOffset = new Map<number, number>();
  readonly #lastRow = new Map<string, number>();
  readonly #partitionOfKey = new Map<string, number>();
  readonly #ordered: boolean;
  count = 0;
  duplicates = 0;

  constructor(rowsMax: number, options: { readonly ordered: boolean } = { ordered: true }) {
    this.#rows = new Uint8Array(rowsMax);
    this.#ordered = options.ordered;
  }

  see(partition: number, offset: number, key: string, value: string): void {
    const expected = this.#nextOffset.get(partition) ?? 0;
    assert.equal(offset, expected, `partition ${partition}: ${offset} after ${expected - 1}`);
    this.#nextOffset.set(partition, offset + 1);
    const flight: Flight = JSON.parse(value);
    assert.equal(key, flight.origin, `offset ${partition}/${offset}: key is not the origin`);
    assert.equal(this.#partitionOfKey.get(key) ?? partition, partition, `${key} in two partitions`);
    this.#partitionOfKey.set(key, partition);
    this.count += 1;
    if (this.#rows[flight.row] === 1) this.duplicates += 1;
    else if (this.#ordered) this.#rise(key, flight.row);
    this.#rows[flight.row] = 1;
  }

  #rise(key: string, row: number): void {
    const last = this.#lastRow.get(key) ?? -1;
    assert.ok(row > last, `${key}: row ${row} after row ${last}`);
    this.#lastRow.set(key, row);
  }

  /** Every row from `from` to `to` (exclusive) was seen. */
  assertAll(from: number, to: number): void {
    for (let row = from; row < to; row += 1) {
      assert.equal(this.#rows[row], 1, `row ${row} is missing`);
    }
  }

  /** Every row from `from` to `to` (exclusive) was seen, and each once. */
  assertComplete(from: number, to: number): void {
    this.assertAll(from, to);
    assert.equal(this.duplicates, 0, `${this.duplicates} rows came twice`);
    assert.equal(this.count, to - from);
  }

  /** Events seen per partition. */
  counts(): ReadonlyMap<number, number> {
    return this.#nextOffset;
  }
}

/** Splits streamed text into lines and gives each to `onLine`. */
export function lineSplitter(onLine: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
}

/** A consumer's line `PARTITION<tab>OFFSET<tab>KEY<tab>JSON`. */
export function seeLine(check: FlightCheck): (line: string) => void {
  return (line) => {
    const [partition, offset, key, value] = line.split('\t');
    check.see(Number(partition), Number(offset), key ?? '', value ?? '');
  };
}
