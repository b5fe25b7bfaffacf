// All metrics of a node as the text that Prometheus reads. Nothing is gathered until somebody asks,
// and nobody makes it be gathered more often than once a second.

import type { Clock } from '@ottla/base';
import type { LogCleaner } from '@ottla/log';
import type { MetadataImage } from '@ottla/metadata';
import type { QuorumStatus } from '../controller/controller-options.ts';
import type { SocketServer } from '../net/socket-server.ts';
import type { ReplicaSet } from '../replica/replica-set.ts';
import { Exposition } from './exposition.ts';
import { exposeBrokerTopics } from './families/broker-topics.ts';
import { exposeCleaner } from './families/cleaner.ts';
import { exposeTelemetry, type MeasuredTelemetry } from './families/client-telemetry.ts';
import { exposeController } from './families/controller.ts';
import { exposeGroups } from './families/groups.ts';
import { type BrokerState, exposeInfo, exposeLeftOut, exposeState } from './families/node.ts';
import { exposeProcess, type ProcessSample } from './families/process.ts';
import { exposeReplicas } from './families/replicas.ts';
import { exposeLimits } from './families/limits.ts';
import { exposeRequests, exposeSockets } from './families/requests.ts';
import type { RequestMetrics } from './request-metrics.ts';

/** Many scrapers, or one in a loop, cost no more than this. */
const FRESH_MS = 1000;
/** Quantiles are of the values of one to two such times. */
const WINDOW_MS = 60_000;

/** The parts of a node that serves. */
export interface MeasuredNode {
  readonly nodeId: number;
  readonly clusterId: string;
  readonly image: () => MetadataImage;
  readonly quorum: () => QuorumStatus;
  readonly replicas: ReplicaSet;
  readonly cleaner: LogCleaner;
  readonly requests: RequestMetrics;
  readonly servers: readonly SocketServer[];
  /** The state of each group, in the names of ListGroups. */
  readonly groupStates: () => readonly string[];
  readonly telemetry: MeasuredTelemetry;
}

export interface NodeMetricsOptions {
  readonly clock: Clock;
  readonly state: () => BrokerState;
  /** Left out where there is no process of its own. */
  readonly sampleProcess?: () => ProcessSample;
}

export class NodeMetrics {
  readonly #options: NodeMetricsOptions;
  #node: MeasuredNode | undefined;
  #text = '';
  #textMs = -Infinity;
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

  text(): string {
    const nowMs = this.#options.clock.monotonicMs();
    if (nowMs - this.#textMs < FRESH_MS) return this.#text;
    this.#turn(nowMs);
    this.#text = this.#gather();
    this.#textMs = nowMs;
    return this.#text;
  }

  #turn(nowMs: number): void {
    if (nowMs - this.#turnedMs < WINDOW_MS) return;
    this.#turnedMs = nowMs;
    this.#node?.requests.turn();
  }

  #gather(): string {
    const { state, sampleProcess } = this.#options;
    const out = new Exposition();
    exposeState(out, state());
    if (sampleProcess !== undefined) exposeProcess(out, sampleProcess());
    if (this.#node !== undefined) exposeNode(out, this.#node);
    return out.text();
  }
}

function exposeNode(out: Exposition, node: MeasuredNode): void {
  const { nodeId, replicas, cleaner } = node;
  exposeInfo(out, node);
  exposeController(out, { nodeId, image: node.image(), quorum: node.quorum() });
  exposeGroups(out, node.groupStates());
  exposeTelemetry(out, node.telemetry);
  exposeRequests(out, node.requests);
  exposeSockets(out, node.servers);
  exposeLimits(out, node.servers);
  const partitions = exposeReplicas(out, replicas);
  exposeCleaner(out, cleaner, replicas);
  const topics = exposeBrokerTopics(out, replicas.counters);
  exposeLeftOut(out, { topics, partitions });
}
