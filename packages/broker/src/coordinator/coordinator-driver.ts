// Drives the shards of one coordinator: those of the partitions of its topic that this broker
// leads. It follows the metadata, loads and unloads them, and brings each request to the shard of
// its key. Which coordinator it is (groups, transactions, share state) is the shards' business.

import type {
  Caller,
  PartitionRuntime,
  PendingTicket,
  ShardCommand,
  ShardQuery,
} from '@ottla/coordinator';
import type { MetadataDelta, MetadataImage } from '@ottla/metadata';
import { type Draft, errors, type ProtocolError, type Uuid } from '@ottla/protocol';
import type { MetadataPublisher } from '../metadata/metadata-publisher.ts';
import { Partition } from '../replica/partition.ts';
import { CoordinatedPartition } from './coordinated-partition.ts';
import type { CoordinatorOptions } from './coordinator-options.ts';
import { partitionOfKey } from './key-partition.ts';

export class CoordinatorDriver<State> implements MetadataPublisher {
  readonly name: string;
  readonly topic: string;
  readonly #options: CoordinatorOptions<State>;
  /** By partition index. */
  readonly #led = new Map<number, CoordinatedPartition<State>>();
  /** The topic as this process first saw it: keys are spread over so many partitions. */
  #spread: { readonly topicId: Uuid; readonly count: number } | undefined;
  #isClosed = false;

  constructor(options: CoordinatorOptions<State>) {
    this.#options = options;
    this.topic = options.topic;
    this.name = `coordinator of ${options.topic}`;
  }

  /** Comes after the replicas have followed the same image. */
  onUpdate(delta: MetadataDelta, image: MetadataImage): void {
    if (this.#isClosed || delta.topics === undefined) return;
    const { deleted, changed } = delta.topics;
    const isOurs = [...deleted.values(), ...[...changed.values()].map((each) => each.image)].some(
      ({ name }) => name === this.topic,
    );
    this.#spreadIn(image);
    if (isOurs) this.#follow(image);
    const others = [...deleted.values()].filter(({ name }) => name !== this.topic);
    if (others.length === 0) return;
    const topics = others.map(({ id, name }) => ({ id, name }));
    for (const { runtime } of this.#led.values()) runtime.topicsDeleted(topics);
  }

  /**
   * The partition of the topic that a key belongs to, whoever leads it. As in Kafka, partitions
   * that are added count after a restart only: until then every key stays where its state is.
   */
  partitionFor(key: string): number {
    const { replicas, partitionCount } = this.#options;
    return partitionOfKey(key, this.#spreadIn(replicas.image) ?? partitionCount);
  }

  /** Brings a request to the shard of `key`, if it is led here. */
  submit<Request, Response>(
    key: string,
    command: ShardCommand<State, Request, Response>,
    request: Request,
    { caller, respond }: { caller: Caller; respond: (response: Draft<Response>) => void },
  ): PendingTicket<Request, Response> | undefined {
    const runtime = this.#runtimeOf(this.partitionFor(key));
    if (runtime !== undefined) return runtime.submit(command, request, caller, respond);
    respond(command.refuse(request, this.#refusal, caller.apiVersion));
    return undefined;
  }

  /** Asks the shard of `key`. */
  query<Request, Response>(
    key: string,
    query: ShardQuery<State, Request, Response>,
    request: Request,
    apiVersion: number,
  ): Draft<Response> {
    const runtime = this.#runtimeOf(this.partitionFor(key));
    if (runtime !== undefined) return runtime.query(query, request, apiVersion);
    return query.refuse(request, this.#refusal, apiVersion);
  }

  /** Asks every shard that is led here. */
  queryAll<Request, Response>(
    query: ShardQuery<State, Request, Response>,
    request: Request,
    apiVersion: number,
  ): Draft<Response>[] {
    if (this.#isClosed) return [query.refuse(request, this.#refusal, apiVersion)];
    return [...this.#runtimes()]
      .filter(({ phase }) => phase === 'active' || phase === 'loading')
      .map((runtime) => runtime.query(query, request, apiVersion));
  }

  /**
   * The shards that are led here, one after the other: others may come and go while somebody is
   * under way.
   */
  *shards(): Generator<Pick<PartitionRuntime<State>, 'look'>> {
    if (!this.#isClosed) yield* this.#runtimes();
  }

  /**
   * Writes what this turn has brought. Whoever waits is told NOT_COORDINATOR; nothing is served any
   * more.
   */
  close(): void {
    this.#isClosed = true;
    for (const { runtime } of this.#led.values()) runtime.flush();
    for (const index of [...this.#led.keys()]) this.#unload(index);
  }

  /** Why a request finds no shard. */
  get #refusal(): ProtocolError {
    return this.#isClosed ? errors.COORDINATOR_NOT_AVAILABLE : errors.NOT_COORDINATOR;
  }

  /** Undefined while there is no such topic. */
  #spreadIn(image: MetadataImage): number | undefined {
    const topic = image.topics.byName.get(this.topic);
    if (topic === undefined) return undefined;
    if (this.#spread?.topicId !== topic.id) {
      this.#spread = { topicId: topic.id, count: topic.partitions.length };
    }
    return this.#spread.count;
  }

  #countIn(image: MetadataImage): number {
    return image.topics.byName.get(this.topic)?.partitions.length ?? 0;
  }

  #follow(image: MetadataImage): void {
    const count = this.#countIn(image);
    for (const index of [...this.#led.keys()]) {
      if (index >= count) this.#unload(index);
    }
    for (let index = 0; index < count; index++) this.#followPartition(index);
  }

  /** Loads what is led here now, and unloads what is not any more. */
  #followPartition(index: number): CoordinatedPartition<State> | undefined {
    const partition = this.#options.replicas.hosted.findByName(this.topic, index);
    const known = this.#led.get(index);
    const isLed = partition instanceof Partition && partition.isLeader;
    if (isLed && known?.isGoodFor(partition) === true) return known;
    if (known !== undefined) this.#unload(index);
    return isLed && !this.#isClosed ? this.#load(index, partition) : undefined;
  }

  #load(index: number, partition: Partition): CoordinatedPartition<State> {
    const led = new CoordinatedPartition(this.#options, partition, () => {
      if (this.#led.get(index) !== led) return;
      this.#unload(index);
      this.#followPartition(index);
    });
    this.#led.set(index, led);
    led.load();
    return led;
  }

  #unload(index: number): void {
    const led = this.#led.get(index);
    this.#led.delete(index);
    led?.close();
  }

  *#runtimes(): Generator<PartitionRuntime<State>> {
    const count = this.#countIn(this.#options.replicas.image);
    for (let index = 0; index < count; index++) {
      const runtime = this.#runtimeOf(index);
      if (runtime !== undefined) yield runtime;
    }
  }

  /** A log may come to be after its topic: where the name was not free yet. */
  #runtimeOf(index: number): PartitionRuntime<State> | undefined {
    return (this.#led.get(index) ?? this.#followPartition(index))?.runtime;
  }
}
