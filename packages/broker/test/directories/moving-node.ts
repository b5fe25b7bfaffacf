// A broker's replicas over two log directories, with a controller that is a few lines: what moves
// between directories, process after process, over the same disks.

import assert from 'node:assert/strict';

import { SimulatedUniverse, SlabPool, type World } from '@ottla/base';
import {
  LogDirectory,
  type LogServices,
  OpenFiles,
  type PartitionLog,
  resolveNow,
  TailCache,
} from '@ottla/log';
import {
  configsOf,
  configResourceTypes,
  directoryIds,
  EMPTY_IMAGE,
  MetadataDelta,
  type MetadataImage,
  type MetadataRecord,
  NodeConfig,
  staticLayers,
  type TopicConfig,
  topicConfigOf,
} from '@ottla/metadata';
import { type AssignReplicasToDirsRequest, errors, type ProtocolError } from '@ottla/protocol';
import type { ControllerChannel } from '../../src/controller/controller-channel.ts';
import {
  EndOfTurn,
  type Partition,
  ReplicaAssignments,
  ReplicaMoves,
  ReplicaSet,
  setStraysAside,
} from '../../src/index.ts';
import { batchOf, recordsOf } from '../batches.ts';
import { record, registerBroker } from '../data-plane.ts';
import { topicId } from '../metadata-images.ts';
import { recordingLogger } from '../recording-logger.ts';

export const ONE = 'AAAAAAAAAAAAAAAAAAAAZA';
export const TWO = 'BBBBBBBBBBBBBBBBBBBBBA';
const PATHS: readonly [path: string, directoryId: string][] = [
  ['/one', ONE],
  ['/two', TWO],
];

const NODE = NodeConfig.parse(
  new Map([
    ['node.id', '1'],
    ['process.roles', 'broker,controller'],
    ['controller.listener.names', 'CONTROLLER'],
  ]),
);

/** One life of the broker's process. */
export interface Life {
  readonly world: World;
  readonly services: LogServices;
  readonly directories: readonly LogDirectory[];
  readonly replicas: ReplicaSet;
  readonly moves: ReplicaMoves;
}

export class MovingNode {
  readonly universe: SimulatedUniverse;
  readonly lines = recordingLogger();
  /** What the topic's configs are, apart from Kafka's defaults. */
  readonly config: Partial<TopicConfig>;
  image: MetadataImage = EMPTY_IMAGE;
  life: Life;
  /** Values of all records that were appended, in order. */
  readonly appended: string[] = [];
  /** So many of them were acknowledged. */
  acknowledged = 0;
  /** Directories that cannot be opened when the next process starts. */
  readonly lost = new Set<string>();

  constructor(seed: number | string, config: Partial<TopicConfig>) {
    this.universe = new SimulatedUniverse({ seed });
    this.config = config;
    const level = { name: 'metadata.version', featureLevel: 30 };
    this.#commit([registerBroker(), record('FeatureLevelRecord', level), ...newTopic()]);
    this.life = this.#start(this.universe.createNode('broker'));
  }

  get faults() {
    return this.universe.storage('broker').faults;
  }

  /** Why there is no partition; undefined where there is. */
  get trouble(): string | undefined {
    const found = this.#hosted;
    return 'code' in found ? found.name : undefined;
  }

  get #hosted(): Partition | ProtocolError {
    return this.life.replicas.hosted.findByName('t', 0);
  }

  get partition(): Partition {
    const found = this.#hosted;
    assert.ok(!('code' in found), JSON.stringify(found));
    return found;
  }

  get log(): PartitionLog {
    return this.partition.log;
  }

  /** Where the controller believes the replica to be. */
  get assigned(): string | undefined {
    return this.image.topics.byName.get('t')?.partitions[0]?.directories[0];
  }

  /** The path in which the replica's log is. */
  get path(): string | undefined {
    return this.life.replicas.placement.directoryOf(this.log)?.path;
  }

  move(path: string): string {
    const directory = this.life.directories.find((each) => each.path === path);
    return this.life.moves.alter('t', 0, directory).name;
  }

  /** Appends a batch of three; it is acknowledged some time, or not. */
  append(): void {
    const first = this.appended.length;
    const values = [0, 1, 2].map((n) => `${first + n}`.padEnd(100, '.'));
    const nowMs = this.life.world.clock.wallMs();
    const { partition } = this;
    const outcome = partition.append(batchOf(values), { origin: 'client', nowMs, acksAll: true });
    if (outcome.kind !== 'appended') return;
    this.appended.length = outcome.firstOffset;
    this.appended.push(...values);
    const requiredOffset = outcome.lastOffset + 1;
    partition.committedAcks.push({
      requiredOffset,
      reached: () => {
        this.acknowledged = Math.max(this.acknowledged, requiredOffset);
      },
      refused: () => undefined,
    });
  }

  /** Runs up to `limitMs` of virtual time, or until it holds; returns whether it does. */
  async until(holds: () => boolean, limitMs: number): Promise<boolean> {
    const end = this.universe.nowMs + limitMs;
    await this.universe.runUntil(() => holds() || this.universe.nowMs > end, limitMs * 2);
    return holds();
  }

  /** What the disk holds by now is what the next life begins with. */
  async restart(death: 'process' | 'power'): Promise<void> {
    this.faults.failure = () => undefined;
    this.universe.kill('broker', death);
    this.life = this.#start(this.universe.restart('broker'));
    if (this.lost.size > 0) return;
    const isThere = await this.until(() => !('code' in this.#hosted), 1000);
    assert.ok(isThere, 'the replica did not come back');
  }

  /** Nothing that was acknowledged is missing, and all that is there is what was appended. */
  verify(): void {
    const start = this.log.logStartOffset;
    const found = this.#values();
    assert.ok(
      start + found.length >= this.acknowledged,
      `${start + found.length} records are left of ${this.acknowledged} that were acknowledged`,
    );
    const end = start + found.length;
    assert.deepEqual(found, this.appended.slice(start, end));
    // What was never acknowledged may be gone.
    this.appended.length = end;
  }

  /** Directories of the replica, by path: of each, its names. */
  names(): string[] {
    return PATHS.flatMap(([path]) =>
      this.life.world.disk
        .list(path)
        .map(({ name }) => `${path}/${name}`)
        .filter((name) => name.includes('/t-0')),
    );
  }

  #values(): string[] {
    const { log } = this;
    const found: string[] = [];
    const start = log.logStartOffset;
    for (let offset = start; offset < log.logEndOffset; offset = start + found.length) {
      const options = { maxBytes: 1_000_000, minOneMessage: true, upTo: 'log-end' } as const;
      const plan = log.read(offset, options);
      assert.equal(plan.kind, 'plan', plan.kind === 'refused' ? plan.message : '');
      if (plan.kind !== 'plan') break;
      const read = resolveNow(this.life.services, plan);
      const isThere = (each: string): boolean => Number.parseInt(each, 10) >= offset;
      const records = recordsOf(Buffer.concat(read.chunks)).filter(isThere);
      read.release();
      assert.ok(records.length > 0, `nothing at ${offset} of ${log.logEndOffset}`);
      records.forEach((each, n) => assert.ok(each.startsWith(`${offset + n}:`), each));
      found.push(...records.map((each) => each.slice(each.indexOf(':') + 1)));
    }
    return found;
  }

  #start(world: World): Life {
    const { logger } = this.lines;
    const services: LogServices = {
      world,
      logger,
      readPool: new SlabPool({ slabBytes: 65_536, poison: true }),
      tailCache: new TailCache({ bytesMax: 0 }),
      openFiles: new OpenFiles({ limit: 8 }),
    };
    const directories = PATHS.map(([path, directoryId]) => {
      const opening = { services, path };
      if (this.lost.has(path)) return LogDirectory.offline(opening, new Error('lost'));
      const directory = LogDirectory.open(opening);
      const meta = { clusterId: 'cluster', nodeId: 1, directoryId };
      if (directory.meta === undefined) directory.writeMeta(meta);
      return directory;
    });
    const topicConfig = (image: MetadataImage, topic: string): TopicConfig => ({
      ...topicConfigOf(
        configsOf(image.configs, configResourceTypes.TOPIC, topic),
        staticLayers(NODE),
      ),
      ...this.config,
    });
    for (const each of directories) {
      if (!each.isOffline) each.load((topic) => topicConfig(this.image, topic));
    }
    const endOfTurn = new EndOfTurn(world.timers);
    const brokerId = 1;
    const common = { world, logger, brokerId };
    const replicas = new ReplicaSet({
      ...common,
      endOfTurn,
      logServices: services,
      directories,
      topicConfig,
    });
    const image = (): MetadataImage => this.image;
    const channel = this.#controller();
    const assignments = new ReplicaAssignments({ ...common, channel, image });
    const moves = new ReplicaMoves({
      ...common,
      replicas,
      assignments,
      bytesPerSecond: Number.MAX_SAFE_INTEGER,
    });
    const life = { world, services, directories, replicas, moves };
    setStraysAside(replicas, this.image);
    // The first image comes as a delta from nothing, as the loader brings it.
    replicas.applyTopics(this.#wholeDelta(), this.image);
    return life;
  }

  #wholeDelta(): MetadataDelta {
    const delta = new MetadataDelta(EMPTY_IMAGE);
    for (const each of this.#log) delta.replay(each);
    return delta;
  }

  readonly #log: MetadataRecord[] = [];

  #commit(records: readonly MetadataRecord[]): MetadataDelta {
    this.#log.push(...records);
    const delta = new MetadataDelta(this.image);
    for (const each of records) delta.replay(each);
    this.image = delta.apply({
      lastContainedOffset: this.#log.length - 1,
      lastContainedEpoch: 1,
      lastContainedTimestampMs: 0,
    });
    return delta;
  }

  /** Takes every assignment; what it has taken outlives the broker. */
  #controller(): ControllerChannel {
    return {
      call: async <_, Response>(_api: object, _version: number, request: unknown) => {
        const { directories } = request as AssignReplicasToDirsRequest; // all that is asked here
        for (const { id } of directories) {
          const delta = this.#commit([assignment(id)]);
          this.life.replicas.applyTopics(delta, this.image);
        }
        await Promise.resolve();
        const taken = directories.map(({ id, topics }) => ({
          id,
          topics: topics.map(({ topicId: ofTopic, partitions }) => ({
            topicId: ofTopic,
            partitions: partitions.map((each) => ({ ...each, errorCode: errors.NONE.code })),
          })),
        }));
        return { errorCode: errors.NONE.code, directories: taken } as Response; // as the API does
      },
    };
  }
}

function newTopic(): MetadataRecord[] {
  const id = topicId('t');
  return [
    record('TopicRecord', { name: 't', topicId: id }),
    record('PartitionRecord', {
      partitionId: 0,
      topicId: id,
      replicas: [1],
      isr: [1],
      removingReplicas: [],
      addingReplicas: [],
      leader: 1,
      leaderRecoveryState: 0,
      leaderEpoch: 0,
      partitionEpoch: 0,
      directories: [directoryIds.UNASSIGNED],
      eligibleLeaderReplicas: null,
      lastKnownElr: null,
    }),
  ];
}

function assignment(directoryId: string): MetadataRecord {
  return record('PartitionChangeRecord', {
    partitionId: 0,
    topicId: topicId('t'),
    isr: null,
    leader: -2,
    replicas: null,
    removingReplicas: null,
    addingReplicas: null,
    leaderRecoveryState: -1,
    directories: [directoryId],
    eligibleLeaderReplicas: null,
    lastKnownElr: null,
  });
}
