// What the socket servers of a node have seen: plain numbers that they add to.

export class SocketCounters {
  connectionsAccepted = 0;
  connectionsClosed = 0;
  /** Closed because they idled for longer than connections.max.idle.ms. */
  connectionsExpired = 0;
  /** Turned away at max.connections or max.connections.per.ip. */
  connectionsRefused = 0;
  /** Closed because a request took longer than ottla.request.receive.timeout.ms. */
  slowRequests = 0;
  /** Closed because they held memory that others waited for, and stalled. */
  memoryEvictions = 0;
  /** Closed because there were more than max.connections. */
  connectionsInExcess = 0;
  /** Closed because of what they sent. */
  refusedRequests = 0;
  /** Made to rest, after what they sent kept everybody else waiting. */
  rests = 0;
  receivedBytes = 0;
  sentBytes = 0;
}
