// What each config does in Ottla today: acted on, to come, or without effect by design. A start
// warns of what the user set and what does nothing yet, and refuses what would be dangerous to
// ignore. docs/config-status.md shows this table; a test holds the two, and the code, together.

import { brokerDefinitions, topicDefinitions } from './definitions.ts';
import { ottlaConfigs } from './definitions/ottla.ts';

export type ConfigStatus =
  | { readonly kind: 'acted on' }
  | { readonly kind: 'later'; readonly what: string }
  | { readonly kind: 'no effect here'; readonly why: string };

const ACTED_ON: ReadonlySet<string> = new Set([
  'process.roles',
  'node.id',
  'broker.id',
  'broker.rack',
  'listeners',
  'advertised.listeners',
  'listener.security.protocol.map',
  'inter.broker.listener.name',
  'security.inter.broker.protocol',
  'controller.listener.names',
  'controller.quorum.voters',
  'controller.quorum.bootstrap.servers',
  'controller.quorum.election.timeout.ms',
  'controller.quorum.fetch.timeout.ms',
  'controller.quorum.append.linger.ms',
  'metadata.log.dir',
  'metadata.log.max.record.bytes.between.snapshots',
  'metadata.log.max.snapshot.interval.ms',
  'metadata.log.segment.bytes',
  'metadata.log.segment.ms',
  'metadata.max.idle.interval.ms',
  'metadata.max.retention.bytes',
  'metadata.max.retention.ms',
  'broker.heartbeat.interval.ms',
  'broker.session.timeout.ms',
  'initial.broker.registration.timeout.ms',
  'log.dir.failure.timeout.ms',
  'replica.alter.log.dirs.io.max.bytes.per.second',
  'controlled.shutdown.enable',
  'request.timeout.ms',
  'log.dir',
  'log.dirs',
  'cordoned.log.dirs',
  'log.retention.check.interval.ms',
  'log.cleaner.enable',
  'log.cleaner.backoff.ms',
  'log.cleaner.dedupe.buffer.size',
  'log.cleaner.io.buffer.load.factor',
  'log.cleaner.io.buffer.size',
  'log.cleaner.io.max.bytes.per.second',
  'log.initial.task.delay.ms',
  'log.flush.offset.checkpoint.interval.ms',
  'log.flush.start.offset.checkpoint.interval.ms',
  'replica.high.watermark.checkpoint.interval.ms',
  'num.partitions',
  'default.replication.factor',
  'auto.create.topics.enable',
  'delete.topic.enable',
  'min.insync.replicas',
  'message.max.bytes',
  'producer.id.expiration.ms',
  'transaction.partition.verification.enable',
  'transaction.max.timeout.ms',
  'internal.metadata.delete.delay.millis',
  'internal.metadata.max.batch.size.in.bytes',
  'socket.request.max.bytes',
  'socket.listen.backlog.size',
  'queued.max.requests',
  'queued.max.request.bytes',
  'max.connections',
  'max.connection.creation.rate',
  'quota.window.num',
  'quota.window.size.seconds',
  'max.connections.per.ip',
  'max.connections.per.ip.overrides',
  'connections.max.idle.ms',
  'fetch.max.bytes',
  'max.incremental.fetch.session.cache.slots',
  'max.request.partition.size.limit',
  'unstable.api.versions.enable',
  'telemetry.max.bytes',
  ...ottlaConfigs.map(({ name }) => name),
  'offsets.topic.num.partitions',
  'offsets.topic.replication.factor',
  'offsets.topic.segment.bytes',
  'offsets.topic.compression.codec',
  'offsets.load.buffer.size',
  'offsets.commit.timeout.ms',
  'offsets.retention.minutes',
  'offsets.retention.check.interval.ms',
  'offset.metadata.max.bytes',
  'group.min.session.timeout.ms',
  'group.max.session.timeout.ms',
  'group.initial.rebalance.delay.ms',
  'group.max.size',
  'transaction.state.log.num.partitions',
  'transaction.state.log.replication.factor',
  'transaction.state.log.min.isr',
  'transaction.state.log.segment.bytes',
  'share.coordinator.state.topic.num.partitions',
  'share.coordinator.state.topic.replication.factor',
  'share.coordinator.state.topic.min.isr',
  'share.coordinator.state.topic.segment.bytes',
]);

/** Topic configs, and through them the broker configs that they fall back to. */
const TOPIC_ACTED_ON: ReadonlySet<string> = new Set([
  'segment.bytes',
  'segment.ms',
  'segment.jitter.ms',
  'segment.index.bytes',
  'internal.segment.bytes',
  'index.interval.bytes',
  'flush.messages',
  'flush.ms',
  'retention.bytes',
  'retention.ms',
  'file.delete.delay.ms',
  'max.message.bytes',
  'message.timestamp.type',
  'message.timestamp.before.max.ms',
  'message.timestamp.after.max.ms',
  'compression.type',
  'compression.gzip.level',
  'compression.lz4.level',
  'compression.zstd.level',
  'min.insync.replicas',
  'unclean.leader.election.enable',
  'cleanup.policy',
  'delete.retention.ms',
  'min.cleanable.dirty.ratio',
  'min.compaction.lag.ms',
  'max.compaction.lag.ms',
]);

type Rule = readonly [kind: 'later' | 'no effect here', text: string, names: RegExp];

const REPLICATION = 'replication between several nodes';

/** The first rule whose pattern fits decides. */
const RULES: readonly Rule[] = [
  ['later', 'tiered storage', /^(remote\.|(log\.)?local\.retention|follower\.fetch\.l)/],
  [
    'no effect here',
    'one log is compacted at a time, by a worker thread, with the whole dedupe buffer; 0: none',
    /^log\.cleaner\.threads$/,
  ],
  ['no effect here', 'files grow as they are written, none is allocated ahead', /preallocate$/],
  [
    'no effect here',
    "the coordinator runs in the broker's one thread, and writes once a turn",
    /^group\.coordinator\.(threads|background|append|cached)/,
  ],
  ['later', 'consumer groups', /^(group\.(coordinator|consumer|min|max|initial)|offset)/],
  ['later', 'share groups', /^(group\.share|share\.)/],
  ['later', 'streams groups', /^group\.streams/],
  [
    'no effect here',
    'expired producer ids are looked for at a fixed interval',
    /^producer\.id\.expiration\.check/,
  ],
  ['later', 'transactions', /^(transaction|add\.partitions\.to\.txn)/],
  ['later', 'TLS and SASL listeners', /^(ssl|sasl|connections\.max\.reauth|connection\.failed)/],
  ['later', 'delegation tokens', /^delegation\.token/],
  ['later', 'ACLs', /^(authorizer\.class|early\.start|principal\.builder)/],
  ['later', 'quotas', /^(.*quota|max\.connection\.creation\.rate|.*\.throttled\.(rate|replicas))/],
  [
    'no effect here',
    'it names Java classes, and no Java class can be loaded',
    /(policy\.class\.name|security\.providers|config\.providers)$/,
  ],
  [
    'no effect here',
    'reporters are Java classes; metrics are served for Prometheus, see metrics.md',
    /^(metric|kafka\.metrics)/,
  ],
  ['no effect here', "it tunes a monitor of Kafka's controller thread", /^controller\.performance/],
  ['no effect here', 'one event loop does the work of all threads', /(threads|threads\.per\.\S+)$/],
  ['no effect here', 'waiting requests are dropped when done, there is nothing to purge', /purge/],
  [
    'no effect here',
    "the operating system's own buffer sizes are right for most",
    /^socket\.(send|receive)\.buffer\.bytes$/,
  ],
  ['later', 'leader election', /^(auto\.leader|leader\.imbalance|unclean\.leader\.\S+\.interval)/],
  [
    'later',
    REPLICATION,
    /^(num\.)?replica|^controller\.(quorum|socket)|^socket\.connection|^internal\./,
  ],
  ['later', 'a limit on start-up time', /^server\.max\.startup/],
  ['later', 'features that are not stable in Kafka either', /^unstable\.feature/],
];

const BROKER_OF_TOPIC: ReadonlyMap<string, string> = new Map(
  [...topicDefinitions.values()].flatMap((key) =>
    (key.brokerConfigs ?? []).map((name) => [name, key.name] as const),
  ),
);

/** The status of a broker or topic config; undefined for names that no definition knows. */
export function configStatus(name: string, of: 'broker' | 'topic'): ConfigStatus | undefined {
  const definitions = of === 'broker' ? brokerDefinitions : topicDefinitions;
  if (!definitions.has(name)) return undefined;
  const topicName = of === 'topic' ? name : BROKER_OF_TOPIC.get(name);
  if (of === 'broker' && ACTED_ON.has(name)) return { kind: 'acted on' };
  if (topicName !== undefined && TOPIC_ACTED_ON.has(topicName)) return { kind: 'acted on' };
  const rule = RULES.find(([, , names]) => names.test(name));
  if (rule === undefined) return undefined;
  const [kind, text] = rule;
  return kind === 'later' ? { kind, what: text } : { kind, why: text };
}

/**
 * Configs whose silent absence would be worse than not starting; with the value that is harmless.
 */
const REFUSED: ReadonlyMap<string, RegExp> = new Map([
  ['authorizer.class.name', /^$/],
  ['create.topic.policy.class.name', /^$/],
  ['alter.config.policy.class.name', /^$/],
  ['client.quota.callback.class', /^$/],
  [
    'principal.builder.class',
    /^(org\.apache\.kafka\.common\.security\.authenticator\.DefaultKafkaPrincipalBuilder)?$/,
  ],
  ['config.providers', /^$/],
  ['remote.log.storage.system.enable', /^false$/i],
  ['transaction.two.phase.commit.enable', /^false$/i],
  ['controller.quorum.auto.join.enable', /^false$/i],
]);

/** Why a setting must not be ignored; undefined where it does no harm. */
export function refusal(name: string, value: string): string | undefined {
  const harmless = REFUSED.get(name);
  if (harmless === undefined || harmless.test(value.trim())) return undefined;
  const status = configStatus(name, 'broker');
  const reason = status?.kind === 'later' ? `it comes with ${status.what}` : 'it is a Java class';
  const advice = 'remove the setting to start without it';
  return `${name}=${value.trim()} is not served yet (${reason}): ${advice}`;
}

/** docs/config-status.md. */
export function configStatusDocument(): string {
  return `${[
    '# What each setting does',
    '',
    'Every setting of Apache Kafka 4.3 is understood: checked, shown by `DescribeConfigs`, and',
    'never an error by itself. This table tells what each one does in Ottla today. An unknown name',
    'is a warning with a suggestion; a setting that would be dangerous to ignore (an authorizer, a',
    'policy) stops the start with a message. Made from',
    '`packages/metadata/src/config/config-status.ts`, checked by a test.',
    '',
    '## Topic configs',
    '',
    ...rows([...topicDefinitions.keys()], 'topic'),
    '',
    '## Broker configs (server.properties)',
    '',
    ...rows([...brokerDefinitions.keys()], 'broker'),
  ].join('\n')}\n`;
}

function rows(names: readonly string[], of: 'broker' | 'topic'): string[] {
  const row = (name: string): string => `| ${name} | ${statusText(configStatus(name, of))} |`;
  return ['| setting | status |', '|---|---|', ...names.toSorted().map(row)];
}

function statusText(status: ConfigStatus | undefined): string {
  if (status === undefined) return 'unknown';
  if (status.kind === 'acted on') return 'acted on';
  return status.kind === 'later' ? `later: ${status.what}` : `no effect here: ${status.why}`;
}
