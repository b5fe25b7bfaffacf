// packaging/prometheus/alerts.yml against a node: what the rules ask for is served, and what their
// summaries name is there.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { brokerDefinitions } from '@ottla/metadata';
import { createTopic, produce } from './directory-client.ts';
import { Lookout } from './lookout.ts';
import { readRules } from './rules-reader.ts';
import { commit, makeCoordinator } from './simple-group.ts';
import { SimulatedMachine } from './simulated-node.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const SETTINGS = {
  'ottla.http.address': '127.0.0.1:9644',
  'offsets.topic.replication.factor': '1',
};

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}

interface Group {
  readonly name: string;
  readonly rules: readonly Alert[];
}

/** Its shape is what the first test is about. */
function alerts(): Alert[] {
  const text = readFileSync(join(root, 'packaging', 'prometheus', 'alerts.yml'), 'utf8');
  const { groups } = readRules(text) as unknown as { groups: readonly Group[] };
  return groups.flatMap(({ rules }) => rules);
}

/** Labels that Prometheus adds, or whoever configures it. */
const ADDED = ['instance', 'job', 'cluster'];
/** Made by Prometheus for what it scrapes. */
const OF_PROMETHEUS = new Map([['up', new Set<string>()]]);
const KEYWORDS = new Set(['and', 'or', 'unless', 'by', 'offset']);

/** Names of metrics in a query: what is no label, number, function or keyword. */
function metricsIn(query: string): string[] {
  const bare = query
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]|\bby \([^)]*\)/g, '')
    .replaceAll(/\boffset \w+/g, '');
  const names = [...bare.matchAll(/\b([a-z_]\w*)\b(?!\s*\()/g)].map(([, name = '']) => name);
  return names.filter((name) => !KEYWORDS.has(name));
}

/** Labels that the answer of a query has: those that it sums by, or those of its series. */
function labelsOf(query: string, served: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const [, by] = /\bby \(([^)]*)\)/.exec(query) ?? [];
  if (by !== undefined) return by.split(', ');
  return [...ADDED, ...metricsIn(query).flatMap((name) => [...(served.get(name) ?? [])])];
}

/** Names of all series that a node serves which has been used, with their labels. */
async function seriesOfNode(): Promise<Map<string, Set<string>>> {
  const machine = new SimulatedMachine('alerts');
  const lookout = new Lookout();
  const started = await machine.start(SETTINGS, { operations: lookout });
  const client = await machine.connect(9092);
  await createTopic(client, 'flights');
  await produce(client, 'flights', 'one');
  await makeCoordinator(machine, client);
  await commit(client, 'g', 'flights', { 0: 0 });
  const samples = await lookout.samples();
  await machine.stop(started);
  const series = new Map<string, Set<string>>(OF_PROMETHEUS);
  for (const sample of samples.keys()) {
    const [name = '', pairs = ''] = sample.split(/[{}]/);
    const labels = series.get(name) ?? new Set();
    series.set(name, labels);
    for (const [, label = ''] of pairs.matchAll(/(\w+)="/g)) labels.add(label);
  }
  return series;
}

test('each alert has a name of its own, a severity, and a summary that says what to do', () => {
  const all = alerts();
  assert.ok(all.length > 0);
  assert.equal(new Set(all.map(({ alert }) => alert)).size, all.length);
  for (const { alert, expr, for: duration, labels, annotations } of all) {
    assert.match(alert, /^([A-Z][a-z]*)+$/);
    assert.ok(expr.length > 0, alert);
    assert.match(duration ?? '1m', /^[1-9]\d*[mh]$/, alert);
    assert.match(labels.severity, /^(critical|warning|info)$/, alert);
    assert.match(annotations.summary, /^[^;]+; (see|read|look|start|move|for|shorten|add|comp)/);
  }
});

test("Strimzi's alerts are there", () => {
  const names = new Set(alerts().map(({ alert }) => alert));
  const expected = [
    'UnderReplicatedPartitions',
    'AbnormalControllerState',
    'OfflinePartitions',
    'UnderMinIsrPartitionCount',
    'OfflineLogDirectoryCount',
    'KafkaRunningOutOfSpace',
    'ConsumerGroupLag',
  ];
  assert.deepEqual(expected.filter((name) => !names.has(name)), []);
});

test('a node serves what the alerts ask for, with the labels that they tell', async () => {
  const served = await seriesOfNode();
  for (const { alert, expr, annotations } of alerts()) {
    const asked = metricsIn(expr);
    assert.ok(asked.length > 0, alert);
    assert.deepEqual(asked.filter((name) => !served.has(name)), [], alert);
    const labels = labelsOf(expr, served);
    const told = [...annotations.summary.matchAll(/\$labels\.(\w+)/g)].map(([, name = '']) => name);
    assert.deepEqual(told.filter((name) => !labels.includes(name)), [], alert);
  }
});

test('the tools, settings and metrics that summaries name are there', async () => {
  const served = await seriesOfNode();
  for (const { alert, annotations } of alerts()) {
    const words = annotations.summary.replaceAll(/\{\{.*?\}\}/g, '').split(/[\s;:,()=]+/);
    const isThere = (word: string): boolean => {
      if (word.endsWith('.sh')) return existsSync(join(root, 'bin', word));
      if (/^[a-z]+(\.[a-z]+)+$/.test(word)) return brokerDefinitions.get(word) !== undefined;
      return !/^[a-z]+_\w+$/.test(word) || served.has(word);
    };
    assert.deepEqual(words.filter((word) => !isThere(word)), [], alert);
  }
});
