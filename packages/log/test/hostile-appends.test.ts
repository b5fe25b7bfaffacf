// Bytes from anywhere, appended as a client, a leader or raft might send them: an answer every
// time, and a log that is none the
// worse for it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import type { AppendOptions } from '../src/index.ts';
import { AS_CLIENT, batchOf, makeLog, offsetsIn, readBytes, write } from './simulated-log.ts';

const ORIGINS: readonly AppendOptions[] = [
  AS_CLIENT,
  { ...AS_CLIENT, origin: 'coordinator' },
  { ...AS_CLIENT, origin: 'replica', leaderEpoch: 9 },
  { ...AS_CLIENT, origin: 'raft', leaderEpoch: 0 },
];

/** A sound batch with some of its bytes changed, cut off or repeated. */
const spoilt = fc
  .record({
    records: fc.integer({ min: 1, max: 5 }),
    baseOffset: fc.constantFrom(0, 3, 4, 1_000),
    changes: fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 6 }),
    end: fc.option(fc.nat(200)),
    copies: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ records, baseOffset, changes, end, copies }) => {
    const bytes = Buffer.from(batchOf({ records, baseOffset, leaderEpoch: 0 }));
    for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
    const cut = bytes.subarray(0, end ?? bytes.length);
    return Buffer.concat(Array.from({ length: copies }, () => cut));
  });

const anything = fc.oneof(fc.uint8Array({ maxLength: 300 }), spoilt);

test('no bytes make an append throw, or a log lose what it has', () => {
  const property = fc.property(
    fc.array(fc.tuple(anything, fc.constantFrom(...ORIGINS)), { maxLength: 12 }),
    (appends) => {
      const made = makeLog({ config: { segmentBytes: 700 } });
      write(made.log, { records: 3 });
      const before = readBytes(made);
      for (const [bytes, options] of appends) {
        const end = made.log.logEndOffset;
        const outcome = made.log.append(Buffer.from(bytes), options);
        made.log.flushAppends();
        if (outcome.kind !== 'appended') assert.equal(made.log.logEndOffset, end);
        else assert.ok(made.log.logEndOffset >= end);
        assert.equal(made.log.isOffline, false);
      }
      assert.ok(readBytes(made).subarray(0, before.length).equals(before));
    },
  );
  fc.assert(property, { numRuns: 400, seed: 11 });
});

test('what was taken is there after a kill', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.tuple(anything, fc.constantFrom(...ORIGINS)), { maxLength: 12 }),
    async (appends) => {
      const made = makeLog({ config: { segmentBytes: 700 } });
      for (const [bytes, options] of appends) made.log.append(Buffer.from(bytes), options);
      made.log.flushAppends();
      const before = readBytes(made);
      const end = made.log.logEndOffset;
      await made.reopen({ end: 'process' });
      // A leader's epochs never go back; what was taken with one that did is doubted afterwards.
      const after = readBytes(made);
      assert.ok(after.equals(before.subarray(0, after.length)));
      assert.ok(made.log.logEndOffset <= end);
    },
  );
  await fc.assert(property, { numRuns: 200, seed: 12 });
});

test('sizes and offsets at the edge of what can be said', () => {
  const made = makeLog();
  const far = 2 ** 53 - 10;
  const batch = batchOf({ baseOffset: far, leaderEpoch: 0 });
  const outcome = made.log.append(batch, { ...AS_CLIENT, origin: 'replica' });
  assert.equal(outcome.kind, 'appended');
  made.log.flushAppends();
  assert.deepEqual(offsetsIn(made, { from: far }), [far]);
  assert.equal(made.log.logEndOffset, far + 1);
});
