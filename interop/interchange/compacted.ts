// Compacted topics that kcat writes, one for each codec, and what a broker must give back of them
// when it has compacted: below the cleaner's checkpoint the last record of each key, at its offset;
// above it everything.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

import { runProgram } from '../peers/process.ts';
import { cleanTo, untilCompacted } from './cleaner-progress.ts';

const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
type Codec = (typeof CODECS)[number];

/** Its tombstones go at the first compaction after the one that has met them. */
const BRIEF = 'brief';
const CONFIGS = ['cleanup.policy=compact', 'segment.bytes=1048576'];

const KEYS = 200;
/** A phase writes more than a segment, also where random letters are compressed. */
const RECORDS = 4_000;
const VALUE_BYTES = 450;
/** One of so many is a tombstone. */
const TOMBSTONE_EVERY = 9;

interface Line {
  readonly key: string;
  /** Null for a tombstone. */
  readonly value: string | null;
}

interface Topic {
  readonly name: string;
  readonly codec: Codec;
  readonly configs: readonly string[];
  /** By offset: all that was ever written. */
  readonly written: Line[];
  /** What was compacted in an earlier phase. */
  compactedBefore: number;
}

export class CompactedTopics {
  readonly #topics: readonly Topic[];
  readonly #directories: readonly string[];
  readonly #bootstrap: string;

  constructor(directories: readonly string[], bootstrap: string) {
    this.#directories = directories;
    this.#bootstrap = bootstrap;
    const codecs = CODECS.map((codec) => topicOf(`compacted-${codec}`, codec));
    this.#topics = [...codecs, topicOf(BRIEF, 'none', 'delete.retention.ms=0')];
  }

  /** Names and configs, to be created with one partition each. */
  get topics(): readonly Pick<Topic, 'name' | 'configs'>[] {
    return this.#topics;
  }

  async write(phase: number): Promise<void> {
    for (const topic of this.#topics) {
      const lines = linesOf(phase);
      const input = lines.map(({ key, value }) => `${key}\t${value ?? ''}\n`);
      const to = ['-P', '-Z', '-b', this.#bootstrap, '-t', topic.name, '-K', '\t'];
      const how = ['-z', topic.codec, '-X', 'enable.idempotence=true', '-X', 'linger.ms=5'];
      const run = await runProgram('kcat', [...to, ...how], { input });
      assert.equal(run.code, 0, run.stderr);
      topic.written.push(...lines);
    }
  }

  /** Until all but the newest segment of each topic is compacted, as the checkpoints tell. */
  async untilCompacted(): Promise<void> {
    const before = new Map(this.#topics.map((each) => [each.name, each.compactedBefore]));
    await untilCompacted(this.#directories, before);
  }

  /** Reads all topics. Returns how many records that were. */
  async check(): Promise<number> {
    let count = 0;
    for (const topic of this.#topics) {
      const found = await this.#readAll(topic.name);
      const cleanTo = this.#cleanTo(topic.name);
      assert.deepEqual(found, expectedOf(topic, cleanTo), `${topic.name}, clean to ${cleanTo}`);
      count += found.size;
    }
    return count;
  }

  /** What is compacted by now was so before the next phase. */
  phaseEnds(): void {
    for (const topic of this.#topics) topic.compactedBefore = this.#cleanTo(topic.name);
  }

  #cleanTo(name: string): number {
    return cleanTo(this.#directories, name);
  }

  async #readAll(topic: string): Promise<Map<number, Line>> {
    const from = ['-C', '-q', '-e', '-b', this.#bootstrap, '-t', topic, '-o', 'beginning'];
    const format = ['-X', 'check.crcs=true', '-f', '%o\t%k\t%S\t%s\n'];
    const run = await runProgram('kcat', [...from, ...format]);
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

function topicOf(name: string, codec: Codec, ...configs: readonly string[]): Topic {
  return { name, codec, configs: [...CONFIGS, ...configs], written: [], compactedBefore: 0 };
}

/** Keys come in another order each time. */
function linesOf(phase: number): Line[] {
  return Array.from({ length: RECORDS }, (_, index) => {
    const key = `key-${(index * 7 + phase * 31 + Math.floor(index / KEYS)) % KEYS}`;
    const isTombstone = index % TOMBSTONE_EVERY === phase;
    return { key, value: isTombstone ? null : randomBytes(VALUE_BYTES).toString('base64') };
  });
}

function expectedOf({ name, written, compactedBefore }: Topic, cleanTo: number): Map<number, Line> {
  const last = new Map<string, number>();
  for (let offset = 0; offset < cleanTo; offset++) last.set(written[offset]?.key ?? '', offset);
  const kept = new Map<number, Line>();
  for (const [offset, line] of written.entries()) {
    const isNewest = offset >= cleanTo || last.get(line.key) === offset;
    const isGone = name === BRIEF && line.value === null && offset < compactedBefore;
    if (isNewest && !isGone) kept.set(offset, line);
  }
  return kept;
}
