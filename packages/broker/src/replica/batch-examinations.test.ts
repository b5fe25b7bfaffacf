// How many batches are away at once, in which order, and what compressed ones may take of a turn.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { OffloadJob } from '@ottla/base';
import { type Examination, examineBatchJob } from '@ottla/log';
import { BatchBuilder, CREATE_TIME, type ProduceRules } from '@ottla/protocol';
import { BatchExaminations } from './batch-examinations.ts';

const RULES: ProduceRules = {
  origin: 'client',
  maxMessageBytes: 1_000_000,
  segmentBytes: 1_000_000,
  compression: 'producer',
  isCompacted: false,
  timestampType: CREATE_TIME,
  timestampBeforeMaxMs: Infinity,
  timestampAfterMaxMs: Infinity,
};

const yes = (): boolean => true;

/** Examinations whose clock, turns and workers do what the test says. */
class Bench {
  nowMs = 1000;
  readonly endOfTurn: (() => void)[] = [];
  readonly timers: { readonly ms: number; readonly task: () => void }[] = [];
  readonly away: { readonly input: unknown; readonly finish: () => void; fail: () => void }[] = [];
  readonly examinations = new BatchExaminations({
    clock: { monotonicMs: () => this.nowMs, wallMs: () => this.nowMs },
    timers: {
      after: (ms, task) => {
        this.timers.push({ ms, task });
        return { cancel: () => undefined };
      },
      endOfTurn: (task) => void this.endOfTurn.push(task),
    },
    offload: {
      run: <Input, Output>(job: OffloadJob<Input, Output>, input: Input) => {
        assert.equal(job.name, examineBatchJob.name);
        const { promise, resolve, reject } = Promise.withResolvers<Output>();
        const finish = () => resolve(structuredClone(job.run(input)));
        const fail = () => reject(new Error('the worker thread ended'));
        this.away.push({ input, finish, fail });
        return promise;
      },
    },
  });

  /** Sends a batch away; its verdict is kept, and its kind with its name. */
  examine(name: string, { client = 'honest', rules = RULES, isWanted = yes } = {}): void {
    const builder = new BatchBuilder({ codec: 'gzip' });
    builder.append(0, null, name);
    const bytes = builder.finish();
    const examination: Examination = { bytes, rules, nowMs: 0 };
    void this.examinations.examine({ client, isWanted }, examination).then((verdict) => {
      this.ended.push(`${name} ${verdict?.kind}`);
      this.verdicts.push(verdict);
    });
  }

  /** Of the client who rests; its timer must be there. */
  endRest(): void {
    const timer = this.timers.shift();
    assert.ok(timer);
    this.nowMs += timer.ms;
    timer.task();
  }

  readonly ended: string[] = [];
  readonly verdicts: unknown[] = [];

  /** What the batch of compressed records before this one took. */
  spend(ms: number): number {
    const bytesMax = this.examinations.begin(true);
    this.nowMs += ms;
    this.examinations.end();
    return bytesMax;
  }
}

/** Lets reactions of promises run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('four are away at once, the others wait in turn', async () => {
  const bench = new Bench();
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (const name of names) bench.examine(name);
  assert.equal(bench.away.length, 4);
  assert.equal(bench.examinations.size, 6);
  bench.away[1]?.finish();
  await settle();
  assert.deepEqual(bench.ended, ['b keep']);
  assert.equal(bench.away.length, 5);
  for (const index of [0, 2, 3, 4]) bench.away[index]?.finish();
  await settle();
  bench.away[5]?.finish();
  await settle();
  assert.deepEqual(bench.ended.toSorted(), names.map((name) => `${name} keep`));
  assert.equal(bench.ended.at(-1), 'f keep');
  assert.equal(bench.examinations.size, 0);
});

test('what goes to a worker is a copy without the memory around it', () => {
  const bench = new Bench();
  const slab = Buffer.alloc(100_000);
  const examination: Examination = { bytes: slab.subarray(500, 700), rules: RULES, nowMs: 0 };
  void bench.examinations.examine({ client: 'honest', isWanted: yes }, examination);
  const { bytes } = bench.away[0]?.input as Examination; // what `examine` sends
  assert.equal(bytes.length, 200);
  assert.equal(bytes.buffer.byteLength, 200);
});

test('what a worker fails at is not examined on the loop, and the next one is sent', async (t) => {
  const bench = new Bench();
  const onLoop = t.mock.method(examineBatchJob, 'run');
  for (const name of ['a', 'b', 'c', 'd', 'e']) bench.examine(name);
  bench.away[0]?.fail();
  await settle();
  assert.equal(onLoop.mock.callCount(), 0);
  assert.deepEqual(bench.ended, ['a unexamined']);
  assert.deepEqual(bench.verdicts, [{ kind: 'unexamined', problem: 'the worker thread ended' }]);
  bench.endRest();
  assert.equal(bench.away.length, 5);
  for (const { finish } of bench.away.slice(1)) finish();
  await settle();
  assert.equal(bench.ended.at(-1), 'e keep');
  assert.equal(bench.examinations.size, 0);
});

test('a client whose batch was refused rests, one at a time is examined after it', async () => {
  const bench = new Bench();
  const hostile = { client: 'hostile', rules: { ...RULES, decompressedBytesMax: 1 } };
  for (const name of ['x', 'y', 'z', 'u', 'v']) bench.examine(name, hostile);
  assert.equal(bench.away.length, 4);
  for (const { finish } of [...bench.away]) finish();
  await settle();
  assert.equal(bench.ended.at(-1), 'u refused');
  bench.examine('w', hostile);
  assert.equal(bench.away.length, 4, 'it rests');
  for (const name of ['a', 'b']) bench.examine(name);
  assert.equal(bench.away.length, 6, 'others do not');
  assert.equal(bench.timers.length, 1);
  bench.endRest();
  assert.equal(bench.away.length, 7, 'v alone');
  bench.away[6]?.finish();
  await settle();
  assert.equal(bench.ended.at(-1), 'v refused');
  assert.equal(bench.away.length, 7);
  bench.endRest();
  assert.equal(bench.away.length, 8);
});

test('of a costly client nothing is examined that nobody waits for, of others all is', async () => {
  const bench = new Bench();
  const hostile = { client: 'hostile', rules: { ...RULES, decompressedBytesMax: 1 } };
  bench.examine('x', hostile);
  bench.away[0]?.finish();
  await settle();
  const isWanted = () => false;
  for (const name of ['y', 'z']) bench.examine(name, { ...hostile, isWanted });
  bench.examine('u', hostile);
  bench.endRest();
  await settle();
  assert.deepEqual(bench.ended, ['x refused', 'y undefined', 'z undefined']);
  assert.equal(bench.away.length, 2, 'u');
  bench.examine('a', { isWanted });
  bench.away[2]?.finish();
  await settle();
  assert.equal(bench.ended.at(-1), 'a keep');
});

test('clients have their turns one after the other', async () => {
  const bench = new Bench();
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) bench.examine(name, { client: 'busy' });
  bench.examine('g', { client: 'other' });
  bench.away[0]?.finish();
  bench.away[1]?.finish();
  await settle();
  bench.away[5]?.finish();
  await settle();
  assert.deepEqual(bench.ended, ['a keep', 'b keep', 'g keep']);
});

test('after the end nothing comes back with a verdict', async () => {
  const bench = new Bench();
  for (const name of ['a', 'b', 'c', 'd', 'e']) bench.examine(name);
  bench.examinations.close();
  bench.examine('f');
  for (const { finish } of [...bench.away]) finish();
  await settle();
  assert.equal(bench.away.length, 4);
  assert.equal(bench.ended.length, 6);
  assert.ok(bench.ended.every((each) => each.endsWith('undefined')));
});

test('compressed batches have five milliseconds of each turn', () => {
  const bench = new Bench();
  const full = bench.spend(2);
  assert.ok(full > 0);
  assert.equal(bench.spend(3), full);
  assert.equal(bench.spend(0.1), full);
  assert.equal(bench.spend(0), 0);
  assert.equal(bench.examinations.begin(false), full, 'what is not compressed is not asked');
  assert.equal(bench.endOfTurn.length, 1);
  bench.endOfTurn[0]?.();
  assert.equal(bench.spend(6), full);
  assert.equal(bench.spend(0), 0);
  assert.equal(bench.endOfTurn.length, 2);
});
