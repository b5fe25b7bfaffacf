// The broker's configuration: one combined node on the loopback, with what makes tests quick. What
// the user sets comes last.

import { NodeConfig } from '@ottla/metadata';

import type { KafkaOptions, TopicSetup } from '../options.ts';

/** Where clients find it: a free port of this address where none is asked for. */
export const HOST = '127.0.0.1';

const SINGLE_NODE = {
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.listener.names': 'CONTROLLER',
  'controller.quorum.bootstrap.servers': `${HOST}:9093`,
  'log.dirs': '/kafka',
  'offsets.topic.replication.factor': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
} as const;

const QUICK = {
  // Nobody is waited for when a group begins.
  'group.initial.rebalance.delay.ms': '0',
  // Fifty and more logs would be made when the first group comes.
  'offsets.topic.num.partitions': '1',
  'transaction.state.log.num.partitions': '1',
  // There is no other broker to take leadership.
  'controlled.shutdown.enable': 'false',
  // What a test compacts is small.
  'log.cleaner.dedupe.buffer.size': '4194304',
} as const;

/** What the broker does for itself alone, and what would be most of the work of a virtual week. */
const SELDOM = {
  'metadata.max.idle.interval.ms': '0',
  'broker.heartbeat.interval.ms': '3600000',
  'broker.session.timeout.ms': '10800000',
  'replica.high.watermark.checkpoint.interval.ms': '3600000',
  'log.flush.offset.checkpoint.interval.ms': '3600000',
  'log.flush.start.offset.checkpoint.interval.ms': '3600000',
} as const;

/**
 * The topic of committed offsets, as the broker would make it when the first group comes: whose
 * client would have to ask again then.
 */
export function offsetsTopic(config: NodeConfig): TopicSetup {
  return {
    name: '__consumer_offsets',
    partitions: config.number('offsets.topic.num.partitions'),
    configs: {
      'cleanup.policy': 'compact',
      'compression.type': 'producer',
      'segment.bytes': config.number('offsets.topic.segment.bytes'),
    },
  };
}

/** Throws a ConfigError. */
export function brokerConfig({ configs = {}, clock, port = 0 }: KafkaOptions): NodeConfig {
  const settings = {
    ...SINGLE_NODE,
    listeners: `PLAINTEXT://${HOST}:${port},CONTROLLER://${HOST}:0`,
    ...QUICK,
    ...(clock === 'virtual' ? SELDOM : {}),
    ...configs,
  };
  return NodeConfig.parse(
    new Map(Object.entries(settings).map(([name, value]) => [name, String(value)])),
  );
}
