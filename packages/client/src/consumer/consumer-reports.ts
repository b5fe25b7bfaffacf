// What a consumer tells of itself: to the application that asks, and to the cluster where it has
// subscribed to metrics.

import type { MetricAttribute } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import type { PartitionSet } from '../fetcher/partition-set.ts';
import { partitionStats } from '../fetcher/partition-stats.ts';
import { consumerMetrics } from '../telemetry/client-metrics.ts';
import { TelemetryPusher } from '../telemetry/telemetry-pusher.ts';
import {
  judgeHealth,
  type ConsumerHealth,
  type ConsumerStats,
  type GroupStats,
} from './consumer-stats.ts';
import type { GroupCoordinator } from './group-coordinator.ts';
import type { GroupConfig } from './group-options.ts';
import type { Handover } from './handover.ts';
import type { ClassicMember } from './membership/classic/classic-member.ts';
import type { RunningHandler } from './processing/running-handlers.ts';

/** What of the reader is told. */
export interface Reading {
  readonly batchesRead: number;
  readonly bytesRead: number;
  readonly handlersRunning: number;
  readonly oldestHandler: RunningHandler | undefined;
  readonly sinceAskMs: number | undefined;
}

export interface ReportParts {
  readonly core: ClientCore;
  readonly config: GroupConfig;
  readonly coordinator: GroupCoordinator;
  readonly partitions: PartitionSet;
  readonly handover: Pick<Handover, 'runningListener'>;
  readonly reader: Reading;
  readonly member: () => ClassicMember | undefined;
  readonly isClosed: () => boolean;
  readonly isSubscribed: () => boolean;
  /** Of the subscription. */
  readonly topics: () => readonly string[];
}

export class ConsumerReports {
  readonly telemetry: TelemetryPusher;
  readonly #parts: ReportParts;

  constructor(parts: ReportParts) {
    this.#parts = parts;
    this.telemetry = new TelemetryPusher({
      core: parts.core,
      collect: () => consumerMetrics(this.stats()),
      resource: () => this.#resource(),
    });
  }

  stats(): ConsumerStats {
    const { core, config, partitions, reader } = this.#parts;
    const nowMs = config.world.clock.monotonicMs();
    const { batchesRead, bytesRead, handlersRunning, oldestHandler, sinceAskMs } = reader;
    return {
      ...core.stats(),
      group: this.#groupStats(),
      partitions: partitionStats(partitions, core.metadata.current, nowMs),
      batchesRead,
      bytesRead,
      handlersRunning,
      oldestHandler,
      sinceAskMs,
    };
  }

  health(): ConsumerHealth {
    const { core, config, isClosed, isSubscribed } = this.#parts;
    return judgeHealth({
      stats: this.stats(),
      isClosed: isClosed(),
      isSubscribed: isSubscribed(),
      maxPollIntervalMs: config.maxPollIntervalMs,
      authenticationError: core.connections.authenticationError?.message,
      topicErrors: this.#topicErrors(),
    });
  }

  #topicErrors(): string[] {
    const { topicErrors } = this.#parts.core.metadata.current;
    return this.#parts.topics().flatMap((topic) => {
      const error = topicErrors.get(topic);
      return error === undefined ? [] : [`${topic} (${error.name})`];
    });
  }

  #groupStats(): GroupStats {
    const { config, coordinator, handover } = this.#parts;
    const member = this.#parts.member();
    const { memberId = '', generationId = -1 } = member?.generation ?? {};
    return {
      groupId: config.groupId,
      memberId,
      generationId,
      state: member?.state ?? 'none',
      coordinatorId: coordinator.nodeId,
      coordinatorError: coordinator.failure === undefined ? undefined : String(coordinator.failure),
      rebalances: member?.rebalances ?? 0,
      runningListener: handover.runningListener,
    };
  }

  #resource(): MetricAttribute[] {
    const { groupInstanceId, rackId } = this.#parts.config;
    const { groupId, memberId } = this.#groupStats();
    return [
      ['group_id', groupId],
      ...(groupInstanceId === null ? [] : [['group_instance_id', groupInstanceId] as const]),
      ...(memberId === '' ? [] : [['group_member_id', memberId] as const]),
      ...(rackId === '' ? [] : [['client_rack', rackId] as const]),
    ];
  }
}
