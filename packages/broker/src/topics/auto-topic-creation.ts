// Topics that come into being because a client asked for them (auto.create.topics.enable). As in
// Kafka the client is told UNKNOWN_TOPIC_OR_PARTITION now and finds the topic when it asks again;
// requests for a topic whose creation is under way are not sent twice.

import type { Logger } from '@ottla/base';
import { type NodeConfig, topicNameProblem } from '@ottla/metadata';
import { createTopicsApi, type CreateTopicsRequest, type Draft, errorOf } from '@ottla/protocol';
import type { ControllerChannel } from '../controller/controller-channel.ts';
import type { Principal } from '../handlers/handler.ts';

type TopicDraft = NonNullable<Draft<CreateTopicsRequest>['topics']>[number];

export interface AutoTopicCreationOptions {
  readonly channel: ControllerChannel;
  readonly config: NodeConfig;
  readonly logger: Logger;
}

/**
 * Topics asked for in one request at most: a client that names more gets the others when it
 * returns.
 */
const TOPICS_PER_REQUEST_MAX = 1000;

export class AutoTopicCreation {
  readonly #options: AutoTopicCreationOptions;
  readonly #underWay = new Set<string>();

  constructor(options: AutoTopicCreationOptions) {
    this.#options = options;
  }

  /** Whether Metadata may create topics at all. */
  get isEnabled(): boolean {
    return this.#options.config.flag('auto.create.topics.enable');
  }

  /** Starts the creation of those that have valid names and are not being created already. */
  create(names: readonly string[], principal: Principal, clientId: string | null): void {
    const wanted = names
      .filter((name) => topicNameProblem(name) === undefined && !this.#underWay.has(name))
      .slice(0, TOPICS_PER_REQUEST_MAX);
    if (wanted.length === 0) return;
    for (const name of wanted) this.#underWay.add(name);
    void this.#send(wanted, principal, clientId);
  }

  async #send(
    names: readonly string[],
    principal: Principal,
    clientId: string | null,
  ): Promise<void> {
    const { channel, config, logger } = this.#options;
    const timeoutMs = config.number('request.timeout.ms');
    try {
      const response = await channel.call(
        createTopicsApi,
        createTopicsApi.request.maxVersion,
        { topics: names.map((name) => this.#draftOf(name)), timeoutMs, validateOnly: false },
        { principal, clientId, timeoutMs },
      );
      for (const topic of response.topics) {
        const error = errorOf(topic.errorCode).name;
        if (error === 'NONE' || error === 'TOPIC_ALREADY_EXISTS') continue;
        const message = topic.errorMessage ?? '';
        logger.warn(`Auto topic creation failed for ${topic.name}`, { error, message });
      }
    } catch (error) {
      logger.warn('Auto topic creation failed', { topics: names.join(','), error: String(error) });
    } finally {
      for (const name of names) this.#underWay.delete(name);
    }
  }

  /** -1 leaves the choice to the controller, so that a broker's default does not override it. */
  #draftOf(name: string): TopicDraft {
    const { config } = this.#options;
    const internal = this.#internalDraft(name);
    if (internal !== undefined) return internal;
    const partitions = config.isSet('num.partitions') ? config.number('num.partitions') : -1;
    const replicas = config.isSet('default.replication.factor')
      ? config.number('default.replication.factor')
      : -1;
    return { name, numPartitions: partitions, replicationFactor: replicas };
  }

  #internalDraft(name: string): TopicDraft | undefined {
    const { config } = this.#options;
    if (name === '__consumer_offsets') {
      return {
        name,
        numPartitions: config.number('offsets.topic.num.partitions'),
        replicationFactor: config.number('offsets.topic.replication.factor'),
        configs: [
          { name: 'cleanup.policy', value: 'compact' },
          { name: 'compression.type', value: 'producer' },
          { name: 'segment.bytes', value: config.shown('offsets.topic.segment.bytes') },
        ],
      };
    }
    if (name === '__transaction_state') {
      return {
        name,
        numPartitions: config.number('transaction.state.log.num.partitions'),
        replicationFactor: config.number('transaction.state.log.replication.factor'),
        configs: [
          { name: 'unclean.leader.election.enable', value: 'false' },
          { name: 'compression.type', value: 'uncompressed' },
          { name: 'cleanup.policy', value: 'compact' },
          { name: 'min.insync.replicas', value: config.shown('transaction.state.log.min.isr') },
          { name: 'segment.bytes', value: config.shown('transaction.state.log.segment.bytes') },
        ],
      };
    }
    if (name !== '__share_group_state') return undefined;
    const minIsr = config.shown('share.coordinator.state.topic.min.isr');
    const segmentBytes = config.shown('share.coordinator.state.topic.segment.bytes');
    return {
      name,
      numPartitions: config.number('share.coordinator.state.topic.num.partitions'),
      replicationFactor: config.number('share.coordinator.state.topic.replication.factor'),
      configs: [
        { name: 'cleanup.policy', value: 'delete' },
        { name: 'compression.type', value: 'uncompressed' },
        { name: 'min.insync.replicas', value: minIsr },
        { name: 'segment.bytes', value: segmentBytes },
        { name: 'retention.ms', value: '-1' },
      ],
    };
  }
}
