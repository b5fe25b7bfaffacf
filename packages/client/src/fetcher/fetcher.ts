// Keeps fetches under way for the assigned partitions: one per broker, in an incremental session,
// ahead of the application as far as the byte budget allows. It runs when something changed, once
// per turn of the loop. Finding and checking positions is in position-keeper.ts.

import type { Timer } from '@ottla/base';
import { fetchApi, type FetchResponse, type Frame } from '@ottla/protocol';

import type { BrokerConnection } from '../core/broker-connection.ts';
import type { ClientCore } from '../core/client-core.ts';
import { partitionOf, ZERO_UUID } from '../core/cluster-metadata.ts';
import { Listeners } from '../core/wait.ts';
import { UnsupportedVersionError } from '../errors.ts';
import type { AssignedPartition } from './assigned-partition.ts';
import type { ConsumerConfig } from './consumer-options.ts';
import { chooseFetch, type FetchNow } from './fetch-choice.ts';
import {
  FETCH_TOPIC_ID_VERSION,
  fetchLeaderChanges,
  fetchRequestOf,
  resultsOf,
  type PartitionResult,
} from './fetch-request.ts';
import { FINAL_EPOCH, FetchSession, type FetchPartition } from './fetch-session.ts';
import { FetchedBatch } from './fetched-batch.ts';
import { PositionKeeper } from './position-keeper.ts';
import { mayFetchAhead } from './prefetch-budget.ts';

interface NodeFetch {
  readonly session: FetchSession;
  isInFlight: boolean;
  retryAtMs: number;
}

/** What one request asked for: the partitions, and which question it was to each. */
type Asked = ReadonlyMap<string, Question>;

interface Question {
  readonly assigned: AssignedPartition;
  readonly generation: number;
  /**
   * A later question may have gone to another broker meanwhile, to a new leader for example: an
   * answer to this one then knows nothing of what that one has brought.
   */
  readonly number: number;
}

export class Fetcher {
  readonly #core: ClientCore;
  readonly #config: ConsumerConfig;
  readonly #partitions: () => Iterable<AssignedPartition>;
  readonly #positions: PositionKeeper;
  readonly #nodes = new Map<number, NodeFetch>();
  /** Announced when batches came, or the fetcher failed. */
  readonly arrivals = new Listeners();
  #timer: Timer | undefined;
  #isAwake = false;
  #isStopped = false;
  /** Why consuming cannot go on; thrown to the application. */
  failure: Error | undefined;

  constructor(
    core: ClientCore,
    config: ConsumerConfig,
    partitions: () => Iterable<AssignedPartition>,
  ) {
    this.#core = core;
    this.#config = config;
    this.#partitions = partitions;
    this.#positions = new PositionKeeper(core, config, {
      changed: () => this.wake(),
      failed: (error) => this.#fail(error),
    });
    core.metadata.changes.add(() => this.wake());
    core.connections.changes.add(() => this.wake());
  }

  /** Something changed: look again at the end of this turn. */
  wake(): void {
    if (this.#isAwake || this.#isStopped) return;
    this.#isAwake = true;
    this.#config.world.timers.endOfTurn(() => {
      this.#isAwake = false;
      if (!this.#isStopped && this.failure === undefined) this.#run();
    });
  }

  /** Ends the sessions at the brokers, as far as they are connected, without waiting. */
  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
    for (const [nodeId, { session }] of this.#nodes) {
      const connection = this.#core.connections.ready(nodeId);
      if (session.isOpen && connection?.isSendable) this.#endSession(connection, session);
    }
    this.arrivals.announce();
  }

  /** Why consuming cannot go on. Who is told may have mended it, by a seek: it is tried again. */
  takeFailure(): Error | undefined {
    const { failure } = this;
    if (failure === undefined) return undefined;
    this.failure = undefined;
    this.wake();
    return this.#positions.isToBeTold(failure) ? failure : undefined;
  }

  #run(): void {
    const { authenticationError } = this.#core.connections;
    if (authenticationError !== undefined) this.#fail(authenticationError);
    const nowMs = this.#config.world.clock.monotonicMs();
    let nextMs = Infinity;
    const byNode = new Map<number, AssignedPartition[]>();
    for (const assigned of this.#partitions()) {
      const nodeId = this.#positions.prepare(assigned, nowMs);
      if (assigned.retryAtMs > nowMs) nextMs = Math.min(nextMs, assigned.retryAtMs);
      if (nodeId === undefined) continue;
      const ofNode = byNode.get(nodeId);
      if (ofNode === undefined) byNode.set(nodeId, [assigned]);
      else ofNode.push(assigned);
    }
    this.#positions.ask();
    if (mayFetchAhead(this.#partitions(), this.#config.prefetchBytesMax)) {
      for (const [nodeId, assigned] of byNode) {
        nextMs = Math.min(nextMs, this.#fetchFrom(nodeId, assigned, nowMs));
      }
    }
    this.#timer?.cancel();
    this.#timer = undefined;
    if (nextMs === Infinity) return;
    this.#timer = this.#config.world.timers.after(Math.max(0, nextMs - nowMs), () => this.wake());
  }

  /** Returns when to look again at this broker; Infinity where an event will tell. */
  #fetchFrom(nodeId: number, assigned: readonly AssignedPartition[], nowMs: number): number {
    let node = this.#nodes.get(nodeId);
    if (node === undefined) {
      node = { session: new FetchSession(), isInFlight: false, retryAtMs: 0 };
      this.#nodes.set(nodeId, node);
    }
    // Also while one is in flight: it notes since when partitions have enough.
    const choice = chooseFetch(assigned, this.#config, nowMs);
    if (node.isInFlight) return Infinity;
    if (node.retryAtMs > nowMs) return node.retryAtMs;
    if (choice.kind === 'later') return choice.atMs;
    const connection = this.#core.connections.ready(nodeId);
    if (connection?.isSendable) this.#fetch(connection, node, choice);
    return Infinity;
  }

  #fetch(
    connection: BrokerConnection,
    node: NodeFetch,
    { wanted, maxWaitMs }: FetchNow,
  ): void {
    const session = node.session.next(wanted.map((assigned) => this.#toFetch(assigned)));
    const max = session.canUseTopicIds ? undefined : FETCH_TOPIC_ID_VERSION - 1;
    let version: number;
    try {
      version = connection.versionFor(fetchApi, { max });
    } catch (error) {
      node.session.failed();
      this.#fail(error instanceof Error ? error : new UnsupportedVersionError(String(error)));
      return;
    }
    const asked = askedOf(wanted);
    node.isInFlight = true;
    connection.send({
      api: fetchApi,
      version,
      request: fetchRequestOf(session, this.#config, version, maxWaitMs),
      timeoutMs: this.#config.requestTimeoutMs,
      received: (response, frame) => {
        node.isInFlight = false;
        this.#received(node, asked, response, frame);
        this.wake();
      },
      failed: () => {
        node.isInFlight = false;
        node.session.failed();
        node.retryAtMs = this.#pauseEndMs();
        for (const assigned of wanted) assigned.nearReplica = undefined;
        this.wake();
      },
    });
  }

  #toFetch(assigned: AssignedPartition): FetchPartition {
    const { topic, partition, fetchOffset } = assigned;
    const { current } = this.#core.metadata;
    return {
      topic,
      partition,
      topicId: current.topics.get(topic)?.id ?? ZERO_UUID,
      offset: fetchOffset,
      leaderEpoch: partitionOf(current, topic, partition)?.leaderEpoch ?? -1,
      lastFetchedEpoch: -1,
      bytesMax: this.#config.partitionBytesMax,
    };
  }

  #received(node: NodeFetch, asked: Asked, response: FetchResponse, frame: Frame): void {
    if (!node.session.responded(response.errorCode, response.sessionId)) {
      node.retryAtMs = this.#config.world.clock.monotonicMs();
      return;
    }
    const { metadata } = this.#core;
    const results = resultsOf(response, metadata.current.topicNames);
    const { changes, endpoints } = fetchLeaderChanges(results, response);
    if (changes.length > 0) metadata.applyLeaders(changes, endpoints);
    let kept = false;
    for (const result of results) {
      const question = asked.get(`${result.topic}-${result.partition}`);
      if (question === undefined) continue;
      const { assigned, generation, number } = question;
      if (assigned.generation !== generation || assigned.fetchesAsked !== number) continue;
      if (assigned.phase.kind !== 'fetching') continue;
      if (this.#take(assigned, result)) kept = true;
    }
    // Kept for good: records are views, and live as long as the application holds one.
    if (kept) frame.slab.retain();
    if (kept) this.arrivals.announce();
  }

  /** Whether records of the frame are held from now on. */
  #take(assigned: AssignedPartition, { fetched }: PartitionResult): boolean {
    if (fetched.errorCode !== 0) {
      this.#positions.fetchFailed(assigned, fetched.errorCode);
      return false;
    }
    const { isReadCommitted } = this.#config;
    assigned.highWatermark = Number(fetched.highWatermark);
    assigned.readableEnd = isReadCommitted
      ? Number(fetched.lastStableOffset)
      : assigned.highWatermark;
    assigned.logStartOffset = Number(fetched.logStartOffset);
    const { records, preferredReadReplica: nodeId } = fetched;
    if (nodeId >= 0) {
      const { world, metadataMaxAgeMs } = this.#config;
      assigned.nearReplica = { nodeId, untilMs: world.clock.monotonicMs() + metadataMaxAgeMs };
    }
    if (records === null || records.length === 0) return false;
    const transactions = isReadCommitted ? (fetched.abortedTransactions ?? []) : undefined;
    try {
      const batch = new FetchedBatch({
        topic: assigned.topic,
        partition: assigned.partition,
        records,
        fetchOffset: assigned.fetchOffset,
        highWatermark: assigned.highWatermark,
        logStartOffset: assigned.logStartOffset,
        checksCrcs: this.#config.checksCrcs,
        deserializers: this.#config.deserializers,
        aborted: transactions?.map(({ producerId, firstOffset }) => ({
          producerId: Number(producerId),
          firstOffset: Number(firstOffset),
        })),
      });
      assigned.fetched(batch);
      return true;
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
      return false;
    }
  }

  #endSession(connection: BrokerConnection, session: FetchSession): void {
    const request = { ...session.next([]), epoch: FINAL_EPOCH, toForget: [], toSend: [] };
    const version = connection.versionFor(fetchApi, { min: 7 });
    connection.send({
      api: fetchApi,
      version,
      request: fetchRequestOf(request, this.#config, version, 0),
      timeoutMs: this.#config.requestTimeoutMs,
      received: () => {},
      failed: () => {},
    });
  }

  #pauseEndMs(): number {
    return this.#config.world.clock.monotonicMs() + this.#config.retryBackoff.initialMs;
  }

  #fail(error: Error): void {
    this.failure ??= error;
    this.arrivals.announce();
  }
}

function askedOf(wanted: readonly AssignedPartition[]): Asked {
  return new Map(
    wanted.map((assigned) => {
      const { topic, partition, generation } = assigned;
      const number = ++assigned.fetchesAsked;
      return [`${topic}-${partition}`, { assigned, generation, number }];
    }),
  );
}
