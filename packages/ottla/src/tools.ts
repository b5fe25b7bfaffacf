// The tools of the command line, one line each; a module is loaded only when its tool is called,
// so that every start stays quick. Kafka's script names (`kafka-topics`, `kafka-topics.sh`) mean
// the same tools.

import type { Tool } from './cli/tool.ts';

export const TOOLS: readonly Tool[] = [
  {
    name: 'start',
    about: 'Start a node: broker and controller in this process',
    load: async () => (await import('./commands/start.ts')).start,
  },
  {
    name: 'storage',
    about: 'Format and inspect data directories (kafka-storage)',
    load: async () => (await import('./commands/storage.ts')).storage,
  },
  {
    name: 'topics',
    about: 'Create, list, describe, change and delete topics (kafka-topics)',
    load: async () => (await import('./commands/topics.ts')).topics,
  },
  {
    name: 'console-producer',
    about: 'Send lines of standard input to a topic (kafka-console-producer)',
    load: async () => (await import('./commands/console-producer.ts')).consoleProducer,
  },
  {
    name: 'console-consumer',
    about: 'Print the records of a topic (kafka-console-consumer)',
    load: async () => (await import('./commands/console-consumer.ts')).consoleConsumer,
  },
  {
    name: 'producer-perf-test',
    about: 'Measure how fast records are produced (kafka-producer-perf-test)',
    load: async () => (await import('./commands/producer-perf-test.ts')).producerPerfTest,
  },
  {
    name: 'verifiable-producer',
    about: 'Produce numbers, told of as JSON (kafka-verifiable-producer)',
    load: async () => (await import('./commands/verifiable-producer.ts')).verifiableProducer,
  },
  {
    name: 'get-offsets',
    about: 'Print offsets of partitions (kafka-get-offsets)',
    load: async () => (await import('./commands/get-offsets.ts')).getOffsets,
  },
  {
    name: 'delete-records',
    about: 'Delete the oldest records of partitions (kafka-delete-records)',
    load: async () => (await import('./commands/delete-records.ts')).deleteRecords,
  },
  {
    name: 'log-dirs',
    about: 'Show log directories and what is in them (kafka-log-dirs)',
    load: async () => (await import('./commands/log-dirs.ts')).logDirs,
  },
  {
    name: 'broker-api-versions',
    about: 'Show which API versions brokers serve (kafka-broker-api-versions)',
    load: async () => (await import('./commands/broker-api-versions.ts')).brokerApiVersions,
  },
  {
    name: 'run-class',
    about: 'Call a tool by the name of its Java class (kafka-run-class)',
    load: async () => (await import('./commands/run-class.ts')).runClass(findTool),
  },
  {
    name: 'client-metrics',
    about: 'Choose which clients push which of their metrics (kafka-client-metrics)',
    load: async () => (await import('./commands/client-metrics.ts')).clientMetrics,
  },
  {
    name: 'cluster',
    about: 'Show the id and the brokers of a cluster (kafka-cluster)',
    load: async () => (await import('./commands/cluster.ts')).cluster,
  },
  {
    name: 'features',
    about: 'Show and change feature levels (kafka-features)',
    load: async () => (await import('./commands/features.ts')).features,
  },
  {
    name: 'metadata-quorum',
    about: 'Show the metadata quorum (kafka-metadata-quorum)',
    load: async () => (await import('./commands/metadata-quorum.ts')).metadataQuorum,
  },
  {
    name: 'configs',
    about: 'Show and change configs of topics, brokers and others (kafka-configs)',
    load: async () => (await import('./commands/configs.ts')).configs,
  },
  {
    name: 'leader-election',
    about: 'Elect preferred leaders of partitions (kafka-leader-election)',
    load: async () => (await import('./commands/leader-election.ts')).leaderElection,
  },
  {
    name: 'reassign-partitions',
    about: 'Move partitions and replicas (kafka-reassign-partitions)',
    load: async () => (await import('./commands/reassign-partitions.ts')).reassignPartitions,
  },
  {
    name: 'dump-log',
    about: 'Print what stands in the files of a partition (kafka-dump-log)',
    load: async () => (await import('./commands/dump-log.ts')).dumpLog,
  },
  {
    name: 'consumer-groups',
    about: 'List, describe, reset and delete consumer groups (kafka-consumer-groups)',
    load: async () => (await import('./commands/consumer-groups.ts')).consumerGroups,
  },
  {
    name: 'groups',
    about: 'List groups of all types (kafka-groups)',
    load: async () => (await import('./commands/groups.ts')).groups,
  },
  {
    name: 'e2e-latency',
    about: 'Measure how long a record takes from end to end (kafka-e2e-latency)',
    load: async () => (await import('./commands/e2e-latency.ts')).e2eLatency,
  },
  {
    name: 'consumer-perf-test',
    about: 'Measure how fast records are consumed (kafka-consumer-perf-test)',
    load: async () => (await import('./commands/consumer-perf-test.ts')).consumerPerfTest,
  },
  {
    name: 'verifiable-consumer',
    about: 'Consume as a group member, told of as JSON (kafka-verifiable-consumer)',
    load: async () => (await import('./commands/verifiable-consumer.ts')).verifiableConsumer,
  },
  {
    name: 'consume',
    about: 'Print records by a format string, in the manner of kcat and rpk',
    load: async () => (await import('./commands/consume.ts')).consume,
  },
  {
    name: 'produce',
    about: 'Send records read by a format string, in the manner of kcat and rpk',
    load: async () => (await import('./commands/produce.ts')).produce,
  },
  {
    name: 'server-start',
    about: 'Start a node from a file (kafka-server-start.sh)',
    load: async () => (await import('./commands/start.ts')).serverStart,
  },
  {
    name: 'server-stop',
    about: 'Stop the nodes that run on this machine (kafka-server-stop.sh)',
    load: async () => (await import('./commands/server-stop.ts')).serverStop,
  },
  {
    name: 'container',
    about: "Start a node from KAFKA_* variables, as Kafka's container image does",
    load: async () => (await import('./commands/container.ts')).container,
  },
  {
    name: 'completion',
    about: 'Print a completion script for bash, zsh or fish',
    load: async () => (await import('./commands/completion.ts')).completion(TOOLS),
  },
  {
    name: 'zookeeper-server-start',
    about: 'Says that ZooKeeper is no longer needed',
    load: async () => (await import('./commands/zookeeper.ts')).zookeeper,
  },
  {
    name: 'zookeeper-server-stop',
    about: 'Says that ZooKeeper is no longer needed',
    load: async () => (await import('./commands/zookeeper.ts')).zookeeper,
  },
];

/** Finds a tool by its own name or by the name of Kafka's script for it. */
export function findTool(called: string): Tool | undefined {
  const name = called.replace(/^kafka-/, '').replace(/\.sh$/, '');
  return TOOLS.find((tool) => tool.name === name);
}
