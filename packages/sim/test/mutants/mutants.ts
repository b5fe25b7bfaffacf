// Bugs in the broker's, the log's and the client's own code.

import type { Mutant } from './mutant.ts';
import { pastFailures } from './past-failures.ts';

export const mutants: readonly Mutant[] = [
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
