import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { ConfigEntry, PartitionDescription } from '@ottla/client';

import { topicsJson } from './describe-json.ts';
import { viewOf } from './describe-view.ts';
import { linesOf } from './describe.ts';

function partition(more: Partial<PartitionDescription>): PartitionDescription {
  return {
    partition: 0,
    leader: 1,
    replicas: [1, 2],
    isr: [1, 2],
    offlineReplicas: [],
    elr: [],
    lastKnownElr: [],
    ...more,
  };
}

function config(name: string, value: string, source: ConfigEntry['source']): ConfigEntry {
  const flags = { isSensitive: false, isReadOnly: false };
  return { name, value, source, type: 'STRING', documentation: null, ...flags, synonyms: [] };
}

const configs = [
  config('retention.ms', '5', 'DYNAMIC_TOPIC_CONFIG'),
  config('min.insync.replicas', '2', 'DEFAULT_CONFIG'),
];

const topic = {
  name: 't',
  id: 'AAAAAAAAAAAAAAAAAAAAAQ',
  isInternal: false,
  partitions: [
    partition({ partition: 0 }),
    partition({ partition: 1, isr: [1], elr: [2] }),
    partition({ partition: 2, leader: -1, isr: [], elr: null, lastKnownElr: null }),
    partition({ partition: 3, leader: 3, replicas: [3, 2], isr: [3, 2] }),
  ],
};

function lines(...flags: readonly string[]): string[] {
  const options = { has: (name: string): boolean => flags.includes(name) };
  const view = viewOf(options, new Set([1, 2]));
  return linesOf({ topic, configs, reassignments: new Map() }, view);
}

const numbers = (shown: readonly string[]): number[] =>
  shown.map((line) => Number(/Partition: (\d+)/.exec(line)?.[1]));

test('a topic and its partitions, as kafka-topics.sh prints them', () => {
  assert.deepEqual(lines(), [
    'Topic: t\tTopicId: AAAAAAAAAAAAAAAAAAAAAQ\tPartitionCount: 4\tReplicationFactor: 2' +
      '\tConfigs: retention.ms=5',
    '\tTopic: t\tPartition: 0\tLeader: 1\tReplicas: 1,2\tIsr: 1,2\tElr: \tLastKnownElr: ',
    '\tTopic: t\tPartition: 1\tLeader: 1\tReplicas: 1,2\tIsr: 1\tElr: 2\tLastKnownElr: ',
    '\tTopic: t\tPartition: 2\tLeader: none\tReplicas: 1,2\tIsr: \tElr: N/A\tLastKnownElr: N/A',
    '\tTopic: t\tPartition: 3\tLeader: 3\tReplicas: 3,2\tIsr: 3,2\tElr: \tLastKnownElr: ',
  ]);
});

describe('reports show only the partitions they are about', () => {
  const table: readonly (readonly [string, readonly number[]])[] = [
    ['under-replicated-partitions', [1, 2]],
    ['unavailable-partitions', [2, 3]],
    ['under-min-isr-partitions', [1, 2]],
    ['at-min-isr-partitions', [0, 3]],
  ];
  for (const [flag, expected] of table) {
    test(flag, () => assert.deepEqual(numbers(lines(flag)), expected));
  }
});

test('topics-with-overrides shows only topics, and only those that have any', () => {
  assert.equal(lines('topics-with-overrides').length, 1);
  const view = viewOf({ has: (name) => name === 'topics-with-overrides' }, new Set([1]));
  const without = { topic, configs: configs.slice(1), reassignments: new Map() };
  assert.deepEqual(linesOf(without, view), []);
});

test('a reassignment is shown, and added replicas do not count', () => {
  const moving = {
    topic: 't',
    partition: 0,
    replicas: [1, 2, 3],
    addingReplicas: [3],
    removingReplicas: [1],
  };
  const moved = { ...topic, partitions: [partition({ replicas: [1, 2, 3] })] };
  const reassignments = new Map([[0, moving]]);
  const view = viewOf({ has: () => false }, new Set([1]));
  const [head, line] = linesOf({ topic: moved, configs, reassignments }, view);
  assert.match(head ?? '', /ReplicationFactor: 2\t/);
  assert.match(line ?? '', /Isr: 1,2\tAdding Replicas: 3\tRemoving Replicas: 1\tElr: /);
});

describe('as JSON', () => {
  const all = [{ topic, configs, reassignments: new Map() }];
  const documentOf = (...flags: readonly string[]): { topics: Record<string, unknown>[] } => {
    const options = { has: (name: string): boolean => flags.includes(name) };
    return JSON.parse(topicsJson(all, viewOf(options, new Set([1, 2]))));
  };
  const partitionsOf = (...flags: readonly string[]): unknown[] =>
    (documentOf(...flags).topics[0]?.['partitions'] ?? []) as unknown[]; // what topicsJson wrote

  test('all that the lines tell', () => {
    const [shown] = documentOf().topics;
    assert.deepEqual({ ...shown, partitions: [] }, {
      topic: 't',
      topicId: topic.id,
      isInternal: false,
      partitionCount: 4,
      replicationFactor: 2,
      configs: { 'retention.ms': '5' },
      partitions: [],
    });
    assert.deepEqual(partitionsOf()[2], {
      partition: 2,
      leader: null,
      replicas: [1, 2],
      isr: [],
      elr: null,
      lastKnownElr: null,
      addingReplicas: [],
      removingReplicas: [],
    });
  });

  test('only what a report is about', () => {
    assert.equal(partitionsOf('under-replicated-partitions').length, 2);
    assert.equal(partitionsOf('topics-with-overrides').length, 0);
    const healthy = { ...topic, partitions: [partition({})] };
    const view = viewOf({ has: (name) => name === 'unavailable-partitions' }, new Set([1]));
    const shown = topicsJson([{ topic: healthy, configs, reassignments: new Map() }], view);
    assert.equal(shown, '{"topics":[]}');
  });
});
