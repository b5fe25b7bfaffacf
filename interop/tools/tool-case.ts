// One set of arguments that Java's tool and ours are both given, against the same broker. Cases are
// data: files in `cases/` export arrays of them; the harness fills in the placeholders, runs both
// sides and compares standard output and exit code. Not here: how they run, and what is masked.

/** The tools, by the name of Kafka's script without `kafka-` and `.sh`. */
export type ToolName =
  | 'topics'
  | 'console-producer'
  | 'console-consumer'
  | 'storage'
  | 'consumer-groups'
  | 'groups'
  | 'configs'
  | 'client-metrics'
  | 'get-offsets'
  | 'delete-records'
  | 'log-dirs'
  | 'dump-log'
  | 'broker-api-versions'
  | 'cluster'
  | 'features'
  | 'metadata-quorum'
  | 'producer-perf-test'
  | 'consumer-perf-test'
  | 'e2e-latency'
  | 'verifiable-producer'
  | 'verifiable-consumer'
  /** The whole `kafka-run-class.sh`: the class is the first argument. */
  | 'run-class';

export interface ToolStep {
  readonly tool: ToolName;
  readonly args: readonly string[];
  readonly stdin?: string;
}

/**
 * Arguments, standard input and file contents may hold:
 * - `{bootstrap}`: the broker's `127.0.0.1:PORT`;
 * - `{own}`: a name that only this case and this side uses (equally long on both sides, shown as
 *   `{own}` in the comparison): topics, groups … that the case itself makes or changes;
 * - `{dir}`: an empty folder of this case and side, in which `files` are written;
 * - `{data}`: the data directory of the broker (its log directory).
 * What only reads uses the names of `fixture.ts`; a case never changes those.
 */
export interface ToolCase extends ToolStep {
  /** Unique; says what is asked: `consumer-groups: reset to earliest, dry run`. */
  readonly name: string;
  /** Written into `{dir}` first, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Steps before, by Java's tools on both sides. A step that fails fails the case. */
  readonly setup?: readonly ToolStep[];
  /** Steps after, by Java's tools on both sides, compared as well: what the tool has done. */
  readonly after?: readonly ToolStep[];
  /**
   * Compare lines as a set: for what the tool prints in the order of a hash map. Default: in order.
   */
  readonly anyOrder?: boolean;
  /**
   * Runs while no other case does: for what looks at more than the fixture and its own. The rest
   * run a few at a time, those without `{own}` before the others.
   */
  readonly alone?: boolean;
  /** Further patterns of measured or random text, replaced before the comparison. */
  readonly masks?: readonly ToolMask[];
  /** Stopped by SIGTERM after this long: for tools that run until they are told to end. */
  readonly stopAfterMs?: number;
  /**
   * Why this set is known and allowed to differ (at most 3 % of all): the reason stands in the
   * table.
   */
  readonly exception?: string;
}

export interface ToolMask {
  readonly pattern: RegExp;
  readonly with: string;
}

/**
 * What every case may read, made once before the first (see `fixture.ts`): topics `orders` (3
 * partitions, 30 records: keys `customer-0` to `customer-6`, JSON values, timestamps one minute
 * apart from 2026-01-01T00:00:00Z), `words` (1 partition, 10 records; headers on some, one null
 * key, one null value), `empty` (2 partitions, nothing), `configured` (2 partitions,
 * cleanup.policy=compact, retention.ms=3600000, max.message.bytes=65536), `trimmed` (1 partition,
 * 20 records, log start at 5); groups `group-empty` (no members; offsets on `orders` 3, 5 and end,
 * and `words` 4), `group-active` (one consumer, client id `fixture-client`, all of `orders`),
 * `group-static` (one consumer of `words`, group.instance.id `fixture-instance`).
 */
export const FIXTURE = {
  topics: ['configured', 'empty', 'orders', 'trimmed', 'words'],
  groups: ['group-active', 'group-empty', 'group-static'],
} as const;
