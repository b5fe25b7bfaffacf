// Apache Kafka's own tools and broker, from their released Maven artifacts (interop/java/pom.xml).

import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { houseRoot, interopRoot } from '../paths.ts';
import { type Finished, runProgram, type RunOptions } from './process.ts';

const CACHE = join(houseRoot, 'node_modules', '.cache', 'ottla-interop');
const POM = join(interopRoot, 'java', 'pom.xml');

/** Main classes of the tools that we compare with. */
export const JAVA_TOOLS = {
  topics: 'org.apache.kafka.tools.TopicCommand',
  'console-producer': 'org.apache.kafka.tools.ConsoleProducer',
  'console-consumer': 'org.apache.kafka.tools.consumer.ConsoleConsumer',
  storage: 'kafka.tools.StorageTool',
  'consumer-groups': 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
  acls: 'org.apache.kafka.tools.AclCommand',
  'delegation-tokens': 'org.apache.kafka.tools.DelegationTokenCommand',
  'share-groups': 'org.apache.kafka.tools.consumer.group.ShareGroupCommand',
  transactions: 'org.apache.kafka.tools.TransactionsCommand',
  'client-metrics': 'org.apache.kafka.tools.ClientMetricsCommand',
  groups: 'org.apache.kafka.tools.GroupsCommand',
  configs: 'kafka.admin.ConfigCommand',
  'get-offsets': 'org.apache.kafka.tools.GetOffsetShell',
  'delete-records': 'org.apache.kafka.tools.DeleteRecordsCommand',
  'log-dirs': 'org.apache.kafka.tools.LogDirsCommand',
  'reassign-partitions': 'org.apache.kafka.tools.reassign.ReassignPartitionsCommand',
  'dump-log': 'org.apache.kafka.tools.DumpLogSegments',
  'broker-api-versions': 'org.apache.kafka.tools.BrokerApiVersionsCommand',
  cluster: 'org.apache.kafka.tools.ClusterTool',
  features: 'org.apache.kafka.tools.FeatureCommand',
  'metadata-quorum': 'org.apache.kafka.tools.MetadataQuorumCommand',
  'producer-perf-test': 'org.apache.kafka.tools.ProducerPerformance',
  'consumer-perf-test': 'org.apache.kafka.tools.ConsumerPerformance',
  'e2e-latency': 'org.apache.kafka.tools.EndToEndLatency',
  'verifiable-producer': 'org.apache.kafka.tools.VerifiableProducer',
  'verifiable-consumer': 'org.apache.kafka.tools.VerifiableConsumer',
  server: 'kafka.Kafka',
} as const;

export type JavaTool = keyof typeof JAVA_TOOLS;

/** The class path of Apache Kafka's released artifacts; resolved once, then kept. */
export async function javaClassPath(): Promise<string> {
  const file = join(CACHE, 'classpath.txt');
  if (!existsSync(file) || statSync(file).mtimeMs < statSync(POM).mtimeMs) {
    mkdirSync(CACHE, { recursive: true });
    const args = ['-q', '-B', '-f', POM, 'dependency:build-classpath', `-Dmdep.outputFile=${file}`];
    const run = await runProgram('mvn', args, { timeoutMs: 600_000 });
    if (run.code !== 0) throw new Error(`mvn could not resolve ${POM}:\n${run.stdout}`);
  }
  return readFileSync(file, 'utf8').trim();
}

/** JVM flags for short runs on a small machine. */
const JVM = ['-Xms64m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** `classes`: a folder with more of them. */
export async function javaArguments(
  main: string,
  args: readonly string[],
  classes?: string,
): Promise<string[]> {
  const logging = `-Dlog4j2.configurationFile=${join(interopRoot, 'java', 'log4j2.properties')}`;
  const all = await javaClassPath();
  return [...JVM, logging, '-cp', classes === undefined ? all : `${classes}:${all}`, main, ...args];
}

export async function runJavaTool(
  tool: JavaTool,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Finished> {
  return runProgram('java', await javaArguments(JAVA_TOOLS[tool], args), options);
}
