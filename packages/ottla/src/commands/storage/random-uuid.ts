// `storage random-uuid`: one new id, as cluster ids are.

import { randomUuid } from '@ottla/metadata';

import { type Command, exitCodes } from '../../cli/command.ts';
import type { ToolSpec } from '../../cli/option-spec.ts';
import { parseOptions } from '../../cli/parse-options.ts';

const SPEC: ToolSpec = {
  name: 'storage random-uuid',
  about: 'Print a random UUID.',
  usage: '',
  wrongUsageExit: 1,
  manner: 'argparse',
  options: [],
};

export const printRandomUuid: Command = async (args, io) => {
  parseOptions(SPEC, args);
  io.stdout.write(`${randomUuid(io.world().random)}\n`);
  return exitCodes.ok;
};
