// Scenarios: conversations between replicas as text. Each file is a list of blocks: a command,
// `----`, and what all replicas then asked for, line by line. UPDATE_SCENARIOS=1 writes the files
// anew; the change is reviewed as a diff.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { PureCluster } from './pure-cluster.ts';

const DIRECTORY = new URL('scenarios/', import.meta.url);
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

class Scenario {
  #cluster: PureCluster | undefined;

  get #it(): PureCluster {
    assert(this.#cluster !== undefined, 'a scenario begins with `nodes`');
    return this.#cluster;
  }

  run(line: string): readonly string[] {
    const [command = '', ...words] = line.split(' ');
    const numbers = words.map(Number);
    const [first = 0, second = 0] = numbers;
    if (command === 'nodes') {
      this.#cluster = new PureCluster({ nodeIds: numbers, seed: 1 });
      return [];
    }
    const it = this.#it;
    it.trace = [];
    switch (command) {
      case 'start':
        it.start(first);
        break;
      case 'run':
        it.runFor(first);
        // Fetches repeat for ever; `run-all` shows them.
        return it.trace.filter((each) => !each.includes(' fetch('));
      case 'run-all':
        it.runFor(first);
        break;
      case 'propose':
        it.propose(first, words.slice(1).join(' '));
        break;
      case 'kill':
        it.crash(first, false);
        break;
      case 'lose-power':
        it.crash(first, true);
        break;
      case 'shut-down':
        it.event(first, { kind: 'shut-down' });
        break;
      case 'cut':
        it.cut(first, second);
        break;
      case 'heal':
        it.heal();
        break;
      case 'show':
        return this.#shown();
      default:
        throw new Error(`a scenario has no command ${command}`);
    }
    return it.trace;
  }

  #shown(): readonly string[] {
    return [...this.#it.nodes.values()].map((node) => {
      const { id, replica } = node;
      const log = node.batches
        .map(({ baseOffset, endOffset, epoch }) => `${baseOffset}..${endOffset - 1}@${epoch}`)
        .join(' ');
      if (replica === undefined) return `${id} down [${log}]`;
      const { kind, epoch, leaderId } = replica.state;
      const known = `epoch=${epoch} leader=${leaderId} committed=${replica.highWatermark}`;
      return `${id} ${kind} ${known} [${log}]`;
    });
  }
}

for (const name of readdirSync(DIRECTORY).filter((each) => each.endsWith('.txt'))) {
  test(name.slice(0, -'.txt'.length).replaceAll('-', ' '), () => {
    const file = new URL(name, DIRECTORY);
    const text = readFileSync(file, 'utf8');
    const scenario = new Scenario();
    const blocks = blocksOf(text).map((block) => ({
      ...block,
      expected: scenario.run(block.command),
    }));
    if (process.env['UPDATE_SCENARIOS'] === '1') writeFileSync(file, textOf(blocks));
    else assert.equal(textOf(blocks), text);
  });
}
