// Reads the part of YAML that our files of Prometheus' rules are written in: maps, lists of maps,
// plain texts and folded ones. What is not of it is refused, so that no file means something else
// to a real reader.

import assert from 'node:assert/strict';

export type Rules = string | readonly Rules[] | { readonly [key: string]: Rules };

interface Line {
  readonly indent: number;
  readonly text: string;
  readonly number: number;
}

/** A plain text that a real reader takes for a text, or for a number, as it stands. */
const PLAIN = /^(?![-?:,[\]{}#&*!|>'"%@`])(?!.*(: | #|:$)).+$/;

export function readRules(text: string): Rules {
  const lines = text
    .split('\n')
    .map((line, index) => lineOf(line, index + 1))
    .filter(({ text: rest }) => rest !== '' && !rest.startsWith('#'));
  const rules = readBlock(lines);
  assert.deepEqual(lines, [], 'lines that belong to nothing');
  return rules;
}

function lineOf(line: string, number: number): Line {
  assert.match(line, /^ *([^\s].*[^\s]|[^\s])?$/, `line ${number} has tabs or a space at its end`);
  const text = line.trimStart();
  return { indent: line.length - text.length, text, number };
}

/** Takes what begins with the first of the lines, and all that is not further to the left. */
function readBlock(lines: Line[]): Rules {
  const first = lines[0];
  assert.ok(first !== undefined, 'nothing is there');
  return first.text.startsWith('- ') ? readList(lines, first.indent) : readMap(lines, first.indent);
}

function readList(lines: Line[], indent: number): Rules[] {
  const items: Rules[] = [];
  for (let line = lines[0]; line?.indent === indent; line = lines[0]) {
    assert.match(line.text, /^- \w+:/, `line ${line.number} begins no map`);
    lines[0] = { ...line, indent: indent + 2, text: line.text.slice(2) };
    items.push(readMap(lines, indent + 2));
  }
  return items;
}

function readMap(lines: Line[], indent: number): Rules {
  const map: Record<string, Rules> = {};
  for (let line = lines[0]; line?.indent === indent; line = lines[0]) {
    const [, key = '', value = ''] = /^(\w+):(?: (.+))?$/.exec(line.text) ?? [];
    assert.ok(key !== '' && !(key in map), `line ${line.number} has no key, or one again`);
    lines.shift();
    if (value === '') map[key] = readDeeper(lines, line, readBlock);
    else if (value === '>-') map[key] = readDeeper(lines, line, readFolded);
    else map[key] = plain(value, line);
  }
  return map;
}

function readDeeper(lines: Line[], above: Line, read: (lines: Line[]) => Rules): Rules {
  const isDeeper = (lines[0]?.indent ?? 0) > above.indent;
  assert.ok(isDeeper, `nothing is below line ${above.number}`);
  return read(lines);
}

function readFolded(lines: Line[]): string {
  const indent = lines[0]?.indent ?? 0;
  const count = lines.findIndex((line) => line.indent !== indent);
  const taken = lines.splice(0, count === -1 ? lines.length : count);
  return taken.map(({ text }) => text).join(' ');
}

function plain(value: string, { number }: Line): string {
  assert.match(value, PLAIN, `line ${number}: write it after >-`);
  return value;
}
