// How long the broker may keep a fetch of the kit's own consumers waiting where no record comes.
// Time that a test moves by days is dear by the number of requests in it, and every half second, as
// Kafka has it, is most of them. A record ends the wait at once, however long it is; only what
// the open fetch does not ask for (a position that was sought, a new partition) comes later.

import type { ConsumerOptions } from '@ottla/client';

export type FetchWaits = Pick<
  ConsumerOptions,
  'fetchMaxWaitMs' | 'fetchMinBytes' | 'requestTimeoutMs'
>;

/** Fewer fetches than heartbeats; what comes later comes by a few seconds. */
const WAIT_MS = 5_000;

/** Kafka's own wait stands with a real clock, and where one record is too little for an answer. */
export function withFetchWaits<Options extends FetchWaits>(
  options: Options,
  clock: 'real' | 'virtual',
): Options {
  const { fetchMaxWaitMs, fetchMinBytes = 1, requestTimeoutMs = Infinity } = options;
  if (clock === 'real' || fetchMaxWaitMs !== undefined || fetchMinBytes > 1) return options;
  // An answer must be there before the client gives up.
  const waitMs = Math.min(WAIT_MS, Math.floor(requestTimeoutMs / 2));
  return { ...options, fetchMaxWaitMs: waitMs };
}
