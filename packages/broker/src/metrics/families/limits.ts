// What the limits of docs/limits.md are at, and what they did. A MemoryPool is Kafka's word for the
// memory of requests that are not done with.

import type { SocketServer } from '../../net/socket-server.ts';
import type { ReplicaSet } from '../../replica/replica-set.ts';
import type { FetchSessionCache } from '../../replica/session/fetch-session-cache.ts';
import type { Exposition } from '../exposition.ts';
import { counter, gauge } from '../metric-family.ts';

export const limitFamilies = {
  poolUsed: gauge(
    'kafka_network_socketserver_memorypoolused',
    'Bytes of requests that are not done with, of all connections.',
  ),
  poolAvailable: gauge(
    'kafka_network_socketserver_memorypoolavailable',
    'Bytes that such requests may still take, up to ottla.receive.memory.max.bytes.',
  ),
  poolDepleted: counter(
    'kafka_server_socket_server_metrics_memorypooldepletedtimetotal',
    'Milliseconds for which there was no memory for more requests.',
  ),
  responses: gauge(
    'ottla_response_memory_used_bytes',
    'Bytes of answers that clients have not taken; at most ottla.response.memory.max.bytes.',
  ),
  slabs: gauge(
    'ottla_receive_slabs_bytes',
    "Bytes of the memory that sockets are read into, with what logs' tails and answers hold of it.",
  ),
  inFlight: gauge('ottla_requests_in_flight', 'Requests that came and are not answered.'),
  inFlightBytes: gauge(
    'ottla_in_flight_bytes',
    'Bytes of requests that are handled beside others of their connection, and not answered.',
  ),
  paused: gauge('ottla_connections_paused', 'Connections that are not read, for want of room.'),
  waiting: gauge(
    'ottla_connections_waiting',
    'Connections that wait to be accepted, for max.connections or a rate, by listener.',
    'listener',
  ),
  blocked: gauge(
    'kafka_network_acceptor_acceptorblocked_percent',
    'Share of the time since the start in which connections had to wait, 0 to 1, by listener.',
    'listener',
  ),
  throttled: counter(
    'ottla_connections_throttled_total',
    'Connections that had to wait for max.connection.creation.rate, by listener.',
    'listener',
  ),
  throttleTime: counter(
    'ottla_connections_throttle_time_ms_total',
    'Milliseconds that they had to wait, by listener.',
    'listener',
  ),
  inExcess: counter(
    'ottla_connections_in_excess_total',
    'Connections closed because there were more than max.connections.',
  ),
  slowRequests: counter(
    'ottla_slow_requests_total',
    'Connections closed because of ottla.request.receive.timeout.ms.',
  ),
  evictions: counter(
    'ottla_memory_evictions_total',
    'Connections closed because they stalled while memory was short.',
  ),
  refusedRequests: counter(
    'ottla_connections_closed_for_requests_total',
    'Connections closed because of what they sent: nonsense, too large, not served, or acks=0.',
  ),
  rests: counter(
    'ottla_connections_rested_total',
    'Times that a connection had to rest, after what it sent kept everybody else waiting.',
  ),
  largeWaiting: gauge(
    'ottla_large_requests_waiting',
    'Large requests that wait for others, or for the end of a rest, to be read or answered.',
  ),
  largeRests: counter(
    'ottla_large_requests_rest_ms_total',
    'Milliseconds of rest that followed large requests which took long, of all connections.',
  ),
  limitedFetches: counter(
    'ottla_fetches_limited_total',
    'Fetches that asked for more than fetch.max.bytes, and got at most that.',
  ),
  sessions: gauge(
    'kafka_server_fetchsessioncache_numincrementalfetchsessions',
    'Fetch sessions; at most max.incremental.fetch.session.cache.slots.',
  ),
  sessionPartitions: gauge(
    'kafka_server_fetchsessioncache_numincrementalfetchpartitionscached',
    'Partitions that all fetch sessions hold.',
  ),
  sessionEvictions: counter(
    'kafka_server_fetchsessioncache_incrementalfetchsessionevictions_total',
    'Fetch sessions that had to give way to others.',
  ),
  openFiles: gauge(
    'ottla_log_open_files',
    'Files of segments that are open; at most ottla.log.open.files.max while none is held.',
  ),
} as const;

export interface LimitedParts {
  readonly servers: readonly SocketServer[];
  readonly replicas: ReplicaSet;
  readonly sessions: FetchSessionCache;
}

export function exposeLimits(out: Exposition, { servers, replicas, sessions }: LimitedParts): void {
  exposeConnections(out, servers);
  out.add(limitFamilies.limitedFetches, replicas.limitedFetches);
  out.add(limitFamilies.sessions, sessions.size);
  out.add(limitFamilies.sessionPartitions, sessions.partitionCount);
  out.add(limitFamilies.sessionEvictions, sessions.evictions);
  out.add(limitFamilies.openFiles, replicas.logServices.openFiles.count);
}

function exposeConnections(out: Exposition, servers: readonly SocketServer[]): void {
  const sum = (of: (server: SocketServer) => number): number =>
    servers.reduce((total, server) => total + of(server), 0);
  const [first] = servers;
  if (first === undefined) return;
  // The servers of a node share it.
  const { receive, unsentBytes } = first.memory;
  const { waiting, restsMs } = first.largeWork;
  out.add(limitFamilies.poolUsed, receive.usedBytes);
  out.add(limitFamilies.poolAvailable, Math.max(0, receive.limitBytes - receive.usedBytes));
  out.add(limitFamilies.poolDepleted, receive.exhaustedMs);
  out.add(limitFamilies.responses, unsentBytes);
  out.add(limitFamilies.slabs, first.receiveMemory.leasedBytes);
  for (const server of servers) exposeDoors(out, server);
  out.add(limitFamilies.inFlight, sum((each) => each.requestsInFlight));
  out.add(limitFamilies.inFlightBytes, sum((each) => each.bytesInFlight));
  out.add(limitFamilies.paused, sum((each) => each.pausedConnections));
  out.add(limitFamilies.inExcess, sum((each) => each.counters.connectionsInExcess));
  out.add(limitFamilies.slowRequests, sum((each) => each.counters.slowRequests));
  out.add(limitFamilies.evictions, sum((each) => each.counters.memoryEvictions));
  out.add(limitFamilies.refusedRequests, sum((each) => each.counters.refusedRequests));
  out.add(limitFamilies.rests, sum((each) => each.counters.rests));
  out.add(limitFamilies.largeWaiting, waiting);
  out.add(limitFamilies.largeRests, restsMs);
}

function exposeDoors(out: Exposition, server: SocketServer): void {
  const upMs = Math.max(1, server.clock.monotonicMs() - server.startedMs);
  for (const acceptor of server.acceptors) {
    const { listener } = acceptor;
    out.add(limitFamilies.waiting, acceptor.waiting, listener);
    out.add(limitFamilies.blocked, acceptor.blockedMs / upMs, listener);
    out.add(limitFamilies.throttled, acceptor.throttledConnections, listener);
    out.add(limitFamilies.throttleTime, acceptor.throttledMs, listener);
  }
}
