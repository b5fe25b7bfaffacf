// A broker's data plane on the simulated World, without controller: the test says what the
// metadata are.

import { type Offload, SimulatedUniverse, SlabPool, type World } from '@ottla/base';
import { LogDirectory, type LogServices, OpenFiles, TailCache } from '@ottla/log';
import {
  configsOf,
  configResourceTypes,
  EMPTY_IMAGE,
  MetadataDelta,
  type MetadataImage,
  type MetadataRecord,
  type MetadataRecordMessages,
  type MetadataRecordName,
  NodeConfig,
  staticLayers,
  supportedFeatures,
  topicConfigOf,
} from '@ottla/metadata';
import { ReceiveMemory } from '@ottla/protocol';
import type { ControllerChannel } from '../src/controller/controller-channel.ts';
import type { AnyHandler } from '../src/handlers/handler.ts';
import type { MetadataPublisher } from '../src/metadata/metadata-publisher.ts';
import {
  apiVersionsHandler,
  deleteRecordsHandler,
  fetchHandler,
  initProducerIdHandler,
  listOffsetsHandler,
  offsetForLeaderEpochHandler,
  produceHandler,
} from '../src/handlers/index.ts';
import {
  EndOfTurn,
  FetchSessionCache,
  intercepted,
  LargeWork,
  ProducerIds,
  ReplicaSet,
  type RequestInterceptor,
  type RequestThrottle,
  ServedApis,
  SocketServer,
  type SocketServerConfig,
  WriteTurn,
} from '../src/index.ts';
import { RawClient } from './raw-client.ts';
import { recordingLogger } from './recording-logger.ts';
import { topicId } from './metadata-images.ts';

export const BROKER_ID = 1;
export const PORT = 9092;

export interface DataPlaneOptions {
  readonly seed?: number | string;
  /** server.properties */
  readonly properties?: Readonly<Record<string, string>>;
  readonly server?: Partial<SocketServerConfig>;
  readonly handlers?: readonly AnyHandler[];
  /** More handlers, and who follows the metadata after the replicas. */
  readonly extend?: (plane: DataPlane) => Extension;
  readonly throttle?: RequestThrottle;
  readonly interceptor?: RequestInterceptor;
  readonly fetchSessionSlots?: number;
  readonly fetchBytesMax?: number;
  readonly channel?: ControllerChannel;
  /** The same node is started again: that plane has stopped. */
  readonly after?: DataPlane;
  /** Sees what goes to workers. */
  readonly offload?: (workers: Offload) => Offload;
  /** 0: all reads come from the file. */
  readonly tailBytes?: number;
}

export interface Extension {
  readonly handlers: readonly AnyHandler[];
  readonly publisher: MetadataPublisher;
}

export interface TopicOptions {
  readonly partitions?: number;
  readonly configs?: Readonly<Record<string, string>>;
  readonly replicas?: readonly number[];
  readonly isr?: readonly number[];
  readonly leader?: number;
  readonly leaderEpoch?: number;
  readonly id?: string;
}

const MB = 1024 * 1024;
const SLAB_BYTES = MB / 4;

const SERVER_CONFIG: SocketServerConfig = {
  requestBytesMax: 104_857_600,
  requestItemsMax: 100_000,
  queuedRequestsMax: 500,
  receiveBytesMax: 256 * MB,
  responseBytesMax: 256 * MB,
  slabBytesMax: 192 * MB,
  inFlightRequestsMax: 1000,
  inFlightBytesMax: 16 * MB,
  unsentBytesMax: MB,
  requestReceiveMs: 120_000,
  pressureMs: 10_000,
  connectionsMax: 2_147_483_647,
  connectionRateMax: 2_147_483_647,
  rateWindows: { count: 11, sizeMs: 1000 },
  listeners: new Map(),
  interBrokerListener: undefined,
  connectionsPerIpMax: 2_147_483_647,
  connectionsPerIpOverrides: new Map(),
  connectionsIdleMs: 600_000,
  listenBacklog: 50,
};

const NO_CONTROLLER: ControllerChannel = {
  call: () => Promise.reject(new Error('this test has no controller')),
};

export class DataPlane {
  readonly universe: SimulatedUniverse;
  readonly world: World;
  readonly log = recordingLogger();
  readonly writeTurn: WriteTurn;
  readonly replicas: ReplicaSet;
  readonly server: SocketServer;
  readonly directory: LogDirectory;
  readonly sessions: FetchSessionCache;
  readonly receivePool = new SlabPool({ slabBytes: SLAB_BYTES, poison: true });
  readonly readPool = new SlabPool({ slabBytes: SLAB_BYTES, poison: true });
  readonly tailCache: TailCache;
  readonly #clients: World;
  image: MetadataImage = EMPTY_IMAGE;

  static async start(options: DataPlaneOptions = {}): Promise<DataPlane> {
    const plane = new DataPlane(options);
    const listening = plane.server.listen({ name: 'PLAINTEXT', host: '', port: PORT });
    await plane.universe.resolve(listening);
    return plane;
  }

  private constructor(options: DataPlaneOptions) {
    const { after } = options;
    this.universe = after?.universe ?? new SimulatedUniverse({ seed: options.seed ?? 1 });
    if (after !== undefined) this.universe.kill('broker', 'process');
    const plain =
      after === undefined ? this.universe.createNode('broker') : this.universe.restart('broker');
    this.world = { ...plain, offload: options.offload?.(plain.offload) ?? plain.offload };
    this.#clients = after === undefined ? this.universe.createNode('client') : after.#clients;
    this.largeWork = new LargeWork(this.world);
    const { world, readPool } = this;
    const { logger } = this.log;
    this.tailCache = new TailCache({ bytesMax: options.tailBytes ?? 16 * SLAB_BYTES });
    const { tailCache } = this;
    const openFiles = new OpenFiles({ limit: 64 });
    const logServices: LogServices = { world, logger, readPool, tailCache, openFiles };
    this.directory = LogDirectory.open({ services: logServices, path: '/logs' });
    const node = nodeConfig(options.properties);
    const topicConfig = (image: MetadataImage, topic: string) =>
      topicConfigOf(configsOf(image.configs, configResourceTypes.TOPIC, topic), staticLayers(node));
    this.directory.load((topic) => topicConfig(EMPTY_IMAGE, topic));
    const endOfTurn = new EndOfTurn(world.timers);
    this.writeTurn = new WriteTurn(endOfTurn);
    this.replicas = new ReplicaSet({
      world,
      logger,
      brokerId: BROKER_ID,
      endOfTurn,
      logServices,
      directories: [this.directory],
      topicConfig,
    });
    const { clock, random } = world;
    const slots = options.fetchSessionSlots ?? 1000;
    this.sessions = new FetchSessionCache({ clock, random, slots });
    const extension = options.extend?.(this);
    this.#publisher = extension?.publisher;
    const more = [...(options.handlers ?? []), ...(extension?.handlers ?? [])];
    const { interceptor } = options;
    const handlers = [...this.#handlers(options), ...more].map((each) =>
      interceptor === undefined ? each : intercepted(each, interceptor),
    );
    const apis = new ServedApis(handlers, { listener: 'broker' });
    this.#apis = apis;
    this.server = new SocketServer({
      world,
      logger,
      config: { ...SERVER_CONFIG, ...options.server },
      apis,
      receiveMemory: new ReceiveMemory({
        pool: this.receivePool,
        sharedBytes: 16 * 1024,
        poison: true,
      }),
      endOfTurn,
      largeWork: this.largeWork,
      ...(options.throttle === undefined ? {} : { throttle: options.throttle }),
    });
    this.apply([registerBroker()]);
  }

  readonly largeWork: LargeWork;
  #apis: ServedApis;
  #publisher: MetadataPublisher | undefined;

  #handlers(options: DataPlaneOptions): AnyHandler[] {
    const { replicas, sessions, world, largeWork } = this;
    const producerIds = new ProducerIds({
      clock: world.clock,
      logger: this.log.logger,
      channel: options.channel ?? NO_CONTROLLER,
      brokerId: BROKER_ID,
      brokerEpoch: () => 7,
    });
    return [
      produceHandler({ replicas }),
      fetchHandler({
        clock: world.clock,
        timers: world.timers,
        largeWork,
        replicas,
        sessions,
        responseBytesMax: options.fetchBytesMax ?? 57_671_680,
        heldBytesMax: options.server?.responseBytesMax ?? SERVER_CONFIG.responseBytesMax,
      }),
      listOffsetsHandler({ clock: world.clock, timers: world.timers, largeWork, replicas }),
      deleteRecordsHandler({ replicas }),
      offsetForLeaderEpochHandler({
        clock: world.clock,
        timers: world.timers,
        largeWork,
        replicas,
      }),
      initProducerIdHandler({ producerIds, transactionTimeoutMsMax: 900_000 }),
      apiVersionsHandler({
        apis: () => this.#apis,
        supportedFeatures,
        image: () => this.image,
        kraftVersion: () => 1,
      }),
    ];
  }

  /** Commits records: the replicas follow at once. */
  apply(records: readonly MetadataRecord[]): void {
    const delta = new MetadataDelta(this.image);
    for (const record of records) delta.replay(record);
    const lastContainedOffset = this.image.provenance.lastContainedOffset + records.length;
    this.image = delta.apply({
      lastContainedOffset,
      lastContainedEpoch: 1,
      lastContainedTimestampMs: 0,
    });
    this.replicas.applyTopics(delta, this.image);
    this.#publisher?.onUpdate(delta, this.image, { bytes: 0, isSnapshot: false });
  }

  /** Makes a topic, and gives its id. */
  createTopic(name: string, options: TopicOptions = {}): string {
    const { partitions = 1, replicas = [BROKER_ID], leader = BROKER_ID } = options;
    const { isr = replicas, leaderEpoch = 0, configs = {}, id = topicId(name) } = options;
    const records: MetadataRecord[] = [record('TopicRecord', { name, topicId: id })];
    for (const [key, value] of Object.entries(configs)) {
      const resource = { resourceType: configResourceTypes.TOPIC, resourceName: name };
      records.push(record('ConfigRecord', { ...resource, name: key, value }));
    }
    for (let partitionId = 0; partitionId < partitions; partitionId++) {
      records.push(
        record('PartitionRecord', {
          partitionId,
          topicId: id,
          replicas: [...replicas],
          isr: [...isr],
          removingReplicas: [],
          addingReplicas: [],
          leader,
          leaderRecoveryState: 0,
          leaderEpoch,
          partitionEpoch: 0,
          directories: [],
          eligibleLeaderReplicas: null,
          lastKnownElr: null,
        }),
      );
    }
    this.apply(records);
    return id;
  }

  deleteTopic(id: string): void {
    this.apply([record('RemoveTopicRecord', { topicId: id })]);
  }

  /** Another leader, or a new epoch of the same one. */
  elect(id: string, leader: number, partitionId = 0): void {
    this.apply([
      record('PartitionChangeRecord', {
        partitionId,
        topicId: id,
        isr: null,
        leader,
        replicas: null,
        removingReplicas: null,
        addingReplicas: null,
        leaderRecoveryState: -1,
        directories: null,
        eligibleLeaderReplicas: null,
        lastKnownElr: null,
      }),
    ]);
  }

  async connect(port = PORT): Promise<RawClient> {
    const connecting = this.#clients.network.connect({
      host: 'broker',
      port,
      timeoutMs: 1000,
    });
    return new RawClient(this.universe, await this.universe.resolve(connecting));
  }

  /** Ends the test: every lease must have come back by then. */
  async stop(): Promise<void> {
    this.replicas.answerWaiting();
    await this.universe.resolve(this.server.close(1000));
    this.replicas.close();
    await this.universe.resolve(this.directory.close({ brokerEpoch: 7 }));
    this.tailCache.clear();
    this.server.receiveMemory.close();
  }
}

function nodeConfig(properties: Readonly<Record<string, string>> = {}): NodeConfig {
  const required = {
    'node.id': '1',
    'process.roles': 'broker,controller',
    'controller.listener.names': 'CONTROLLER',
  };
  return NodeConfig.parse(new Map(Object.entries({ ...required, ...properties })));
}

/** A record as its codec would read it. */
export function record<Name extends MetadataRecordName>(
  name: Name,
  message: Omit<MetadataRecordMessages[Name], 'unknownTaggedFields'>,
): MetadataRecord {
  // The compiler cannot tell that name and message belong together; the parameters see to it.
  return { name, version: 0, message: { ...message, unknownTaggedFields: [] } } as MetadataRecord;
}

export function registerBroker(brokerId = BROKER_ID, brokerEpoch = 7): MetadataRecord {
  return record('RegisterBrokerRecord', {
    brokerId,
    isMigratingZkBroker: false,
    incarnationId: topicId('incarnation'),
    brokerEpoch,
    endPoints: [
      {
        name: 'PLAINTEXT',
        host: `host${brokerId}`,
        port: 9090 + brokerId,
        securityProtocol: 0,
        unknownTaggedFields: [],
      },
    ],
    features: [],
    rack: null,
    fenced: false,
    inControlledShutdown: false,
    logDirs: [],
    cordonedLogDirs: null,
  });
}
