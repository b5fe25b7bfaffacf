// Mutants of the product's own code; `npm run prove -- sim-planted` looks for all of them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { mutate, PACKAGES } from './mutants/mutant.ts';
import { mutantNamed, mutants } from './mutants/mutants.ts';
import { type MutantFinding, runAlone } from './mutants/run-alone.ts';

describe('the place of each mutant is still there', () => {
  for (const mutant of mutants) {
    test(mutant.name, () => {
      const source = readFileSync(join(PACKAGES, mutant.file), 'utf8');
      assert.notEqual(mutate(source, mutant), source);
    });
  }
});

test('a place that has gone, or is there twice, is told', () => {
  const mutant = { ...mutantNamed('leaves-a-partition-out'), original: 'a' };
  assert.equal(mutate('bad', { ...mutant, mutated: 'e' }), 'bed');
  assert.throws(() => mutate('bed', mutant), /has 0 places to mutate, not one: a/);
  assert.throws(() => mutate('banana', mutant), /has 3 places/);
});

test('one is found in a process of its own, and only there', async () => {
  const found = await runAlone<MutantFinding>('starts-from-the-beginning', [1, 1.5, 30]);
  assert.deepEqual(found.missing, [], JSON.stringify(found));
  assert.match(found.text, /^seed \d+: group-/);
});

test('an answer before the flush is found, where power fails at such moments', async () => {
  const found = await runAlone<MutantFinding>('answers-before-the-flush', [1, 1.5, 30]);
  assert.deepEqual(found.missing, [], JSON.stringify(found));
  assert.match(found.text, /^seed \d+: producer-.*, acknowledged at .* is gone/);
});
