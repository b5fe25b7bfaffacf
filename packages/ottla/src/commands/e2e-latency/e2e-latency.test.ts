import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { CommandFailure } from '../../cli/command.ts';
import { UsageError } from '../../cli/option-spec.ts';
import { parseOptions } from '../../cli/parse-options.ts';
import { latencyLines } from './latencies.ts';
import { e2eLatencyTool, namedArguments, planOf } from './options.ts';

test('average and percentiles', () => {
  const latencies = Array.from({ length: 1_000 }, (_, index) => index + 0.5);
  assert.deepEqual(latencyLines(latencies), [
    'Avg latency: 500.0000 ms',
    'Percentiles: 50th = 500, 99th = 990, 99.9th = 999',
  ]);
  assert.deepEqual(latencyLines([2.25]), [
    'Avg latency: 2.2500 ms',
    'Percentiles: 50th = 2, 99th = 2, 99.9th = 2',
  ]);
});

describe('arguments by position', () => {
  test('get their names, and a warning', () => {
    const told: string[] = [];
    const args = namedArguments('h:1 t 10 all 100 f'.split(' '), (line) => void told.push(line));
    assert.deepEqual(
      args.join(' '),
      '--bootstrap-server h:1 --topic t --num-records 10 --producer-acks all --record-size 100 ' +
        '--command-config f',
    );
    assert.match(told.join(''), /^WARNING: Positional argument usage is deprecated/);
  });

  test('must be five or six', () => {
    assert.throws(() => namedArguments(['h:1', 't'], () => undefined), CommandFailure);
  });

  test('named ones stay', () => {
    const args = ['--topic', 't'];
    assert.equal(namedArguments(args, () => undefined), args);
  });
});

describe('refused', () => {
  const all = '--bootstrap-server h:1 --topic t --num-records 10 --producer-acks 1 --record-size 8';
  const plan = (args: string): unknown => planOf(parseOptions(e2eLatencyTool, args.split(' ')));
  const table: [string, RegExp][] = [
    [all.replace('--topic t ', ''), /^Missing required argument "\[topic\]"$/],
    [all.replace('acks 1', 'acks 0'), /^Invalid value for --producer-acks\. /],
    [all.replace('records 10', 'records 0'), /^Value for --num-records must be a positive/],
    [all.replace('size 8', 'size -1'), /^Value for --record-size must be a non-negative/],
    [`${all} --num-headers -1`, /^Value for --num-headers must be a non-negative/],
    [`${all} --record-header-size -2`, /or -1 for null header value\.$/],
    [all.replace('records 10', 'records x'), /^Cannot parse argument 'x' of option num-records$/],
  ];
  for (const [args, message] of table) {
    test(args, () => {
      assert.throws(
        () => plan(args),
        (error) => error instanceof UsageError && message.test(error.message),
      );
    });
  }
});
