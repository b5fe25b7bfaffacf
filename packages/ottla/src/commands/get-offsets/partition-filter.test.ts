import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { offsetSpecOf } from '../get-offsets.ts';
import { ToolError } from '../java-manner/tool-error.ts';
import { byRules, byTopicAndPartitions, type PartitionFilter } from './partition-filter.ts';

const ALL = ['a-0', 'a-1', 'a-2', 'b-0', 'b-1', 'b-2'];

function allowed(filter: PartitionFilter): string {
  const names = ALL.filter((name) => {
    const [topic = '', partition] = name.split('-');
    const isAllowed = filter.allows(topic, Number(partition));
    assert.ok(!isAllowed || filter.allowsTopic(topic), `${name} without its topic`);
    return isAllowed;
  });
  return names.join(' ');
}

describe('rules', () => {
  const table: readonly (readonly [rules: string, expected: string])[] = [
    ['a', 'a-0 a-1 a-2'],
    ['a:1', 'a-1'],
    ['a:0-2', 'a-0 a-1'],
    ['a:1-', 'a-1 a-2'],
    ['a:-1', 'a-0'],
    ['a:', 'a-0 a-1 a-2'],
    ['a:-', 'a-0 a-1 a-2'],
    [':2', 'a-2 b-2'],
    ['[ab]:0', 'a-0 b-0'],
    ['a:0,b:1', 'a-0 b-1'],
    ['a:0,', 'a-0'],
    ['a:2-1', ''],
    ['c', ''],
  ];
  for (const [rules, expected] of table) {
    test(rules, () => assert.equal(allowed(byRules(rules)), expected));
  }

  for (const rules of ['a:b', 'a:1:2', 'a:1-2-3', '[']) {
    test(`${rules} is none`, () => assert.throws(() => byRules(rules), ToolError));
  }
});

describe('a topic and partitions', () => {
  type Row = readonly [topic: string | undefined, partitions: string | undefined, string];
  const table: readonly Row[] = [
    [undefined, undefined, ALL.join(' ')],
    ['a', undefined, 'a-0 a-1 a-2'],
    ['a,b', '0', 'a-0 b-0'],
    ['.*', '1,2', 'a-1 a-2 b-1 b-2'],
    ['a', '', 'a-0 a-1 a-2'],
  ];
  for (const [topic, partitions, expected] of table) {
    test(`${topic} ${partitions}`, () => {
      assert.equal(allowed(byTopicAndPartitions(topic, partitions)), expected);
    });
  }

  test('partitions must be numbers', () => {
    assert.throws(() => byTopicAndPartitions('a', '1,x'), {
      message:
        '--partitions expects a comma separated list of numeric partition ids, but received: 1,x',
    });
  });
});

describe('--time', () => {
  const table: readonly (readonly [text: string, expected: unknown])[] = [
    ['latest', 'latest'],
    ['-1', 'latest'],
    ['-2', 'earliest'],
    ['-3', 'max-timestamp'],
    ['-4', 'earliest-local'],
    ['-5', 'latest-tiered'],
    ['-6', 'earliest-pending-upload'],
    ['earliest-local', 'earliest-local'],
    ['0', { timestamp: 0 }],
    ['1767225600000', { timestamp: 1767225600000 }],
    ['-7', { timestamp: -7 }],
  ];
  for (const [text, expected] of table) {
    test(text, () => assert.deepEqual(offsetSpecOf({ value: () => text }), expected));
  }

  test('neither a name nor a number', () => {
    const spec = (): unknown => offsetSpecOf({ value: () => 'soon' });
    assert.throws(spec, /^.*: Malformed time argument soon\./);
  });
});
