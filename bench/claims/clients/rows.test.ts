import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Row } from '../../outcome.ts';
import { type Figures, keyOf, rowsOf } from './rows.ts';
import { partsNamed } from './works.ts';

const FIGURES: Figures = { records: 1_000, seconds: 2, cpuSeconds: 1, residentMb: 80 };
const CLIENTS = ['ottla', 'kafkajs', 'platformatic', 'rdkafka'];

/** Rows of one part in one round, in which all clients have the same figures. */
function rowsOfPart(name: string, figures: Figures): Row[] {
  const parts = partsNamed(name);
  const round = new Map<string, Figures>();
  for (const part of parts) {
    for (const work of part.works) {
      for (const client of CLIENTS) round.set(keyOf(part, work, client), figures);
    }
  }
  return rowsOf(parts, [round]);
}

const boundsOf = (rows: readonly Row[]): string[] =>
  rows.map(({ unit, peer, bound }) => `${unit}, ${peer}: ${JSON.stringify(bound ?? null)}`);

test('speed: ahead of every one, twice kafkajs, with at most so much CPU; memory is told', () => {
  const rows = rowsOfPart('bulk-100B@ottla', FIGURES);
  assert.deepEqual(boundsOf(rows), [
    'records/s, kafkajs 2.2.4: {"atLeast":2}',
    'records/s, @platformatic/kafka 2.12.1: {"atLeast":1}',
    'records/s, node-rdkafka 3.6.1: {"atLeast":1}',
    'CPU s/million, kafkajs 2.2.4: {"atMost":0.5}',
    'CPU s/million, @platformatic/kafka 2.12.1: {"atMost":1}',
    'CPU s/million, node-rdkafka 3.6.1: {"atMost":1}',
    'MB resident at most, kafkajs 2.2.4: null',
    'MB resident at most, @platformatic/kafka 2.12.1: null',
    'MB resident at most, node-rdkafka 3.6.1: null',
  ]);
  const ours = rows.filter(({ peer }) => peer === 'kafkajs 2.2.4').map(({ samples }) => samples[0]);
  assert.deepEqual(ours, [
    { ours: 500, peer: 500 },
    { ours: 1_000, peer: 1_000 },
    { ours: 80, peer: 80 },
  ]);
});

test('latency: both the median and the 99th of a hundred are bound', () => {
  const rows = rowsOfPart('paced@kafka', { ...FIGURES, p50: 1.5, p99: 4 });
  const latencies = rows.filter(({ unit }) => unit.startsWith('ms'));
  assert.deepEqual(
    boundsOf(latencies),
    ['p50', 'p99'].flatMap((name) =>
      ['kafkajs 2.2.4', '@platformatic/kafka 2.12.1', 'node-rdkafka 3.6.1'].map(
        (peer) => `ms ${name}, ${peer}: {"atMost":1}`,
      ),
    ),
  );
  assert.deepEqual(latencies[0]?.samples, [{ ours: 1.5, peer: 1.5 }]);
  assert.deepEqual(latencies.at(-1)?.samples, [{ ours: 4, peer: 4 }]);
});

test('a row says how records are handed over, and stands beside those who can do that', () => {
  const rows = rowsOfPart('consume-100B@ottla', FIGURES).filter(({ unit }) => unit === 'records/s');
  assert.deepEqual(
    rows.map(({ what, peer }) => `${what}: ${peer}`),
    [
      'consume record by record, 100 B, at Ottla: kafkajs 2.2.4',
      'consume record by record, 100 B, at Ottla: @platformatic/kafka 2.12.1',
      'consume record by record, 100 B, at Ottla: node-rdkafka 3.6.1',
      'consume by batch, 100 B, at Ottla: kafkajs 2.2.4',
      'consume by batch, 100 B, at Ottla: node-rdkafka 3.6.1',
    ],
  );
  assert.ok(rows.every(({ part }) => part === 'consume-100B@ottla'));
});

test('who was not measured has no figure', () => {
  const [row] = rowsOf(partsNamed('each@ottla'), [new Map()]);
  assert.deepEqual(row?.samples, [{ ours: NaN, peer: NaN }]);
});
