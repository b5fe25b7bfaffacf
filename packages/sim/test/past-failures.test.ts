// Seeds that failed once. They are replayed as far as they still lead there (that they do is part
// of `npm run prove -- sim-planted`), and each lesson has a scenario of its own.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { describeRun, lastLines, runSimulation } from '../src/index.ts';
import { mutate, PACKAGES } from './mutants/mutant.ts';
import { pastFailures } from './mutants/past-failures.ts';

for (const { seed, minutes, lesson, scenario, unmended } of pastFailures) {
  describe(`seed ${seed}: ${lesson}`, () => {
    if (minutes !== undefined) {
      test('holds', async () => {
        const run = await runSimulation({ seed, minutes });
        assert.deepEqual(run.anomalies, [], `${describeRun(run)}\n${lastLines(run.log)}`);
      });
    }

    test('has a scenario of its own', () => {
      const [file, name] = scenario;
      assert.ok(readFileSync(join(PACKAGES, file), 'utf8').includes(name));
    });

    test('its mend is still there', () => {
      const source = readFileSync(join(PACKAGES, unmended.file), 'utf8');
      assert.notEqual(mutate(source, unmended), source);
    });
  });
}
