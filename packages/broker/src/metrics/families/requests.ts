// kafka.network:type=RequestMetrics and SocketServer: requests by API, connections by listener.

import { errorOf } from '@ottla/protocol';
import type { SocketServer } from '../../net/socket-server.ts';
import type { Exposition } from '../exposition.ts';
import { counter, gauge, summary } from '../metric-family.ts';
import { MICROSECONDS, type RequestMetrics } from '../request-metrics.ts';

const times = (name: string, help: string) =>
  summary(`kafka_network_requestmetrics_${name}`, `Milliseconds ${help}.`, 'request');
const sockets = (name: string, help: string) =>
  counter(`kafka_server_socket_server_metrics_${name}`, help);

export const requestFamilies = {
  requests: counter(
    'kafka_network_requestmetrics_requests_total',
    'Requests, by name and version.',
    'request',
    'version',
  ),
  bytes: summary('kafka_network_requestmetrics_requestbytes', 'Bytes of a request.', 'request'),
  total: times('totaltimems', 'from the arrival of a request to the sending of its answer'),
  queue: times('requestqueuetimems', 'a request waited for earlier ones of its connection'),
  local: times('localtimems', 'a request was worked on here, to the end of its turn'),
  remote: times('remotetimems', 'a request waited for: a slow disk, replicas, or records'),
  responseQueue: times(
    'responsequeuetimems',
    "an answer waited for earlier ones of its connection, or for its client to read",
  ),
  responseSend: times('responsesendtimems', 'the sending of an answer took'),
  throttle: times('throttletimems', 'a client had to wait for its quotas'),
  errors: counter(
    'kafka_network_requestmetrics_errors_total',
    'Errors in answers, NONE among them: one for each partition, group and so on.',
    'request',
    'error',
  ),
  queued: gauge(
    'kafka_network_requestchannel_requestqueuesize',
    'Requests that wait to be handled.',
  ),
  connections: gauge(
    'kafka_server_socket_server_metrics_connection_count',
    'Connections, by listener.',
    'listener',
  ),
  accepted: sockets('connection_creation_total', 'Connections accepted.'),
  closed: sockets('connection_close_total', 'Connections closed.'),
  expired: sockets(
    'expired_connections_killed_count',
    'Connections closed because they idled for longer than connections.max.idle.ms.',
  ),
  refused: counter(
    'ottla_connections_refused_total',
    'Connections turned away at max.connections or max.connections.per.ip.',
  ),
  received: sockets('incoming_byte_total', 'Bytes received.'),
  sent: sockets('outgoing_byte_total', 'Bytes sent.'),
} as const;

export function exposeRequests(out: Exposition, requests: RequestMetrics): void {
  for (const each of requests.all()) {
    const { name } = each;
    each.settle();
    each.countsByVersion.forEach((count, version) => {
      out.add(requestFamilies.requests, count, name, version);
    });
    out.addHistogram(requestFamilies.bytes, each.requestBytes, 1, name);
    out.addHistogram(requestFamilies.total, each.totalTime, MICROSECONDS, name);
    out.addHistogram(requestFamilies.queue, each.queueTime, MICROSECONDS, name);
    out.addHistogram(requestFamilies.local, each.localTime, MICROSECONDS, name);
    out.addHistogram(requestFamilies.remote, each.remoteTime, MICROSECONDS, name);
    const { responseQueue, responseSend } = requestFamilies;
    out.addHistogram(responseQueue, each.responseQueueTime, MICROSECONDS, name);
    out.addHistogram(responseSend, each.responseSendTime, MICROSECONDS, name);
    out.addHistogram(requestFamilies.throttle, each.throttleTime, MICROSECONDS, name);
    for (const [code, count] of each.errors.all()) {
      out.add(requestFamilies.errors, count, name, errorOf(code).name);
    }
  }
}

export function exposeSockets(out: Exposition, servers: readonly SocketServer[]): void {
  const sum = (of: (server: SocketServer) => number): number =>
    servers.reduce((total, server) => total + of(server), 0);
  for (const server of servers) {
    for (const [listener, count] of server.connectionsByListener()) {
      out.add(requestFamilies.connections, count, listener);
    }
  }
  out.add(requestFamilies.queued, sum((each) => each.queuedRequests));
  out.add(requestFamilies.accepted, sum((each) => each.counters.connectionsAccepted));
  out.add(requestFamilies.closed, sum((each) => each.counters.connectionsClosed));
  out.add(requestFamilies.expired, sum((each) => each.counters.connectionsExpired));
  out.add(requestFamilies.refused, sum((each) => each.counters.connectionsRefused));
  out.add(requestFamilies.received, sum((each) => each.counters.receivedBytes));
  out.add(requestFamilies.sent, sum((each) => each.counters.sentBytes));
}
