// Scenarios: conversations with the shard as text. Each file is a list of blocks: a command,
// `----`, and what came of it, line by line. UPDATE_SCENARIOS=1 writes the files anew; the change
// is reviewed as a diff. Together they take every transition of the machine, and show every error.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { classicTransitions } from '../../src/group/classic/classic-state.ts';
import { errorsToCover } from './errors-to-cover.ts';
import { Scenario } from './scenario.ts';
import { blocksOf, textOf } from './scenario-file.ts';

const DIRECTORY = new URL('../scenarios/', import.meta.url);

const transitions = new Set<string>();
const errorsSeen = new Set<string>();

describe('scenarios of groups', () => {
  for (const name of readdirSync(DIRECTORY).filter((each) => each.endsWith('.txt'))) {
    test(name.slice(0, -'.txt'.length).replaceAll('-', ' '), () => {
      const file = new URL(name, DIRECTORY);
      const text = readFileSync(file, 'utf8');
      const scenario = new Scenario();
      const blocks = blocksOf(text).map((block) => ({
        ...block,
        expected: scenario.run(block.command),
      }));
      for (const each of scenario.transitions) transitions.add(each);
      for (const each of scenario.errors) errorsSeen.add(each);
      if (process.env['UPDATE_SCENARIOS'] === '1') writeFileSync(file, textOf(blocks));
      else assert.equal(textOf(blocks), text);
    });
  }

  test('take every transition of the table', () => {
    const table = classicTransitions.map(({ from, to, cause }) => `${from} -> ${to}: ${cause}`);
    assert.deepEqual(table.filter((each) => !transitions.has(each)), []);
    assert.ok(table.length > 20, 'the table is not empty');
  });

  test('show every error', () => {
    assert.deepEqual(errorsToCover.filter((each) => !errorsSeen.has(each)), []);
  });
});
