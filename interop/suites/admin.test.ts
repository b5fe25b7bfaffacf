// Our admin client against Apache Kafka and against Ottla: every step of one walk has the same
// outcome on both, after masking what no two clusters share: ids, times, ports, directories, sizes.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { Admin, ClientError, Producer } from '../../packages/client/src/index.ts';
import { startApacheKafka } from '../peers/apache-kafka.ts';
import { startBroker } from '../peers/broker.ts';

const TOPIC = 'admin-walk';
const t0 = { topic: TOPIC, partition: 0 };
const t1 = { topic: TOPIC, partition: 1 };
const nowhere = { topic: 'nowhere', partition: 0 };
/** For what never comes. */
const SOON = { timeoutMs: 1_500 };

/** Kafka sorts these by a hash, and adds to them with each release. */
const CONFIG_KEYS = ['cleanup.policy', 'retention.ms', 'segment.bytes', 'min.insync.replicas'];

type Step = readonly [name: string, take: (admin: Admin) => Promise<unknown>];

const clusterSteps: readonly Step[] = [
  ['createTopics', (admin) => admin.createTopics([{ name: TOPIC, partitions: 2 }])],
  ['createTopics again', (admin) => admin.createTopics([{ name: TOPIC }])],
  ['describeCluster', (admin) => admin.describeCluster({ includeFencedBrokers: true })],
  ['what may be done', (admin) => admin.describeCluster({ includeAuthorizedOperations: true })],
  ['controllers of a broker', (admin) => admin.describeCluster({ endpointType: 'controllers' })],
  [
    'describeMetadataQuorum',
    // Ottla started without a configuration has no listener for controllers.
    async (admin) => ({ ...(await admin.describeMetadataQuorum()), nodes: null }),
  ],
  [
    'updateFeatures',
    (admin) => admin.updateFeatures([{ feature: 'nope.version', maxLevel: 1 }]),
  ],
  ['unregisterBroker', (admin) => admin.unregisterBroker(99)],
];

const topicConfig = { type: 'topic', name: TOPIC } as const;

/** A broker of Apache Kafka learns of a change after it was answered. */
const LOOKS_MAX = 500;

/** The topic's configs, once `retention.ms` has that value and the brokers' default is known. */
async function configsOnce(admin: Admin, retentionMs: string): Promise<unknown> {
  const resources = [{ ...topicConfig, keys: CONFIG_KEYS }];
  for (let looks = 1; ; looks++) {
    const described = await admin.describeConfigs(resources, { includeSynonyms: true });
    const entries = [...described.values()].flat();
    const retention = entries.find(({ name }) => name === 'retention.ms');
    const hasDefault = retention?.synonyms.some(({ value }) => value === '654321') ?? false;
    const isThere = retention?.value === retentionMs && hasDefault;
    if (isThere || looks === LOOKS_MAX) return described;
  }
}

const configSteps: readonly Step[] = [
  [
    'describeConfigs',
    (admin) =>
      admin.describeConfigs([{ ...topicConfig, keys: CONFIG_KEYS }], { includeSynonyms: true }),
  ],
  ['of a group', (admin) => admin.describeConfigs([{ type: 'group', name: 'g', keys: [] }])],
  ['of nothing', (admin) => admin.describeConfigs([{ type: 'topic', name: 'nowhere' }])],
  [
    'incrementalAlterConfigs',
    (admin) =>
      admin.incrementalAlterConfigs([
        { ...topicConfig, changes: [{ name: 'retention.ms', operation: 'set', value: '123456' }] },
        {
          type: 'broker',
          name: '',
          changes: [{ name: 'log.retention.ms', operation: 'set', value: '654321' }],
        },
      ]),
  ],
  [
    'a value that is none',
    (admin) =>
      admin.incrementalAlterConfigs([
        { ...topicConfig, changes: [{ name: 'retention.ms', operation: 'set', value: 'x' }] },
      ]),
  ],
  ['what was set', (admin) => configsOnce(admin, '123456')],
  ['alterConfigs', (admin) => admin.alterConfigs([{ ...topicConfig, configs: {} }])],
  ['after that', (admin) => configsOnce(admin, '654321')],
  ['listConfigResources', (admin) => admin.listConfigResources(['topic', 'broker', 'group'])],
];

const partitionSteps: readonly Step[] = [
  ['describeLogDirs', (admin) => admin.describeLogDirs([1, 99], SOON)],
  [
    'describeReplicaLogDirs',
    (admin) =>
      admin.describeReplicaLogDirs([{ ...t0, brokerId: 1 }, { ...nowhere, brokerId: 1 }]),
  ],
  ...(['latest', 'earliest', 'max-timestamp', 'earliest-local', 'latest-tiered'] as const).map(
    (at): Step => [`listOffsets ${at}`, (admin) => admin.listOffsets([{ ...t0, at }])],
  ),
  ['by time', (admin) => admin.listOffsets([{ ...t0, at: { timestamp: 1 } }])],
  ['of no topic', (admin) => admin.listOffsets([{ ...nowhere, at: 'latest' }], SOON)],
  ['describeProducers', (admin) => admin.describeProducers([t0])],
  [
    'deleteRecords',
    (admin) => admin.deleteRecords([{ ...t0, offset: 1 }, { ...t1, offset: 1_000 }]),
  ],
  ['electLeaders', (admin) => admin.electLeaders('preferred', [t0, { ...t0, partition: 9 }])],
  [
    'alterPartitionReassignments',
    (admin) =>
      admin.alterPartitionReassignments([
        { ...t0, replicas: [1] },
        { ...t1, replicas: null },
        { ...nowhere, replicas: [1] },
      ]),
  ],
  ['listPartitionReassignments', (admin) => admin.listPartitionReassignments()],
];

const groupSteps: readonly Step[] = [
  [
    'alterConsumerGroupOffsets',
    (admin) =>
      admin.alterConsumerGroupOffsets('walk', [
        { ...t0, offset: 1, metadata: 'm' },
        { ...t1, offset: 2, leaderEpoch: 0 },
        { ...nowhere, offset: 0 },
      ]),
  ],
  ['listGroups', (admin) => admin.listGroups()],
  ['listGroups by state', (admin) => admin.listGroups({ states: ['Stable'] })],
  ['listGroups by type', (admin) => admin.listGroups({ types: ['Consumer'] })],
  ['describeConsumerGroups', (admin) => admin.describeConsumerGroups(['walk', 'none'])],
  ['describeClassicGroups', (admin) => admin.describeClassicGroups(['walk', 'none'])],
  [
    'listConsumerGroupOffsets',
    (admin) =>
      admin.listConsumerGroupOffsets([
        { groupId: 'walk' },
        { groupId: 'none', partitions: [t0] },
      ]),
  ],
  [
    'deleteConsumerGroupOffsets',
    (admin) => admin.deleteConsumerGroupOffsets('walk', [t0, { ...t0, partition: 9 }]),
  ],
  ['of no group', (admin) => admin.deleteConsumerGroupOffsets('none', [t0])],
  [
    'removeMembersFromConsumerGroup',
    (admin) => admin.removeMembersFromConsumerGroup('walk', [{ memberId: 'm' }]),
  ],
  ['deleteConsumerGroups', (admin) => admin.deleteConsumerGroups(['walk', 'none'])],
  ['no groups', (admin) => admin.listGroups()],
  ['deleteTopics', (admin) => admin.deleteTopics([TOPIC])],
  ['deleteTopicIds', (admin) => admin.deleteTopicIds(['AAAAAAAAAAAAAAAAAAAAAQ'])],
];

/** What no two clusters share, by field; a number or text that tells of a missing one stays. */
const MASKED = new RegExp(
  '^(id|clusterId|host|port|path|(total|usable|size)Bytes|timestamp|.*Timestamp|' +
    'replicaDirectoryId|highWatermark|logEndOffset|leaderEpoch|producerId)$',
);

/** Plain data: errors by name, maps as objects with sorted keys. */
function masked(value: unknown, field = ''): unknown {
  if (value instanceof Error) return `error ${value.name}`;
  if (value instanceof Map) return masked(Object.fromEntries(value));
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item) => masked(item));
    return items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) {
    return MASKED.test(field) && value !== null && value !== -1 ? '*' : value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, masked(each, name)]));
}

async function produceFive(bootstrapServers: string): Promise<void> {
  await using producer = new Producer({ bootstrapServers });
  for (let i = 0; i < 5; i++) await producer.send({ topic: TOPIC, partition: i % 2, value: 'v' });
}

/** What became of each key, where a step is about several. */
function toldBy(error: unknown): unknown {
  return error instanceof ClientError ? (error.outcomes ?? error) : error;
}

async function walk(bootstrapServers: string): Promise<Map<string, unknown>> {
  await using admin = new Admin({ bootstrapServers });
  const outcomes = new Map<string, unknown>();
  const take = async (steps: readonly Step[]): Promise<void> => {
    for (const [name, step] of steps) {
      outcomes.set(name, masked(await step(admin).catch(toldBy)));
    }
  };
  await take(clusterSteps);
  await produceFive(bootstrapServers);
  await take([...configSteps, ...partitionSteps, ...groupSteps]);
  return outcomes;
}

const ours = await startBroker();
const theirs = await startApacheKafka();
after(async () => {
  await ours.stop();
  await theirs.stop();
});
const expected = await walk(theirs.bootstrap);
const actual = await walk(ours.bootstrap);

for (const [name, outcome] of expected) {
  test(`admin, ${name}`, () => assert.deepEqual(actual.get(name), outcome));
}
