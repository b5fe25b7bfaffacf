// `ottla run-class`, kafka-run-class.sh: the old way to call a tool, by the name of its class. The
// flags for the JVM are understood and have nothing to act on.

import { type Command, CommandFailure, type CommandIo, exitCodes } from '../cli/command.ts';
import type { Tool } from '../cli/tool.ts';

const TOOLS_PACKAGE = 'org.apache.kafka.tools.';

/** The tool of a class; older releases had some of them in other packages. */
const CLASSES: ReadonlyMap<string, string> = new Map([
  ['kafka.admin.ConfigCommand', 'configs'],
  ['kafka.admin.ConsumerGroupCommand', 'consumer-groups'],
  ['kafka.admin.TopicCommand', 'topics'],
  ['kafka.tools.ConsoleConsumer', 'console-consumer'],
  ['kafka.tools.ConsoleProducer', 'console-producer'],
  ['kafka.tools.DumpLogSegments', 'dump-log'],
  ['kafka.tools.GetOffsetShell', 'get-offsets'],
  ['kafka.tools.StorageTool', 'storage'],
  [`${TOOLS_PACKAGE}BrokerApiVersionsCommand`, 'broker-api-versions'],
  [`${TOOLS_PACKAGE}ClientMetricsCommand`, 'client-metrics'],
  [`${TOOLS_PACKAGE}ClusterTool`, 'cluster'],
  [`${TOOLS_PACKAGE}ConsoleProducer`, 'console-producer'],
  [`${TOOLS_PACKAGE}ConsumerPerformance`, 'consumer-perf-test'],
  [`${TOOLS_PACKAGE}DeleteRecordsCommand`, 'delete-records'],
  [`${TOOLS_PACKAGE}DumpLogSegments`, 'dump-log'],
  [`${TOOLS_PACKAGE}EndToEndLatency`, 'e2e-latency'],
  [`${TOOLS_PACKAGE}FeatureCommand`, 'features'],
  [`${TOOLS_PACKAGE}GetOffsetShell`, 'get-offsets'],
  [`${TOOLS_PACKAGE}GroupsCommand`, 'groups'],
  [`${TOOLS_PACKAGE}LeaderElectionCommand`, 'leader-election'],
  [`${TOOLS_PACKAGE}LogDirsCommand`, 'log-dirs'],
  [`${TOOLS_PACKAGE}MetadataQuorumCommand`, 'metadata-quorum'],
  [`${TOOLS_PACKAGE}ProducerPerformance`, 'producer-perf-test'],
  [`${TOOLS_PACKAGE}TopicCommand`, 'topics'],
  [`${TOOLS_PACKAGE}VerifiableConsumer`, 'verifiable-consumer'],
  [`${TOOLS_PACKAGE}VerifiableProducer`, 'verifiable-producer'],
  [`${TOOLS_PACKAGE}reassign.ReassignPartitionsCommand`, 'reassign-partitions'],
  [`${TOOLS_PACKAGE}consumer.ConsoleConsumer`, 'console-consumer'],
  [`${TOOLS_PACKAGE}consumer.group.ConsumerGroupCommand`, 'consumer-groups'],
]);

const USAGE =
  'USAGE: kafka-run-class.sh [-daemon] [-name servicename] [-loggc] classname [opts]\n';

/** `findTool` finds a tool by its name. */
export function runClass(findTool: (name: string) => Tool | undefined): Command {
  return (args, io) => run(findTool, args, io);
}

async function run(
  findTool: (name: string) => Tool | undefined,
  args: readonly string[],
  io: CommandIo,
): Promise<number> {
  let at = 0;
  while (args[at]?.startsWith('-') === true) at += args[at] === '-name' ? 2 : 1;
  const [name, ...rest] = args.slice(at);
  if (name === undefined) {
    io.stdout.write(USAGE);
    return exitCodes.failed;
  }
  const tool = findTool(CLASSES.get(name) ?? '');
  if (tool === undefined) {
    throw new CommandFailure(`Ottla has no tool for class ${name}: \`ottla --help\` lists them`);
  }
  const command = await tool.load();
  return command(rest, io);
}
