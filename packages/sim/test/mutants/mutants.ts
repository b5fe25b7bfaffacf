// Bugs in the broker's, the log's and the client's own code.

import type { Mutant } from './mutant.ts';
import { pastFailures } from './past-failures.ts';

export const mutants: readonly Mutant[] = [
  {
    name: 'answers-before-the-write',
    pretends: 'acks=1 is answered when a record has its offset, before it is in the file',
    foundBy: ['lost-write'],
    needs: { families: ['disk', 'process'], isDurable: false },
    file: 'broker/src/replica/partition.ts',
    original: 'this.#config.flushMessages === 1 ? this.log.flushedOffset : this.log.writtenOffset;',
    mutated: 'this.log.logEndOffset;',
  },
  {
    name: 'answers-before-the-flush',
    pretends: 'with flush.messages=1 an answer goes when the record is in the file, before a sync',
    foundBy: ['lost-write'],
    needs: { families: ['power'], isDurable: true },
    file: 'broker/src/replica/partition.ts',
    original: 'return this.#config.flushMessages === 1 ? this.log.flushedOffset : this.log',
    mutated: 'return this.log',
  },
  {
    name: 'lets-a-new-batch-pass',
    pretends: 'a producer puts a new batch before those that wait for their first sending',
    foundBy: ['nonmonotonic-send'],
    file: 'client/src/producer/partition-queue.ts',
    original: 'this.#batches.push(batch);',
    mutated:
      'const at = this.#batches.findIndex(({ wasDrained }) => !wasDrained); ' +
      'this.#batches.splice(at < 0 ? this.#batches.length : at, 0, batch);',
  },
  {
    name: 'hands-out-with-holes',
    pretends: 'a fetched batch keeps some records to itself, others in each fetch',
    foundBy: ['int-poll-skip'],
    file: 'client/src/fetcher/fetched-batch.ts',
    original: 'if (cursor.offset < this.#source.fetchOffset) continue;',
    mutated:
      'if (cursor.offset < this.#source.fetchOffset) continue; ' +
      'if (cursor.offset % 7 === this.#source.fetchOffset % 7) continue;',
  },
  {
    name: 'forgets-producers-at-restart',
    pretends: 'a log that is opened knows no producer of its snapshot',
    foundBy: ['duplicate'],
    needs: { families: ['network', 'process'] },
    file: 'log/src/producer/producer-state.ts',
    original: 'for (const entry of entries) this.#entries.set(entry.producerId, entry);',
    mutated: '',
  },
  {
    name: 'loses-what-a-session-served',
    pretends: 'a fetch session forgets a partition that it has served',
    foundBy: ['stuck', 'lag'],
    // Faults end sessions, and the next one has all partitions again.
    needs: { families: [] },
    file: 'broker/src/replica/session/fetch-session.ts',
    original: 'this.partitions.set(key, partition);',
    mutated: '',
  },
  {
    name: 'leaves-a-partition-out',
    pretends: 'an automatic commit forgets the first of its partitions',
    foundBy: ['stuck'],
    file: 'client/src/consumer/commits/auto-commit.ts',
    original: 'const offsets = finished();',
    mutated: 'const offsets = finished().slice(1);',
  },
  {
    name: 'starts-from-the-beginning',
    pretends: 'a member takes what it is told of committed offsets for nothing committed',
    foundBy: ['commit-regression'],
    needs: { isDurable: true },
    file: 'client/src/consumer/start-positions.ts',
    original: 'const start = committed ?? resetPosition(',
    mutated: 'const start = resetPosition(',
  },
];

/** Those that were mended are among them. Throws where there is none of that name. */
export function mutantNamed(name: string): Mutant {
  const all = [...mutants, ...pastFailures.map(({ unmended }) => unmended)];
  const mutant = all.find((each) => each.name === name);
  if (mutant !== undefined) return mutant;
  const names = all.map((each) => each.name).join(', ');
  throw new Error(`no mutant is called ${name}: there are ${names}`);
}
