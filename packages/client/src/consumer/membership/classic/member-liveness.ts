// Keeps a membership alive by heartbeats, and ends it where the application takes too long: between
// two asks for records, in the handler of one of several records, or over its part of a rebalance,
// in its listener for example. Each has maxPollIntervalMs; as in Java, where handlers and listeners
// run between two polls or inside of one.

import type { Timer } from '@ottla/base';
import { heartbeatApi } from '@ottla/protocol';

import type { GroupConfig } from '../../group-options.ts';
import type { GroupCoordinator } from '../../group-coordinator.ts';
import { keyOf } from '../../../fetcher/topic-partition.ts';
import type { HandledRecord } from '../../processing/running-handlers.ts';
import { heartbeatRequest } from './group-requests.ts';
import { judgeGroupError } from './group-verdict.ts';
import { HeartbeatSchedule } from './heartbeat-schedule.ts';
import type { Generation } from './membership.ts';

export interface LivenessParts {
  readonly config: GroupConfig;
  readonly coordinator: GroupCoordinator;
  /** Whether the coordinator counts on heartbeats now. */
  readonly isCounted: () => boolean;
  readonly generation: () => Generation;
  readonly refused: (errorCode: number, sent: Generation) => void;
  readonly leave: (reason: string) => Promise<void>;
}

export class MemberLiveness {
  readonly #parts: LivenessParts;
  readonly #heartbeats: HeartbeatSchedule;
  #timer: Timer | undefined;
  /** When the application must have asked again; Infinity while it waits in here. */
  #pollDeadlineMs = Infinity;
  /** The record that is in work for longest, where several are handled at once. */
  #handled: HandledRecord | undefined;
  /** When it must have done its part of a rebalance; Infinity while it has none to do. */
  #workDeadlineMs = Infinity;
  #isStopped = false;

  constructor(parts: LivenessParts) {
    this.#parts = parts;
    const { heartbeatIntervalMs, sessionTimeoutMs, retryBackoff } = parts.config;
    this.#heartbeats = new HeartbeatSchedule({
      intervalMs: heartbeatIntervalMs,
      sessionTimeoutMs,
      retryBackoffMs: retryBackoff.initialMs,
    });
  }

  /** A join was answered: the session begins. */
  joined(): void {
    this.#heartbeats.begin(this.#nowMs());
  }

  /** The application waits for records. */
  appAsked(): void {
    this.#pollDeadlineMs = Infinity;
    this.#handled = undefined;
  }

  /** It has worked on records since then: on this one for longest, if it is told. */
  appLeft(sinceMs: number, handled?: HandledRecord): void {
    this.#pollDeadlineMs = sinceMs + this.#parts.config.maxPollIntervalMs;
    this.#handled = handled;
    if (this.#timer === undefined) this.schedule();
  }

  /** However often it asks meanwhile, its part of a rebalance has this long. */
  workBegan(): void {
    this.#workDeadlineMs = this.#nowMs() + this.#parts.config.maxPollIntervalMs;
  }

  workEnded(): void {
    this.#workDeadlineMs = Infinity;
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  /** Sends the heartbeat that is due, ends what has expired, and sets the timer for the next. */
  schedule(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#isStopped || !this.#parts.isCounted()) return;
    const nowMs = this.#nowMs();
    const deadlineMs = Math.min(this.#pollDeadlineMs, this.#workDeadlineMs);
    if (nowMs >= deadlineMs) {
      void this.#expired();
      return;
    }
    const step = this.#heartbeats.next(nowMs);
    switch (step.kind) {
      case 'send':
        void this.#heartbeat();
        break;
      case 'session-expired':
        this.#parts.coordinator.forget('no heartbeat was answered in the session timeout');
        this.#heartbeats.resetSession(nowMs);
        break;
      case 'wait':
    }
    const untilMs = step.kind === 'wait' ? step.untilMs : nowMs;
    const delayMs = Math.max(0, Math.min(untilMs, deadlineMs) - nowMs);
    this.#timer = this.#parts.config.world.timers.after(delayMs, () => this.schedule());
  }

  async #heartbeat(): Promise<void> {
    const { config, coordinator, refused } = this.#parts;
    const generation = this.#parts.generation();
    this.#heartbeats.sent(this.#nowMs());
    try {
      const { response } = await coordinator.call({
        api: heartbeatApi,
        timeoutMs: config.sessionTimeoutMs,
        // Without an answer the session is over, and the connection with it.
        requestTimeoutMs: Math.min(config.sessionTimeoutMs, config.requestTimeoutMs),
        request: (version) => heartbeatRequest(config, generation, version),
      });
      const { errorCode } = response;
      if (errorCode !== 0 && isPassing(errorCode)) this.#heartbeats.failed(this.#nowMs());
      else this.#heartbeats.answered(this.#nowMs());
      if (errorCode !== 0) refused(errorCode, generation);
    } catch (error) {
      this.#heartbeats.failed(this.#nowMs());
      config.logger.debug('heartbeat failed', { error: String(error) });
    }
    this.schedule();
  }

  async #expired(): Promise<void> {
    const { maxPollIntervalMs, logger, groupId: group } = this.#parts.config;
    const isAtWork = this.#workDeadlineMs !== Infinity;
    const [what, less] = isAtWork
      ? [
          'while partitions changed hands, in the rebalance listener for example',
          'in the listener',
        ]
      : whatOf(this.#handled);
    logger.warn(
      `more than maxPollIntervalMs (${maxPollIntervalMs}) passed ${what}: ` +
        `the member leaves its group; raise it, or do less ${less}`,
      { group },
    );
    const expired = 'the poll interval has expired';
    try {
      await this.#parts.leave(isAtWork ? `${expired} while partitions changed hands` : expired);
    } catch (error) {
      logger.warn('leaving the group failed', { group, error: String(error) });
    }
  }

  #nowMs(): number {
    return this.#parts.config.world.clock.monotonicMs();
  }
}

/** What took so long, and where to do less. */
function whatOf(handled: HandledRecord | undefined): readonly [what: string, less: string] {
  if (handled === undefined) return ['between two asks for records', 'between two asks'];
  return [`in the handler of ${keyOf(handled)} at offset ${handled.offset}`, 'in a handler'];
}

/** Refused with what another coordinator, or this one later, would not say. */
function isPassing(errorCode: number): boolean {
  const verdict = judgeGroupError('member', errorCode);
  return verdict === 'coordinator' || verdict === 'retry';
}
