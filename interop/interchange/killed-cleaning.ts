// A compacted topic of some keys, written over and over, so that a cleaning has many segments to go
// through; and what must be there of it, however far a cleaning has come: the newest record of each
// key, and all that lies in the newest segment, each at its offset.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';

import { runProgram } from '../peers/process.ts';
import { activeBase, cleanTo } from './cleaner-progress.ts';

const KEYS = 50;
const RECORDS = 12_000;
const VALUE_BYTES = 450;
/** What is left of a segment of 1 MB when it has been cleaned. */
const CLEANED_BYTES_MAX = 500_000;

export class KilledCleaning {
  readonly topic = 'cleaned';
  readonly #directories: readonly string[];
  readonly #bootstrap: string;
  readonly #written: { readonly key: string; readonly value: string }[] = [];

  constructor(directories: readonly string[], bootstrap: string) {
    this.#directories = directories;
    this.#bootstrap = bootstrap;
  }

  async write(): Promise<void> {
    const lines = Array.from({ length: RECORDS }, (_, index) => {
      const value = randomBytes(VALUE_BYTES).toString('base64');
      return { key: `key-${(index * 7) % KEYS}`, value };
    });
    const input = lines.map(({ key, value }) => `${key}\t${value}\n`);
    const to = ['-P', '-b', this.#bootstrap, '-t', this.topic, '-K', '\t', '-X', 'linger.ms=2'];
    const run = await runProgram('kcat', [...to, '-X', 'batch.num.messages=50'], { input });
    assert.equal(run.code, 0, run.stderr);
    this.#written.push(...lines);
  }

  /**
   * Resolves when the third segment has begun to be cleaned, or after `limitMs`. Told by the system
   * as it comes: what the throttle lets through at first may be the whole cleaning.
   */
  async untilAmidCleaning(limitMs: number): Promise<void> {
    const begun = new Set<string>();
    const { promise, resolve } = Promise.withResolvers<void>();
    const watchers = this.#partitionDirectories().map((path) =>
      watch(path, (_event, name) => {
        if (name?.endsWith('.log.cleaned') === true) begun.add(name);
        if (begun.size >= 3) resolve();
      }),
    );
    const timer = setTimeout(resolve, limitMs);
    await promise;
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  }

  /** Some segments are cleaned, and others are not. */
  isHalfCleaned(): boolean {
    const old = this.files().filter((name) => name.endsWith('.log')).slice(0, -1);
    const cleaned = old.filter((name) => this.#sizeOf(name) < CLEANED_BYTES_MAX).length;
    return cleaned >= 2 && cleaned < old.length;
  }

  files(): readonly string[] {
    return this.#directories.flatMap((directory) => {
      try {
        return readdirSync(join(directory, `${this.topic}-0`)).toSorted();
      } catch {
        return [];
      }
    });
  }

  /** Returns how many records there are. */
  async check(): Promise<number> {
    const found = await this.#readAll();
    const active = activeBase(this.#directories, this.topic);
    const clean = cleanTo(this.#directories, this.topic);
    const last = new Map(this.#written.map(({ key }, offset) => [key, offset]));
    const lastClean = new Map(
      this.#written.slice(0, clean).map(({ key }, offset) => [key, offset]),
    );
    for (const [offset, { key, value }] of this.#written.entries()) {
      const line = found.get(offset);
      if (line !== undefined) assert.equal(line, `${key}\t${value}`, `offset ${offset}`);
      if (last.get(key) === offset || offset >= active) assert.ok(line, `${key} at ${offset}`);
      if (offset < clean && lastClean.get(key) !== offset) assert.equal(line, undefined);
    }
    assert.equal(Math.max(...found.keys()), this.#written.length - 1);
    return found.size;
  }

  #partitionDirectories(): readonly string[] {
    const paths = this.#directories.map((directory) => join(directory, `${this.topic}-0`));
    return paths.filter((path) => existsSync(path));
  }

  #sizeOf(name: string): number {
    for (const directory of this.#directories) {
      const found = statSync(join(directory, `${this.topic}-0`, name), { throwIfNoEntry: false });
      if (found !== undefined) return found.size;
    }
    return Infinity;
  }

  async #readAll(): Promise<Map<number, string>> {
    const from = ['-C', '-q', '-e', '-b', this.#bootstrap, '-t', this.topic, '-o', 'beginning'];
    const run = await runProgram('kcat', [...from, '-X', 'check.crcs=true', '-f', '%o\t%k\t%s\n']);
    assert.equal(run.code, 0, run.stderr);
    const lines = run.stdout.split('\n').filter((line) => line !== '');
    return new Map(
      lines.map((line) => {
        const at = line.indexOf('\t');
        return [Number(line.slice(0, at)), line.slice(at + 1)];
      }),
    );
  }
}
