// The measuring and the verifiable tools against a node of Ottla, in virtual time.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Command } from '../src/cli/command.ts';
import { consoleConsumer } from '../src/commands/console-consumer.ts';
import { consumerGroups } from '../src/commands/consumer-groups.ts';
import { consumerPerfTest } from '../src/commands/consumer-perf-test.ts';
import { e2eLatency } from '../src/commands/e2e-latency.ts';
import { producerPerfTest } from '../src/commands/producer-perf-test.ts';
import { verifiableConsumer } from '../src/commands/verifiable-consumer.ts';
import { verifiableProducer } from '../src/commands/verifiable-producer.ts';
import { SimulatedTools, type RunOptions, type ToolRun } from './simulated-tools.ts';

const SERVER = '--bootstrap-server broker:9092';

let tools: SimulatedTools;

before(async () => {
  tools = await SimulatedTools.start();
});

after(() => tools.stop());

function run(tool: Command, args: string, options?: RunOptions): Promise<ToolRun> {
  return tools.run(tool, `${SERVER} ${args}`, options);
}

/** The lines of JSON without their times. */
function events({ out }: ToolRun): { readonly name: string; readonly [field: string]: unknown }[] {
  return out
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { timestamp, ...event } = JSON.parse(line);
      assert.equal(typeof timestamp, 'number');
      return event;
    });
}

describe('producer-perf-test', () => {
  test('sends so many records, and says how fast', async () => {
    const args = '--topic perf --num-records 50 --throughput -1 --payload-monotonic';
    const { exit, out } = await run(producerPerfTest, args);
    assert.equal(exit, 0);
    assert.match(out, /^50 records sent, [\d.]+ records\/sec .* ms 99\.9th\.\n$/);
    const read = '--topic perf --partition 0 --offset 48 --max-messages 2';
    assert.equal((await run(consoleConsumer, read)).out, '48\n49\n');
  });

  test('keeps to its throughput', async () => {
    const args = '--topic paced --num-records 200 --throughput 100 --record-size 10';
    const { out } = await run(producerPerfTest, `${args} --reporting-interval 1000`);
    const perSecond = Number(/^200 records sent, ([\d.]+) /m.exec(out)?.[1]);
    assert.ok(perSecond > 90 && perSecond < 110, out);
    assert.match(out, /^1?\d\d records sent, .* ms max latency\.\n/);
  });

  test('a warm-up has its own summary', async () => {
    const args = '--topic warm --num-records 10 --throughput -1 --record-size 5';
    const { out } = await run(producerPerfTest, `${args} --warmup-records 4`);
    const lines = out.trimEnd().split('\n').map((line) => line.split(',')[0]);
    assert.match(lines[0] ?? '', /^Warmup first 4 records\./);
    assert.deepEqual(lines.slice(1), ['10 records sent', '6 steady state records sent']);
  });

  test('payloads come from a file', async () => {
    tools.writeFile('payloads.txt', 'only\n');
    const args = '--topic filed --num-records 2 --throughput -1 --payload-file payloads.txt';
    const { out } = await run(producerPerfTest, args);
    assert.match(out, /^Reading payloads from: \/home\/payloads\.txt\nNumber of records read: 1\n/);
    const read = '--topic filed --partition 0 --offset 0 --max-messages 2';
    assert.equal((await run(consoleConsumer, read)).out, 'only\nonly\n');
  });

  const wrong: [args: string, message: RegExp][] = [
    ['--topic t --num-records 1 --throughput -1', /one of the arguments --record-size/],
    ['--num-records 1 --throughput -1 --record-size 1', /argument --topic is required/],
    [
      '--topic t --num-records 0 --throughput -1 --record-size 1',
      /--num-records should be greater than zero\./,
    ],
    [
      '--topic t --num-records 1 --throughput -1 --record-size 1 --transactional-id x',
      /--transactional-id is not served yet: it comes with transactions/,
    ],
  ];
  for (const [args, message] of wrong) {
    test(args, async () => {
      const { exit, out, err } = await run(producerPerfTest, args);
      assert.deepEqual([exit, out], [1, '']);
      assert.match(err, message);
    });
  }
});

describe('consumer-perf-test', () => {
  before(() => {
    const args = '--topic reads --num-records 20 --throughput -1 --record-size 10';
    return run(producerPerfTest, args);
  });

  test('reads so many', async () => {
    const { exit, out } = await run(consumerPerfTest, '--topic reads --num-records 20');
    assert.equal(exit, 0);
    assert.match(out, /^start\.time, end\.time, .*\n[^,]+, [^,]+, 0\.0002, [\d.]+, 20, /);
  });

  test('gives up where there are fewer', async () => {
    const args = '--topic reads --num-records 21 --timeout 2000 --hide-header';
    const { exit, out } = await run(consumerPerfTest, args);
    assert.equal(exit, 0);
    assert.match(out, /^WARNING: Exiting before .* timeout \(2000 ms\) exceeded\. .*\n.*, 20, /);
  });
});

test('e2e-latency makes the topic, measures, and leaves its group behind', async () => {
  const args = '--topic there-and-back --num-records 3 --producer-acks all --record-size 8';
  const keyed = `${args} --record-key-size 4 --num-headers 1 --record-header-key-size 2`;
  const { exit, out, err } = await run(e2eLatency, keyed);
  assert.deepEqual([exit, err], [0, '']);
  assert.match(
    out,
    /^Topic "there-and-back" does not exist\. .*\n0\t[\d.E-]+\nAvg latency: .* ms\nPercentiles: /,
  );
  assert.match((await run(consumerGroups, '--list')).out, /^test-group-\d+$/m);
});

describe('verifiable tools', () => {
  test('what the one sends, the other gets', async () => {
    const args = '--topic checked --max-messages 3 --value-prefix 7 --repeating-keys 2';
    const sent = events(await run(verifiableProducer, args));
    const acked = sent.filter(({ name }) => name === 'producer_send_success');
    assert.deepEqual(
      acked.map(({ key, value, offset }) => [key, value, offset]),
      [['0', '7.0', 0], ['1', '7.1', 1], ['0', '7.2', 2]],
    );
    assert.deepEqual(sent.map(({ name }) => name).slice(-2), ['shutdown_complete', 'tool_data']);

    const read = '--topic checked --group-id checkers --max-messages 3 --verbose';
    const got = events(await run(verifiableConsumer, read));
    const names = got.map(({ name }) => name);
    assert.deepEqual(names, [
      'startup_complete',
      'partitions_assigned',
      'record_data',
      'record_data',
      'record_data',
      'records_consumed',
      'offsets_committed',
      'partitions_revoked',
      'shutdown_complete',
      'shutdown_requested',
    ]);
    assert.deepEqual(got[6], {
      name: 'offsets_committed',
      offsets: [{ topic: 'checked', partition: 0, offset: 3 }],
      success: true,
    });
  });

  test('a signal ends them in order', async () => {
    const producing = '--topic endless --throughput 10';
    const sent = await run(verifiableProducer, producing, { interruptAfterMs: 1_000 });
    const [data] = events(sent).slice(-1);
    assert.equal(sent.exit, 130);
    assert.equal(data?.['sent'], data?.['acked']);
    assert.ok(Number(data?.['sent']) >= 9, sent.out);

    const reading = '--topic endless --group-id enders';
    const got = await run(verifiableConsumer, reading, { interruptAfterMs: 15_000 });
    assert.equal(got.exit, 130);
    assert.deepEqual(
      events(got).map(({ name }) => name).slice(-3),
      ['shutdown_requested', 'partitions_revoked', 'shutdown_complete'],
    );
  });

  test('a record that cannot be sent is told of', async () => {
    const [, failed] = events(await run(verifiableProducer, '--topic bad* --max-messages 1'));
    assert.deepEqual(failed, {
      name: 'producer_send_error',
      topic: 'bad*',
      key: null,
      value: '0',
      exception: 'class org.apache.kafka.common.errors.InvalidTopicException',
      message: 'Invalid topics: [bad*]',
    });
  });
});
