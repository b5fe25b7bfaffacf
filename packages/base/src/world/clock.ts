// Time. Wall time may jump in either direction; monotonic time never goes back.

export interface Clock {
  /** Milliseconds since 1970-01-01 UTC, a whole number: what Kafka writes into records. */
  wallMs(): number;
  /** Milliseconds since an arbitrary start, with a fraction: for timeouts and measurements. */
  monotonicMs(): number;
}
