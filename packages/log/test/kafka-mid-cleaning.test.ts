// Every state in which a kill can leave Apache Kafka while it puts a cleaned segment in the place
// of old ones, made of files that it wrote before and after such a cleaning: with no checkpoint,
// each opens, and lacks nothing but what the cleaning was to remove. In Kafka's order:
//
//   .cleaned is written → each file becomes .swap, the log first → each old file becomes .deleted,
//   segment by segment → each .swap takes its name; deleted files go some time, snapshots too

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { SimulatedUniverse } from '@ottla/base';

import type { LogServices, PartitionLog } from '../src/index.ts';
import { defaultLogConfig, LogDirectory } from '../src/index.ts';
import { layImage } from './prove/disk-image.ts';
import { checkAgainstBatches } from './prove/log-invariants.ts';
import { readAll, servicesOf } from './simulated-log.ts';

type Files = Readonly<Record<string, Uint8Array>>;
interface Fixture {
  readonly before: Files;
  readonly after: Files;
}

const FIXTURE = new URL('fixtures/kafka-4.3.1-cleaning.json.gz', import.meta.url);
const DIRECTORY = '/kafka';
const SUFFIXES = ['.log', '.index', '.timeindex', '.txnindex'];

function fixture(): Fixture {
  // The fixture is ours: file names and base64.
  const { before, after } = JSON.parse(gunzipSync(readFileSync(FIXTURE)).toString()) as {
    readonly before: Readonly<Record<string, string>>;
    readonly after: Readonly<Record<string, string>>;
  };
  const bytesOf = (files: Readonly<Record<string, string>>): Files =>
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, Buffer.from(text, 'base64')]),
    );
  return { before: bytesOf(before), after: bytesOf(after) };
}

const { before, after } = fixture();

function basesOf(files: Files): number[] {
  const logs = Object.keys(files).filter((name) => name.endsWith('.log'));
  return logs.map((name) => Number.parseInt(name, 10)).toSorted((a, b) => a - b);
}

function name(base: number, suffix: string): string {
  return String(base).padStart(20, '0') + suffix;
}

/** The cleaned segment that stands for several, and those. */
function findGroup(): { readonly base: number; readonly old: readonly number[] } {
  const [bases, cleaned] = [basesOf(before), basesOf(after)];
  for (const [index, base] of cleaned.entries()) {
    const next = cleaned[index + 1] ?? Infinity;
    const old = bases.filter((each) => each >= base && each < next);
    if (old.length > 1) return { base, old };
  }
  throw new Error('the fixture has no such cleaning');
}

const { base, old } = findGroup();

/** The files as Kafka finds them when it has come so far. Each step is one call of it. */
function* states(): Generator<readonly [what: string, files: Files, isSwapped: boolean]> {
  const files: Record<string, Uint8Array> = { ...before };
  const move = (from: string, to: string): boolean => {
    const bytes = files[from];
    if (bytes === undefined) return false;
    delete files[from];
    files[to] = bytes;
    return true;
  };
  for (const suffix of SUFFIXES) {
    const bytes = after[name(base, suffix)] ?? new Uint8Array(0);
    files[name(base, `${suffix}.cleaned`)] = bytes.subarray(0, bytes.length / 2);
  }
  yield ['half written', { ...files }, false];
  for (const suffix of SUFFIXES) {
    files[name(base, `${suffix}.cleaned`)] = after[name(base, suffix)] ?? new Uint8Array(0);
  }
  yield ['written', { ...files }, false];
  for (const [index, suffix] of SUFFIXES.entries()) {
    move(name(base, `${suffix}.cleaned`), name(base, `${suffix}.swap`));
    yield [`${suffix} is .swap`, { ...files }, index === SUFFIXES.length - 1];
  }
  for (const each of old) {
    for (const suffix of [...SUFFIXES, '.snapshot']) {
      if (suffix === '.snapshot' && each === base) continue;
      if (!move(name(each, suffix), name(each, `${suffix}.deleted`))) continue;
      yield [`old ${each}${suffix} is .deleted`, { ...files }, true];
      yield [`old ${each}${suffix} is gone`, withoutDeleted(files), true];
    }
  }
  for (const suffix of SUFFIXES) {
    move(name(base, `${suffix}.swap`), name(base, suffix));
    yield [`${suffix} has its name`, { ...files }, true];
    yield [`${suffix} has its name, nothing else is left`, withoutDeleted(files), true];
  }
}

function withoutDeleted(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([each]) => !each.endsWith('.deleted')));
}

interface Opened {
  readonly log: PartitionLog;
  readonly services: LogServices;
}

function open(universe: SimulatedUniverse): Opened {
  const services = servicesOf(universe.restart('broker'), { tailBytesMax: 0 });
  const directory = LogDirectory.open({ services, path: DIRECTORY });
  const cleanupPolicy = { delete: false, compact: true };
  assert.deepEqual(directory.load(() => ({ ...defaultLogConfig, cleanupPolicy })).damaged, []);
  const log = directory.log('cleaned', 0);
  assert.ok(log !== undefined);
  return { log, services };
}

/** On a machine that has all of `files`, durably, and where nothing of Kafka's checkpoints is. */
function machineWith(files: Files): SimulatedUniverse {
  const universe = new SimulatedUniverse({ seed: 1 });
  const { disk } = universe.createNode('broker');
  const image = Object.entries(files).map(([each, bytes]) => {
    return { path: `${DIRECTORY}/cleaned-0/${each}`, bytes, modifiedMs: 0 };
  });
  layImage(disk, image);
  universe.kill('broker', 'process');
  return universe;
}

/** `offset value` of each record. */
function recordsOf({ log, services }: Opened): string[] {
  checkAgainstBatches(log, services);
  return readAll({ log, services }).map(({ offset, value }) => `${offset} ${value}`);
}

const whole = recordsOf(open(machineWith(before)));
const compacted = recordsOf(open(machineWith(after)));
const endOffset = open(machineWith(before)).log.logEndOffset;

test('the fixture is of a cleaning that has removed something', () => {
  assert.ok(compacted.length < whole.length, `${compacted.length} of ${whole.length}`);
  assert.ok(old.length > 2, `of ${old.length} segments`);
  const kept = new Set(whole);
  assert.deepEqual(compacted.filter((each) => !kept.has(each)), []);
});

for (const [what, files, isSwapped] of states()) {
  test(`killed when ${what}`, () => {
    const universe = machineWith(files);
    for (const end of ['power', 'process'] as const) {
      const opened = open(universe);
      assert.equal(opened.log.logEndOffset, endOffset);
      const found = new Set(recordsOf(opened));
      if (!isSwapped) assert.deepEqual([...found], whole);
      assert.deepEqual(compacted.filter((each) => !found.has(each)), [], 'what must be left');
      const known = new Set(whole);
      assert.deepEqual([...found].filter((each) => !known.has(each)), [], 'from nowhere');
      universe.kill('broker', end);
    }
  });
}
