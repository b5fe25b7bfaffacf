// Seeds of the simulation that failed once: what was learned, which test holds the distilled
// scenario, and the bug as it was, as a mutant of today's code. A seed is replayed only where it
// still finds that bug (`minutes`): random streams change with the code, and then another history
// has its number.

import type { Mutant } from './mutant.ts';

export interface PastFailure {
  readonly seed: number;
  /** Virtual minutes within which the bug is found by it today; undefined where it is not. */
  readonly minutes?: number;
  readonly lesson: string;
  /** From `packages/`, and the name of the test in it. */
  readonly scenario: readonly [file: string, test: string];
  readonly unmended: Mutant;
}

const STARTS: Omit<Mutant, 'name' | 'foundBy'> = {
  pretends: 'DeleteRecords shows a start of the log before it is durable',
  file: 'log/src/directory/log-starts.ts',
  original: 'await this.announce([{ log, offset }], show);',
  mutated: 'show();',
};

const FULL: Omit<Mutant, 'name' | 'foundBy'> = {
  pretends: 'a fetch without the partitions that wait in full holds the broker however long',
  file: 'client/src/fetcher/fetch-choice.ts',
  original: 'untakenMs = Math.min(untakenMs, nowMs - assigned.fullSinceMs);',
  mutated: '',
};

export const pastFailures: readonly PastFailure[] = [
  {
    seed: 13,
    lesson: 'a retry of any batch in flight is known again after a restart, not of the newest',
    scenario: [
      'log/src/producer/producer-state.test.ts',
      'a snapshot keeps all batches that a retry may be, the newest last',
    ],
    unmended: {
      name: 'unmended-13',
      pretends: 'a producer snapshot has the last batch of each producer only',
      foundBy: ['duplicate'],
      file: 'log/src/producer/snapshot-codec.ts',
      original: 'return [...older, { entry,',
      mutated: 'return [{ entry,',
    },
  },
  {
    seed: 116,
    lesson: 'a start that DeleteRecords moved is durable before it is shown: records read again',
    scenario: [
      'log/test/log-starts.test.ts',
      'a start that was raised outlives the end of the ${how}',
    ],
    unmended: { ...STARTS, name: 'unmended-116', foundBy: ['nonmonotonic-poll'] },
  },
  {
    seed: 124,
    lesson: 'a refused batch makes no new epoch while an earlier one may be there already',
    scenario: [
      'client/src/producer/idempotence.test.ts',
      'a gap behind a batch that may be there already waits for it: no duplicate',
    ],
    unmended: {
      name: 'unmended-124',
      pretends: 'a producer bumps its epoch at once when a batch is refused',
      foundBy: ['duplicate'],
      file: 'client/src/producer/idempotence.ts',
      original: '} else if (mayLeaveGap && track.hasUnackedBefore(batch.baseSequence)) {',
      mutated: '} else if (mayLeaveGap && batch.baseSequence < NONE) {',
    },
  },
  {
    seed: 5004,
    minutes: 10,
    lesson: 'a start that DeleteRecords moved is durable before it is shown: records never given',
    scenario: [
      'log/test/log-starts.test.ts',
      'a start that was raised outlives the end of the ${how}',
    ],
    unmended: { ...STARTS, name: 'unmended-5004', foundBy: ['unseen'] },
  },
  {
    seed: 6075,
    lesson: 'a killed broker begins with the watermark that it knows to be durable (a checker’s)',
    scenario: [
      'sim/test/checkers.test.ts',
      'a killed broker begins with what it knows to be durable',
    ],
    unmended: {
      name: 'unmended-6075',
      pretends: 'the checker excuses nothing after the end of a process',
      foundBy: ['watermark-back'],
      file: 'sim/src/checkers/watermark-back.ts',
      original: 'examined.hasDeath(beganMs, poll.atMs);',
      mutated: 'false;',
    },
  },
  {
    seed: 20017,
    minutes: 3,
    lesson: 'a node that cannot start leaves the checkpoints of logs that it never loaded',
    scenario: [
      'log/test/log-starts.test.ts',
      'a node that fails before its logs are loaded leaves what was written',
    ],
    unmended: {
      name: 'unmended-20017',
      pretends: 'the end of a directory that was not loaded writes checkpoints of no logs',
      foundBy: ['watermark-back'],
      file: 'log/src/directory/log-directory.ts',
      original: 'if (this.isOffline || !this.#isLoaded) return;',
      mutated:
        'if (this.isOffline) return; if (!this.#isLoaded) { for (const kind of CHECKPOINT_KINDS) ' +
        'this.#checkpoints.writeNow(kind, this.#checkpointed); return; }',
    },
  },
  {
    seed: 20038,
    minutes: 10,
    lesson: 'a fetch that leaves out what waits in full does not hold the broker',
    scenario: [
      'client/test/fetch-gaps.test.ts',
      'does not stand still where the application works ${workMs} ms',
    ],
    unmended: { ...FULL, name: 'unmended-20038', foundBy: ['lag'] },
  },
  {
    seed: 20040,
    minutes: 10,
    lesson: 'a fetch that leaves out what waits in full does not hold the broker',
    scenario: [
      'client/test/fetch-gaps.test.ts',
      'does not stand still where the application works ${workMs} ms',
    ],
    unmended: { ...FULL, name: 'unmended-20040', foundBy: ['lag'] },
  },
];
