// All metrics of a node as the text that Prometheus reads. Nothing is gathered until somebody asks,
// and nobody makes it be gathered more often than once a second. It is gathered in slices: what
// clients send is served in between.

import type { Clock, Timers } from '@ottla/base';
import type { LogCleaner } from '@ottla/log';
import type { MetadataImage } from '@ottla/metadata';
import type { QuorumStatus } from '../controller/controller-options.ts';
import type { SocketServer } from '../net/socket-server.ts';
import type { ReplicaSet } from '../replica/replica-set.ts';
import type { FetchSessionCache } from '../replica/session/fetch-session-cache.ts';
import { Exposition } from './exposition.ts';
import type { Histogram } from './histogram.ts';
import { inSlices } from './in-slices.ts';
import { exposeBrokerTopics } from './families/broker-topics.ts';
import { exposeCleaner } from './families/cleaner.ts';
import { exposeTelemetry, type MeasuredTelemetry } from './families/client-telemetry.ts';
import { exposeController } from './families/controller.ts';
import { exposeTopics, type MeasuredGroup, tellsGroups } from './families/exporter.ts';
import { exposeGroups } from './families/groups.ts';
import { exposeMoves, type MeasuredPlacing } from './families/moves.ts';
import { type BrokerState, exposeInfo, exposeLeftOut, exposeState } from './families/node.ts';
import { exposeProcess, type ProcessSample } from './families/process.ts';
import { exposeFlushes, exposeReplicas } from './families/replicas.ts';
import { exposeLimits } from './families/limits.ts';
import { exposeRequests, exposeSockets } from './families/requests.ts';
import type { MetricStyle } from './metric-family.ts';
import type { RequestMetrics } from './request-metrics.ts';
import type { UncleanElections } from './unclean-elections.ts';

/** Many scrapers, or one in a loop, cost no more than this. */
const FRESH_MS = 1000;
/** Quantiles are of the values of one to two such times. */
const WINDOW_MS = 60_000;
/** How long a scrape may keep others waiting at a time; a step of it takes a millisecond or two. */
const SLICE_MS = 5;

/** The parts of a node that serves. */
export interface MeasuredNode {
  readonly nodeId: number;
  readonly clusterId: string;
  readonly image: () => MetadataImage;
  readonly quorum: () => QuorumStatus;
  readonly uncleanElections: UncleanElections;
  readonly replicas: ReplicaSet;
  readonly placing: MeasuredPlacing;
  readonly cleaner: LogCleaner;
  readonly requests: RequestMetrics;
  /** Microseconds that flushes of segments took. */
  readonly flushTimes: Histogram;
  readonly sessions: FetchSessionCache;
  readonly servers: readonly SocketServer[];
  /** All groups that are coordinated here. */
  readonly groups: () => Iterable<MeasuredGroup>;
  /** ottla.metrics.group.partitions.max */
  readonly groupPartitionsMax: number;
  readonly telemetry: MeasuredTelemetry;
}

export interface NodeMetricsOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly state: () => BrokerState;
  /** ottla.metrics.families */
  readonly styles: readonly MetricStyle[];
  /** Left out where there is no process of its own. */
  readonly sampleProcess?: () => ProcessSample;
}

export class NodeMetrics {
  readonly #options: NodeMetricsOptions;
  #node: MeasuredNode | undefined;
  #text: readonly Uint8Array[] = [];
  #textMs = -Infinity;
  #gathering: Promise<readonly Uint8Array[]> | undefined;
  #turnedMs: number;

  constructor(options: NodeMetricsOptions) {
    this.#options = options;
    this.#turnedMs = options.clock.monotonicMs();
  }

  /** From now on there is more to tell than the process. */
  measure(node: MeasuredNode): void {
    this.#node = node;
    this.#textMs = -Infinity;
  }

  /** In pieces. Who asks while it is being gathered gets the same. */
  async text(): Promise<readonly Uint8Array[]> {
    const nowMs = this.#options.clock.monotonicMs();
    if (nowMs - this.#textMs < FRESH_MS) return this.#text;
    this.#gathering ??= this.#gather(nowMs).finally(() => {
      this.#gathering = undefined;
    });
    return this.#gathering;
  }

  #turn(nowMs: number): void {
    if (nowMs - this.#turnedMs < WINDOW_MS) return;
    this.#turnedMs = nowMs;
    this.#node?.requests.turn();
    this.#node?.flushTimes.turn();
  }

  async #gather(nowMs: number): Promise<readonly Uint8Array[]> {
    this.#turn(nowMs);
    const node = this.#node;
    const text = await inSlices(this.#steps(node), this.#options, SLICE_MS);
    this.#text = text;
    // Meanwhile the node may have begun to serve: then there is more to tell.
    if (node === this.#node) this.#textMs = nowMs;
    return text;
  }

  *#steps(node: MeasuredNode | undefined): Generator<void, Uint8Array[]> {
    const { state, sampleProcess, styles } = this.#options;
    const out = new Exposition(styles);
    exposeState(out, state());
    if (sampleProcess !== undefined) exposeProcess(out, sampleProcess());
    if (node !== undefined) yield* exposeNode(out, node, this.#options.clock.monotonicMs());
    return out.bytes();
  }
}

function* exposeNode(out: Exposition, node: MeasuredNode, nowMs: number): Generator<void> {
  const { replicas, cleaner } = node;
  exposeInfo(out, node);
  exposeController(out, { ...node, image: node.image(), quorum: node.quorum(), nowMs });
  yield;
  exposeTelemetry(out, node.telemetry);
  yield;
  exposeRequests(out, node.requests);
  exposeSockets(out, node.servers);
  exposeLimits(out, node);
  yield;
  exposeMoves(out, node.placing);
  exposeFlushes(out, node.flushTimes);
  exposeCleaner(out, cleaner, replicas);
  const partitions = yield* exposeReplicas(out, replicas);
  const topics = yield* exposeBrokerTopics(out, replicas.counters);
  yield* exposeTopics(out, replicas);
  const groupPartitionsMax = tellsGroups(out) ? node.groupPartitionsMax : 0;
  const groups = yield* exposeGroups(out, node.groups(), replicas, groupPartitionsMax);
  exposeLeftOut(out, { topics, partitions, groups });
}
