// The settings that all clients share, with Kafka's names in camelCase and Kafka's defaults. The
// map from Java's dotted names is in config/java-names.ts.

import {
  createNodeWorld,
  SlabPool,
  type Address,
  type Logger,
  type TlsOptions,
  type World,
} from '@ottla/base';
import { ReceiveMemory } from '@ottla/protocol';
import type { SaslClient } from '@ottla/security';

import { ConfigError } from '../errors.ts';
import type { BackoffPolicy } from '../retry/backoff.ts';
import { Instruments } from '../observe/instruments.ts';
import { loadOtelApi, type OtelApi } from '../observe/otel-api.ts';
import { parseBootstrapList } from './bootstrap-list.ts';
import { resolveSasl, type SaslOptions } from './sasl-options.ts';

export interface ClientOptions {
  /** `host:port`, several of them as a list or separated by commas. */
  readonly bootstrapServers: string | readonly string[];
  readonly clientId?: string | undefined;
  /** Where the client runs; the real World unless a test brings another. */
  readonly world?: World | undefined;
  readonly logger?: Logger | undefined;
  /** How long one request may take before its connection is given up. Default 30000. */
  readonly requestTimeoutMs?: number | undefined;
  /** How long a call may take with all its retries. Default 60000. */
  readonly apiTimeoutMs?: number | undefined;
  readonly retryBackoffMs?: number | undefined;
  readonly retryBackoffMaxMs?: number | undefined;
  readonly reconnectBackoffMs?: number | undefined;
  readonly reconnectBackoffMaxMs?: number | undefined;
  readonly connectionSetupTimeoutMs?: number | undefined;
  readonly connectionSetupTimeoutMaxMs?: number | undefined;
  /**
   * A connection that nobody has used for so long is closed, and made again when it is needed; one
   * that waits for an answer is in use. From 1; below zero: never. Default 540000, of an admin
   * 300000.
   */
  readonly connectionsMaxIdleMs?: number | undefined;
  readonly metadataMaxAgeMs?: number | undefined;
  /** `rebootstrap` starts again from `bootstrapServers` when no known broker can be reached. */
  readonly metadataRecoveryStrategy?: 'rebootstrap' | 'none' | undefined;
  /** Without metadata for this long, start again from `bootstrapServers`. Default 300000. */
  readonly metadataRecoveryRebootstrapTriggerMs?: number | undefined;
  /** Requests that may wait for their answer on one connection. Default 5. */
  readonly maxInFlightRequests?: number | undefined;
  /** Encrypts all connections: true, or Node's settings of TLS. Default false. */
  readonly tls?: boolean | TlsOptions | undefined;
  /** Who this client is. Without TLS, PLAIN and OAUTHBEARER show their secrets to the network. */
  readonly sasl?: SaslOptions | undefined;
  /**
   * Metrics of producers and group consumers go to the cluster where it asks for them (KIP-714).
   * Default true.
   */
  readonly enableMetricsPush?: boolean | undefined;
  /**
   * OpenTelemetry's API; true looks for the application's own `@opentelemetry/api`, and whether an
   * SDK has registered with it, which is the default where the client runs in the real World.
   * False: no spans and no metrics.
   */
  readonly openTelemetry?: boolean | OtelApi | undefined;
}

export interface ClientConfig {
  readonly world: World;
  readonly logger: Logger;
  /** What the client's connections read into. */
  readonly receiveMemory: ReceiveMemory;
  readonly bootstrap: readonly Address[];
  readonly clientId: string;
  readonly requestTimeoutMs: number;
  readonly apiTimeoutMs: number;
  readonly retryBackoff: BackoffPolicy;
  readonly reconnectBackoff: BackoffPolicy;
  readonly connectionSetup: BackoffPolicy;
  /** Infinity: they may idle for ever. */
  readonly connectionsIdleMsMax: number;
  readonly metadataMaxAgeMs: number;
  /** How long a topic's metadata is kept that nobody uses; Infinity where who uses it says so. */
  readonly metadataIdleMsMax: number;
  /**
   * Whether a call whose time is over gives its connection up. So does Java's admin client, which
   * has one call at a time on a connection: the next one would stand behind an answer that may
   * never come. Producers and consumers have others in flight there, and do not.
   */
  readonly callTimeoutEndsConnection: boolean;
  readonly rebootstrap: boolean;
  readonly rebootstrapTriggerMs: number;
  readonly maxInFlightRequests: number;
  readonly tls: TlsOptions | undefined;
  readonly sasl: SaslClient | undefined;
  readonly pushesMetrics: boolean;
  /** Undefined where there is no OpenTelemetry. */
  readonly instruments: Instruments | undefined;
  /** Whether asking for a topic's metadata may create it, where the broker does so. */
  readonly allowAutoTopicCreation: boolean;
  /** Which nodes the client talks to, beginning with `bootstrap`. */
  readonly bootstrapKind: BootstrapKind;
}

export type BootstrapKind = 'brokers' | 'controllers';

/** A response larger than this closes its connection: no fetch asks for that much. */
export const RESPONSE_BYTES_MAX = 0x7fffffff;

/**
 * Small, since a record that an application keeps holds its whole slab; larger responses get memory
 * of their own. A slab of fetched records is never given back: the garbage collector takes it once
 * no record is held any more, so that a record stays valid for as long as anybody has it.
 */
const SLAB_BYTES = 256 * 1024;
const SLABS_KEPT_MAX = 4;

export interface ClientRole {
  /** The client id where none is set, for example `producer-1`. */
  readonly clientId: string;
  readonly allowAutoTopicCreation: boolean;
  /** Default `brokers`. */
  readonly bootstrapKind?: BootstrapKind | undefined;
  /** `connectionsMaxIdleMs` where none is set. Default 540000. */
  readonly connectionsMaxIdleMs?: number | undefined;
  /** Default false. */
  readonly callTimeoutEndsConnection?: boolean | undefined;
}

/** Fills in the defaults; throws a ConfigError where a setting cannot be used. */
export function resolveClientOptions(options: ClientOptions, role: ClientRole): ClientConfig {
  checkNumbers(options);
  const world = options.world ?? createNodeWorld();
  const poison = world.poisonsMemory;
  const clientId = options.clientId ?? role.clientId;
  const { openTelemetry = options.world === undefined } = options;
  const otel = openTelemetry === true ? loadOtelApi() : openTelemetry || undefined;
  return {
    world,
    logger: options.logger ?? SILENT_LOGGER,
    receiveMemory: new ReceiveMemory({
      pool: new SlabPool({ slabBytes: SLAB_BYTES, keptSlabsMax: SLABS_KEPT_MAX, poison }),
      poison,
    }),
    bootstrap: parseBootstrapList(options.bootstrapServers),
    clientId,
    pushesMetrics: options.enableMetricsPush ?? true,
    instruments: otel === undefined ? undefined : new Instruments(otel, world.clock, clientId),
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
    apiTimeoutMs: options.apiTimeoutMs ?? 60_000,
    retryBackoff: {
      initialMs: options.retryBackoffMs ?? 100,
      maxMs: options.retryBackoffMaxMs ?? 1_000,
    },
    reconnectBackoff: {
      initialMs: options.reconnectBackoffMs ?? 50,
      maxMs: options.reconnectBackoffMaxMs ?? 1_000,
    },
    connectionSetup: {
      initialMs: options.connectionSetupTimeoutMs ?? 10_000,
      maxMs: options.connectionSetupTimeoutMaxMs ?? 30_000,
    },
    connectionsIdleMsMax: idleMsMax(options.connectionsMaxIdleMs ?? role.connectionsMaxIdleMs),
    metadataMaxAgeMs: options.metadataMaxAgeMs ?? 300_000,
    metadataIdleMsMax: Infinity,
    callTimeoutEndsConnection: role.callTimeoutEndsConnection ?? false,
    rebootstrap: options.metadataRecoveryStrategy !== 'none',
    rebootstrapTriggerMs: options.metadataRecoveryRebootstrapTriggerMs ?? 300_000,
    maxInFlightRequests: options.maxInFlightRequests ?? 5,
    tls: options.tls === true ? {} : options.tls || undefined,
    sasl: resolveSasl(options.sasl, world.random),
    allowAutoTopicCreation: role.allowAutoTopicCreation,
    bootstrapKind: role.bootstrapKind ?? 'brokers',
  };
}

function idleMsMax(given = 540_000): number {
  if (typeof given !== 'number' || Number.isNaN(given)) {
    throw new ConfigError(`connectionsMaxIdleMs must be a number of ms, got ${String(given)}`);
  }
  // Java takes it, and closes connections under the requests that wait on them.
  if (given >= 0 && given < 1) {
    throw new ConfigError(
      `connectionsMaxIdleMs must be 1 or more, or below zero for never, got ${given}`,
    );
  }
  return given < 0 ? Infinity : given;
}

const TIMES = [
  'requestTimeoutMs',
  'apiTimeoutMs',
  'retryBackoffMs',
  'retryBackoffMaxMs',
  'reconnectBackoffMs',
  'reconnectBackoffMaxMs',
  'connectionSetupTimeoutMs',
  'connectionSetupTimeoutMaxMs',
  'metadataMaxAgeMs',
  'metadataRecoveryRebootstrapTriggerMs',
] as const;

function checkNumbers(options: ClientOptions): void {
  for (const name of TIMES) {
    const { [name]: value = 0 } = options;
    // Infinity too is a time.
    if (typeof value === 'number' && value >= 0) continue;
    throw new ConfigError(`${name} must be a number of ms from 0, got ${String(value)}`);
  }
  const { maxInFlightRequests = 1 } = options;
  if (Number.isInteger(maxInFlightRequests) && maxInFlightRequests >= 1) return;
  throw new ConfigError(
    `maxInFlightRequests must be a whole number from 1, got ${String(maxInFlightRequests)}`,
  );
}

const SILENT_LOGGER: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => SILENT_LOGGER,
};
