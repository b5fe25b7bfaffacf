// What follows from single settings of a node and what they must not contradict: directories, and
// Kafka's rules between numbers.

import { ConfigError } from './config-error.ts';
import { inheritedText, staticLayers } from './config-layers.ts';
import { topicDefinitions } from './definitions.ts';
import type { NodeConfig } from './node-config.ts';

/** `log.dirs`, else `log.dir`. */
export function logDirectories(config: NodeConfig): readonly string[] {
  return config.listOrNull('log.dirs') ?? config.list('log.dir');
}

/** `metadata.log.dir`, else the first of the log directories. */
export function metadataLogDirectory(config: NodeConfig): string {
  const directory = config.textOrNull('metadata.log.dir') ?? logDirectories(config)[0];
  if (directory !== undefined) return directory;
  throw new ConfigError('At least one log directory must be defined via log.dirs or log.dir.');
}

/** All directories that formatting makes, sorted, each once. */
export function allDirectories(config: NodeConfig): readonly string[] {
  return [...new Set([...logDirectories(config), metadataLogDirectory(config)])].toSorted();
}

/**
 * The node's own value of a topic config that nobody has overridden; undefined where it has none.
 */
export function staticTopicConfig(config: NodeConfig, name: string): string | undefined {
  const key = topicDefinitions.get(name);
  return key === undefined ? undefined : (inheritedText(key, staticLayers(config)) ?? undefined);
}

/** Throws ConfigError where two settings contradict each other, in Kafka's words. */
export function checkNodeSettings(config: NodeConfig): void {
  const number = (name: string): number => config.number(name);
  const inherited = (name: string): number => Number(staticTopicConfig(config, name));
  const rules: readonly (readonly [boolean, string])[] = [
    [inherited('segment.ms') >= 1, 'log.roll.ms must be greater than or equal to 1'],
    [inherited('segment.jitter.ms') >= 0, 'log.roll.jitter.ms must be greater than or equal to 0'],
    [
      inherited('retention.ms') >= 1 || inherited('retention.ms') === -1,
      'log.retention.ms must be unlimited (-1) or, greater than or equal to 1',
    ],
    [
      // Kafka divides whole numbers.
      number('log.cleaner.dedupe.buffer.size') / number('log.cleaner.threads') >= 1024 * 1024 + 1,
      'log.cleaner.dedupe.buffer.size must be at least 1MB per cleaner thread.',
    ],
    [
      number('replica.fetch.wait.max.ms') <= number('replica.socket.timeout.ms'),
      'replica.socket.timeout.ms should always be at least replica.fetch.wait.max.ms to prevent ' +
        'unnecessary socket timeouts',
    ],
    [
      number('replica.fetch.wait.max.ms') <= number('replica.lag.time.max.ms'),
      'replica.fetch.wait.max.ms should always be less than or equal to replica.lag.time.max.ms ' +
        'to prevent frequent changes in ISR',
    ],
    [
      number('queued.max.request.bytes') <= 0 ||
        number('queued.max.request.bytes') >= number('socket.request.max.bytes'),
      'queued.max.request.bytes must be larger or equal to socket.request.max.bytes',
    ],
    [
      number('max.connections.per.ip') > 0 ||
        config.text('max.connections.per.ip.overrides') !== '',
      'max.connections.per.ip can be set to zero only if max.connections.per.ip.overrides ' +
        'property is set.',
    ],
  ];
  const broken = rules.find(([holds]) => !holds);
  if (broken !== undefined) throw new ConfigError(broken[1]);
  checkCordoned(config);
}

/** Directories that take no new replicas (KIP-1066): some of this node's own, or `*` for all. */
function checkCordoned(config: NodeConfig): void {
  const cordoned = config.list('cordoned.log.dirs');
  if (cordoned.includes('*')) {
    if (cordoned.length === 1) return;
    throw new ConfigError(
      'When cordoned.log.dirs is set to *, it must not contain other values',
    );
  }
  const missing = cordoned.filter((path) => !logDirectories(config).includes(path));
  if (missing.length === 0) return;
  throw new ConfigError(
    'All entries in cordoned.log.dirs must be present in log.dirs or log.dir. ' +
      `Missing entries : ${missing.join(', ')}`,
  );
}
