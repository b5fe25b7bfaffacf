// What a connection needs of the server that it belongs to.

import type { Clock, Logger, Timers } from '@ottla/base';
import type { ReceiveMemory } from '@ottla/protocol';
import type { RequestContext } from '../handlers/handler.ts';
import type { RequestMetrics, Turn } from '../metrics/request-metrics.ts';
import type { SocketCounters } from '../metrics/socket-counters.ts';
import type { RateWindows } from './connection-rate.ts';
import type { LargeWork } from './large-work.ts';
import type { OutgoingPool } from './outgoing.ts';
import type { ReceiveBudget } from './receive-budget.ts';
import type { ServedApis } from './served-apis.ts';

/** What a listener has of its own; what is left out is as for all. */
export interface ListenerLimits {
  readonly connectionsMax?: number;
  readonly connectionRateMax?: number;
}

/** Kafka's keys are named where a value comes from one. */
export interface SocketServerConfig {
  /** socket.request.max.bytes */
  readonly requestBytesMax: number;
  /** ottla.request.max.items: items of all arrays of a request. */
  readonly requestItemsMax: number;
  /** queued.max.requests: requests of all connections that wait to be handled. */
  readonly queuedRequestsMax: number;
  /**
   * queued.max.request.bytes, else ottla.receive.memory.max.bytes: requests that are not done with,
   * of all connections. Infinity: no limit.
   */
  readonly receiveBytesMax: number;
  /** ottla.response.memory.max.bytes: answers that clients have not taken, of all connections. */
  readonly responseBytesMax: number;
  /** ottla.memory.slabs.max.bytes: slabs beside what the two limits above allow. */
  readonly slabBytesMax: number;
  /** ottla.connection.in.flight.max.requests: of one connection, handled and not answered. */
  readonly inFlightRequestsMax: number;
  /** ottla.connection.in.flight.max.bytes: of one connection's requests being handled. */
  readonly inFlightBytesMax: number;
  /** ottla.connection.unsent.max.bytes: nothing is handled for a client that leaves more unread. */
  readonly unsentBytesMax: number;
  /** ottla.request.receive.timeout.ms: from a request's first byte to its last; 0: no limit. */
  readonly requestReceiveMs: number;
  /** ottla.memory.pressure.timeout.ms: for who holds memory that others wait for, and stalls. */
  readonly pressureMs: number;
  /** max.connections */
  readonly connectionsMax: number;
  /** max.connection.creation.rate: connections a second. */
  readonly connectionRateMax: number;
  /** quota.window.num and quota.window.size.seconds: what the rate is an average of. */
  readonly rateWindows: RateWindows;
  /** listener.name.LISTENER.…, by the names of listeners. */
  readonly listeners: ReadonlyMap<string, ListenerLimits>;
  /** Whose connections clients must not crowd out; undefined where brokers do not come here. */
  readonly interBrokerListener: string | undefined;
  /** max.connections.per.ip */
  readonly connectionsPerIpMax: number;
  /** max.connections.per.ip.overrides: limits by address. */
  readonly connectionsPerIpOverrides: ReadonlyMap<string, number>;
  /** connections.max.idle.ms; negative: connections may idle for ever. */
  readonly connectionsIdleMs: number;
  /** socket.listen.backlog.size */
  readonly listenBacklog: number;
}

/** How long a client is asked, and made, to wait. The place of quotas. */
export interface RequestThrottle {
  /** Milliseconds; 0 for none. */
  delayMs(context: RequestContext, requestBytes: number): number;
}

export const NO_THROTTLE: RequestThrottle = { delayMs: () => 0 };

/** The connection's end of the bargain. */
export interface HostedConnection {
  flush(): void;
}

export interface ConnectionHost<Hosted extends HostedConnection = HostedConnection> {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly config: SocketServerConfig;
  readonly apis: ServedApis;
  readonly receiveMemory: ReceiveMemory;
  readonly outgoing: OutgoingPool;
  readonly throttle: RequestThrottle;
  readonly requestMetrics: RequestMetrics;
  readonly counters: SocketCounters;
  readonly largeWork: LargeWork;
  readonly receiveBudget: ReceiveBudget;
  /** When the sending at the end of this turn began, on the monotonic clock. */
  readonly flushMs: number;
  /** The turn that is under way. */
  readonly turn: Turn;
  /** Whether it ends with a sending, for what has come by now. */
  readonly isTurnEnding: boolean;
  /** Whether requests that wait are too many, over all connections. */
  readonly hasTooManyQueued: boolean;
  /** While more than this waits for a peer to read, nothing further is handled for it. */
  readonly unsentBytesMax: number;
  /** Has `flush` called at the end of the turn. */
  ready(connection: Hosted): void;
  /** The connection received so many bytes, and has handled what it will of them this turn. */
  received(bytes: number): void;
  /** The connection now holds so many more (or fewer) waiting requests and received bytes. */
  holds(requests: number, bytes: number): void;
  /** So many more (or fewer) bytes wait for the connection's peer to read. */
  sends(bytes: number): void;
  /** The connection is gone. Once. */
  gone(connection: Hosted): void;
}
