import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { EndToEnd } from '../../native.ts';
import { holds } from '../../outcome.ts';
import { type Live, liveAt, rowsOf, type Sample } from './rows.ts';

function run(p99: number): EndToEnd {
  return { records: 1, bytes: 1_000, seconds: 1, p50: 1, p99, p999: 2 * p99, max: 3 * p99 };
}

const live = (none: number, lz4: number): Live => ({ none: run(none), lz4: run(lz4) });

const SAMPLE: Sample = {
  before: live(2, 4),
  beside: live(10, 12),
  grownMb: 230,
  seconds: 60,
  left: 0.5,
};

function broken(change: Partial<Sample>): string[] {
  const rows = rowsOf(1, [{ ...SAMPLE, ...change }]);
  return rows.filter((row) => !holds(row)).map(({ what }) => what);
}

const ALLOWED = '1 GB compacted: p99 beside it to what is allowed';
const COMPRESSED = `${ALLOWED}, lz4 batches`;

const CASES: readonly (readonly [string, Partial<Sample>, string[]])[] = [
  ['ten milliseconds, and three times its own where that is more, are allowed', {}, []],
  ['a producer keeps more than ten', { beside: live(10.1, 12) }, [ALLOWED]],
  ['one of lz4 batches more than three times its own', { beside: live(10, 12.1) }, [COMPRESSED]],
  ['each has its own before it', { before: live(4, 2), beside: live(12, 10) }, []],
  ["nor does one have the other's", { before: live(4, 2), beside: live(12, 12) }, [COMPRESSED]],
  ['what was not measured', { beside: live(NaN, NaN) }, [ALLOWED, COMPRESSED]],
  ['more memory than the buffer', { grownMb: 231 }, ['1 GB compacted: memory that it takes']],
];

for (const [name, change, expected] of CASES) {
  test(`compaction: ${name}`, () => assert.deepEqual(broken(change), expected));
}

test('latencies of both producers are told beside their own', () => {
  const rows = rowsOf(1, [SAMPLE]).filter(({ peer }) => peer === 'before it');
  assert.deepEqual(
    rows.map(({ what, samples }) => [what.replace('1 GB compacted: ', ''), samples[0]]),
    [
      ['p50 of a producer beside it', { ours: 1, peer: 1 }],
      ['p99 of a producer beside it', { ours: 10, peer: 2 }],
      ['p99.9 of a producer beside it', { ours: 20, peer: 4 }],
      ['p50 of a producer of lz4 batches beside it', { ours: 1, peer: 1 }],
      ['p99 of a producer of lz4 batches beside it', { ours: 12, peer: 4 }],
      ['p99.9 of a producer of lz4 batches beside it', { ours: 24, peer: 8 }],
    ],
  );
});

test('of each producer there is its own middle and its own worst run', () => {
  const runs = [live(1, 30), live(3, 10), live(2, 20)];
  assert.deepEqual(liveAt(runs, 0.5), live(2, 20));
  assert.deepEqual(liveAt(runs, 1), live(3, 30));
  assert.throws(() => liveAt([], 1), /nothing was measured/);
});
