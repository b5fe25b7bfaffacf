// Starts a Kafka in this process: the same node as in production, with its disk in memory.

import type { Logger } from '@ottla/base';
import { startNode } from '@ottla/server';

import { brokerConfig, HOST, offsetsTopic } from './broker/settings.ts';
import { createWorlds } from './broker/worlds.ts';
import { Faults } from './faults/faults.ts';
import { Kafka } from './kafka.ts';
import type { KafkaOptions } from './options.ts';
import { Activity } from './waiting/activity.ts';

/**
 * Resolves once clients are served and the topics are there. Rejects with a ConfigError for configs
 * that cannot be used, and with Kafka's error for topics that cannot be made.
 */
export async function startKafka(options: KafkaOptions = {}): Promise<Kafka> {
  const activity = new Activity();
  const announce = (): void => activity.announce();
  const worlds = createWorlds(options, announce);
  const faults = new Faults(worlds.broker.timers, announce);
  const config = brokerConfig(options);
  const node = await worlds.clock.until(
    startNode({
      world: worlds.broker,
      logger: options.logger ?? SILENT,
      config,
      hostName: HOST,
      opensControllerListeners: false,
      interceptor: faults.intercept,
    }),
  );
  const kafka = new Kafka({ node, worlds, faults, activity });
  const { topics = [] } = options;
  try {
    await kafka.createTopics([offsetsTopic(config), ...topics]);
  } catch (error) {
    await kafka.stop();
    throw error;
  }
  return kafka;
}

const SILENT: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => SILENT,
};
