// A slice of the proof of crash states for every test run; `npm run prove -- crash-states` takes
// 10,000. Seeds that once failed are kept, with what they found.

import { test } from 'node:test';

import { proveCrashStates } from './prove/crash-states.ts';
import { CLEANER_KINDS, CrashTally, DIRECTORY_KINDS } from './prove/crash-tally.ts';

test('a thousand crash states leave whole logs that keep what was durable', async () => {
  const tally = new CrashTally();
  await proveCrashStates(1, 1_000, { tally });
  tally.requireMet(CLEANER_KINDS);
});

test('a hundred histories of whole nodes meet each kind of file of a log directory', async () => {
  const tally = new CrashTally();
  await proveCrashStates(1, 100, { kind: 'node', tally });
  tally.requireMet(DIRECTORY_KINDS);
});

const ONCE_FAILED: readonly (readonly [number, string])[] = [
  [2, 'names made by a killed process are not durable, although they are there'],
  [4, 'an empty segment before a later one is a hole'],
  [30, 'deleted segments come back one by one'],
  [46, 'a higher log start makes nothing durable'],
  [51, 'a segment that ends at the recovery point has its indexes durable too'],
  [322, 'a segment that recovery removed comes back, behind a log that grew past it'],
  [1386, 'a transaction index that was cut to nothing comes back'],
  [11342, 'what a truncation cut off comes back, and new batches follow it'],
  [105077, 'indexes made while rolling have durable names before a segment follows'],
  [17883, 'a segment sealed while names are synced has its indexes synced before it counts'],
  [38558, 'old bytes come back under the start of a batch written where recovery had cut'],
  [110318, 'a producer whose records were all deleted is not known again after a recovery'],
  [42446, 'a batch that lost the sector with its base offset is a damaged one'],
  [13333, 'a first segment without a durable name is lost, the second is not'],
];

for (const [seed, lesson] of ONCE_FAILED) {
  test(`seed ${seed}: ${lesson}`, () => proveCrashStates(seed, 1, { kind: 'kept' }));
}

const ONCE_FAILED_COMPACTED: readonly (readonly [number, string])[] = [
  [59, 'a batch that was lost before a later segment is a loss, not a gap of compaction'],
  [424, 'a transaction whose marker lies before the log start is not open again'],
];

for (const [seed, lesson] of ONCE_FAILED_COMPACTED) {
  test(`seed ${seed}, compacted: ${lesson}`, () =>
    proveCrashStates(seed, 1, { kind: 'compacted' }));
}

const ONCE_FAILED_NODES: readonly (readonly [number, string])[] = [
  [226, 'an id that a killed process left is not durable because its empty log was closed'],
  [254, 'a log has nothing of a former one of its name, whatever the checkpoints still say'],
  [1953, 'a log that alone knows where its replica starts is durable before its copy has a name'],
];

for (const [seed, lesson] of ONCE_FAILED_NODES) {
  test(`seed ${seed}, node: ${lesson}`, () => proveCrashStates(seed, 1, { kind: 'node' }));
}
