// Two of the planted bugs; `npm run prove -- sim-planted` tries all of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { findPlanted, plantedNamed } from '../src/index.ts';

for (const name of ['wrong-offset', 'skips-a-batch']) {
  test(`${name} is found`, async () => {
    const bug = plantedNamed(name);
    let runs = 1;
    const mayGoOn = () => runs++ < 3;
    const { text, checkers } = await findPlanted({ bug, firstSeed: 1, minutes: 1.5, mayGoOn });
    assert.ok(text !== undefined, `not found, but ${checkers.join(', ') || 'nothing'} was`);
  });
}

test('who asks for an unknown one is told those that there are', () => {
  assert.throws(() => plantedNamed('none'), /no planted bug is called none: there are .*wrong-off/);
});
