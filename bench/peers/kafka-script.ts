// How Apache Kafka's own script starts its broker: OTTLA_BENCH_KAFKA names a directory with its
// bin/ and config/. An unpacked distribution has its jars in libs/; the tree of its source has none
// that are built, and gets the released artifacts on the class path, which the script adds to.

import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the script gives where nobody asks for another heap. */
export const HEAP = ['-Xms1G', '-Xmx1G'];
const SCRIPT = join('bin', 'kafka-server-start.sh');
const LIBRARIES = 'libs';
/** What the script and the JVM would be told by who happens to have set it. */
const SET_BY_OTHERS = /^(KAFKA_.*|CLASSPATH|JMX_PORT|EXTRA_ARGS|LOG_DIR|JAVA_TOOL_OPTIONS)$/;

/** The directory that is named; none where the released artifacts are started without a script. */
export function namedDistribution(env: Environment = process.env): string | undefined {
  const directory = env['OTTLA_BENCH_KAFKA'];
  if (directory === undefined || directory === '') return undefined;
  if (existsSync(join(directory, SCRIPT))) return directory;
  throw new TypeError(
    `OTTLA_BENCH_KAFKA must name a directory of Apache Kafka with ${SCRIPT}, not ${directory}`,
  );
}

export function hasLibraries(distribution: string): boolean {
  return existsSync(join(distribution, LIBRARIES));
}

/** Of its broker, by the name of the jar; none where it has no jars of its own. */
export function distributionVersion(distribution: string): string | undefined {
  if (!hasLibraries(distribution)) return undefined;
  const versions = readdirSync(join(distribution, LIBRARIES)).map(
    (name) => /^kafka_2\.\d+-(\d.*)\.jar$/.exec(name)?.[1],
  );
  return versions.find((version) => version !== undefined);
}

export interface ScriptStart {
  readonly command: readonly string[];
  readonly env: Environment;
}

export interface ScriptPlan {
  readonly distribution: string;
  readonly configFile: string;
  /** Where it writes its logs, the collector's among them. */
  readonly logs: string;
  /** Of the released artifacts: for a directory without jars. */
  readonly classPath: string;
}

/** The command and its environment, of which nothing is left that would change the broker. */
export function scriptStart(plan: ScriptPlan, env: Environment = process.env): ScriptStart {
  const { distribution, configFile, logs, classPath } = plan;
  const others = Object.entries(env).filter(([name]) => !SET_BY_OTHERS.test(name));
  return {
    command: [join(distribution, SCRIPT), configFile],
    env: {
      ...Object.fromEntries(others),
      KAFKA_HEAP_OPTS: HEAP.join(' '),
      LOG_DIR: logs,
      ...(hasLibraries(distribution) ? {} : { CLASSPATH: classPath }),
    },
  };
}

/**
 * Throws where `pid` is not the JVM's: the script ends in `exec`, so that its process becomes the
 * JVM, which is what is measured and ended.
 */
export function checkJvm(pid: number): void {
  const program = basename(readlinkSync(`/proc/${pid}/exe`));
  if (program !== 'java') throw new Error(`process ${pid} is ${program}, not the broker's JVM`);
}
