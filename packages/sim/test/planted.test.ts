// Two of the planted bugs; `npm run prove -- sim-planted` tries all of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { allCheckers, allPlanted, type Finding, findPlanted, plantedNamed } from '../src/index.ts';
import { mutants } from './mutants/mutants.ts';

for (const name of ['wrong-offset', 'skips-a-batch']) {
  test(`${name} is found`, async () => {
    const bug = plantedNamed(name);
    const mayGoOn = ({ text, seeds }: Finding) => text === '' && seeds < 3;
    const { text, tally } = await findPlanted({ bug, firstSeed: 1, minutes: 1.5, mayGoOn });
    const others = [...tally.keys()].join(', ') || 'nothing';
    assert.match(text, /^seed \d/, `not found, but ${others} was`);
  });
}

test('a seed that is not clean without the bug tells nothing', async () => {
  const bug = plantedNamed('wrong-offset');
  const options = { bug, firstSeed: 1, minutes: 1.5, mayGoOn: ({ seeds }: Finding) => seeds < 3 };
  const runClean = () => Promise.resolve([{ text: 'a is gone' }]);
  await assert.rejects(
    findPlanted({ ...options, runClean }),
    /^Error: seed \d without wrong-offset: a is gone$/,
  );
});

test('a search goes on until each of the bug’s checkers has spoken, or it may not', async () => {
  const bug = { ...plantedNamed('wrong-offset'), foundBy: ['inconsistent-offsets', 'two-owners'] };
  const runClean = () => Promise.resolve([]);
  const seen: number[] = [];
  const mayGoOn = ({ seeds }: Finding): boolean => seen.push(seeds) < 3;
  const finding = await findPlanted({ bug, firstSeed: 1, minutes: 1, mayGoOn, runClean });
  assert.deepEqual([finding.seeds, finding.missing], [3, ['two-owners']]);
  assert.deepEqual(seen, [1, 2, 3]);
});

test('each checker has a planted bug that it finds', () => {
  const claimed = new Set([...allPlanted, ...mutants].flatMap(({ foundBy }) => foundBy));
  const told = ['complaint'];
  const left = allCheckers.filter(({ name }) => !claimed.has(name) && !told.includes(name));
  assert.deepEqual(left.map(({ name }) => name), []);
});

test('who asks for an unknown one is told those that there are', () => {
  assert.throws(() => plantedNamed('none'), /no planted bug is called none: there are .*wrong-off/);
});
