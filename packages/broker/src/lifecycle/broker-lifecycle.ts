// One broker's life as the controller sees it: a pure machine, without clock or network. The driver
// performs the actions, in order, and feeds the answers back.
//
//   NOT_RUNNING                 start                        → STARTING: registers, then heartbeats
//   STARTING                    the controller: caught up    → RECOVERY
//   RECOVERY                    the controller: unfenced     → RUNNING
//   RUNNING                     begin controlled shutdown    → PENDING_CONTROLLED_SHUTDOWN
//   PENDING_CONTROLLED_SHUTDOWN the controller: shut down    → SHUTTING_DOWN
//   any other                   begin controlled shutdown    → SHUTTING_DOWN

export type LifecycleState =
  | 'NOT_RUNNING'
  | 'STARTING'
  | 'RECOVERY'
  | 'RUNNING'
  | 'PENDING_CONTROLLED_SHUTDOWN'
  | 'SHUTTING_DOWN';

export type LifecycleAction =
  | { readonly kind: 'register' }
  | {
      readonly kind: 'heartbeat';
      readonly brokerEpoch: number;
      readonly wantFence: boolean;
      readonly wantShutDown: boolean;
    }
  /** Calls `communicate` after this long, in place of what was scheduled before. */
  | { readonly kind: 'schedule'; readonly delayMs: number }
  | { readonly kind: 'caught-up' }
  | { readonly kind: 'unfenced' }
  /** No more heartbeats: the broker may stop, or has to. */
  | { readonly kind: 'shut-down' }
  | { readonly kind: 'log'; readonly level: 'info' | 'warn' | 'error'; readonly text: string };

export interface RegistrationAnswer {
  /** The name of the error, NONE for success. */
  readonly error: string;
  readonly brokerEpoch: number;
}

export interface HeartbeatAnswer {
  readonly error: string;
  readonly isCaughtUp: boolean;
  readonly isFenced: boolean;
  readonly shouldShutDown: boolean;
}

/** While starting, the next heartbeat follows soon: nothing may be left to do. */
const STARTING_DELAY_MS = 10;
/** The first answer to a controlled shutdown is asked for sooner than by the interval. */
const FIRST_SHUTDOWN_DELAY_MS = 50;

export class BrokerLifecycle {
  readonly #heartbeatIntervalMs: number;
  #state: LifecycleState = 'NOT_RUNNING';
  #brokerEpoch = -1;
  #registered = false;
  #everRegistered = false;
  #readyToUnfence = false;
  #inFlight = false;
  #nextIsImmediate = false;
  #shutdownAnswered = false;

  constructor(heartbeatIntervalMs: number) {
    this.#heartbeatIntervalMs = heartbeatIntervalMs;
  }

  get state(): LifecycleState {
    return this.#state;
  }

  /** -1 before the first registration. */
  get brokerEpoch(): number {
    return this.#brokerEpoch;
  }

  start(): LifecycleAction[] {
    this.#state = 'STARTING';
    return this.communicate();
  }

  /** The scheduled time has come. */
  communicate(): LifecycleAction[] {
    if (this.#state === 'SHUTTING_DOWN') return [];
    if (this.#inFlight) {
      this.#nextIsImmediate = true;
      return [];
    }
    this.#inFlight = true;
    if (!this.#registered) return [{ kind: 'register' }];
    return [
      {
        kind: 'heartbeat',
        brokerEpoch: this.#brokerEpoch,
        wantFence: !this.#readyToUnfence,
        wantShutDown: this.#state === 'PENDING_CONTROLLED_SHUTDOWN',
      },
    ];
  }

  /** Undefined: no answer came. */
  registrationAnswered(answer: RegistrationAnswer | undefined): LifecycleAction[] {
    this.#inFlight = false;
    if (this.#state === 'SHUTTING_DOWN') return [];
    if (answer?.error !== 'NONE') {
      const why = failureOf(answer);
      return [log('info', `Unable to register the broker: ${why}`), this.#afterFailure()];
    }
    this.#brokerEpoch = answer.brokerEpoch;
    this.#registered = true;
    this.#everRegistered = true;
    const text = `Successfully registered the broker with epoch ${answer.brokerEpoch}`;
    return [log('info', text), this.#schedule(0)];
  }

  /** initial.broker.registration.timeout.ms is over. */
  registrationTimedOut(): LifecycleAction[] {
    if (this.#everRegistered || this.#state === 'SHUTTING_DOWN') return [];
    const text = 'Shutting down: the broker could not register with the controller quorum';
    return [log('error', text), ...this.#shutDown()];
  }

  heartbeatAnswered(answer: HeartbeatAnswer | undefined): LifecycleAction[] {
    this.#inFlight = false;
    if (this.#state === 'SHUTTING_DOWN') return [];
    if (answer?.error !== 'NONE') {
      const why = failureOf(answer);
      return [log('warn', `A broker heartbeat failed: ${why}`), this.#afterFailure()];
    }
    if (this.#state === 'STARTING') return this.#whileStarting(answer);
    if (this.#state === 'RECOVERY') return this.#whileRecovering(answer);
    if (this.#state === 'PENDING_CONTROLLED_SHUTDOWN') return this.#whileShuttingDown(answer);
    return [this.#schedule(this.#heartbeatIntervalMs)];
  }

  /** The logs are loaded and clients may come. */
  readyToUnfence(): LifecycleAction[] {
    this.#readyToUnfence = true;
    return this.#state === 'SHUTTING_DOWN' ? [] : [this.#schedule(0)];
  }

  /** A log directory has failed, or takes no replicas: the controller hears of it at once. */
  directoriesChanged(): LifecycleAction[] {
    return this.#registered && this.#state !== 'SHUTTING_DOWN' ? [this.#schedule(0)] : [];
  }

  /** The controller does not know this registration any more. */
  registerAgain(): LifecycleAction[] {
    if (this.#state === 'SHUTTING_DOWN') return [];
    this.#registered = false;
    return [this.#schedule(0)];
  }

  beginControlledShutdown(): LifecycleAction[] {
    if (this.#state === 'PENDING_CONTROLLED_SHUTDOWN' || this.#state === 'SHUTTING_DOWN') return [];
    if (this.#state !== 'RUNNING') return this.#shutDown();
    this.#state = 'PENDING_CONTROLLED_SHUTDOWN';
    return [log('info', 'Beginning controlled shutdown'), this.#schedule(0)];
  }

  beginShutdown(): LifecycleAction[] {
    return this.#state === 'SHUTTING_DOWN' ? [] : this.#shutDown();
  }

  #whileStarting(answer: HeartbeatAnswer): LifecycleAction[] {
    const next = this.#schedule(STARTING_DELAY_MS);
    if (!answer.isCaughtUp) return [next];
    this.#state = 'RECOVERY';
    const text = 'The broker has caught up. Transitioning from STARTING to RECOVERY.';
    return [log('info', text), { kind: 'caught-up' }, next];
  }

  #whileRecovering(answer: HeartbeatAnswer): LifecycleAction[] {
    const next = this.#schedule(this.#heartbeatIntervalMs);
    if (answer.isFenced) return [next];
    this.#state = 'RUNNING';
    const text = 'The broker has been unfenced. Transitioning from RECOVERY to RUNNING.';
    return [log('info', text), { kind: 'unfenced' }, next];
  }

  #whileShuttingDown(answer: HeartbeatAnswer): LifecycleAction[] {
    if (answer.shouldShutDown) {
      return [log('info', 'The controller has approved the shutdown'), ...this.#shutDown()];
    }
    const isFirst = !this.#shutdownAnswered;
    this.#shutdownAnswered = true;
    return [this.#schedule(isFirst ? FIRST_SHUTDOWN_DELAY_MS : this.#heartbeatIntervalMs)];
  }

  #afterFailure(): LifecycleAction {
    // Whatever wanted to be immediate waits: a failing controller is not asked in a tight loop.
    this.#nextIsImmediate = false;
    return this.#schedule(this.#heartbeatIntervalMs);
  }

  #schedule(delayMs: number): LifecycleAction {
    const isImmediate = this.#nextIsImmediate;
    this.#nextIsImmediate = false;
    return { kind: 'schedule', delayMs: isImmediate ? 0 : delayMs };
  }

  #shutDown(): LifecycleAction[] {
    const text = `Transitioning from ${this.#state} to SHUTTING_DOWN.`;
    this.#state = 'SHUTTING_DOWN';
    return [log('info', text), { kind: 'shut-down' }];
  }
}

function failureOf(answer: { readonly error: string } | undefined): string {
  return answer === undefined ? 'no answer came' : `the controller returned ${answer.error}`;
}

function log(level: 'info' | 'warn' | 'error', text: string): LifecycleAction {
  return { kind: 'log', level, text };
}
