// kafka-reassign-partitions against a node of Ottla with two log directories. The words are those
// of Kafka 4.3's source.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { configs } from '../src/commands/configs.ts';
import { consoleProducer } from '../src/commands/console-producer.ts';
import { reassignPartitions } from '../src/commands/reassign-partitions.ts';
import { topics } from '../src/commands/topics.ts';
import { SimulatedTools, type ToolRun } from './simulated-tools.ts';

const SERVER = '--bootstrap-server broker:9092';
const RATE = 'replica.alter.log.dirs.io.max.bytes.per.second';
const CLEARED =
  'Clearing broker-level throttles on broker 1\nClearing topic-level throttles on topic orders\n';

let tools: SimulatedTools;

before(async () => {
  tools = await SimulatedTools.start({ 'log.dirs': '/data,/more' });
  await tools.run(topics, `${SERVER} --create --topic orders --partitions 2`);
  await tools.run(consoleProducer, `${SERVER} --topic orders`, { input: 'a\nb\nc\n' });
});

after(() => tools.stop());

const done = (out: string): ToolRun => ({ exit: 0, out, err: '' });
const failed = (out: string): ToolRun => ({ exit: 1, out, err: '' });

function run(args: string): Promise<ToolRun> {
  return tools.run(reassignPartitions, `${SERVER} ${args}`);
}

interface Entry {
  readonly topic?: string;
  readonly partition: number;
  readonly replicas?: readonly number[];
  readonly log_dirs?: readonly string[];
}

/** Runs an action with a file that asks for these. */
function runWith(action: string, ...entries: readonly Entry[]): Promise<ToolRun> {
  const partitions = entries.map((each) => ({ topic: 'orders', replicas: [1], ...each }));
  tools.writeFile('moves.json', JSON.stringify({ partitions, version: 1 }));
  return run(`--${action} --reassignment-json-file moves.json`);
}

const assignment = (...dirs: readonly string[]): string =>
  JSON.stringify({
    version: 1,
    partitions: dirs.map((dir, partition) => ({
      topic: 'orders',
      partition,
      replicas: [1],
      log_dirs: [dir],
    })),
  });

const BEGUN = (path: string, replica: string): string =>
  `Successfully started moving log directory to ${path} for replica ${replica} with broker 1 \n`;

const COMPLETED = (name: string): string =>
  `Status of partition reassignment:\nReassignment of partition ${name} is completed.\n`;

const STARTED = (names: string, before: string): string =>
  `Current partition replica assignment\n\n${before}\n\n` +
  'Save this to use as the --reassignment-json-file option during rollback\n' +
  `Successfully started partition reassignment${names.includes(',') ? 's' : ''} for ${names}\n`;

describe('a replica moves between directories', () => {
  const move = { partition: 0, log_dirs: ['/more'] };

  test('told before, while and after it does', async () => {
    const before =
      COMPLETED('orders-0') +
      'Partition orders-0 on broker 1 is not being moved from log dir /data to /more.\n';
    assert.deepEqual(await runWith('verify', move), done(before + CLEARED));
    assert.deepEqual(
      await runWith('execute', move),
      done(
        STARTED('orders-0', assignment('/data')) + BEGUN('/more', 'orders-0'),
      ),
    );
    await tools.universe.advance(2000);
    const verified =
      COMPLETED('orders-0') +
      'Reassignment of replica orders-0-1 completed successfully.\n';
    assert.deepEqual(await runWith('verify', move), done(verified + CLEARED));
  });

  test('slowly, and back', async () => {
    const slow = 'execute --replica-alter-log-dirs-throttle 1';
    const { exit, out } = await runWith(slow, { partition: 1, log_dirs: ['/data'] });
    assert.equal(exit, 0);
    assert.match(out, /\nThe replica-alter-dir throttle limit was set to 1 B\/s\n/);
    assert.match(out, /^Warning: You must run --verify periodically, until the reassignment /m);
    const described = await tools.run(configs, `${SERVER} --describe --broker 1`);
    assert.match(described.out, new RegExp(`${RATE}=1 `));
    const state = await runWith('verify', { partition: 1, log_dirs: ['/data'] });
    const head = COMPLETED('orders-1');
    assert.deepEqual(
      state,
      done(`${head}Reassignment of replica orders-1-1 is still in progress.\n`),
    );
    const other = await runWith('verify', { partition: 1, log_dirs: ['/more'] });
    const instead = 'is being moved to log dir /data instead of /more.\n';
    assert.deepEqual(other, done(`${head}Partition orders-1 on broker 1 ${instead}`));
    assert.deepEqual(
      await runWith('cancel', { partition: 1, log_dirs: ['/data'] }),
      done(
        'None of the specified partition reassignments are active.\n' +
          BEGUN('/more', 'orders-1') +
          CLEARED,
      ),
    );
    const cleared = await tools.run(configs, `${SERVER} --describe --broker 1`);
    assert.doesNotMatch(cleared.out, new RegExp(RATE));
    assert.deepEqual(
      await runWith('cancel', { partition: 1, log_dirs: ['/data'] }),
      done(
        'None of the specified partition reassignments are active.\n' +
          `None of the specified partition moves are active.${CLEARED}`,
      ),
    );
  });
});

test('an assignment is proposed', async () => {
  tools.writeFile('topics.json', JSON.stringify({ topics: [{ topic: 'orders' }], version: 1 }));
  const args = '--generate --topics-to-move-json-file topics.json --broker-list';
  const { exit, out } = await run(`${args} 1`);
  assert.equal(exit, 0);
  const [head, current = '', gap, title, proposed] = out.split('\n');
  assert.equal(head, 'Current partition replica assignment');
  assert.match(current, /"log_dirs":\["\/more"\]/);
  assert.deepEqual([gap, title], ['', 'Proposed partition reassignment configuration']);
  assert.equal(proposed, assignment('any', 'any'));
  const twice = 'Error: Broker list contains duplicate entries: [1]\n';
  assert.deepEqual(await run(`${args} 1,1`), failed(twice));
});

test('nothing is under way', async () => {
  assert.deepEqual(await run('--list'), done('No partition reassignments found.\n'));
});

describe('what cannot be done', () => {
  test('is told on standard output', async () => {
    const list = 'Error: Partition reassignment list cannot be empty\n';
    assert.deepEqual(await runWith('execute'), failed(list));
    assert.deepEqual(
      await runWith('execute', { partition: 0, replicas: [7] }),
      failed('Error: Unknown broker id 7\n'),
    );
    assert.deepEqual(
      await runWith('execute', { partition: 0 }, { partition: 0 }),
      failed('Error: Partition reassignment contains duplicate topic partitions: orders-0\n'),
    );
    assert.deepEqual(
      await runWith('execute', { partition: 0, log_dirs: ['/a', '/b'] }),
      failed(
        'Error: Size of replicas list [1] is different from size of log dirs list [/a, /b] for ' +
          'partition orders-0\n',
      ),
    );
    const { exit, out } = await runWith('execute', { partition: 0, log_dirs: ['/nowhere'] });
    assert.equal(exit, 1);
    assert.match(out, /\nError: Failed to alter dir for orders-0-1\nCaused by: .*LogDirNotFoundE/);
    const missing = await runWith('execute', { topic: 'nobody', partition: 0 });
    assert.equal(missing.exit, 1);
    assert.match(missing.out, /^Error: .*UnknownTopicOrPartitionE\w+: Topic nobody not found\.\n$/);
  });

  test('a wrong call is told with the usage', async () => {
    for (const [args, problem] of [
      ['', /^Command must include exactly one action: --generate, --execute, --verify, --canc/],
      ['--list --verify', /^Command must include exactly one action/],
      ['--verify', /^Missing required argument "\[reassignment-json-file\]"/],
      ['--list --additional', /^Option "\[additional\]" can't be used with action "\[list\]"/],
    ] as const) {
      const { exit, err } = await run(args);
      assert.equal(exit, 1);
      assert.match(err, problem);
    }
  });
});
