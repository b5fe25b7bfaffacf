import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Row } from './outcome.ts';
import type { Result } from './result.ts';
import { noteKey, unexplained, writeTable } from './table.ts';

const BEHIND: Row = {
  what: 'catch-up',
  unit: 'MB/s',
  peer: 'Peer',
  bound: { atLeast: 1 },
  samples: [{ ours: 8, peer: 10 }],
};
const ALONE: Row = { what: 'resident', unit: 'MB', samples: [{ ours: 70 }, { ours: 72 }] };
const RESULT: Result = {
  claim: 'beside-peer',
  date: '2026-01-02 03:04 UTC',
  commit: 'abc1234',
  machine: '2 × CPU, 8 GB, Linux 6',
  versions: { Node: '24.0.0', Peer: '1.0', Redis: '' },
  holds: false,
  rows: [BEHIND, ALONE],
};

test('rows beside a peer and rows alone are tables of their own', () => {
  const text = writeTable([RESULT], {});
  const lines = text.split('\n');
  assert.ok(lines.includes('|  |  | Ottla | Peer | ratio | demanded |'));
  const behind =
    '| catch-up | MB/s | 8.00 (8.00–8.00) | 10.0 (10.0–10.0) | 0.80 (0.80–0.80) | ' +
    '≥ 1: **does not hold** |';
  assert.ok(lines.includes(behind));
  assert.ok(lines.includes('| resident | MB | 71.0 (70.0–72.0) |  |  |  |'));
  assert.ok(text.includes('Does not hold. 2026-01-02 03:04 UTC, commit abc1234. Pairs: 1.'));
  // A version that nobody could tell is left out.
  assert.ok(text.includes('2 × CPU, 8 GB, Linux 6; Node 24.0.0, Peer 1.0.\n'));
});

test('a claim that is measured in parts tells when each was, and which are missing', () => {
  const row: Row = { ...BEHIND, part: 'read', bound: { atLeast: 0.5 } };
  const part = { date: '2026-02-03 04:05 UTC', commit: 'def5678', pairs: 3 };
  const parts = { ...RESULT, rows: [row], parts: { read: part }, missing: ['write'] };
  assert.ok(
    writeTable([parts], {}).includes(
      'Holds so far. read: 2026-02-03 04:05 UTC, commit def5678, 3 pairs. ' +
        'Not measured yet: write. 2 × CPU',
    ),
  );
  const behind = { ...parts, rows: [{ ...row, bound: { atLeast: 1 } }] };
  assert.ok(writeTable([behind], {}).includes('\nDoes not hold. read: '));
});

test('a row that is behind wants a note, which then stands below its table', () => {
  const key = noteKey('beside-peer', BEHIND);
  assert.equal(key, 'beside-peer: catch-up, MB/s');
  assert.deepEqual(unexplained([RESULT], {}), [key]);
  const notes = { [key]: 'reads go through the thread pool', 'beside-peer': 'All in all good.' };
  assert.deepEqual(unexplained([RESULT], notes), []);
  const text = writeTable([RESULT], notes);
  assert.ok(text.includes('- *catch-up, MB/s*: reads go through the thread pool\n'));
  assert.ok(text.includes('\nAll in all good.\n'));
});

test('so does a row without a bound in which the peer is ahead', () => {
  const beside = (unit: string, ours: number): Row => {
    return { what: 'fetch', unit, peer: 'Peer', samples: [{ ours, peer: 10 }] };
  };
  const behind = [beside('MB/s', 9), beside('CPU s/GB', 11), beside('ms', 11)];
  const ahead = [beside('MB/s', 11), beside('CPU s/GB', 9), beside('MB', 10.4)];
  const held = { ...beside('ms', 30), limit: { atMost: 30 } };
  const keys = unexplained([{ ...RESULT, rows: [...behind, ...ahead, held] }], {});
  assert.deepEqual(keys, behind.map((row) => noteKey('beside-peer', row)));
});
