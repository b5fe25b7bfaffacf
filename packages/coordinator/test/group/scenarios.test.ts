// Scenarios: conversations with the shard as text. Each file is a list of blocks: a command,
// `----`, and what came of it, line by line. UPDATE_SCENARIOS=1 writes the files anew; the change
// is reviewed as a diff. Together they take every transition of the machine, and show every error.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { classicTransitions } from '../../src/group/classic/classic-state.ts';
import { Scenario } from './scenario.ts';
import { errorsToCover } from './errors-to-cover.ts';

const DIRECTORY = new URL('../scenarios/', import.meta.url);
const SEPARATOR = '----';

interface Block {
  /** Prose and blank lines before the command. */
  readonly before: readonly string[];
  readonly command: string;
  readonly expected: readonly string[];
}

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let before: string[] = [];
  const lines = text.trimEnd().split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (lines[index + 1] !== SEPARATOR) {
      before.push(line);
      continue;
    }
    const expected: string[] = [];
    index += 2;
    for (; index < lines.length && lines[index] !== ''; index++) expected.push(lines[index] ?? '');
    blocks.push({ before, command: line, expected });
    before = [''];
  }
  return blocks;
}

function textOf(blocks: readonly Block[]): string {
  const lines = blocks.flatMap(({ before, command, expected }) => [
    ...before,
    command,
    SEPARATOR,
    ...expected,
  ]);
  return `${lines.join('\n')}\n`;
}

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
