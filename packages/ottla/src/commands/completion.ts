// `ottla completion bash|zsh|fish`: a script that teaches a shell the tools and their options.

import { exitCodes, type Command, type CommandIo } from '../cli/command.ts';
import type { ToolSpec } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import type { Tool } from '../cli/tool.ts';
import { placesOf, type Place } from './completion/collect.ts';
import { bashScript, fishScript, zshScript } from './completion/shells.ts';

const SHELLS: ReadonlyMap<string, (places: readonly Place[]) => string> = new Map([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
]);

const NAMES = [...SHELLS.keys()];

const tool: ToolSpec = {
  name: 'completion',
  about: 'Prints what a shell needs to complete the tools and their options.',
  usage: `{${NAMES.join(',')}}`,
  wrongUsageExit: 2,
  options: [],
  positionals: { min: 1, max: 1, name: `the shell (${NAMES.join(', ')})` },
};

export function completion(tools: readonly Tool[]): Command {
  return (args, io) => run(tools, args, io);
}

async function run(
  tools: readonly Tool[],
  args: readonly string[],
  io: CommandIo,
): Promise<number> {
  const options = parseOptions(tool, args);
  const [shell = ''] = options.positionals;
  const script = SHELLS.get(shell);
  if (script === undefined) {
    throw options.wrong(`the shell must be one of ${NAMES.join(', ')}, got "${shell}"`);
  }
  // Asking itself would never end.
  const others = tools.filter(({ name }) => name !== tool.name);
  const own = { path: [tool.name], about: tool.about, options: [], script: undefined };
  const places = [...(await placesOf(others, io)), { ...own, commands: NAMES }];
  io.stdout.write(script(places));
  return exitCodes.ok;
}
