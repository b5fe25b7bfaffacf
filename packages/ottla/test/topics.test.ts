// `topics` against a node of Ottla: what it prints where, and how it ends. The words are those of
// Kafka 4.3's kafka-topics.sh.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { topics } from '../src/commands/topics.ts';
import { SimulatedTools, type ToolRun } from './simulated-tools.ts';

const SERVER = '--bootstrap-server broker:9092';
const LOGGER = '(org.apache.kafka.tools.TopicCommand)';

let tools: SimulatedTools;

before(async () => {
  tools = await SimulatedTools.start();
});

after(() => tools.stop());

function run(args: string): Promise<ToolRun> {
  return tools.run(topics, `${SERVER} ${args}`);
}

/** Java's way to tell a failure: one line on each stream, exit code 1. */
function failure(message: string, javaClass: string): ToolRun {
  return {
    exit: 1,
    out: `Error while executing topic command : ${message}\n`,
    err: `[TIME] ERROR ${javaClass}: ${message}\n ${LOGGER}\n`,
  };
}

const done = (out: string): ToolRun => ({ exit: 0, out, err: '' });

test('the life of a topic', async () => {
  assert.deepEqual(await run('--list'), done('\n'));
  assert.deepEqual(await run('--create --topic a --partitions 2'), done('Created topic a.\n'));
  assert.deepEqual(await run('--list'), done('a\n'));
  const { out } = await run('--describe --topic a');
  assert.match(
    out,
    /^Topic: a\tTopicId: [\w-]{22}\tPartitionCount: 2\tReplicationFactor: 1\tConfigs: .*\n/,
  );
  assert.deepEqual(out.split('\n').slice(1), [
    '\tTopic: a\tPartition: 0\tLeader: 1\tReplicas: 1\tIsr: 1\tElr: \tLastKnownElr: ',
    '\tTopic: a\tPartition: 1\tLeader: 1\tReplicas: 1\tIsr: 1\tElr: \tLastKnownElr: ',
    '',
  ]);
  const id = /TopicId: ([\w-]{22})/.exec(out)?.[1];
  // By id it is Metadata that answers, which knows nothing of eligible leader replicas.
  const byId = (await run(`--describe --topic-id ${id}`)).out;
  assert.equal(byId.replaceAll('N/A', ''), out);
  assert.deepEqual(await run('--alter --topic a --partitions 3'), done(''));
  assert.match((await run('--describe --topic a')).out, /PartitionCount: 3/);
  assert.deepEqual(await run('--delete --topic a'), done(''));
  assert.deepEqual(await run('--list'), done('\n'));
});

test('lists and descriptions as JSON', async () => {
  await run('--create --topic shown --partitions 2 --config retention.ms=7');
  assert.deepEqual(await run('--list --json'), done('{"topics":["shown"]}\n'));
  const { topics: described } = JSON.parse((await run('--describe --topic shown --json')).out);
  assert.equal(described.length, 1);
  assert.equal(described[0].configs['retention.ms'], '7');
  assert.deepEqual(
    described[0].partitions.map(({ partition, leader }: Record<string, number>) => [
      partition,
      leader,
    ]),
    [[0, 1], [1, 1]],
  );
  assert.equal((await run('--delete --topic shown --json')).exit, 1);
  await run('--delete --topic shown');
});

test('a name with a dot or an underscore is warned of', async () => {
  const { out, exit } = await run('--create --topic x_y.z --config retention.ms=1000');
  assert.match(out, /^WARNING: Due to limitations in metric names, .*\nCreated topic x_y.z.\n$/);
  assert.equal(exit, 0);
  assert.match((await run('--describe --topic x_y.z')).out, /Configs: .*retention.ms=1000/);
  await run('--delete --topic x_y.z');
});

describe('failures', () => {
  before(() => run('--create --topic there'));
  after(() => run('--delete --topic there'));

  const illegal = 'java.lang.IllegalArgumentException';
  const kafka = 'org.apache.kafka.common.errors.';
  const table: readonly (readonly [args: string, message: string, javaClass: string])[] = [
    ['--create --topic there', "Topic 'there' already exists.", `${kafka}TopicExistsException`],
    ['--delete --topic nope', "Topic 'nope' does not exist as expected", illegal],
    ['--describe --topic nope', "Topic 'nope' does not exist as expected", illegal],
    ['--alter --topic nope --partitions 2', "Topic 'nope' does not exist as expected", illegal],
    ['--create --topic x --partitions 0', 'The partitions must be greater than 0', illegal],
    [
      '--create --topic x --partitions two',
      "Cannot parse argument 'two' of option partitions",
      'joptsimple.OptionArgumentConversionException',
    ],
    [
      '--create --topic x --config nonsense=1',
      'Unknown topic config name: nonsense',
      `${kafka}InvalidConfigurationException`,
    ],
    [
      '--alter --topic there --partitions 1',
      'Topic already has 1 partition(s).',
      `${kafka}InvalidPartitionsException`,
    ],
  ];
  for (const [args, message, javaClass] of table) {
    test(args, async () => assert.deepEqual(await run(args), failure(message, javaClass)));
  }

  test('of several topics are told by the first of them', async () => {
    for (const name of ['pair-1', 'pair-2']) await run(`--create --topic ${name} --partitions 1`);
    const message = 'Topic already has 1 partition(s).';
    const told = failure(message, `${kafka}InvalidPartitionsException`);
    assert.deepEqual(await run('--alter --topic pair-.* --partitions 1'), told);
    assert.deepEqual(await run('--delete --topic pair-.*'), done(''));
  });

  test('are none where the user said so', async () => {
    assert.deepEqual(await run('--create --topic there --if-not-exists'), done(''));
    assert.deepEqual(await run('--delete --topic nope --if-exists'), done(''));
    assert.deepEqual(await run('--describe --topic nope --if-exists'), done(''));
    assert.deepEqual(await run('--alter --topic nope --partitions 2 --if-exists'), done(''));
  });
});

describe('wrong usage: the reason first, then the help, exit code 1', () => {
  const table: readonly (readonly [args: string, message: string])[] = [
    ['', 'Create, delete, describe, or change a topic.'],
    [
      `${SERVER} --create --list`,
      'Command must include exactly one action: --list, --describe, --create, --alter or --delete',
    ],
    [`${SERVER} --create`, 'Missing required argument "[topic]"'],
    [`${SERVER} --alter --topic a`, 'Missing required argument "[partitions]"'],
    [
      `${SERVER} --list --partitions 2`,
      'Option "[partitions]" can\'t be used with option "[list]"',
    ],
    [`${SERVER} --nonsense`, 'nonsense is not a recognized option'],
    ['--list', '--bootstrap-server must be specified'],
  ];
  for (const [args, message] of table) {
    test(args === '' ? 'no arguments' : args, async () => {
      const { exit, out, err } = await tools.run(topics, args);
      assert.deepEqual([exit, out, err.split('\n')[0]], [1, '', message]);
    });
  }
});

test('settings come from --command-config; what cannot be used says so', async () => {
  tools.writeFile('good.properties', 'client.id=me\nrequest.timeout.ms=5000\nfoo=bar\n');
  assert.deepEqual(await run('--list --command-config good.properties'), {
    exit: 0,
    out: '\n',
    err: "Warning: these configurations '[foo]' were supplied but are not used.\n",
  });
  tools.writeFile('bad.properties', 'interceptor.classes=a.B\n');
  const { exit, err } = await run('--list --command-config bad.properties');
  assert.equal(exit, 1);
  assert.equal(err, 'interceptor.classes cannot be used: this client loads no Java classes\n');
  const missing = await run('--list --command-config nope.properties');
  assert.deepEqual(missing, {
    exit: 1,
    out: '',
    err: 'nope.properties (No such file or directory)\n',
  });
});

test('no broker at that address: one line that names it, within the timeout', async () => {
  tools.writeFile('quick.properties', 'default.api.timeout.ms=3000\n');
  const args = '--bootstrap-server broker:9 --list --command-config quick.properties';
  const { exit, out } = await tools.run(topics, args);
  assert.equal(exit, 1);
  assert.match(out, /^Error while executing topic command : .*3000 ms.*broker:9.*\n$/);
});
