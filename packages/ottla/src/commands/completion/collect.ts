// What can be completed: every tool, its subcommands and their options. A tool tells its options
// when it is asked for help, so that nothing stands here a second time.

import type { Command, CommandIo, TextOutput } from '../../cli/command.ts';
import { COMMON_OPTIONS, HelpAsked, type OptionSpec } from '../../cli/option-spec.ts';
import type { Tool } from '../../cli/tool.ts';

/** One place on the command line: a tool, or a subcommand of one. */
export interface Place {
  /** Its words: `['topics']`, `['features', 'describe']`. */
  readonly path: readonly string[];
  readonly about: string;
  readonly options: readonly OptionSpec[];
  /** The words of its subcommands. */
  readonly commands: readonly string[];
  /** Kafka's script with the same tool, for example `kafka-topics.sh`. */
  readonly script: string | undefined;
}

export async function placesOf(tools: readonly Tool[], io: CommandIo): Promise<Place[]> {
  const places: Place[] = [];
  for (const tool of tools) {
    const command = await tool.load();
    const { name, about } = tool;
    const found = await askedFor(command, [], io);
    places.push({ ...found, path: [name], about, script: scriptIn(about) });
    for (const word of found.commands) {
      const inner = await askedFor(command, [word], io);
      places.push({ ...inner, path: [name, word], commands: [], script: undefined });
    }
  }
  return places;
}

interface Help {
  readonly about: string;
  readonly options: readonly OptionSpec[];
  readonly commands: readonly string[];
}

const COMMANDS = /\{([a-z-]+(?:,[a-z-]+)+)\}/;

async function askedFor(command: Command, words: readonly string[], io: CommandIo): Promise<Help> {
  let written = '';
  const output: TextOutput = {
    isTerminal: false,
    write: (chunk) => {
      written += typeof chunk === 'string' ? chunk : '';
      return true;
    },
    drained: () => Promise.resolve(),
  };
  try {
    await command([...words, '--help'], { ...io, stdout: output, stderr: output });
  } catch (error) {
    if (!(error instanceof HelpAsked)) return { about: '', options: [], commands: [] };
    const { about, usage, options } = error.tool;
    return { about, options: shown(options), commands: commandsIn(usage) };
  }
  return { about: '', options: [], commands: commandsIn(written) };
}

function commandsIn(usage: string): string[] {
  return COMMANDS.exec(usage)?.[1]?.split(',') ?? [];
}

function shown(options: readonly OptionSpec[]): OptionSpec[] {
  return [...options, ...COMMON_OPTIONS].filter(
    (option) => option.hidden !== true && option.later === undefined,
  );
}

function scriptIn(about: string): string | undefined {
  const name = /\((kafka-[a-z0-9-]+)(?:\.sh)?\)$/.exec(about)?.[1];
  return name === undefined ? undefined : `${name}.sh`;
}
