// The tools of administration against a node of Ottla: what they print where, and how they end. The
// words are those of Kafka 4.3.1's scripts; interop/tools compares many more sets of arguments.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Command } from '../src/cli/command.ts';
import { brokerApiVersions } from '../src/commands/broker-api-versions.ts';
import { cluster } from '../src/commands/cluster.ts';
import { configs } from '../src/commands/configs.ts';
import { consoleProducer } from '../src/commands/console-producer.ts';
import { deleteRecords } from '../src/commands/delete-records.ts';
import { features } from '../src/commands/features.ts';
import { getOffsets } from '../src/commands/get-offsets.ts';
import { leaderElection } from '../src/commands/leader-election.ts';
import { logDirs } from '../src/commands/log-dirs.ts';
import { metadataQuorum } from '../src/commands/metadata-quorum.ts';
import { runClass } from '../src/commands/run-class.ts';
import { topics } from '../src/commands/topics.ts';
import { findTool } from '../src/tools.ts';
import { SimulatedTools, type ToolRun } from './simulated-tools.ts';

const SERVER = '--bootstrap-server broker:9092';

let tools: SimulatedTools;

before(async () => {
  tools = await SimulatedTools.start();
  await run(topics, '--create --topic orders --partitions 2');
  const input = 'a\nb\nc\n';
  await tools.run(consoleProducer, `${SERVER} --topic orders --batch-size 1`, { input });
});

after(() => tools.stop());

function run(tool: Command, args: string): Promise<ToolRun> {
  return tools.run(tool, `${SERVER} ${args}`);
}

const done = (out: string): ToolRun => ({ exit: 0, out, err: '' });

test('get-offsets, also by the name of its class', async () => {
  const { exit, out } = await run(getOffsets, '--topic orders');
  assert.equal(exit, 0);
  const ends = [...out.matchAll(/^orders:([01]):(\d)$/gm)].map(([, , end]) => Number(end));
  assert.deepEqual([ends.length, ends.reduce((a, b) => a + b)], [2, 3]);
  const byClass = `kafka.tools.GetOffsetShell ${SERVER} --topic orders`;
  const old = await tools.run(runClass(findTool), byClass);
  assert.equal(old.out, out);
  const earliest = await run(getOffsets, '--topic-partitions orders:1 --time -2');
  assert.deepEqual(earliest, done('orders:1:0\n'));
  const json = JSON.parse((await run(getOffsets, '--topic orders --time -2 --json')).out);
  assert.deepEqual(json, {
    offsets: [
      { topic: 'orders', partition: 0, offset: 0 },
      { topic: 'orders', partition: 1, offset: 0 },
    ],
  });
  assert.deepEqual(await run(getOffsets, '--topic nobody'), {
    exit: 1,
    out: '',
    err: 'Error occurred: Could not match any topic-partitions with the specified filters\n',
  });
});

test('delete-records', async () => {
  await run(topics, '--create --topic trimmed');
  await tools.run(consoleProducer, `${SERVER} --topic trimmed`, { input: 'a\nb\n' });
  const file = (offset: number): void => {
    const partitions = [{ topic: 'trimmed', partition: 0, offset }];
    tools.writeFile('offsets.json', JSON.stringify({ partitions, version: 1 }));
  };
  const head = 'Executing records delete operation\nRecords delete operation completed:\n';
  file(1);
  assert.deepEqual(
    await run(deleteRecords, '--offset-json-file offsets.json'),
    done(`${head}partition: trimmed-0\tlow_watermark: 1\n`),
  );
  file(9);
  assert.deepEqual(
    await run(deleteRecords, '--offset-json-file offsets.json'),
    done(
      `${head}partition: trimmed-0\terror: ` +
        'org.apache.kafka.common.errors.OffsetOutOfRangeException: The requested offset is not ' +
        'within the range of offsets maintained by the server.\n',
    ),
  );
  const { out } = await run(deleteRecords, '--offset-json-file offsets.json --json');
  assert.deepEqual(JSON.parse(out), {
    partitions: [
      {
        topic: 'trimmed',
        partition: 0,
        lowWatermark: null,
        error:
          'org.apache.kafka.common.errors.OffsetOutOfRangeException: The requested offset is not ' +
          'within the range of offsets maintained by the server.',
      },
    ],
  });
  const missing = await run(deleteRecords, '--offset-json-file none.json');
  assert.deepEqual([missing.exit, missing.out], [1, '']);
});

describe('configs', () => {
  before(() => run(topics, '--create --topic set'));

  test('are set, shown and removed', async () => {
    const changed = done('Completed updating config for topic set.\n');
    const args = '--alter --topic set --add-config cleanup.policy=[compact,delete],retention.ms=5';
    assert.deepEqual(await run(configs, args), changed);
    const { out } = await run(configs, '--describe --topic set');
    const [head, first, second, end] = out.split('\n');
    assert.equal(head, 'Dynamic configs for topic set are:');
    assert.match(first ?? '', /^ {2}cleanup.policy=compact,delete sensitive=false synonyms=\{DYNA/);
    assert.match(second ?? '', /^ {2}retention.ms=5 sensitive=false synonyms=\{DYNAMIC_TOPIC_CONF/);
    assert.equal(end, '');
    const removal = '--alter --topic set --delete-config cleanup.policy,retention.ms';
    assert.deepEqual(await run(configs, removal), changed);
    assert.deepEqual(await run(configs, '--describe --topic set'), done(`${head}\n`));
  });

  test('all of them, and as JSON', async () => {
    const { out } = await run(configs, '--describe --topic set --all');
    assert.match(out, /^All configs for topic set are:\n {2}cleanup.policy=delete sensitive=false/);
    const json = JSON.parse((await run(configs, '--describe --topic set --all --json')).out);
    assert.equal(json.type, 'topics');
    assert.equal(json.entities[0].entries.length, out.trimEnd().split('\n').length - 1);
  });

  test('of what is not there', async () => {
    assert.deepEqual(
      await run(configs, '--describe --topic nobody'),
      done("The topic 'nobody' doesn't exist and doesn't have dynamic config.\n"),
    );
    const { exit, out, err } = await run(configs, '--alter --topic set --add-config colour=red');
    assert.deepEqual([exit, out], [1, '']);
    assert.match(err, /InvalidConfigurationException: .*colour/);
  });

  test('of users: not served yet', async () => {
    const { exit, err } = await run(configs, '--describe --user u');
    assert.equal(exit, 1);
    assert.match(err, /quotas and SCRAM credentials are not served yet/);
  });
});

test('log-dirs', async () => {
  const { exit, out } = await run(logDirs, '--describe --topic-list orders');
  const [asking, got, json = '', end] = out.split('\n');
  assert.deepEqual([exit, end], [0, '']);
  assert.equal(asking, 'Querying brokers for log directories information');
  assert.equal(got, 'Received log directory information from brokers 1');
  const [{ logDirs: dirs }] = JSON.parse(json).brokers;
  assert.deepEqual([dirs.length, dirs[0].partitions.length, dirs[0].logDir], [1, 2, '/data']);
  assert.equal((await run(logDirs, '--describe --topic-list orders --json')).out, `${json}\n`);
  assert.deepEqual(await run(logDirs, '--describe --broker-list 1,8'), {
    exit: 1,
    out: '',
    err:
      'ERROR: The given brokers do not exist from --broker-list: 8. Current existent brokers: 1\n',
  });
});

test('broker-api-versions', async () => {
  const { exit, out } = await run(brokerApiVersions, '');
  assert.equal(exit, 0);
  assert.match(out, /^broker:9092 \(id: 1 rack: null isFenced: false\) -> \(\n\tProduce\(0\): /);
  assert.match(out, /\n\)\n$/);
  const json = JSON.parse((await run(brokerApiVersions, '--json')).out);
  assert.equal(json.brokers[0].apis[0].name, 'Produce');
});

test('cluster', async () => {
  const at = `${SERVER}`;
  const { exit, out } = await tools.run(cluster, `cluster-id ${at}`);
  assert.equal(exit, 0);
  assert.match(out, /^Cluster ID: [\w-]{22}\n$/);
  const endpoints = await tools.run(cluster, `list-endpoints ${at}`);
  assert.match(endpoints.out, /^ID .*\n1 {10}broker 9092 {7}null {7}unfenced {3}broker {9}\n$/);
  assert.equal((await tools.run(cluster, 'cluster-id')).exit, 1);
});

test('features', async () => {
  const { exit, out } = await run(features, 'describe');
  assert.equal(exit, 0);
  assert.match(out, /^Feature: metadata\.version {26}SupportedMinVersion: 3\.3-IV3 /m);
  assert.deepEqual(await run(features, 'upgrade --feature colour=1'), {
    exit: 1,
    out:
      'Could not upgrade colour to 1. The update failed for all features since the following ' +
      'feature had an error: Invalid update version 1 for feature colour. Local controller 1 ' +
      'does not support this feature.\n',
    err: '1 out of 1 operation(s) failed.\n',
  });
});

test('metadata-quorum', async () => {
  const { exit, out } = await run(metadataQuorum, 'describe --status');
  assert.equal(exit, 0);
  assert.match(out, /^ClusterId: {14}[\w-]{22}\nLeaderId: {15}1\nLeaderEpoch: {12}\d+\n/);
  const table = await run(metadataQuorum, 'describe --replication');
  assert.match(table.out, /^NodeId\t.*\n1 {5}\t[\w-]{22}\t.*\tLeader\t\n$/);
  const json = JSON.parse((await run(metadataQuorum, 'describe --status --json')).out);
  assert.deepEqual([json.leaderId, json.maxFollowerLag.offsets], [1, 0]);
  const neither = await run(metadataQuorum, 'describe');
  assert.match(neither.err, /^One of --status or --replication must/);
});

test('leader-election', async () => {
  const args = '--election-type preferred --topic orders --partition 0';
  assert.deepEqual(
    await run(leaderElection, args),
    done('Valid replica already elected for partitions orders-0\n'),
  );
  const none = await run(leaderElection, '--election-type preferred');
  assert.match(none.err, /^One and only one of the following options is required: topic, all-/);
});

test('a broker is no controller', async () => {
  const { exit, err } = await tools.run(features, '--bootstrap-controller broker:9092 describe');
  assert.equal(exit, 1);
  assert.match(err, /endpoint of type BROKER/);
});

test('Ctrl-C ends a tool that waits for a broker', async () => {
  const args = '--bootstrap-server broker:9 --describe';
  const { exit, out } = await tools.run(logDirs, args, { interruptAfterMs: 500 });
  assert.deepEqual([exit, out], [130, '']);
});
