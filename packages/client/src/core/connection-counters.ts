// What one broker's connections have done since the client began, over all of them.

export class ConnectionCounters {
  /** Connections that became ready. */
  connects = 0;
  requests = 0;
  responses = 0;
  bytesSent = 0;
  bytesReceived = 0;
  /** From sending to answer, of all responses together. */
  latencyMsSum = 0;
  latencyMsMost = 0;
  /** How long brokers have asked this client to be silent. */
  throttledMs = 0;

  answered(bytes: number, latencyMs: number): void {
    this.responses += 1;
    this.bytesReceived += bytes;
    this.latencyMsSum += latencyMs;
    if (latencyMs > this.latencyMsMost) this.latencyMsMost = latencyMs;
  }
}
