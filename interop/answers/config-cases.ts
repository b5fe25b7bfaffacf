// Configs of every kind of resource: set, told, refused. The order matters: later cases see what
// earlier ones have set.

import {
  alterConfigsApi,
  createTopicsApi,
  describeConfigsApi,
  incrementalAlterConfigsApi,
  listConfigResourcesApi,
} from '@ottla/protocol';
import { type AnswerCase, casesOf } from './answer-case.ts';

const TOPIC = 2;
const BROKER = 4;
const LOGGER = 8;
const METRICS = 16;
const GROUP = 32;
const [SET, DELETE, APPEND, SUBTRACT] = [0, 1, 2, 3] as const;

type Change = readonly [name: string, value: string | null, operation?: number];
type Told = readonly [type: number, resource: string, ...names: string[]];

function change(type: number, resource: string, changes: readonly Change[]): AnswerCase[] {
  const configs = changes.map(([name, value, configOperation = SET]) => ({
    name,
    value,
    configOperation,
  }));
  const text = changes.map((each) => each.join(' ')).join(', ');
  const resources = [{ resourceType: type, resourceName: resource, configs }];
  return casesOf(incrementalAlterConfigsApi, 1, { [`${type}:${resource} ${text}`]: { resources } });
}

/** One change each. */
function each(type: number, resource: string, changes: readonly Change[]): AnswerCase[] {
  return changes.flatMap((one) => change(type, resource, [one]));
}

function replace(
  type: number,
  resource: string,
  values: readonly (readonly [string, string | null])[],
  validateOnly = false,
): AnswerCase[] {
  const configs = values.map(([name, value]) => ({ name, value }));
  const text = values.map((one) => one.join('=')).join(', ');
  const resources = [{ resourceType: type, resourceName: resource, configs }];
  const request = { resources, validateOnly };
  return casesOf(alterConfigsApi, 2, { [`${type}:${resource} ${text}`]: request });
}

function told([resourceType, resourceName, ...names]: Told): AnswerCase[] {
  const configurationKeys = names.length === 0 ? null : names;
  const request = {
    resources: [{ resourceType, resourceName, configurationKeys }],
    includeSynonyms: true,
  };
  const text = `${resourceType}:${resourceName} ${names.join(' ')}`;
  return casesOf(describeConfigsApi, 4, { [text]: request });
}

const topics: AnswerCase[] = [
  ...casesOf(createTopicsApi, 7, {
    't and u': {
      topics: ['t', 'u'].map((name) => ({ name, numPartitions: 2, replicationFactor: 1 })),
      timeoutMs: 30_000,
    },
  }),
  ...each(TOPIC, 't', [
    ['retention.ms', '1000'],
    ['retention.mss', '1000'],
    ['retention.ms', 'x'],
    ['retention.ms', '-5'],
    ['cleanup.policy', 'x'],
    ['cleanup.policy', 'compact', APPEND],
  ]),
  ...told([TOPIC, 't', 'cleanup.policy', 'retention.ms']),
  ...each(TOPIC, 't', [
    ['cleanup.policy', 'compact', SUBTRACT],
    ['cleanup.policy', 'delete', SUBTRACT],
    ['retention.ms', '1', APPEND],
    ['retention.ms', null],
    ['flush.ms', null, DELETE],
    ['floosh.ms', null, DELETE],
    ['min.insync.replicas', '1'],
    ['leader.replication.throttled.replicas', 'a:b'],
    ['leader.replication.throttled.replicas', '0:1'],
    ['remote.storage.enable', 'true'],
    ['local.retention.ms', '100'],
  ]),
  ...change(TOPIC, 't', [['retention.ms', '1'], ['retention.ms', '2']]),
  ...each(TOPIC, 'nope', [['retention.ms', '1'], ['retention.ms', 'x']]),
  ...each(TOPIC, '', [['retention.ms', '1']]),
  ...each(TOPIC, 'a/b', [['retention.ms', '1']]),
  ...told([TOPIC, 't']),
  ...told([TOPIC, 'nope']),
  ...replace(TOPIC, 't', [['retention.ms', '1000']]),
  ...told([TOPIC, 't', 'flush.ms', 'retention.ms', 'min.insync.replicas']),
  ...replace(TOPIC, 't', [['retention.ms', null]]),
  ...replace(TOPIC, 't', [['retention.mx', '1']]),
  ...replace(TOPIC, 't', [['retention.ms', '1'], ['retention.ms', '1']]),
];

const refusedOfBrokers: AnswerCase[] = [
  ...each(BROKER, '2', [['log.segment.bytes', '2000000']]),
  ...each(BROKER, 'x', [['log.segment.bytes', '2000000']]),
  ...each(BROKER, '1', [
    ['log.dirs', '/x'],
    ['log.segment.bytes', 'abc'],
    ['log.segment.bytes', '1'],
    ['log.segment.bytes', '2', APPEND],
    ['log.segment.bytes', '2', 9],
    ['my.own', '2', APPEND],
    ['max.connections', '-1'],
    ['max.connections', null],
    ['unclean.leader.election.enable', 'maybe'],
    ['log.cleanup.policy', 'x'],
    ['ssl.keystore.location', '/x'],
    ['listeners', 'PLAINTEXT://:1'],
    ['min.insync.replicas', '1'],
    ['num.io.threads', '100'],
    ['num.io.threads', '0'],
    ['num.io.threads', '1'],
    ['num.network.threads', '9'],
    ['max.connections.per.ip', '0'],
    ['log.cleaner.threads', '50'],
    ['log.cleaner.dedupe.buffer.size', '1000'],
    ['metric.reporters', 'x.y'],
    ['cordoned.log.dirs', '/nowhere'],
    ['producer.id.expiration.ms', '0'],
    ['leader.replication.throttled.rate', '-1'],
    ['group.consumer.session.timeout.ms', '46000'],
  ]),
  ...each(BROKER, '', [
    ['num.partitions', '3'],
    ['ssl.keystore.location', '/x'],
    ['listener.name.plaintext.ssl.keystore.location', '/x'],
    ['listeners', 'PLAINTEXT://:1'],
    ['min.insync.replicas', null, DELETE],
    ['background.threads', '99'],
    ['cordoned.log.dirs', '*'],
  ]),
];

const brokers: AnswerCase[] = [
  ...each(BROKER, '1', [['log.segment.bytes', '2000000']]),
  ...told([BROKER, '1', 'log.segment.bytes', 'log.retention.ms', 'log.retention.hours']),
  ...change(BROKER, '', [['log.segment.bytes', '3000000'], ['log.retention.ms', '99999']]),
  ...told([BROKER, '1', 'log.segment.bytes', 'log.retention.ms', 'log.retention.minutes']),
  ...told([BROKER, '']),
  ...told([TOPIC, 'u', 'segment.bytes', 'retention.ms']),
  ...each(BROKER, '1', [
    ['log.local.retention.ms', '-1'],
    ['my.own', '3'],
    ['log.cleanup.policy', 'compact', APPEND],
    ['leader.replication.throttled.rate', '1000'],
    ['num.io.threads', '9'],
    ['max.connections', '100'],
  ]),
  ...told([BROKER, '1', 'my.own', 'log.cleanup.policy', 'leader.replication.throttled.rate']),
  ...told([BROKER, '1', 'max.connections', 'num.io.threads', 'max.connections.per.ip']),
  ...told([BROKER, '1', 'nope']),
  ...told([BROKER, '2']),
  ...replace(BROKER, '2', [['max.connections', '7']]),
  ...replace(BROKER, '1', [['node.id', '7']]),
  ...replace(BROKER, '1', [['max.connections', '7']], true),
  ...replace(BROKER, '1', [['max.connections', '70']]),
  ...told([BROKER, '1', 'max.connections', 'log.segment.bytes', 'my.own']),
  ...replace(BROKER, '', [['log.retention.ms', '555']]),
  ...replace(BROKER, '', [['log.retention.ms', '555'], ['min.insync.replicas', '1']]),
  ...told([BROKER, '']),
];

const loggers: AnswerCase[] = [
  ...each(LOGGER, '2', [['root', 'INFO']]),
  ...each(LOGGER, 'x', [['root', 'INFO']]),
  ...each(LOGGER, '', [['root', 'INFO']]),
  ...each(LOGGER, '1', [
    ['root', 'LOUD'],
    ['root', 'info'],
    ['nobody', 'INFO'],
    ['root', null, DELETE],
    ['root', 'INFO', APPEND],
    ['root', 'INFO', SUBTRACT],
    ['root', null],
    ['root', 'WARN'],
  ]),
  ...told([LOGGER, '']),
  ...told([LOGGER, '2']),
  ...replace(LOGGER, '1', [['root', 'INFO']]),
];

const groups: AnswerCase[] = [
  ...each(GROUP, 'g', [
    ['consumer.session.timeout.ms', '50000'],
    ['consumer.session.timeout.ms', '5'],
    ['consumer.session', '5'],
    ['consumer.heartbeat.interval.ms', '60000'],
    ['consumer.heartbeat.interval.ms', '1'],
    ['share.record.lock.duration.ms', '1'],
    ['share.auto.offset.reset', 'never'],
    ['share.auto.offset.reset', 'earliest'],
    ['streams.num.standby.replicas', '5'],
  ]),
  ...each(GROUP, '', [['consumer.session.timeout.ms', '50000']]),
  ...told([GROUP, 'g']),
  ...told([GROUP, 'other', 'consumer.session.timeout.ms']),
  ...told([GROUP, '']),
];

const metrics: AnswerCase[] = [
  ...each(METRICS, 'm', [
    ['interval.ms', '1000'],
    ['interval.ms', '10'],
    ['match', 'client_id=a('],
    ['match', 'clientt=a'],
    ['x', 'a'],
    ['metrics', 'c', APPEND],
  ]),
  ...each(METRICS, '', [['interval.ms', '1000']]),
  ...told([METRICS, 'm']),
  ...told([METRICS, '']),
];

const others: AnswerCase[] = [
  ...each(99, 't', [['retention.ms', '1']]),
  ...each(0, 't', [['retention.ms', '1']]),
  ...told([99, 'x']),
  ...told([0, 'x']),
  ...casesOf(listConfigResourcesApi, 0, { subscriptions: {} }),
  ...casesOf(
    listConfigResourcesApi,
    1,
    Object.fromEntries(
      [[], [2], [4], [8], [16], [32], [99], [16, 99]].map((resourceTypes) => [
        `types ${resourceTypes.join(' ')}`,
        { resourceTypes },
      ]),
    ),
  ),
];

export const configCases: readonly AnswerCase[] = [
  ...topics,
  ...refusedOfBrokers,
  ...brokers,
  ...loggers,
  ...groups,
  ...metrics,
  ...others,
];
