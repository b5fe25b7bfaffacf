// What `stats()` of a producer tells.

import type { ClientStats } from '../core/client-stats.ts';

export interface ProducerStats extends ClientStats {
  /** Bytes of memory of what is not delivered yet. */
  readonly bufferedBytes: number;
  /** Batches that wait or are on their way. */
  readonly batchesUndelivered: number;
  readonly recordsDelivered: number;
  readonly recordsFailed: number;
  readonly batchesDelivered: number;
  readonly batchesFailed: number;
  /** How often a batch was sent again. */
  readonly retries: number;
}
