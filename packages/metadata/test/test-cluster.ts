// A controller alone: commands run on it, their records are replayed and committed at once, or held
// back by the test. What raft and disks do is not here; every record goes through its bytes.

import assert from 'node:assert/strict';
import { Prng } from '@ottla/base';
import {
  brokerHeartbeat,
  brokerRegistration,
  type CommandResult,
  Controller,
  type ControllerCommand,
  createTopics,
  makeRecord,
  type MetadataImage,
  type MetadataRecord,
  NodeConfig,
  type PartitionRegistration,
  readMetadataRecord,
  supportedFeatures,
  writeMetadataRecord,
} from '../src/index.ts';
import {
  type BrokerHeartbeatRequest,
  type BrokerHeartbeatResponse,
  type BrokerRegistrationRequest,
  type BrokerRegistrationResponse,
  type CreateTopicsRequest,
  type CreateTopicsResponse,
  type Draft,
  type MessageCodec,
  Reader,
  uuidFromBytes,
  Writer,
} from '@ottla/protocol';

export const CLUSTER_ID = '4L6g3nShT-eMCtK--X86sw';

export interface TestClusterOptions {
  readonly metadataVersion?: number;
  readonly isElrEnabled?: boolean;
  readonly config?: Readonly<Record<string, string>>;
}

/** A message as it arrives: what the version cannot carry is gone. */
export function received<Message>(
  codec: MessageCodec<Message>,
  draft: Draft<Message>,
  version: number,
): Message {
  const writer = new Writer();
  codec.write(writer, draft, version);
  return codec.read(new Reader(Buffer.concat(writer.finish())), version);
}

/** Directory `index` of broker `id`: never a reserved id. */
export function directoryId(id: number, index = 0): string {
  const bytes = new Uint8Array(16).fill(7);
  bytes[0] = id;
  bytes[1] = index;
  return uuidFromBytes(bytes);
}

/** A process of broker `id`. */
export function incarnationId(id: number, start = 0): string {
  const bytes = new Uint8Array(16).fill(9);
  bytes[0] = id;
  bytes[1] = start;
  return uuidFromBytes(bytes);
}

export class TestCluster {
  readonly controller: Controller;
  /** Everything written so far, with its offset. */
  readonly log: { readonly offset: number; readonly record: MetadataRecord }[] = [];
  nowMs = 0;
  nextOffset = 0;
  /** Nothing is committed by itself while this is set. */
  holdsCommits = false;
  readonly #prng = new Prng('test cluster');

  constructor(options: TestClusterOptions = {}) {
    const { metadataVersion = 30, isElrEnabled = true, config = {} } = options;
    const settings = {
      clusterId: CLUSTER_ID,
      nodeId: 1,
      config: NodeConfig.parse(
        new Map(
          Object.entries({
            'process.roles': 'broker,controller',
            'node.id': '1',
            'controller.listener.names': 'CONTROLLER',
            ...config,
          }),
        ),
      ),
    };
    this.controller = new Controller(settings);
    const bootstrap = [
      makeRecord('FeatureLevelRecord', 0, {
        name: 'metadata.version',
        featureLevel: metadataVersion,
      }),
    ];
    if (isElrEnabled && metadataVersion >= 23) {
      const name = 'eligible.leader.replicas.version';
      bootstrap.push(makeRecord('FeatureLevelRecord', 0, { name, featureLevel: 1 }));
    }
    this.write(this.controller.activate(bootstrap, this.nowMs).records);
  }

  get image(): MetadataImage {
    return this.controller.state.image;
  }

  write(records: readonly MetadataRecord[]): void {
    if (records.length === 0) return;
    const baseOffset = this.nextOffset;
    const logged = records.map((each) => readMetadataRecord(writeMetadataRecord(each)));
    for (const [index, record] of logged.entries()) {
      this.log.push({ offset: baseOffset + index, record });
    }
    this.controller.replayWritten({ records: logged, baseOffset, epoch: 1, timestampMs: 5 });
    this.nextOffset += records.length;
    if (!this.holdsCommits) this.controller.commitUpTo(this.nextOffset - 1);
  }

  /** Runs a command as the driver does, and gives what it decided besides the response. */
  decide<Request, Response>(
    command: ControllerCommand<Request, Response>,
    request: Draft<Request>,
    version = command.api.request.maxVersion,
  ): CommandResult<Response> {
    const message = received(command.api.request, request, version);
    const result = this.controller.handle(command, message, {
      nowMs: this.nowMs,
      random: this.#prng,
      nextOffset: this.nextOffset,
      apiVersion: version,
    });
    this.write(result.records);
    result.written?.(this.nextOffset - 1);
    return result;
  }

  run<Request, Response>(
    command: ControllerCommand<Request, Response>,
    request: Draft<Request>,
    version = command.api.request.maxVersion,
  ): Response {
    const { response } = this.decide(command, request, version);
    return received(command.api.response, response, version);
  }

  register(
    id: number,
    changes: Draft<BrokerRegistrationRequest> = {},
    version = 4,
  ): BrokerRegistrationResponse {
    const request: Draft<BrokerRegistrationRequest> = {
      brokerId: id,
      clusterId: CLUSTER_ID,
      incarnationId: incarnationId(id),
      listeners: [{ name: 'PLAINTEXT', host: `host${id}`, port: 9092, securityProtocol: 0 }],
      features: supportedFeatures.map(({ name, min, max }) => ({
        name,
        minSupportedVersion: min,
        maxSupportedVersion: max,
      })),
      rack: null,
      logDirs: [directoryId(id)],
      ...changes,
    };
    return this.run(brokerRegistration, request, version);
  }

  epochOf(id: number): number {
    const broker = this.image.cluster.brokers.get(id);
    assert(broker !== undefined, `broker ${id} is not registered`);
    return broker.epoch;
  }

  heartbeat(id: number, changes: Draft<BrokerHeartbeatRequest> = {}): BrokerHeartbeatResponse {
    const request: Draft<BrokerHeartbeatRequest> = {
      brokerId: id,
      brokerEpoch: this.epochOf(id),
      currentMetadataOffset: this.nextOffset - 1,
      wantFence: false,
      ...changes,
    };
    return this.run(brokerHeartbeat, request);
  }

  /** Brokers that are registered and serve. */
  withBrokers(...ids: readonly number[]): this {
    for (const id of ids) {
      this.register(id);
      this.heartbeat(id);
    }
    return this;
  }

  /** A new process of a broker. */
  restart(id: number, previousBrokerEpoch: number, start = 1): BrokerRegistrationResponse {
    return this.register(id, { incarnationId: incarnationId(id, start), previousBrokerEpoch });
  }

  /** Ends the broker's session, as its silence would. */
  fence(id: number): void {
    this.nowMs += 9000;
    for (const other of this.image.cluster.brokers.values()) {
      if (other.id !== id && !other.fenced) this.heartbeat(other.id);
    }
    for (;;) {
      const records = this.controller.fenceExpired(this.nowMs);
      if (records === undefined) return;
      this.write(records);
    }
  }

  createTopic(
    name: string,
    changes: Draft<CreateTopicsRequest['topics'][number]> = {},
  ): CreateTopicsResponse['topics'][number] {
    const topics = [{ name, numPartitions: -1, replicationFactor: -1, ...changes }];
    const [result] = this.run(createTopics, { topics }).topics;
    assert(result !== undefined, 'a topic gets a result');
    return result;
  }

  /** A topic whose partitions have these replicas. */
  assigned(name: string, ...replicas: readonly (readonly number[])[]): void {
    const assignments = replicas.map((brokerIds, partitionIndex) => ({
      partitionIndex,
      brokerIds,
    }));
    const result = this.createTopic(name, { assignments });
    assert.equal(result.errorCode, 0, result.errorMessage ?? '');
  }

  partition(name: string, id = 0): PartitionRegistration {
    const partition = this.image.topics.byName.get(name)?.partitions[id];
    assert(partition !== undefined, `there is no partition ${name}-${id}`);
    return partition;
  }

  /** Who leads, and who could: `1 isr=1,2 elr= last= e0/p0`. */
  shown(name: string, id = 0): string {
    const { leader, isr, elr, lastKnownElr, leaderEpoch, partitionEpoch, leaderRecoveryState } =
      this.partition(name, id);
    const recovering = leaderRecoveryState === 1 ? ' recovering' : '';
    return (
      `${leader} isr=${isr.join()} elr=${elr.join()} last=${lastKnownElr.join()} ` +
      `e${leaderEpoch}/p${partitionEpoch}${recovering}`
    );
  }

  /** Names of the records that were written from `offset` on. */
  recordNames(offset: number): string[] {
    return this.log.filter((each) => each.offset >= offset).map(({ record }) => record.name);
  }
}
