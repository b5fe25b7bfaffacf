// Environment variables → settings of a node, by the rules of Apache Kafka's container image (its
// entry point and KafkaDockerWrapper). Pure.
//
// KAFKA_A_B is a.b; two underscores stand for one, three for a dash. A file that the user mounted
// comes first and is appended to; without one, and without a variable, the image's own file serves.

export type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'KAFKA_';
/** They speak to the JVM or to the image's scripts, not to the broker. */
const NO_SETTINGS: readonly string[] = [
  'KAFKA_VERSION',
  'KAFKA_HEAP_OPTS',
  'KAFKA_LOG4J_OPTS',
  'KAFKA_OPTS',
  'KAFKA_JMX_OPTS',
  'KAFKA_JVM_PERFORMANCE_OPTS',
  'KAFKA_GC_LOG_OPTS',
  'KAFKA_LOG4J_ROOT_LOGLEVEL',
  'KAFKA_LOG4J_LOGGERS',
  'KAFKA_TOOLS_LOG4J_LOGLEVEL',
  'KAFKA_JMX_HOSTNAME',
];
/** The variable that tells what Kafka is, not what is wanted of it. */
const VERSION = 'KAFKA_VERSION';
/** Kafka's image turns this one into JMX_PORT; the setting that it makes besides means nothing. */
const JMX_PORT = 'KAFKA_JMX_PORT';

/** The setting that a variable names; undefined where it names none. */
export function settingOf(variable: string): string | undefined {
  if (!variable.startsWith(PREFIX) || NO_SETTINGS.includes(variable)) return undefined;
  if (variable === JMX_PORT) return undefined;
  return variable
    .slice(PREFIX.length)
    .toLowerCase()
    .replaceAll('_', '.')
    .replaceAll('...', '-')
    .replaceAll('..', '_');
}

/** Lines of a properties file, as Kafka's image writes them: values as they are. */
export function settingLines(environment: Environment): string[] {
  return Object.entries(environment).flatMap(([variable, value]) => {
    const name = settingOf(variable);
    return name === undefined || value === undefined ? [] : [`${name}=${value}`];
  });
}

/** Variables that were set and do nothing here, since there is neither JVM nor log4j. */
export function idleVariables(environment: Environment): string[] {
  return [...NO_SETTINGS, JMX_PORT, 'JMX_PORT']
    .filter((name) => name !== VERSION)
    .filter((name) => (environment[name] ?? '') !== '')
    .toSorted();
}

export interface ServerFiles {
  /** `server.properties` that the user mounted. */
  readonly mounted: string | undefined;
  /** The image's own. */
  readonly standard: string;
}

/** The text of the file that the node starts with. */
export function serverProperties(files: ServerFiles, environment: Environment): string {
  const lines = settingLines(environment);
  const added = lines.length === 0 ? '' : `\n${lines.join('\n')}`;
  const text = `${files.mounted ?? ''}${added}`;
  return text.trim() === '' ? files.standard : text;
}
