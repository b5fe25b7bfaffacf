// Java's dotted names of client settings (`linger.ms`), as users have them in property files, and
// what this client makes of each. Data only; java-options.ts applies it.

export type JavaClient = 'producer' | 'consumer' | 'admin';

export type JavaSetting =
  /** Becomes an option of this client. */
  | {
      readonly kind: 'option';
      readonly option: string;
      readonly type: 'int' | 'long' | 'boolean' | 'string' | 'word' | 'acks' | 'reset';
      readonly clients: readonly JavaClient[];
      /** The only values that it can have. */
      readonly oneOf?: readonly string[] | undefined;
    }
  /** Of the admin client only: what it begins with are controllers (KIP-919). */
  | { readonly kind: 'bootstrap-controllers' }
  /** Accepted, and nothing here depends on it. */
  | { readonly kind: 'no-effect' }
  /** Only this value can be served now; another is an error with the reason. */
  | { readonly kind: 'only'; readonly value: string; readonly reason: string }
  /** Not served: setting it is an error with the reason. */
  | { readonly kind: 'not-served'; readonly reason: string };

const ALL: readonly JavaClient[] = ['producer', 'consumer', 'admin'];
const PRODUCER: readonly JavaClient[] = ['producer'];
const CONSUMER: readonly JavaClient[] = ['consumer'];

type OptionType = Extract<JavaSetting, { kind: 'option' }>['type'];
type Row = readonly [name: string, option: string, type: OptionType];

const SHARED_ROWS: readonly Row[] = [
  ['bootstrap.servers', 'bootstrapServers', 'string'],
  ['client.id', 'clientId', 'string'],
  ['request.timeout.ms', 'requestTimeoutMs', 'int'],
  ['default.api.timeout.ms', 'apiTimeoutMs', 'int'],
  ['retry.backoff.ms', 'retryBackoffMs', 'long'],
  ['retry.backoff.max.ms', 'retryBackoffMaxMs', 'long'],
  ['reconnect.backoff.ms', 'reconnectBackoffMs', 'long'],
  ['reconnect.backoff.max.ms', 'reconnectBackoffMaxMs', 'long'],
  ['socket.connection.setup.timeout.ms', 'connectionSetupTimeoutMs', 'long'],
  ['socket.connection.setup.timeout.max.ms', 'connectionSetupTimeoutMaxMs', 'long'],
  ['connections.max.idle.ms', 'connectionsMaxIdleMs', 'long'],
  ['metadata.max.age.ms', 'metadataMaxAgeMs', 'long'],
  ['metadata.recovery.strategy', 'metadataRecoveryStrategy', 'word'],
  ['enable.metrics.push', 'enableMetricsPush', 'boolean'],
  [
    'metadata.recovery.rebootstrap.trigger.ms',
    'metadataRecoveryRebootstrapTriggerMs',
    'long',
  ],
];

const PRODUCER_ROWS: readonly Row[] = [
  ['acks', 'acks', 'acks'],
  ['batch.size', 'batchSize', 'int'],
  ['buffer.memory', 'bufferMemory', 'long'],
  ['compression.type', 'compressionType', 'string'],
  ['delivery.timeout.ms', 'deliveryTimeoutMs', 'int'],
  ['enable.idempotence', 'enableIdempotence', 'boolean'],
  ['linger.ms', 'lingerMs', 'long'],
  ['max.block.ms', 'maxBlockMs', 'long'],
  ['max.in.flight.requests.per.connection', 'maxInFlightRequests', 'int'],
  ['max.request.size', 'maxRequestSize', 'int'],
  ['metadata.max.idle.ms', 'metadataMaxIdleMs', 'long'],
  [
    'partitioner.adaptive.partitioning.enable',
    'partitionerAdaptivePartitioningEnable',
    'boolean',
  ],
  ['partitioner.ignore.keys', 'partitionerIgnoreKeys', 'boolean'],
  ['retries', 'retries', 'int'],
  ['transaction.timeout.ms', 'transactionTimeoutMs', 'int'],
  ['transactional.id', 'transactionalId', 'string'],
];

const CONSUMER_ROWS: readonly Row[] = [
  ['allow.auto.create.topics', 'allowAutoCreateTopics', 'boolean'],
  ['auto.offset.reset', 'autoOffsetReset', 'reset'],
  ['auto.commit.interval.ms', 'autoCommitIntervalMs', 'int'],
  ['check.crcs', 'checkCrcs', 'boolean'],
  ['client.rack', 'clientRack', 'string'],
  ['enable.auto.commit', 'enableAutoCommit', 'boolean'],
  ['exclude.internal.topics', 'excludeInternalTopics', 'boolean'],
  ['fetch.max.bytes', 'fetchMaxBytes', 'int'],
  ['fetch.max.wait.ms', 'fetchMaxWaitMs', 'int'],
  ['fetch.min.bytes', 'fetchMinBytes', 'int'],
  ['group.id', 'groupId', 'string'],
  ['group.instance.id', 'groupInstanceId', 'string'],
  ['heartbeat.interval.ms', 'heartbeatIntervalMs', 'int'],
  ['isolation.level', 'isolationLevel', 'word'],
  ['max.partition.fetch.bytes', 'maxPartitionFetchBytes', 'int'],
  ['max.poll.interval.ms', 'maxPollIntervalMs', 'int'],
  ['partition.assignment.strategy', 'partitionAssignmentStrategy', 'string'],
  ['session.timeout.ms', 'sessionTimeoutMs', 'int'],
];

const ONE_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ['compression.type', ['none', 'gzip', 'snappy', 'lz4', 'zstd']],
  ['isolation.level', ['read_committed', 'read_uncommitted']],
  ['metadata.recovery.strategy', ['rebootstrap', 'none']],
]);

/** Metrics, buffers of the operating system, classes whose work this client does itself. */
const NO_EFFECT: readonly string[] = [
  'client.dns.lookup',
  'key.deserializer',
  'key.serializer',
  'max.poll.records',
  'metric.reporters',
  'metrics.num.samples',
  'metrics.recording.level',
  'metrics.sample.window.ms',
  'partitioner.availability.timeout.ms',
  'receive.buffer.bytes',
  'send.buffer.bytes',
  'value.deserializer',
  'value.serializer',
];

const NO_PLUGINS = 'this client loads no Java classes';

const NOT_SERVED: readonly (readonly [name: string, reason: string])[] = [
  ['config.providers', NO_PLUGINS],
  ['group.remote.assignor', 'it belongs to group.protocol=consumer, which is not served yet'],
  ['interceptor.classes', NO_PLUGINS],
  ['partitioner.class', NO_PLUGINS],
  ['security.providers', NO_PLUGINS],
  ['share.acknowledgement.mode', 'it comes with share groups'],
  ['share.acquire.mode', 'it comes with share groups'],
  ['transaction.two.phase.commit.enable', 'two-phase commit (KIP-939) is not served'],
];

/** Every setting of Kafka 4.3's producer, consumer and admin client, by its Java name. */
export function javaSettings(): ReadonlyMap<string, JavaSetting> {
  const settings = new Map<string, JavaSetting>();
  const add = (rows: readonly Row[], clients: readonly JavaClient[]): void => {
    for (const [name, option, type] of rows) {
      settings.set(name, { kind: 'option', option, type, clients, oneOf: ONE_OF.get(name) });
    }
  };
  add(SHARED_ROWS, ALL);
  add(PRODUCER_ROWS, PRODUCER);
  add(CONSUMER_ROWS, CONSUMER);
  for (const name of NO_EFFECT) settings.set(name, { kind: 'no-effect' });
  for (const [name, reason] of NOT_SERVED) settings.set(name, { kind: 'not-served', reason });
  settings.set('bootstrap.controllers', { kind: 'bootstrap-controllers' });
  settings.set('group.protocol', {
    kind: 'only',
    value: 'CLASSIC',
    reason: 'the consumer protocol (KIP-848) is not served yet',
  });
  // java-security.ts reads it.
  settings.set('security.protocol', { kind: 'no-effect' });
  return settings;
}

/** Prefixes of settings that belong to TLS and SASL. */
export const SECURITY_PREFIXES: readonly string[] = ['ssl.', 'sasl.'];
