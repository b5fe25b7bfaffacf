// `ottla run-class`, kafka-run-class.sh: the old way to call a tool, by the name of its class. The
// flags for the JVM are understood and have nothing to act on.

import { type Command, CommandFailure, exitCodes } from '../cli/command.ts';

type Load = () => Promise<Command>;

const getOffsets: Load = async () => (await import('./get-offsets.ts')).getOffsets;
const dumpLog: Load = async () => (await import('./dump-log.ts')).dumpLog;
const topics: Load = async () => (await import('./topics.ts')).topics;
const configs: Load = async () => (await import('./configs.ts')).configs;
const storage: Load = async () => (await import('./storage.ts')).storage;

const CLASSES: ReadonlyMap<string, Load> = new Map([
  ['kafka.tools.GetOffsetShell', getOffsets],
  ['org.apache.kafka.tools.GetOffsetShell', getOffsets],
  ['kafka.tools.DumpLogSegments', dumpLog],
  ['org.apache.kafka.tools.DumpLogSegments', dumpLog],
  ['kafka.admin.TopicCommand', topics],
  ['org.apache.kafka.tools.TopicCommand', topics],
  ['kafka.admin.ConfigCommand', configs],
  ['kafka.tools.StorageTool', storage],
]);

const USAGE =
  'USAGE: kafka-run-class.sh [-daemon] [-name servicename] [-loggc] classname [opts]\n';

export const runClass: Command = async (args, io) => {
  let at = 0;
  while (args[at]?.startsWith('-') === true) at += args[at] === '-name' ? 2 : 1;
  const [name, ...rest] = args.slice(at);
  if (name === undefined) {
    io.stdout.write(USAGE);
    return exitCodes.failed;
  }
  const load = CLASSES.get(name);
  if (load === undefined) {
    const known = [...CLASSES.keys()].join(', ');
    throw new CommandFailure(`${name} is no class that Ottla has a tool for; it knows ${known}`);
  }
  const command = await load();
  return command(rest, io);
};
