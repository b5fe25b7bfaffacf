import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Row } from './outcome.ts';
import { describeParts, mergeParts } from './parts.ts';
import type { Result } from './result.ts';

const PARTS = ['write', 'read'];

function row(part: string, ours: number): Row {
  const bound = { atLeast: 1 };
  return { part, what: part, unit: 'MB/s', peer: 'Peer', bound, samples: [{ ours, peer: 2 }] };
}

function resultOf(rows: readonly Row[], change: Partial<Result> = {}): Result {
  return {
    claim: 'in-parts',
    date: '2026-01-02 03:04 UTC',
    commit: 'new',
    machine: '2 × CPU',
    versions: { Node: '24' },
    holds: true,
    rows,
    ...change,
  };
}

const OLD = { date: '2026-01-01 00:00 UTC', commit: 'old' };
const keptOf = (rows: readonly Row[], change: Partial<Result> = {}): Result =>
  mergeParts(resultOf(rows, { ...OLD, ...change }), undefined, PARTS);

test('a claim without parts is kept as it is', () => {
  const result = resultOf([row('write', 3)]);
  assert.equal(mergeParts(result, keptOf([row('read', 3)]), []), result);
});

test('the first part does not hold alone: others are missing', () => {
  const merged = mergeParts(resultOf([row('read', 3)]), undefined, PARTS);
  assert.equal(merged.holds, false);
  assert.deepEqual(merged.missing, ['write']);
  assert.deepEqual(describeParts(merged), [
    'read: 2026-01-02 03:04 UTC, commit new, 1 pairs.',
    'Not measured yet: write.',
  ]);
});

test('parts of two runs are one result, in the order of the claim', () => {
  const merged = mergeParts(resultOf([row('read', 3)]), keptOf([row('write', 4)]), PARTS);
  assert.deepEqual(merged.rows, [row('write', 4), row('read', 3)]);
  assert.deepEqual(merged.parts, {
    write: { ...OLD, pairs: 1 },
    read: { date: '2026-01-02 03:04 UTC', commit: 'new', pairs: 1 },
  });
  assert.deepEqual([merged.holds, merged.missing], [true, []]);
});

test('a part that is measured again replaces what was kept of it', () => {
  const kept = keptOf([row('write', 4), row('read', 1)]);
  assert.equal(kept.holds, false);
  const merged = mergeParts(resultOf([row('read', 5)]), kept, PARTS);
  assert.deepEqual(merged.rows, [row('write', 4), row('read', 5)]);
  assert.equal(merged.holds, true);
});

test('it holds only where each part does', () => {
  const merged = mergeParts(resultOf([row('read', 3)]), keptOf([row('write', 1)]), PARTS);
  assert.deepEqual([merged.holds, merged.missing], [false, []]);
});

const STRANGERS: readonly (readonly [string, Partial<Result>])[] = [
  ['of another machine', { machine: '64 × CPU' }],
  ['of other versions', { versions: { Node: '26' } }],
];
for (const [name, change] of STRANGERS) {
  test(`what was kept ${name} goes`, () => {
    const merged = mergeParts(resultOf([row('read', 3)]), keptOf([row('write', 4)], change), PARTS);
    assert.deepEqual(merged.rows, [row('read', 3)]);
    assert.deepEqual(merged.missing, ['write']);
  });
}

test('a part that the claim has no more goes', () => {
  const rows = [row('gone', 4), row('write', 4)];
  const kept = mergeParts(resultOf(rows), undefined, ['gone', 'write']);
  const merged = mergeParts(resultOf([row('read', 3)]), kept, PARTS);
  assert.deepEqual(merged.rows, [row('write', 4), row('read', 3)]);
  assert.deepEqual(Object.keys(merged.parts ?? {}), PARTS);
});

test('what ran together is told together', () => {
  assert.deepEqual(describeParts(keptOf([row('write', 4), row('read', 1)])), [
    'write, read: 2026-01-01 00:00 UTC, commit old, 1 pairs.',
  ]);
});
