// Lets the brokers of a scripted cluster serve shared logs: Produce, Fetch, ListOffsets and the
// rest of what producers and consumers ask. Only the leader answers; all see the same log.

import {
  errors,
  fetchApi,
  RecordBatch,
  initProducerIdApi,
  listOffsetsApi,
  offsetForLeaderEpochApi,
  produceApi,
  type FetchRequest,
} from '@ottla/protocol';

import type { ScriptedBroker } from './scripted-broker.ts';
import type { ScriptedCluster } from './scripted-cluster.ts';
import { ScriptedLog } from './scripted-logs.ts';

/** A batch that came, before it is appended. */
export interface ProducedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly batch: RecordBatch;
  /** Of the request. */
  readonly version: number;
  readonly transactionalId: string | null;
}

/** What happens to a Produce request instead of being served well. */
export type ProduceFault = 'none' | 'drop-before' | 'drop-after' | 'silence' | number;

export class ServedLogs {
  readonly cluster: ScriptedCluster;
  readonly #logs = new Map<string, ScriptedLog>();
  /** Of topics, by id. */
  readonly #names = new Map<string, string>();
  /** Asked for each Produce request. A number is an error code for all its partitions. */
  produceFault: () => ProduceFault = () => 'none';
  /** How long a Produce answer takes, in ms. */
  produceDelayMs: () => number = () => 1;
  /** Sizes of the batches that came, uncompressed or not. */
  readonly producedBatchBytes: number[] = [];
  readonly fetches: FetchRequest[] = [];
  batchBytesMax = Infinity;
  /** Asked for each batch: an error code, or 0. */
  checkProduced: (produced: ProducedBatch) => number = () => 0;
  /** By rack: the broker that serves what its clients fetch, beside the leader (KIP-392). */
  readonly replicaOfRack = new Map<string, number>();
  /** Up to where such a replica has the log. */
  replicatedTo = Infinity;
  #producerIds = 1000;
  #sessions = 0;

  constructor(cluster: ScriptedCluster) {
    this.cluster = cluster;
    for (const broker of cluster.brokers) this.#serve(broker);
  }

  log(topic: string, partition = 0): ScriptedLog {
    const key = `${topic}-${partition}`;
    let log = this.#logs.get(key);
    if (log === undefined) {
      log = new ScriptedLog();
      this.#logs.set(key, log);
    }
    return log;
  }

  #serve(broker: ScriptedBroker): void {
    broker.on(initProducerIdApi, (_incoming, respond) => {
      respond({ producerId: this.#producerIds++, producerEpoch: 0 });
    });
    this.#serveProduce(broker);
    this.#serveFetch(broker);
    this.#serveOffsets(broker);
  }

  #serveProduce(broker: ScriptedBroker): void {
    broker.on(produceApi, ({ request, version, drop }, respond) => {
      const { transactionalId } = request;
      const fault = this.produceFault();
      if (fault === 'drop-before') return drop();
      if (fault === 'silence') return;
      const responses = request.topicData.map(({ name: told, topicId, partitionData }) => {
        const name = told === '' ? this.#nameOf(topicId) : told;
        const partitionResponses = partitionData.map(({ index, records }) => {
          if (typeof fault === 'number') return { index, errorCode: fault, baseOffset: -1 };
          const batch = new RecordBatch(Buffer.from(records ?? []));
          const produced = { topic: name, partition: index, batch, version, transactionalId };
          return { index, ...this.#produce(broker, produced, records ?? new Uint8Array()) };
        });
        return { ...(told === '' ? { topicId } : { name }), partitionResponses };
      });
      if (fault === 'drop-after') return drop();
      if (request.acks === 0) return;
      broker.world.timers.after(this.produceDelayMs(), () => respond({ responses }));
    });
  }

  #produce(
    broker: ScriptedBroker,
    produced: ProducedBatch,
    records: Uint8Array,
  ): { errorCode: number; baseOffset: number } {
    const { topic, partition } = produced;
    const state = this.cluster.topics.get(topic)?.partitions[partition];
    this.producedBatchBytes.push(records.length);
    if (state?.leader !== broker.nodeId) {
      return { errorCode: errors.NOT_LEADER_OR_FOLLOWER.code, baseOffset: -1 };
    }
    if (records.length > this.batchBytesMax) {
      return { errorCode: errors.MESSAGE_TOO_LARGE.code, baseOffset: -1 };
    }
    const refused = this.checkProduced(produced);
    if (refused !== 0) return { errorCode: refused, baseOffset: -1 };
    const appended = this.log(topic, partition).append(records, state.leaderEpoch);
    if (typeof appended === 'number') return { errorCode: 0, baseOffset: appended };
    return { errorCode: appended.code, baseOffset: -1 };
  }

  #serveFetch(broker: ScriptedBroker): void {
    const sessions = new Map<number, Map<string, FetchedFrom>>();
    broker.on(fetchApi, ({ request, version }, respond) => {
      this.fetches.push(request);
      const { sessionId, sessionEpoch } = request;
      let wanted = new Map<string, FetchedFrom>();
      let id = sessionId;
      if (sessionEpoch === 0) {
        id = ++this.#sessions;
        sessions.delete(sessionId);
        sessions.set(id, wanted);
      } else if (sessionEpoch === -1) {
        sessions.delete(sessionId);
        respond({});
        return;
      } else {
        const known = sessions.get(sessionId);
        if (known === undefined) {
          respond({ errorCode: errors.FETCH_SESSION_ID_NOT_FOUND.code });
          return;
        }
        wanted = known;
      }
      this.#updateWanted(wanted, request);
      const startMs = this.cluster.universe.nowMs;
      const look = (): void => {
        const waitedMs = this.cluster.universe.nowMs - startMs;
        const isOver = waitedMs >= request.maxWaitMs;
        const asked = { wanted, version, near: this.replicaOfRack.get(request.rackId) };
        const responses = this.#fetch(broker, asked);
        if (responses.length > 0 || isOver) respond({ sessionId: id, responses });
        else broker.world.timers.after(waitedMs < 20 ? 1 : 5, look);
      };
      look();
    });
    this.dropSessions.push(() => sessions.clear());
  }

  /** Each forgets the fetch sessions of one broker. */
  readonly dropSessions: (() => void)[] = [];

  #updateWanted(wanted: Map<string, FetchedFrom>, request: FetchRequest): void {
    for (const { topic, topicId, partitions } of request.forgottenTopicsData) {
      const name = topic === '' ? this.#nameOf(topicId) : topic;
      for (const partition of partitions) wanted.delete(`${name}-${partition}`);
    }
    for (const { topic, topicId, partitions } of request.topics) {
      const name = topic === '' ? this.#nameOf(topicId) : topic;
      for (const { partition, fetchOffset, partitionMaxBytes } of partitions) {
        const from = { topic: name, partition, offset: Number(fetchOffset), partitionMaxBytes };
        wanted.set(`${name}-${partition}`, from);
      }
    }
  }

  #fetch(broker: ScriptedBroker, { wanted, version, near }: FetchAsked): object[] {
    const responses: object[] = [];
    for (const { topic, partition, offset, partitionMaxBytes } of wanted.values()) {
      const log = this.log(topic, partition);
      const state = this.cluster.topics.get(topic)?.partitions[partition];
      const isLeader = state?.leader === broker.nodeId;
      const isNear = near === broker.nodeId;
      const end = isNear ? Math.min(log.endOffset, this.replicatedTo) : log.endOffset;
      const isInRange = offset >= log.startOffset && offset <= end;
      const rangeCode = isInRange ? 0 : errors.OFFSET_OUT_OF_RANGE.code;
      const isReplica = isLeader || isNear;
      const errorCode = isReplica ? rangeCode : errors.NOT_LEADER_OR_FOLLOWER.code;
      const sendsAway = errorCode === 0 && near !== undefined && !isNear;
      const isRead = errorCode === 0 && !sendsAway && offset < end;
      const records = isRead ? log.read(offset, partitionMaxBytes) : Buffer.alloc(0);
      if (errorCode === 0 && records.length === 0 && !sendsAway) continue;
      const answer = {
        partitionIndex: partition,
        errorCode,
        highWatermark: log.endOffset,
        logStartOffset: log.startOffset,
        records,
        ...(sendsAway ? { preferredReadReplica: near } : {}),
      };
      const id = this.cluster.topics.get(topic)?.id ?? '';
      const named = version >= 13 ? { topicId: id } : { topic };
      responses.push({ ...named, partitions: [answer] });
    }
    return responses;
  }

  #serveOffsets(broker: ScriptedBroker): void {
    broker.on(listOffsetsApi, ({ request }, respond) => {
      respond({
        topics: request.topics.map(({ name, partitions }) => ({
          name,
          partitions: partitions.map(({ partitionIndex, timestamp }) => {
            const isLeader =
              this.cluster.topics.get(name)?.partitions[partitionIndex]?.leader === broker.nodeId;
            const log = this.log(name, partitionIndex);
            const offset = Number(timestamp) === -2 ? log.startOffset : log.endOffset;
            if (isLeader) return { partitionIndex, offset };
            return { partitionIndex, errorCode: errors.NOT_LEADER_OR_FOLLOWER.code };
          }),
        })),
      });
    });
    broker.on(offsetForLeaderEpochApi, ({ request }, respond) => {
      respond({
        topics: request.topics.map(({ topic, partitions }) => ({
          topic,
          partitions: partitions.map(({ partition, leaderEpoch }) => ({
            partition,
            ...this.log(topic, partition).endOfEpoch(leaderEpoch),
          })),
        })),
      });
    });
  }

  #nameOf(topicId: string): string {
    if (!this.#names.has(topicId)) {
      for (const [name, { id }] of this.cluster.topics) this.#names.set(id, name);
    }
    return this.#names.get(topicId) ?? '';
  }
}

interface FetchAsked {
  readonly wanted: ReadonlyMap<string, FetchedFrom>;
  readonly version: number;
  /** The replica near to who asks, where there is one. */
  readonly near: number | undefined;
}

interface FetchedFrom {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly partitionMaxBytes: number;
}
