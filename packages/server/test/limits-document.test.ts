// Holds docs/limits.md and the code together: settings with their defaults, metrics that a node
// serves, and tests that name both.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { metricNames } from '@ottla/broker';
import { brokerDefinitions } from '@ottla/metadata';
import { Lookout } from './lookout.ts';
import { SimulatedMachine } from './simulated-node.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const COLUMNS = 6;
/** How the names of Ottla's own settings end that are limits. */
const OWN = /^ottla\.(.*\.max(\.\w+)?|.*\.timeout\.ms)$/;
const ADDRESS = { 'ottla.http.address': '127.0.0.1:9644' };

interface Row {
  readonly setting: string;
  readonly standard: string;
  readonly metrics: readonly string[];
  readonly test: string;
}

function rows(): Row[] {
  const lines = readFileSync(join(root, 'docs', 'limits.md'), 'utf8').split('\n');
  const cells = lines.filter((line) => line.startsWith('| ')).map((line) => line.slice(2, -2));
  return cells.slice(1).map((line) => {
    const [, setting = '', standard = '', , metrics = '', path = ''] = line.split(' | ');
    assert.equal(line.split(' | ').length, COLUMNS, line);
    return { setting: quoted(setting)[0] ?? '', standard, metrics: quoted(metrics), test: path };
  });
}

function quoted(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

/** `listener.name.LISTENER.x` is x of one listener, and has x's default. */
function baseName(setting: string): string {
  return setting.replace(/^listener\.name\.LISTENER\./, '');
}

test('each limit has a setting, with the default that stands there', () => {
  for (const { setting, standard } of rows()) {
    const key = brokerDefinitions.get(baseName(setting));
    assert.ok(key !== undefined, setting);
    if (setting === baseName(setting)) assert.equal(String(key.standard), standard, setting);
  }
});

test('each limit has a metric that a node serves', async () => {
  const machine = new SimulatedMachine('limits document');
  const lookout = new Lookout();
  const started = await machine.start(ADDRESS, { operations: lookout });
  // A connection, so that there are series of listeners.
  await machine.connect(9092);
  const { body } = await lookout.get('/metrics');
  const served = new Set([...body.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name));
  for (const { setting, metrics } of rows()) {
    assert.ok(metrics.length > 0, setting);
    assert.deepEqual(metrics.filter((name) => !metricNames.includes(name)), [], setting);
    const absent = metrics.filter((name) => !served.has(name) && !ON_DEMAND.has(name));
    assert.deepEqual(absent, [], setting);
  }
  await machine.stop(started);
});

/** Served once there is something to tell: packages/server/test/metrics.test.ts sees them all. */
const ON_DEMAND: ReadonlySet<string> = new Set([
  'kafka_consumergroup_members',
  'kafka_network_requestmetrics_errors_total',
  'kafka_network_requestmetrics_requests_total',
]);

test("each limit's test names the setting and the metrics", () => {
  for (const { setting, metrics, test: path } of rows()) {
    const text = readFileSync(join(root, path), 'utf8');
    const pattern = setting.replaceAll('.', '\\.').replace('LISTENER', '[a-z]+');
    assert.match(text, new RegExp(`\\b${pattern}\\b`), `${path} does not name ${setting}`);
    for (const name of metrics) assert.ok(text.includes(name), `${path} does not look at ${name}`);
  }
});

test("all of Ottla's own limits stand there", () => {
  const named = new Set(rows().map(({ setting }) => setting));
  const own = [...brokerDefinitions.keys()].filter((name) => OWN.test(name));
  assert.ok(own.length > 10, own.join());
  assert.deepEqual(own.filter((name) => !named.has(name)), []);
});
