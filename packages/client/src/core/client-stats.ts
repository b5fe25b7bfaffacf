// What `stats()` of every client tells: plain values of this moment, for people and for metrics.

export interface ConnectionStats {
  /** Below zero for one of the bootstrap list. */
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly state: 'ready' | 'connecting' | 'backing-off' | 'idle';
  /** Requests that wait for their answer. */
  readonly inFlight: number;
  /** Connections that became ready since the client began; so are all that follow. */
  readonly connects: number;
  readonly requests: number;
  readonly responses: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** From sending to answer, in ms; 0 before the first. */
  readonly latencyMsMean: number;
  readonly latencyMsMost: number;
  readonly throttledMs: number;
  /** Attempts that failed since the last connection that became ready. */
  readonly failures: number;
  /** Why the last of them failed; undefined where none did. */
  readonly lastError: string | undefined;
}

export interface ClientStats {
  readonly clientId: string;
  /** Null before the first metadata. */
  readonly clusterId: string | null;
  readonly connections: readonly ConnectionStats[];
  /** Since a broker last told its metadata, or since the client began. */
  readonly metadataAgeMs: number;
  /** Why the last request for metadata failed; undefined after one that succeeded. */
  readonly metadataError: string | undefined;
  /** Topics whose metadata is kept. */
  readonly topics: number;
}
