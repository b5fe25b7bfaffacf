// One scenario of the group coordinator on a running broker: what it is answered, held against what
// the scenario says. Only answers are compared: a broker does not show what it writes, and keeps
// its members in an order of its own.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Scenario } from '../../packages/coordinator/test/group/scenario.ts';
import { blocksOf, type Block } from '../../packages/coordinator/test/group/scenario-file.ts';
import { houseRoot } from '../paths.ts';
import { BrokerPeer } from './broker-peer.ts';

const DIRECTORY = join(houseRoot, 'packages', 'coordinator', 'test', 'scenarios');

export interface ScenarioFile {
  readonly name: string;
  readonly blocks: readonly Block[];
  /** As its first command says, in the broker's own words. */
  readonly config: Readonly<Record<string, number>>;
}

const CONFIG_NAMES: Readonly<Record<string, string>> = {
  groupInitialRebalanceDelayMs: 'group.initial.rebalance.delay.ms',
  groupMaxSize: 'group.max.size',
  offsetMetadataMaxBytes: 'offset.metadata.max.bytes',
};

const DELAY = 'group.initial.rebalance.delay.ms';
const DEFAULT_DELAY_MS = 3000;
/** Where a scenario has none, several members join before time goes on. */
const DELAY_LEAST_MS = 1500;

function configOf(blocks: readonly Block[]): Readonly<Record<string, number>> {
  const [first] = blocks;
  const words = first?.command.startsWith('config ') ? first.command.split(' ').slice(1) : [];
  const given = words.map((word) => {
    const [name = '', value] = word.split('=');
    return [CONFIG_NAMES[name] ?? name, Number(value)] as const;
  });
  const config = Object.fromEntries(given);
  const delayMs = Math.max(config[DELAY] ?? DEFAULT_DELAY_MS, DELAY_LEAST_MS);
  return { ...config, [DELAY]: delayMs };
}

export function readScenario(name: string): ScenarioFile {
  const blocks = blocksOf(readFileSync(join(DIRECTORY, `${name}.txt`), 'utf8'));
  return { name, blocks, config: configOf(blocks) };
}


const INSIDE = /^(write |warn: |error: |\S+: \S+ -> )/;

function sortWords(text: string): string {
  return text.split(' ').sort().join(' ');
}

/** Without what only we show, and in an order that does not depend on a map's. */
function answersIn(lines: readonly string[]): readonly string[] {
  return lines
    .filter((line) => !INSIDE.test(line))
    .map((line) => line.split(', ').sort().join(', '))
    .map((line) => line.replace(/\[(.+)\]/, (_, items: string) => `[${sortWords(items)}]`))
    .sort();
}

export interface Difference {
  readonly command: string;
  readonly expected: readonly string[];
  readonly got: readonly string[];
}

const LONG_SESSION_MS = 300_000;

export async function runOnBroker(file: ScenarioFile, port: number): Promise<Difference[]> {
  const peer = new BrokerPeer(port);
  const options = { peer, prefix: `${file.name}.`, sessionTimeoutMs: LONG_SESSION_MS };
  const scenario = new Scenario(options);
  const differences: Difference[] = [];
  for (const { command, expected } of file.blocks) {
    if (command.startsWith('config ')) continue;
    if (/^(restart|hold|fail|unload|topic-deleted)\b/.test(command)) break;
    // Another member's coming puts the first rebalance off once.
    const isDelay = command === 'advance 0';
    scenario.run(isDelay ? `advance ${2 * DELAY_LEAST_MS}` : command);
    const wanted = answersIn(expected);
    await peer.settle(() => scenario.lines.length >= wanted.length);
    const got = answersIn(scenario.lines);
    if (wanted.join('\n') !== got.join('\n')) differences.push({ command, expected: wanted, got });
  }
  peer.close();
  return differences;
}
