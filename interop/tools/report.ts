// What a comparison looks like to a person: the lines that differ, and a table over the tools.

import type { Comparison } from './compare.ts';

const LINES_MAX = 12;

function linesOnlyIn(text: string, other: string): string[] {
  const there = new Set(other.split('\n'));
  return text.split('\n').filter((line) => !there.has(line));
}

function firstLines(lines: readonly string[], mark: string): string[] {
  const shown = lines.slice(0, LINES_MAX).map((line) => `  ${mark} ${line}`);
  return lines.length > LINES_MAX ? [...shown, `  ${mark} … ${lines.length} lines`] : shown;
}

export function describeDifference({ toolCase, verdict, java, ours, stderr }: Comparison): string {
  const { name, tool, args, exception } = toolCase;
  const head = `${verdict}${exception === undefined ? '' : ` (listed: ${exception})`}: ${name}`;
  const body = [
    ...firstLines(linesOnlyIn(java, ours), 'java |'),
    ...firstLines(linesOnlyIn(ours, java), 'ours |'),
    ...firstLines(stderr.java.trimEnd().split('\n').slice(0, 3), 'java 2>'),
    ...firstLines(stderr.ours.trimEnd().split('\n').slice(0, 3), 'ours 2>'),
  ];
  return [head, `  $ ${tool} ${args.join(' ')}`, ...body, ''].join('\n');
}

export interface Counts {
  readonly sets: number;
  readonly equal: number;
  readonly listed: number;
  readonly unlisted: number;
}

export function countVerdicts(comparisons: readonly Comparison[]): Counts {
  const different = comparisons.filter(({ verdict }) => verdict !== 'equal');
  const listed = different.filter(({ toolCase }) => toolCase.exception !== undefined).length;
  return {
    sets: comparisons.length,
    equal: comparisons.length - different.length,
    listed,
    unlisted: different.length - listed,
  };
}

export function describeTable(comparisons: readonly Comparison[]): string {
  const byTool = Map.groupBy(comparisons, ({ toolCase }) => toolCase.tool);
  const cells = (values: readonly unknown[]): string =>
    values.map((value) => String(value).padStart(10)).join('');
  const row = (name: string, { sets, equal, listed, unlisted }: Counts): string =>
    `${name.padEnd(22)}${cells([sets, equal, listed, unlisted])}`;
  return [
    `${'tool'.padEnd(22)}${cells(['sets', 'equal', 'listed', 'differ'])}`,
    ...[...byTool].map(([tool, group]) => row(tool, countVerdicts(group))),
    row('all', countVerdicts(comparisons)),
  ].join('\n');
}
