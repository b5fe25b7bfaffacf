// A slice of the proof of compaction for every test run; `npm run prove -- compaction` takes 10,000
// logs. Seeds that once failed are kept, with what they found.

import { test } from 'node:test';

import { proveCompaction } from './prove/compaction.ts';

test('random logs are cleaned as the model has it, and survive every death', async () => {
  await proveCompaction(1, 24);
});

test('seed 429: a transaction aborted before the dirty part hides none that follows', async () => {
  await proveCompaction(429, 1);
});
