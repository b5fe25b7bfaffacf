// What the two sides of a claim have in common: a broker that speaks Kafka's protocol, with a new
// data directory and the same settings, as a process of its own that can be measured.

export interface KafkaServer {
  readonly bootstrap: string;
  readonly port: number;
  readonly pid: number;
  /** From the start of the process until it said that it serves. */
  readonly readySeconds: number;
  /** Ends it cleanly and deletes its directory. */
  stop(): Promise<void>;
}

export type Overrides = Readonly<Record<string, string | number>>;

export interface KafkaPeer {
  readonly name: string;
  start(overrides?: Overrides): Promise<KafkaServer>;
}

/** A broker that is started again and again on what it has on disk. */
export interface RestartableBroker {
  start(): Promise<RunningBroker>;
  /** Deletes its directory. */
  remove(): void;
}

export interface RunningBroker {
  readonly bootstrap: string;
  readonly pid: number;
  /** A clean shutdown; resolves when the process has ended. */
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

export interface RestartablePeer {
  readonly name: string;
  /** `openFilesMax`: what `ulimit -n` gives its process. */
  prepare(openFilesMax: number): Promise<RestartableBroker>;
}

/**
 * Both sides roll, and thus flush, a segment while they are measured; what the warm-up leaves goes
 * soon.
 */
export const SETTINGS: Overrides = {
  'log.segment.bytes': 512 * 1024 * 1024,
  'log.retention.check.interval.ms': 2_000,
  'log.segment.delete.delay.ms': 500,
};
