// Performs what BrokerLifecycle asks for: registration and heartbeats through the controller
// channel, timers, logging; and tells whoever waits for being caught up, unfenced or free to stop.

import type { Logger, Timer, World } from '@ottla/base';
import type { NodeEndpoint } from '@ottla/metadata';
import {
  brokerHeartbeatApi,
  brokerRegistrationApi,
  errorOf,
  errors,
  type Uuid,
} from '@ottla/protocol';
import type { ControllerChannel } from '../controller/controller-channel.ts';
import { BrokerLifecycle, type LifecycleAction, type LifecycleState } from './broker-lifecycle.ts';

export interface SupportedFeature {
  readonly name: string;
  readonly minLevel: number;
  readonly maxLevel: number;
}

export interface LifecycleOptions {
  readonly world: World;
  readonly logger: Logger;
  readonly channel: ControllerChannel;
  readonly nodeId: number;
  readonly clusterId: string;
  /** New for every start of the process. */
  readonly incarnationId: Uuid;
  readonly rack: string | null;
  /** As clients reach them. */
  readonly listeners: readonly NodeEndpoint[];
  readonly features: readonly SupportedFeature[];
  readonly directoryIds: readonly Uuid[];
  /** Epoch of the registration that the last clean shutdown wrote down; -1 for none. */
  readonly previousBrokerEpoch: number;
  /** broker.heartbeat.interval.ms */
  readonly heartbeatIntervalMs: number;
  /** initial.broker.registration.timeout.ms */
  readonly registrationTimeoutMs: number;
  /** log.dir.failure.timeout.ms: how long the controller may go without hearing of a failure. */
  readonly directoryFailureTimeoutMs: number;
  /** Offset of the last metadata record that this broker has applied; -1 for none. */
  readonly metadataOffset: () => number;
  /** The broker cannot go on: it never managed to register. */
  readonly onFatal: (reason: string) => void;
}

export interface BrokerLifecycleDriver {
  readonly state: LifecycleState;
  readonly brokerEpoch: number;
  /** Resolves once the controller says that this broker's metadata is current. */
  readonly caughtUp: Promise<void>;
  /** Resolves once clients may find partitions here. */
  readonly unfenced: Promise<void>;
  /** The logs are loaded: asks the controller to unfence this broker. */
  readyToUnfence(): void;
  directoryFailed(directoryId: Uuid): void;
  /** All directories that take no new replicas by now (KIP-1066). */
  directoriesCordoned(directoryIds: readonly Uuid[]): void;
  /** Resolves when the controller has moved leadership away, or after `timeoutMs`. */
  controlledShutdown(timeoutMs: number): Promise<void>;
  /** No more heartbeats. */
  stop(): void;
}

export function startLifecycle(options: LifecycleOptions): BrokerLifecycleDriver {
  const driver = new Driver(options);
  driver.start();
  return driver;
}

/** Who the broker itself is towards the controller. */
const OWN_PRINCIPAL = { type: 'User', name: 'ANONYMOUS' } as const;

class Driver implements BrokerLifecycleDriver {
  readonly caughtUp: Promise<void>;
  readonly unfenced: Promise<void>;
  readonly #options: LifecycleOptions;
  readonly #logger: Logger;
  readonly #lifecycle: BrokerLifecycle;
  readonly #offlineDirectories = new Set<Uuid>();
  /** For those of which the controller has not heard yet. */
  readonly #failureTimeouts = new Map<Uuid, Timer>();
  /** Null before it is known. */
  #cordonedDirectories: readonly Uuid[] | null = null;
  readonly #stopped: Promise<void>;
  #tellCaughtUp: () => void;
  #tellUnfenced: () => void;
  #tellStopped: () => void;
  #next: Timer | undefined;
  #registrationTimeout: Timer | undefined;

  constructor(options: LifecycleOptions) {
    this.#options = options;
    this.#logger = options.logger.child('lifecycle');
    this.#lifecycle = new BrokerLifecycle(options.heartbeatIntervalMs);
    ({ promise: this.caughtUp, resolve: this.#tellCaughtUp } = Promise.withResolvers<void>());
    ({ promise: this.unfenced, resolve: this.#tellUnfenced } = Promise.withResolvers<void>());
    ({ promise: this.#stopped, resolve: this.#tellStopped } = Promise.withResolvers<void>());
  }

  get state(): LifecycleState {
    return this.#lifecycle.state;
  }

  get brokerEpoch(): number {
    return this.#lifecycle.brokerEpoch;
  }

  start(): void {
    const { world, registrationTimeoutMs, onFatal } = this.#options;
    this.#registrationTimeout = world.timers.after(registrationTimeoutMs, () => {
      const actions = this.#lifecycle.registrationTimedOut();
      this.#perform(actions);
      if (actions.length > 0) onFatal('the broker could not register with the controller quorum');
    });
    this.#perform(this.#lifecycle.start());
  }

  readyToUnfence(): void {
    this.#perform(this.#lifecycle.readyToUnfence());
  }

  directoryFailed(directoryId: Uuid): void {
    const { world, directoryFailureTimeoutMs, onFatal } = this.#options;
    this.#offlineDirectories.add(directoryId);
    if (this.state === 'SHUTTING_DOWN') return;
    const timeout = world.timers.after(directoryFailureTimeoutMs, () => {
      const what = `log directory ${directoryId} has failed`;
      onFatal(`the controller could not be told in time that ${what}`);
    });
    this.#failureTimeouts.set(directoryId, timeout);
    this.#perform(this.#lifecycle.directoriesChanged());
  }

  directoriesCordoned(directoryIds: readonly Uuid[]): void {
    const isSame = this.#cordonedDirectories?.join() === directoryIds.join();
    this.#cordonedDirectories = directoryIds;
    if (!isSame) this.#perform(this.#lifecycle.directoriesChanged());
  }

  async controlledShutdown(timeoutMs: number): Promise<void> {
    const timeout = this.#options.world.timers.after(timeoutMs, () => {
      this.#logger.error('Timed out waiting for the controller to approve controlled shutdown');
      this.stop();
    });
    this.#perform(this.#lifecycle.beginControlledShutdown());
    await this.#stopped;
    timeout.cancel();
  }

  stop(): void {
    this.#perform(this.#lifecycle.beginShutdown());
  }

  #perform(actions: readonly LifecycleAction[]): void {
    for (const action of actions) this.#performOne(action);
  }

  #performOne(action: LifecycleAction): void {
    switch (action.kind) {
      case 'register':
        void this.#register();
        return;
      case 'heartbeat':
        void this.#heartbeat(action);
        return;
      case 'schedule':
        this.#next?.cancel();
        this.#next = this.#options.world.timers.after(action.delayMs, () => {
          this.#perform(this.#lifecycle.communicate());
        });
        return;
      case 'caught-up':
        return this.#tellCaughtUp();
      case 'unfenced':
        return this.#tellUnfenced();
      case 'shut-down':
        this.#next?.cancel();
        this.#registrationTimeout?.cancel();
        this.#directoriesTold(this.#offlineDirectories);
        return this.#tellStopped();
      case 'log':
        this.#logger[action.level](action.text);
    }
  }

  async #register(): Promise<void> {
    const options = this.#options;
    const answer = await this.#answerOf(() =>
      options.channel.call(
        brokerRegistrationApi,
        brokerRegistrationApi.request.maxVersion,
        {
          brokerId: options.nodeId,
          clusterId: options.clusterId,
          incarnationId: options.incarnationId,
          listeners: options.listeners.map((each) => ({ ...each })),
          features: options.features.map((feature) => ({
            name: feature.name,
            minSupportedVersion: feature.minLevel,
            maxSupportedVersion: feature.maxLevel,
          })),
          rack: options.rack,
          logDirs: options.directoryIds.toSorted(),
          previousBrokerEpoch: options.previousBrokerEpoch,
        },
        this.#context(),
      ),
    );
    this.#perform(
      this.#lifecycle.registrationAnswered(
        answer && {
          error: errorOf(answer.errorCode).name,
          brokerEpoch: Number(answer.brokerEpoch),
        },
      ),
    );
  }

  async #heartbeat(ask: Extract<LifecycleAction, { kind: 'heartbeat' }>): Promise<void> {
    const options = this.#options;
    const offlineLogDirs = [...this.#offlineDirectories];
    const answer = await this.#answerOf(() =>
      options.channel.call(
        brokerHeartbeatApi,
        brokerHeartbeatApi.request.maxVersion,
        {
          brokerId: options.nodeId,
          brokerEpoch: ask.brokerEpoch,
          currentMetadataOffset: options.metadataOffset(),
          wantFence: ask.wantFence,
          wantShutDown: ask.wantShutDown,
          offlineLogDirs,
          cordonedLogDirs: this.#cordonedDirectories,
        },
        this.#context(),
      ),
    );
    if (answer?.errorCode === errors.NONE.code) this.#directoriesTold(offlineLogDirs);
    this.#perform(
      this.#lifecycle.heartbeatAnswered(
        answer && {
          error: errorOf(answer.errorCode).name,
          isCaughtUp: answer.isCaughtUp,
          isFenced: answer.isFenced,
          shouldShutDown: answer.shouldShutDown,
        },
      ),
    );
  }

  #directoriesTold(directoryIds: Iterable<Uuid>): void {
    for (const each of directoryIds) {
      this.#failureTimeouts.get(each)?.cancel();
      this.#failureTimeouts.delete(each);
    }
  }

  /** Undefined where the channel failed: that is logged, and tried again by the lifecycle. */
  async #answerOf<Answer>(call: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await call();
    } catch (error) {
      this.#logger.warn('The controller could not be asked', { error: String(error) });
      return undefined;
    }
  }

  #context(): { principal: typeof OWN_PRINCIPAL; clientId: null; timeoutMs: number } {
    return {
      principal: OWN_PRINCIPAL,
      clientId: null,
      timeoutMs: this.#options.heartbeatIntervalMs,
    };
  }
}
