import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { KafkaError } from '@ottla/client';
import { errors } from '@ottla/protocol';

import { parseOptions } from '../../cli/parse-options.ts';
import { featureLines } from '../features.ts';
import { reportOf, updatesOf, type FeatureAction } from './feature-updates.ts';
import { featureCommands } from './options.ts';

function updates(action: FeatureAction, args: string): string[] {
  const spec = featureCommands.get(action);
  assert.ok(spec !== undefined);
  const options = parseOptions(spec, args === '' ? [] : args.split(' '));
  return updatesOf(action, options, () => undefined).map(
    ({ feature, maxLevel, upgradeType }) => `${feature}=${maxLevel} ${upgradeType}`,
  );
}

describe('what is asked for', () => {
  const table: readonly (readonly [action: FeatureAction, args: string, expected: string[]])[] = [
    ['upgrade', '--feature a=1 --feature b=2', ['a=1 upgrade', 'b=2 upgrade']],
    ['upgrade', '--metadata 4.3-IV0', ['metadata.version=30 upgrade']],
    ['downgrade', '--feature a=0', ['a=0 safe-downgrade']],
    ['downgrade', '--feature a=0 --unsafe', ['a=0 unsafe-downgrade']],
    ['disable', '--feature a', ['a=0 safe-downgrade']],
  ];
  for (const [action, args, expected] of table) {
    test(`${action} ${args}`, () => assert.deepEqual(updates(action, args), expected));
  }

  test('an upgrade to a release leaves out what it does not have, a downgrade does not', () => {
    const up = updates('upgrade', '--release-version 4.0-IV3');
    const down = updates('downgrade', '--release-version 4.0-IV3');
    assert.ok(up.includes('metadata.version=25 upgrade'), up.join());
    assert.ok(!up.some((each) => each.startsWith('share.version')), up.join());
    assert.ok(down.includes('share.version=0 safe-downgrade'), down.join());
  });
});

describe('refused', () => {
  const table: readonly (readonly [action: FeatureAction, args: string, message: string])[] = [
    ['upgrade', '', 'You must specify at least one feature to upgrade'],
    ['disable', '', 'You must specify at least one feature to disable'],
    ['upgrade', '--feature a', "Can't parse feature=level string a: equals sign not found."],
    [
      'upgrade',
      '--feature a=b',
      "Can't parse feature=level string a=b: unable to parse b as a short.",
    ],
    ['upgrade', '--feature a=1 --feature a=2', 'Feature a was specified more than once.'],
    [
      'upgrade',
      '--release-version 4.3 --feature a=1',
      'Can not specify `release-version` with other feature flags.',
    ],
  ];
  for (const [action, args, message] of table) {
    test(`${action} ${args}`, () => assert.throws(() => updates(action, args), { message }));
  }
});

describe('what became of it', () => {
  const error = new KafkaError(errors.INVALID_UPDATE_VERSION, 'No.');
  const outcomes = [
    [{ feature: 'b', maxLevel: 2 }, undefined],
    [{ feature: 'a', maxLevel: 1 }, error],
  ] as const;

  test('upgrade', () => {
    const { lines, failure } = reportOf('upgrade', false, outcomes);
    assert.deepEqual(lines, ['Could not upgrade a to 1. No.', 'b was upgraded to 2.']);
    assert.equal(failure?.message, '1 out of 2 operation(s) failed.');
  });

  test('disable, dry', () => {
    const { lines } = reportOf('disable', true, outcomes);
    assert.deepEqual(lines, ['Can not disable a. No.', 'b can be disabled.']);
    assert.equal(reportOf('disable', true, outcomes.slice(0, 1)).failure, undefined);
  });
});

test('describe', () => {
  const lines = featureLines({
    supported: new Map([
      ['metadata.version', { minVersion: 7, maxVersion: 99 }],
      ['group.version', { minVersion: 0, maxVersion: 1 }],
    ]),
    finalized: new Map([['metadata.version', { minLevel: 7, maxLevel: 30 }]]),
    finalizedEpoch: null,
  });
  assert.deepEqual(lines, [
    'Feature: group.version                             SupportedMinVersion: 0                ' +
      'SupportedMaxVersion: 1                FinalizedVersionLevel: 0                Epoch: -',
    'Feature: metadata.version                          SupportedMinVersion: 3.3-IV3          ' +
      'SupportedMaxVersion: UNKNOWN 99       FinalizedVersionLevel: 4.3-IV0          Epoch: -',
  ]);
});
