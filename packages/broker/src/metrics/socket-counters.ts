// What the socket servers of a node have seen: plain numbers that they add to.

export class SocketCounters {
  connectionsAccepted = 0;
  connectionsClosed = 0;
  /** Closed because they idled for longer than connections.max.idle.ms. */
  connectionsExpired = 0;
  /** Turned away at max.connections or max.connections.per.ip. */
  connectionsRefused = 0;
  receivedBytes = 0;
  sentBytes = 0;
}
