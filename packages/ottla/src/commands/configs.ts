// `ottla configs`, kafka-configs.sh: shows and changes configs of topics, brokers, loggers, groups
// and client metrics. Quotas and SCRAM credentials are not served yet.

import { CommandFailure, type CommandIo } from '../cli/command.ts';
import { UsageError } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { alter } from './configs/alter.ts';
import { describe } from './configs/describe.ts';
import { checkedCall, type ConfigsCall } from './configs/entities.ts';
import { configsTool } from './configs/options.ts';
import { bootstrapOf, withAdmin } from './java-manner/admin-access.ts';
import { ToolError } from './java-manner/tool-error.ts';

export async function configs(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(configsTool, configsTool.about);
  const options = parseOptions(configsTool, args);
  const call = callOf(options);
  const access = {
    ...bootstrapOf(options),
    configFile: options.value('command-config'),
  };
  return withAdmin(io, access, (admin) =>
    call.action === 'alter'
      ? alter(admin, call, options, io)
      : describe(admin, call, options, io),
  );
}

function callOf(options: ParsedOptions): ConfigsCall {
  try {
    return checkedCall(options);
  } catch (error) {
    if (error instanceof ToolError) throw new CommandFailure(error.message, { cause: error });
    throw error;
  }
}
