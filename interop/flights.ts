// The flights as interop material: the same events for every client, and one check of what comes
// back.

import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';

import { FlightOrder } from '../examples/flights/flight-order.ts';
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
 * Watches consumed events, and stops at the first that is wrong: offsets rise without gaps, a key
 * has one partition, and, where `ordered`, rows rise per key (a producer that retries without
 * idempotence may swap batches).
 */
export class FlightCheck {
  readonly #order: FlightOrder;
  readonly #partitionOfKey = new Map<string, number>();
  readonly #ordered: boolean;

  constructor(rowsMax: number, options: { readonly ordered: boolean } = { ordered: true }) {
    this.#order = new FlightOrder(rowsMax);
    this.#ordered = options.ordered;
  }

  get count(): number {
    return this.#order.rows + this.#order.duplicates;
  }

  get duplicates(): number {
    return this.#order.duplicates;
  }

  see(partition: number, offset: number, key: string, value: string): void {
    const flight: Flight = JSON.parse(value);
    assert.equal(key, flight.origin, `offset ${partition}/${offset}: key is not the origin`);
    assert.equal(this.#partitionOfKey.get(key) ?? partition, partition, `${key} in two partitions`);
    this.#partitionOfKey.set(key, partition);
    this.#order.add(partition, offset, flight);
    assert.equal(this.#order.gaps, 0, `partition ${partition}: a gap before offset ${offset}`);
    if (!this.#ordered) return;
    assert.equal(this.#order.swaps, 0, `${key}: row ${flight.row} came after a later one`);
  }

  /** Every row from `from` to `to` (exclusive) was seen. */
  assertAll(from: number, to: number): void {
    for (let row = from; row < to; row += 1) {
      assert.ok(this.#order.has(row), `row ${row} is missing`);
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
    return this.#order.counts;
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
