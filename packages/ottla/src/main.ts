// `npx ottla <tool> …`: finds the tool, runs it, ends with its exit code.

import { enableCompileCache } from 'node:module';

import { exitCodes, type Command, type CommandIo } from './cli/command.ts';
import { processIo } from './cli/process-io.ts';
import { runTool } from './cli/run-tool.ts';
import { versionText } from './cli/version.ts';
import { findTool, TOOLS } from './tools.ts';

function overview(): string {
  const width = Math.max(...TOOLS.map((tool) => tool.name.length)) + 2;
  const lines = TOOLS.map((tool) => `  ${tool.name.padEnd(width)}${tool.about}`);
  return (
    `Ottla: Apache Kafka, built anew in TypeScript.\n\nUsage: ottla <tool> [arguments]\n\n` +
    `${lines.join('\n')}\n\n\`ottla <tool> --help\` tells more.\n`
  );
}

const dispatch: Command = async (args, io: CommandIo) => {
  const [called, ...rest] = args;
  if (called === undefined || called === '--help' || called === '-h' || called === 'help') {
    (called === undefined ? io.stderr : io.stdout).write(overview());
    return called === undefined ? exitCodes.usage : exitCodes.ok;
  }
  if (called === '--version') {
    io.stdout.write(`${versionText}\n`);
    return exitCodes.ok;
  }
  const tool = findTool(called);
  if (tool === undefined) {
    const { nearestName } = await import('@ottla/metadata');
    const near = nearestName(called, TOOLS.map((each) => each.name));
    const advice = near === undefined ? '`ottla --help` lists the tools' : `did you mean ${near}?`;
    io.stderr.write(`ottla has no tool ${called}: ${advice}\n`);
    return exitCodes.usage;
  }
  const command = await tool.load();
  return command(rest, io);
};

// Sources run as they are: what Node has made of them is kept for the next start, in its own cache.
enableCompileCache();
process.exit(await runTool(dispatch, process.argv.slice(2), processIo()));
