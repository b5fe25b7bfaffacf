// What was acknowledged, by topic, and whether a broker gives all of it back: each record at its
// offset, with its timestamp, key, headers and value, from the log's start on.

import assert from 'node:assert/strict';

import type { DriverEvent, DriverRecord } from '../peers/drivers.ts';
import { runProgram } from '../peers/process.ts';

type Stamped = DriverRecord & { readonly timestamp: number };

export class Ledger {
  /** By topic, then by `partition/offset`. */
  readonly #lines = new Map<string, Map<string, string>>();

  /** What of `records` was acknowledged; each key is there once. */
  note(topic: string, records: readonly Stamped[], acked: readonly DriverEvent[]): void {
    const lines = this.#lines.get(topic) ?? new Map<string, string>();
    this.#lines.set(topic, lines);
    const byKey = new Map(records.map((record) => [record.key, record]));
    for (const { partition, offset, key } of acked) {
      const record = byKey.get(key ?? '');
      assert.ok(record !== undefined, `${key} was acknowledged and never sent`);
      const place = `${partition}/${offset}`;
      assert.ok(!lines.has(place), `${topic} ${place} was given twice`);
      lines.set(place, lineOf(record));
    }
  }

  get topics(): readonly string[] {
    return [...this.#lines.keys()];
  }

  /** Reads all that the broker has of a topic. Returns how many records that were. */
  async check(bootstrap: string, topic: string, starts: ReadonlyMap<number, number>) {
    const found = await readAll(bootstrap, topic);
    const expected = new Map(
      [...(this.#lines.get(topic) ?? [])].filter(([place]) => {
        const [partition = 0, offset = 0] = place.split('/').map(Number);
        return offset >= (starts.get(partition) ?? 0);
      }),
    );
    for (const [place, line] of expected) {
      assert.equal(found.get(place), line, `${topic} ${place}`);
    }
    assert.equal(found.size, expected.size, `records of ${topic}`);
    return found.size;
  }
}

function lineOf({ timestamp, key, headers, value }: Stamped): string {
  const pairs = Object.entries(headers ?? {}).map(([name, text]) => `${name}=${text}`);
  return [timestamp, key, pairs.join(), value].join('\t');
}

async function readAll(bootstrap: string, topic: string): Promise<ReadonlyMap<string, string>> {
  const from = ['-C', '-q', '-e', '-b', bootstrap, '-t', topic, '-o', 'beginning'];
  const format = ['-X', 'check.crcs=true', '-f', '%p/%o\t%T\t%k\t%h\t%s\n'];
  const run = await runProgram('kcat', [...from, ...format]);
  assert.equal(run.code, 0, run.stderr);
  const lines = run.stdout.split('\n').filter((line) => line !== '');
  const places = lines.map((line): [string, string] => {
    const at = line.indexOf('\t');
    return [line.slice(0, at), line.slice(at + 1)];
  });
  assert.equal(new Set(places.map(([place]) => place)).size, places.length, 'twice');
  return new Map(places);
}
