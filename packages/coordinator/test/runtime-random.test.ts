// Whatever happens, in whatever order: queries see what the committed part of the log says,
// commands see all of it, every request is answered once, and none is told NONE in vain.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';
import { errors } from '@ottla/protocol';
import { RuntimeBench } from './runtime-bench.ts';

type Step =
  | { readonly kind: 'add'; readonly name: string; readonly mode: string }
  | { readonly kind: 'turn'; readonly fails: boolean }
  | { readonly kind: 'commit'; readonly part: number }
  | { readonly kind: 'advance'; readonly ms: number };

const name = fc.constantFrom('a', 'b', 'c');
const MODES = ['look', 'settle', 'settle-silently', 'keep', 'spread:3', 'atomic:3', 'throw'];
const mode = fc.constantFrom('', '', '', ...MODES);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('add' as const), name, mode }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('turn' as const), fails: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('commit' as const),
      part: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('advance' as const), ms: fc.nat(6000) }),
  },
);

/** What the log says of a counter below an offset. */
function logged(bench: RuntimeBench, counter: string, endOffset: number): string {
  let found = 'none';
  for (const line of bench.log) {
    const [base = '', ...records] = line.split(/:? /);
    for (const [index, record] of records.entries()) {
      const [key, value = ''] = record.split('=');
      if (key === counter && Number(base) + index < endOffset) found = value;
    }
  }
  return found;
}

class Run {
  readonly bench = RuntimeBench.active();
  /** Ends of batches: only they can be committed. */
  readonly #ends = [0];
  #committed = 0;
  requests = 0;

  constructor() {
    // Small, so that events are spread over batches.
    this.bench.batchBytesMax = 130;
  }

  take(step: Step): void {
    const { bench } = this;
    switch (step.kind) {
      case 'add':
        this.requests += 1;
        bench.add(step.name, 1, step.mode);
        break;
      case 'turn':
        if (step.fails) bench.outcomes = [errors.NOT_ENOUGH_REPLICAS];
        bench.turn();
        bench.outcomes = [];
        break;
      case 'commit':
        this.#commit(step.part);
        break;
      case 'advance':
        bench.advance(step.ms);
    }
    this.#noteEnds();
  }

  /** Moves the high watermark on by some batches. */
  #commit(batches: number): void {
    this.#noteEnds();
    const later = this.#ends.filter((end) => end > this.#committed);
    this.#committed = later[Math.min(batches, later.length) - 1] ?? this.#committed;
    this.bench.runtime.committed(this.#committed);
  }

  #noteEnds(): void {
    for (const line of this.bench.log.slice(this.#ends.length - 1)) {
      const [base = '', ...records] = line.split(/:? /);
      this.#ends.push(Number(base) + records.length);
    }
  }

  check(): void {
    for (const counter of ['a', 'b', 'c', 'a0', 'b2']) {
      const expected = `${counter}=${logged(this.bench, counter, this.#committed)}`;
      assert.equal(this.bench.look(counter), expected);
    }
  }

  /** All that is written is committed, and all that is left waits no more. */
  finish(): void {
    const { bench } = this;
    bench.turn();
    this.#commit(Infinity);
    this.check();
    for (const counter of ['a', 'b', 'c', 'a0', 'b2']) {
      const written = bench.shard?.state.counters.get(counter) ?? 'none';
      assert.equal(String(written), logged(bench, counter, Infinity));
    }
    bench.runtime.close();
    assert.equal(bench.answers.length, this.requests, 'each request is answered once');
    for (const counter of ['a', 'b', 'c']) {
      const told = new Set([`${counter} NONE`, `${counter} settle NONE`]);
      const acknowledged = bench.answers.filter((answer) => told.has(answer)).length;
      const value = bench.shard?.state.counters.get(counter) ?? 0;
      assert.ok(value >= acknowledged, `${counter} is ${value}, ${acknowledged} were told`);
    }
  }
}

test('state, log and answers agree', () => {
  const property = fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
    const run = new Run();
    for (const each of steps) {
      run.take(each);
      run.check();
    }
    run.finish();
  });
  fc.assert(property, { numRuns: 1500 });
});
