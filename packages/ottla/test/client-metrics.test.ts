// kafka-client-metrics against a node of Ottla: output and exit codes of Kafka 4.3's script.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { clientMetrics } from '../src/commands/client-metrics.ts';
import { configs } from '../src/commands/configs.ts';
import { SimulatedTools, type ToolRun } from './simulated-tools.ts';

const SERVER = '--bootstrap-server broker:9092';

let tools: SimulatedTools;

before(async () => {
  tools = await SimulatedTools.start();
});

after(() => tools.stop());

const run = (args: string): Promise<ToolRun> => tools.run(clientMetrics, `${SERVER} ${args}`);
const done = (out: string): ToolRun => ({ exit: 0, out, err: '' });

describe('client-metrics', () => {
  test('a subscription from its beginning to its end', async () => {
    assert.deepEqual(await run('--list'), done('\n'));
    assert.deepEqual(await run('--describe'), done(''));
    const match = '--match client_id=a.*,client_source_port=1';
    const args = `--metrics org.a,org.b,, --interval 5000 ${match}`;
    assert.deepEqual(
      await run(`--alter --name m ${args}`),
      done('Altered client metrics config for m.\n'),
    );
    assert.deepEqual(await run('--list'), done('m\n'));
    const shown =
      'Client metrics configs for m are:\n  interval.ms=5000\n' +
      '  match=client_id=a.*,client_source_port=1\n  metrics=org.a,org.b\n';
    assert.deepEqual(await run('--describe --name m'), done(shown));
    assert.deepEqual(await run('--describe'), done(shown));
    const json = JSON.parse((await run('--describe --json')).out);
    assert.deepEqual(json.clientMetrics.map((each: { name: string }) => each.name), ['m']);
    const byConfigs = await tools.run(configs, `${SERVER} --describe --client-metrics m`);
    assert.match(byConfigs.out, /^Dynamic configs for client-metric m are:\n {2}interval.ms=5000 /);
    assert.equal((await run('--alter --name m --interval= --match=')).exit, 0);
    const reset = / {2}interval\.ms=300000\n {2}match=\n {2}metrics=org\.a,org\.b\n$/;
    assert.match((await run('--describe')).out, reset);
    assert.deepEqual(
      await run('--delete --name m'),
      done('Deleted client metrics config for m.\n'),
    );
    assert.deepEqual(await run('--list'), done('\n'));
    const gone = "The client metric resource m doesn't exist and doesn't have dynamic config.\n";
    assert.deepEqual(await run('--describe --name m'), done(gone));
  });

  test('a name can be drawn', async () => {
    const { out } = await run('--alter --generate-name --metrics *');
    const name = /^Altered client metrics config for (\S{22})\.\n$/.exec(out)?.[1] ?? '';
    assert.deepEqual(await run('--list'), done(`${name}\n`));
    await run(`--delete --name ${name}`);
  });

  test('what the broker refuses is told on both streams', async () => {
    const { exit, out, err } = await run('--alter --name m --interval 10');
    const why =
      'Invalid value 10 for interval.ms, interval must be between 100 and 3600000 (1 hour)';
    assert.equal(exit, 1);
    assert.equal(out, `Error while executing client metrics command : ${why}\n`);
    assert.match(err, /ERROR org\.apache\.kafka\.common\.errors\.InvalidRequestException: Invalid/);
  });

  const ACTION = 'Command must include exactly one action: --alter, --delete, --describe or';
  const WRONG: readonly (readonly [string, string])[] = [
    ['', ACTION],
    ['--list --describe', ACTION],
    ['--alter', 'One of --name or --generate-name must be specified with --alter.'],
    ['--alter --name a --generate-name', 'One of --name or --generate-name must be specified'],
    ['--alter --name a --interval x', 'Invalid interval value. Enter an integer, or leave empty'],
    ['--delete', 'A client metrics resource name must be specified with --delete.'],
    ['--delete --name a --metrics b', `Option "[delete]" can't be used with option "[metrics]"`],
    ['--list --name a', `Option "[list]" can't be used with option "[name]"`],
    ['--describe --match a', `Option "[describe]" can't be used with option "[match]"`],
  ];
  for (const [args, message] of WRONG) {
    test(`"${args}" is refused`, async () => {
      const { exit, err } = await run(args);
      assert.equal(exit, 1);
      assert.ok(err.startsWith(message), err);
    });
  }

  test('a server must be named', async () => {
    const { exit, err } = await tools.run(clientMetrics, '--list');
    assert.deepEqual([exit, err], [1, '--bootstrap-server must be specified.\n']);
  });
});
