// What Apache Kafka's tools say of a cluster that must not change when another broker opens its
// directories: topics with their ids and configs, offsets of every kind, groups and where they are.

import assert from 'node:assert/strict';

import { JAVA_TOOLS, type JavaTool } from '../peers/java.ts';
import type { JavaRunner } from '../tools/java-runner.ts';

export type Tool = (tool: JavaTool, ...args: readonly string[]) => Promise<string>;

/** Runs one tool against `bootstrap`; its standard output, where it ends well. */
export function toolAt(runner: JavaRunner, bootstrap: string): Tool {
  return async (tool, ...args) => {
    const all = ['--bootstrap-server', bootstrap, ...args];
    const run = await runner.run(JAVA_TOOLS[tool], all);
    assert.equal(run.code, 0, `${tool} ${args.join(' ')}:\n${run.stdout}${run.stderr}`);
    return run.stdout;
  };
}

/** Lines in an order of their own: brokers list in any. */
export async function describeCluster(tool: Tool): Promise<readonly string[]> {
  const texts = [
    await tool('topics', '--describe'),
    await tool('configs', '--describe', '--entity-type', 'topics'),
    await tool('configs', '--describe', '--entity-type', 'brokers'),
    await tool('consumer-groups', '--describe', '--all-groups'),
    await tool('consumer-groups', '--describe', '--all-groups', '--members', '--verbose'),
  ];
  for (const time of ['earliest', 'latest', 'max-timestamp']) {
    const offsets = await tool('get-offsets', '--exclude-internal-topics', '--time', time);
    texts.push(offsets.replace(/^(?=.)/gm, `${time} `));
  }
  const lines = texts.join('\n').split('\n').map((line) => line.replaceAll(/ +/g, ' ').trim());
  return lines.filter((line) => line !== '').toSorted();
}

export async function logStarts(tool: Tool, topic: string): Promise<ReadonlyMap<number, number>> {
  const text = await tool('get-offsets', '--topic', topic, '--time', 'earliest');
  const lines = text.trim().split('\n').map((line) => line.split(':'));
  return new Map(lines.map(([, partition, offset]) => [Number(partition), Number(offset)]));
}
