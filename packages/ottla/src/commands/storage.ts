// `ottla storage`, kafka-storage.sh: formats data directories, tells what is in them, and which
// features a release brings. One file for each subcommand in storage/.

import { type Command, exitCodes } from '../cli/command.ts';
import type { ToolSpec } from '../cli/option-spec.ts';
import { UsageError } from '../cli/option-spec.ts';

const SUBCOMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['info', async () => (await import('./storage/info.ts')).info],
  ['format', async () => (await import('./storage/format.ts')).format],
  ['version-mapping', async () => (await import('./storage/features.ts')).versionMapping],
  ['feature-dependencies', async () => (await import('./storage/features.ts')).featureDependencies],
  ['random-uuid', async () => (await import('./storage/random-uuid.ts')).printRandomUuid],
]);

const NAMES = [...SUBCOMMANDS.keys()];

const SPEC: ToolSpec = {
  name: 'storage',
  about: 'The Kafka storage tool.',
  usage: `{${NAMES.join(',')}} ...`,
  wrongUsageExit: 1,
  manner: 'argparse',
  options: [],
};

export const storage: Command = async (args, io) => {
  const [name, ...rest] = args;
  if (name === undefined) throw new UsageError(SPEC, 'too few arguments');
  if (name === '--help' || name === '-h') {
    io.stdout.write(`usage: ${SPEC.name} ${SPEC.usage}\n\n${SPEC.about}\n`);
    return exitCodes.ok;
  }
  const load = SUBCOMMANDS.get(name);
  if (load === undefined) {
    const choices = NAMES.map((each) => `'${each}'`).join(', ');
    throw new UsageError(SPEC, `invalid choice: '${name}' (choose from ${choices})`);
  }
  const command = await load();
  return command(rest, io);
};
