// One Kafka of a test: how clients find it, what is in it, what becomes of its requests, and its
// clock. Everything is this file's only by delegation.

import type { World } from '@ottla/base';
import {
  Admin,
  type AdminClientOptions,
  Consumer,
  type GroupConsumerOptions,
  Producer,
  type ProducerOptions,
  type RecordBytes,
  type RecordMetadata,
} from '@ottla/client';
import type { Node } from '@ottla/server';

import type { Worlds } from './broker/worlds.ts';
import { withFetchWaits } from './clock/fetch-waits.ts';
import type { KafkaClock } from './clock/kafka-clock.ts';
import { dump, type DumpOptions } from './dump/dump.ts';
import type { Faults } from './faults/faults.ts';
import { KIT_CLIENT_ID, type KitClient, type RecordToSend, type TopicSetup } from './options.ts';
import { readTopic } from './records/read-topic.ts';
import type { SeenRecord } from './records/seen-record.ts';
import { sendRecords } from './records/send-records.ts';
import type { Activity } from './waiting/activity.ts';
import { eventually, type WaitOptions } from './waiting/eventually.ts';
import { checkRecords, type Expected } from './waiting/expect-records.ts';
import {
  checkGroup,
  checkLag,
  type ExpectedGroup,
  type ExpectedLag,
  seeGroup,
  type SeenGroup,
} from './waiting/group-state.ts';

export interface KafkaParts {
  readonly node: Node;
  readonly worlds: Worlds;
  readonly faults: Faults;
  readonly activity: Activity;
}

/** What `startKafka` fills in for a client. */
type Connected = 'bootstrapServers' | 'world';

/** How long clients that the test left open may take to leave. */
const LEAVE_MS = 1_000;

export class Kafka {
  /** `127.0.0.1:PORT`, for clients of every kind. */
  readonly bootstrapServers: string;
  /** For Ottla's own clients: by it they share a virtual clock. */
  readonly world: World;
  readonly clock: KafkaClock;
  readonly faults: Faults;
  readonly #parts: KafkaParts;
  readonly #client: KitClient;
  readonly #open: { close(options: { timeoutMs: number }): Promise<void> }[] = [];
  #admin: Admin | undefined;
  #stopping: Promise<void> | undefined;

  constructor(parts: KafkaParts) {
    const { node, worlds, faults } = parts;
    const { advertised } = node.listeners.find((each) => !each.isController) ?? {};
    this.bootstrapServers = `${advertised?.host}:${advertised?.port}`;
    this.world = worlds.clients;
    this.clock = worlds.clock;
    this.faults = faults;
    this.#parts = parts;
    const { bootstrapServers } = this;
    const client = { world: worlds.kit, bootstrapServers, clientId: KIT_CLIENT_ID };
    this.#client = { ...client, retryBackoffMs: 1, retryBackoffMaxMs: 20 };
  }

  /** A producer of this Kafka; `stop` closes it where the test does not. */
  producer<Key = RecordBytes, Value = RecordBytes>(
    options: Omit<ProducerOptions<Key, Value>, Connected> = {},
  ): Producer<Key, Value> {
    return this.#keep(new Producer<Key, Value>({ ...options, ...this.#connected }));
  }

  /**
   * A consumer in a group of this Kafka; `stop` closes it where the test does not. With a virtual
   * clock `fetchMaxWaitMs` is 5 seconds where it is left out.
   */
  consumer<Key = Uint8Array, Value = Uint8Array>(
    options: Omit<GroupConsumerOptions<Key, Value>, Connected>,
  ): Consumer<Key, Value> {
    const own = withFetchWaits(options, this.clock.kind);
    return this.#keep(new Consumer<Key, Value>({ ...own, ...this.#connected }));
  }

  /** An admin client of this Kafka; `stop` closes it where the test does not. */
  admin(options: Omit<AdminClientOptions, Connected> = {}): Admin {
    return this.#keep(new Admin({ ...options, ...this.#connected }));
  }

  /** Makes topics, with what is in them. Throws Kafka's error, for example for a bad config. */
  async createTopics(topics: readonly (string | TopicSetup)[]): Promise<void> {
    const setups: readonly TopicSetup[] = topics.map((each) =>
      typeof each === 'string' ? { name: each } : each,
    );
    await this.#own.createTopics(
      setups.map(({ name, partitions = 1, configs = {} }) => ({
        name,
        partitions,
        replicationFactor: 1,
        configs: Object.fromEntries(
          Object.entries(configs).map(([key, value]) => [key, String(value)]),
        ),
      })),
    );
    for (const { name, records = [] } of setups) {
      if (records.length > 0) await this.produce(name, records);
    }
  }

  /** Writes records, and gives where they lie. No fault meets them. */
  produce(topic: string, records: readonly RecordToSend[]): Promise<RecordMetadata[]> {
    return sendRecords(this.#client, topic, records, this.clock.now());
  }

  /** All records that a topic holds now, by partition and offset. */
  records(topic: string): Promise<SeenRecord[]> {
    return readTopic(this.#client, this.#own, topic);
  }

  /** A group as it is now: its members, and what it has committed. */
  group(groupId: string): Promise<SeenGroup> {
    return seeGroup(this.#own, groupId);
  }

  /**
   * Waits until a topic holds these records and no others, in the order in which they stand where
   * it has one partition. Gives the records; throws an Error that shows what is different.
   */
  expectRecords(
    topic: string,
    expected: readonly Expected[],
    options?: WaitOptions,
  ): Promise<SeenRecord[]> {
    return this.eventually(async () => {
      const seen = await this.records(topic);
      checkRecords(topic, seen, expected);
      return seen;
    }, options);
  }

  /** Waits until a group is in this state, and has so many members. */
  expectGroup(
    groupId: string,
    expected: ExpectedGroup,
    options?: WaitOptions,
  ): Promise<SeenGroup> {
    return this.eventually(async () => {
      const group = await this.group(groupId);
      checkGroup(group, expected);
      return group;
    }, options);
  }

  /**
   * Waits until a group has committed something and has so many records left to read, in all or by
   * topic.
   */
  expectGroupLag(
    groupId: string,
    expected: ExpectedLag,
    options?: WaitOptions,
  ): Promise<SeenGroup> {
    return this.eventually(async () => {
      const group = await this.group(groupId);
      checkLag(group, expected);
      return group;
    }, options);
  }

  /**
   * Waits until `check` does not throw: asked at once, and again whenever the broker has answered a
   * client. Gives what it gives; at the end of the time throws what it throws.
   */
  eventually<Result>(
    check: () => Result | Promise<Result>,
    options: WaitOptions = {},
  ): Promise<Result> {
    const { activity, worlds } = this.#parts;
    return eventually(check, options, { world: worlds.kit, activity });
  }

  /** All topics, records and groups as text, for the output of a test that has failed. */
  dump(options: DumpOptions = {}): Promise<string> {
    const { clock, faults } = this;
    return dump({ client: this.#client, admin: this.#own, clock, faults }, options);
  }

  /** Closes what the test left open, and the broker; nothing of it is left. Once is enough. */
  stop(): Promise<void> {
    return (this.#stopping ??= this.#stop());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  get #connected(): { bootstrapServers: string; world: World } {
    return { bootstrapServers: this.bootstrapServers, world: this.world };
  }

  /** For the kit's own questions. */
  get #own(): Admin {
    return (this.#admin ??= new Admin(this.#client));
  }

  #keep<Client extends { close(options: { timeoutMs: number }): Promise<void> }>(
    client: Client,
  ): Client {
    this.#open.push(client);
    return client;
  }

  async #stop(): Promise<void> {
    const { node } = this.#parts;
    this.faults.clear();
    const leaving = this.#open.map((client) => client.close({ timeoutMs: LEAVE_MS }));
    await this.clock.until(Promise.allSettled(leaving));
    await this.#admin?.close();
    await this.clock.until(node.stop());
  }
}
