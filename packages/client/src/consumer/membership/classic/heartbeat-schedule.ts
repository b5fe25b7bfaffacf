// When a member sends its next heartbeat, and when it must believe that the coordinator is gone.
// Pure: times are passed in.
//
// A heartbeat is due heartbeat.interval.ms after the last one was sent, a refused or lost one after
// the retry backoff; one at a time. A session that saw no answer for session.timeout.ms is expired.

export interface HeartbeatTimes {
  readonly intervalMs: number;
  readonly sessionTimeoutMs: number;
  readonly retryBackoffMs: number;
}

export type HeartbeatStep =
  | { readonly kind: 'send' }
  | { readonly kind: 'session-expired' }
  | { readonly kind: 'wait'; readonly untilMs: number };

export class HeartbeatSchedule {
  readonly #times: HeartbeatTimes;
  #dueMs = Infinity;
  #sessionEndMs = Infinity;
  #isInFlight = false;

  constructor(times: HeartbeatTimes) {
    this.#times = times;
  }

  /** A join was answered: the session begins. */
  begin(nowMs: number): void {
    this.#dueMs = nowMs + this.#times.intervalMs;
    this.#isInFlight = false;
    this.resetSession(nowMs);
  }

  resetSession(nowMs: number): void {
    this.#sessionEndMs = nowMs + this.#times.sessionTimeoutMs;
  }

  next(nowMs: number): HeartbeatStep {
    if (nowMs >= this.#sessionEndMs) return { kind: 'session-expired' };
    if (this.#isInFlight) return { kind: 'wait', untilMs: this.#sessionEndMs };
    if (nowMs >= this.#dueMs) return { kind: 'send' };
    return { kind: 'wait', untilMs: Math.min(this.#dueMs, this.#sessionEndMs) };
  }

  sent(nowMs: number): void {
    this.#isInFlight = true;
    this.#dueMs = nowMs + this.#times.intervalMs;
  }

  answered(nowMs: number): void {
    this.#isInFlight = false;
    this.resetSession(nowMs);
  }

  failed(nowMs: number): void {
    this.#isInFlight = false;
    this.#dueMs = nowMs + this.#times.retryBackoffMs;
  }
}
