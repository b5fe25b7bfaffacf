// A controller on a simulated machine: formatted, started, stopped, killed and started again by
// tests.

import assert from 'node:assert/strict';
import { type Logger, SimulatedUniverse, SlabPool, type World } from '@ottla/base';
import { type LogConfig, type LogServices, OpenFiles, PartitionLog, TailCache } from '@ottla/log';
import {
  checkpointBytes,
  makeRecord,
  type MetadataImage,
  NodeConfig,
  supportedFeatures,
  writeMetadataRecord,
} from '@ottla/metadata';
import {
  type Api,
  brokerHeartbeatApi,
  brokerRegistrationApi,
  type BrokerRegistrationRequest,
  type BrokerRegistrationResponse,
  createTopicsApi,
  type CreateTopicsRequest,
  type CreateTopicsResponse,
  type Draft,
} from '@ottla/protocol';
import type { ControllerNode } from '../../src/controller/controller-options.ts';
import { startController } from '../../src/controller/controller-node.ts';
import { metadataLogConfig } from '../../src/controller/metadata-log-config.ts';
import { replicatedLogOf } from '../../src/controller/replicated-log-of.ts';
import { type MetadataLoader, startMetadataLoader } from '../../src/metadata/metadata-loader.ts';

export const CLUSTER_ID = '4L6g3nShT-eMCtK--X86sw';
export const DIRECTORY_ID = 'J8aAPcfLQt2bqs1JT_rMgQ';
export const INCARNATION_ID = 'q1w2e3r4TyGt5HyUjIkOpA';
/** Of the node in its universe. */
export const NAME = 'node';
export const DIRECTORY = '/data/__cluster_metadata-0';
const BOOTSTRAP_SNAPSHOT = `${DIRECTORY}/00000000000000000000-0000000000.checkpoint`;

const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silent,
};

/** Kafka's bootstrap of a standalone node at metadata.version 30. */
export function bootstrapCheckpoint(): Uint8Array {
  const records = [
    makeRecord('FeatureLevelRecord', 0, { name: 'metadata.version', featureLevel: 30 }),
    makeRecord('FeatureLevelRecord', 0, {
      name: 'eligible.leader.replicas.version',
      featureLevel: 1,
    }),
  ];
  const values = records.map(writeMetadataRecord);
  return checkpointBytes({ values, wallMs: 1000, lastContainedTimestampMs: 0 });
}

/** Voters as formatting writes them; the node of these tests is voter 1. */
export function votersCheckpoint(voterIds: readonly number[] = [1]): Uint8Array {
  return checkpointBytes({
    values: [],
    wallMs: 1000,
    lastContainedTimestampMs: 1000,
    kraftVersion: 1,
    voters: {
      voters: voterIds.map((voterId) => ({
        voterId,
        voterDirectoryId: DIRECTORY_ID,
        endpoints: [{ name: 'CONTROLLER', host: 'localhost', port: 9092 + voterId }],
        kRaftVersionFeature: { minSupportedVersion: 0, maxSupportedVersion: 1 },
      })),
    },
  });
}

export interface ControllerWorldOptions {
  readonly seed: number;
  readonly config?: Readonly<Record<string, string>>;
  /** Voters of the bootstrap snapshot: this node alone where nothing is said, none where empty. */
  readonly voterIds?: readonly number[];
  /** Size of a segment of the metadata log, where its configured minimum is too much for a test. */
  readonly segmentBytes?: number;
}

export class ControllerWorld {
  readonly universe: SimulatedUniverse;
  world: World;
  node!: ControllerNode; // set by `start`, which every test calls first
  loader!: MetadataLoader; // likewise
  log!: PartitionLog; // likewise
  readonly failures: unknown[] = [];
  readonly #config: NodeConfig;
  readonly #segmentBytes: number | undefined;

  constructor({ seed, config = {}, voterIds = [1], segmentBytes }: ControllerWorldOptions) {
    this.#segmentBytes = segmentBytes;
    this.universe = new SimulatedUniverse({ seed });
    this.world = this.universe.createNode(NAME);
    this.#config = NodeConfig.parse(
      new Map(
        Object.entries({
          'process.roles': 'broker,controller',
          'node.id': '1',
          'controller.listener.names': 'CONTROLLER',
          'metadata.max.idle.interval.ms': '0',
          ...config,
        }),
      ),
    );
    const { disk } = this.world;
    disk.makeDirectory(DIRECTORY);
    this.write('/data/bootstrap.checkpoint', bootstrapCheckpoint());
    if (voterIds.length > 0) this.write(BOOTSTRAP_SNAPSHOT, votersCheckpoint(voterIds));
    for (const path of ['/', '/data', DIRECTORY]) disk.syncDirectory(path);
  }

  get image(): MetadataImage {
    return this.loader.image;
  }

  async start(): Promise<void> {
    const { world } = this;
    const services: LogServices = {
      world,
      logger: silent,
      readPool: new SlabPool({ slabBytes: 1 << 20 }),
      tailCache: new TailCache({ bytesMax: 1 << 24 }),
      openFiles: new OpenFiles({ limit: 64 }),
    };
    this.log = this.openLog(services);
    const onFatal = (error: unknown): void => {
      this.failures.push(error);
    };
    this.node = await this.resolve(
      startController({
        world,
        logger: silent,
        nodeId: 1,
        clusterId: CLUSTER_ID,
        directoryId: DIRECTORY_ID,
        directory: DIRECTORY,
        log: replicatedLogOf(this.log, services),
        bootstrapCheckpoint: world.disk.readFile('/data/bootstrap.checkpoint'),
        listeners: [{ name: 'CONTROLLER', host: 'localhost', port: 9093, securityProtocol: 0 }],
        config: this.#config,
        onFatal,
      }),
    );
    this.loader = startMetadataLoader({ logger: silent, source: this.node.source, onFatal });
    await this.resolve(this.node.ready());
  }

  async stop(): Promise<void> {
    this.loader.close();
    await this.resolve(this.node.stop());
    await this.closeLog();
  }

  protected get logConfig(): LogConfig {
    const config = metadataLogConfig(this.#config);
    return { ...config, segmentBytes: this.#segmentBytes ?? config.segmentBytes };
  }

  protected openLog(services: LogServices): PartitionLog {
    return PartitionLog.open({
      services,
      topic: '__cluster_metadata',
      partition: 0,
      path: DIRECTORY,
      config: this.logConfig,
      logStartOffset: 0,
      recoveryPoint: 0,
      wasClean: false,
    });
  }

  protected async closeLog(): Promise<void> {
    await this.resolve(this.log.close());
  }

  /** Lets time go by until the promise settles. */
  protected resolve<Result>(promise: Promise<Result>): Promise<Result> {
    return this.universe.resolve(promise);
  }

  /** The process or the whole machine dies, and starts again. */
  async die(death: 'process' | 'power'): Promise<void> {
    this.universe.kill(NAME, death);
    this.world = this.universe.restart(NAME);
    await this.start();
  }

  /** A request on its way: time goes on by itself only. */
  send<Request, Response>(
    api: Api<Request, Response>,
    version: number,
    request: Draft<Request>,
    timeoutMs = 10_000,
  ): Promise<Response> {
    const principal = { type: 'User', name: 'ANONYMOUS' };
    return this.node.channel.call(api, version, request, { principal, clientId: null, timeoutMs });
  }

  /** A request and its answer. */
  call<Request, Response>(
    api: Api<Request, Response>,
    version: number,
    request: Draft<Request>,
    timeoutMs = 10_000,
  ): Promise<Response> {
    return this.resolve(this.send(api, version, request, timeoutMs));
  }

  register(changes: Draft<BrokerRegistrationRequest> = {}): Promise<BrokerRegistrationResponse> {
    return this.call(brokerRegistrationApi, 4, {
      brokerId: 1,
      clusterId: CLUSTER_ID,
      incarnationId: INCARNATION_ID,
      listeners: [{ name: 'PLAINTEXT', host: 'localhost', port: 9092, securityProtocol: 0 }],
      features: supportedFeatures.map(({ name, min, max }) => ({
        name,
        minSupportedVersion: min,
        maxSupportedVersion: max,
      })),
      rack: null,
      logDirs: [DIRECTORY_ID],
      ...changes,
    });
  }

  async unfence(brokerEpoch: Draft<BrokerRegistrationResponse['brokerEpoch']>): Promise<void> {
    await this.call(brokerHeartbeatApi, 1, {
      brokerId: 1,
      brokerEpoch,
      currentMetadataOffset: this.image.provenance.lastContainedOffset,
      wantFence: false,
    });
  }

  /** A broker, registered and serving. */
  async withBroker(): Promise<BrokerRegistrationResponse['brokerEpoch']> {
    const { brokerEpoch } = await this.register();
    await this.unfence(brokerEpoch);
    return brokerEpoch;
  }

  /** Names of the files of the metadata log. */
  files(): readonly string[] {
    return this.world.disk
      .list(DIRECTORY)
      .map(({ name }) => name)
      .toSorted();
  }

  /** Creates topics of one partition, and waits until the broker half knows them. */
  async createTopic(...names: readonly string[]): Promise<void> {
    const topics = names.map((name) => ({ name, numPartitions: 1, replicationFactor: 1 }));
    const response = await this.createTopics(topics);
    for (const { name, errorCode } of response.topics) assert.equal(errorCode, 0, name);
  }

  /** A request to create topics on its way. */
  sendTopics(topics: Draft<CreateTopicsRequest['topics']>): Promise<CreateTopicsResponse> {
    return this.send(createTopicsApi, 7, { topics, timeoutMs: 5000 });
  }

  createTopics(
    topics: Draft<CreateTopicsRequest['topics']>,
    changes: Draft<CreateTopicsRequest> = {},
  ): Promise<CreateTopicsResponse> {
    return this.call(createTopicsApi, 7, { topics, timeoutMs: 5000, ...changes });
  }

  /** Makes a file, durable at once. */
  write(path: string, bytes: Uint8Array): void {
    this.world.disk.writeFile(path, bytes);
    const file = this.world.disk.open(path, 'read-write');
    file.sync();
    file.close();
  }
}
