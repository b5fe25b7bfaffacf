// Who takes what clients push. In Apache Kafka it is a plugin; here it is the store of series for
// Prometheus (pushed-series.ts).

import type { Codec, Uuid } from '@ottla/protocol';
import type { ClientDetails } from './client-details.ts';

export interface Push {
  readonly instanceId: Uuid;
  readonly client: ClientDetails;
  readonly intervalMs: number;
  readonly codec: Codec;
  /** Compressed; valid during the call. */
  readonly metrics: Uint8Array;
  /** What they may expand to. */
  readonly bytesMax: number;
}

export interface TelemetryReceiver {
  /** Throws a CompressionError or a DecodeError where the bytes are not what they should be. */
  take(push: Push): void;
}
