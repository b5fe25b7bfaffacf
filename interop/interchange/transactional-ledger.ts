// A compacted topic of which part was written in transactions, some of them aborted, and what a
// broker must give back of it when it has compacted: below the cleaner's checkpoint the last record
// of each key that was not aborted, at its offset; above it everything, to who reads uncommitted
// records what was aborted too.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { interopRoot } from '../paths.ts';
import { PYTHON } from '../peers/drivers.ts';
import { runProgram } from '../peers/process.ts';

export type Isolation = 'read_committed' | 'read_uncommitted';

const ROUNDS = 45;
/** Of both producers, in turn. */
const RECORDS_A_ROUND = 60;
const KEYS = 150;
const VALUE_BYTES = 450;
const TOMBSTONE_EVERY = 11;

interface Line {
  readonly key: string;
  /** Null for a tombstone. */
  readonly value: string | null;
}

type Delivered = readonly [offset: number, key: string, value: string | null, isAborted: boolean];

export class TransactionalLedger {
  readonly topic: string;
  readonly #bootstrap: string;
  /** By offset: all that was ever written, but markers. */
  readonly #written = new Map<number, Line & { readonly isAborted: boolean }>();

  constructor(bootstrap: string, topic: string) {
    this.#bootstrap = bootstrap;
    this.topic = topic;
  }

  /** The highest offset that who reads committed records will see. */
  get lastCommitted(): number {
    const offsets = [...this.#written].filter(([, { isAborted }]) => !isAborted);
    return Math.max(...offsets.map(([offset]) => offset));
  }

  async write(phase: number, { transactional }: { transactional: boolean }): Promise<void> {
    const rounds = Array.from({ length: ROUNDS }, (_, round) => roundOf(phase, round));
    const program = join(interopRoot, 'python', 'transactions.py');
    const input = JSON.stringify({ transactional, rounds });
    const run = await runProgram(PYTHON, [program, this.#bootstrap, this.topic], { input });
    assert.equal(run.code, 0, run.stderr);
    const lines = run.stdout.trimEnd().split('\n').map((line): Delivered => JSON.parse(line));
    assert.equal(lines.length, ROUNDS * RECORDS_A_ROUND);
    assert.equal(lines.some(([, , , isAborted]) => isAborted), transactional);
    for (const [offset, key, value, isAborted] of lines) {
      assert.ok(!this.#written.has(offset), `${offset} was given twice`);
      this.#written.set(offset, { key, value, isAborted });
    }
  }

  /** Returns how many records there were. */
  async check(isolation: Isolation, cleanTo: number): Promise<number> {
    const found = await this.#readAll(isolation);
    const expected = this.#expected(isolation, cleanTo);
    assert.deepEqual(found, expected, `${isolation}, clean to ${cleanTo}`);
    return found.size;
  }

  #expected(isolation: Isolation, cleanTo: number): Map<number, Line> {
    const written = [...this.#written].sort(([a], [b]) => a - b);
    const last = new Map<string, number>();
    for (const [offset, { key, isAborted }] of written) {
      if (offset < cleanTo && !isAborted) last.set(key, offset);
    }
    const isThere = (offset: number, isAborted: boolean, key: string): boolean => {
      if (offset < cleanTo) return !isAborted && last.get(key) === offset;
      return !isAborted || isolation === 'read_uncommitted';
    };
    const kept = written.filter(([offset, { key, isAborted }]) => isThere(offset, isAborted, key));
    return new Map(kept.map(([offset, { key, value }]) => [offset, { key, value }]));
  }

  async #readAll(isolation: Isolation): Promise<Map<number, Line>> {
    const from = ['-C', '-q', '-e', '-b', this.#bootstrap, '-t', this.topic, '-o', 'beginning'];
    const settings = ['-X', 'check.crcs=true', '-X', `isolation.level=${isolation}`];
    const run = await runProgram('kcat', [...from, ...settings, '-f', '%o\t%k\t%S\t%s\n']);
    assert.equal(run.code, 0, run.stderr);
    const lines = run.stdout.split('\n').filter((line) => line !== '');
    return new Map(
      lines.map((line) => {
        const [offset, key = '', size, value = ''] = line.split('\t');
        return [Number(offset), { key, value: size === '-1' ? null : value }];
      }),
    );
  }
}

/** Keys come in another order each time; now the one aborts, now the other, now both. */
function roundOf(phase: number, round: number) {
  const records = Array.from({ length: RECORDS_A_ROUND }, (_, index) => {
    const serial = round * RECORDS_A_ROUND + index;
    const key = `key-${(serial * 7 + phase * 31 + Math.floor(serial / KEYS)) % KEYS}`;
    const isTombstone = serial % TOMBSTONE_EVERY === phase;
    const value = isTombstone ? null : randomBytes(VALUE_BYTES).toString('base64');
    return [index % 2 === 0 ? 'a' : 'b', key, value] as const;
  });
  const aborts = [...(round % 3 === 0 ? ['a'] : []), ...(round % 4 === 1 ? ['b'] : [])];
  return { records, aborts };
}
