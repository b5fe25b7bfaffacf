import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nearestName } from './nearest-name.ts';

const NAMES = ['log.retention.ms', 'log.retention.hours', 'num.partitions', 'port'];

for (const [given, expected] of [
  ['log.retention.mss', 'log.retention.ms'],
  ['num.partition', 'num.partitions'],
  ['nun.partitoins', 'num.partitions'],
  ['prot', undefined],
  ['por', 'port'],
  ['zookeeper.connect', undefined],
  ['', undefined],
] as const) {
  test(`${given} means ${expected}`, () => assert.equal(nearestName(given, NAMES), expected));
}
