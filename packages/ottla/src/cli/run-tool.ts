// Runs one tool and turns whatever it throws into text and an exit code. A user's mistake never
// shows a stack trace; only a bug does.

import { type Command, CommandFailure, type CommandIo, exitCodes } from './command.ts';
import { helpOf } from './help.ts';
import { HelpAsked, type ToolSpec, UsageError, VersionAsked } from './option-spec.ts';
import { versionText } from './version.ts';

export async function runTool(
  command: Command,
  args: readonly string[],
  io: CommandIo,
): Promise<number> {
  try {
    return await command(args, io);
  } catch (error) {
    return explain(error, io);
  } finally {
    await io.stdout.drained();
    await io.stderr.drained();
  }
}

function explain(error: unknown, io: CommandIo): number {
  if (error instanceof HelpAsked) {
    // Java's jopt tools answer --help on standard error with exit code 1, which helps nobody.
    io.stdout.write(helpOf(error.tool));
    return exitCodes.ok;
  }
  if (error instanceof VersionAsked) {
    io.stdout.write(`${versionText}\n`);
    return exitCodes.ok;
  }
  if (error instanceof UsageError) return explainUsage(error.tool, error.message, io);
  if (error instanceof CommandFailure) {
    io.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(`This is a bug in Ottla:\n${text}\n`);
  return exitCodes.failed;
}

function explainUsage(tool: ToolSpec, message: string, io: CommandIo): number {
  if (tool.manner === 'argparse') {
    io.stderr.write(`usage: ${tool.name} ${tool.usage}\n${tool.name}: error: ${message}\n`);
  } else io.stderr.write(`${message}\n${helpOf(tool)}`);
  return tool.wrongUsageExit;
}
