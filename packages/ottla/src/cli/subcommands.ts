// Tools with subcommands (Java's argparse4j ones): options before the subcommand are the tool's,
// those after it the subcommand's. Pure.

import { type ToolSpec, UsageError } from './option-spec.ts';
import { parseOptions } from './parse-options.ts';
import type { ParsedOptions } from './parsed-options.ts';

export interface SubcommandCall {
  readonly command: string;
  /** What stands before the subcommand. */
  readonly global: ParsedOptions;
  readonly options: ParsedOptions;
  /** The arguments of the subcommand. */
  readonly rest: readonly string[];
}

/** Subcommands by name. Throws UsageError, HelpAsked or VersionAsked. */
export function parseSubcommand(
  tool: ToolSpec,
  commands: ReadonlyMap<string, ToolSpec>,
  args: readonly string[],
): SubcommandCall {
  const at = commandAt(tool, args);
  const global = parseOptions(tool, args.slice(0, at));
  const command = args[at];
  if (command === undefined) throw new UsageError(tool, 'too few arguments');
  const spec = commands.get(command);
  if (spec === undefined) {
    const choices = [...commands.keys()].map((each) => `'${each}'`).join(', ');
    throw new UsageError(tool, `invalid choice: '${command}' (choose from ${choices})`);
  }
  const rest = args.slice(at + 1);
  return { command, global, options: parseOptions(spec, rest), rest };
}

/** Where the first argument stands that is neither an option nor the value of one. */
function commandAt(tool: ToolSpec, args: readonly string[]): number {
  let at = 0;
  while (at < args.length) {
    const argument = args[at] ?? '';
    if (!argument.startsWith('-')) return at;
    const option = tool.options.find(
      ({ name, short }) => argument === `--${name}` || argument === `-${short ?? ''}`,
    );
    at += option !== undefined && option.takes !== 'nothing' ? 2 : 1;
  }
  return at;
}

/** One of these must be given, and no two of them (a required group of argparse4j). */
export function requireOne(options: ParsedOptions, ...names: readonly string[]): void {
  const given = names.filter((name) => options.has(name));
  if (given.length === 1) return;
  const [first, second] = given.map((name) => `--${name}`);
  const list = names.map((name) => `--${name}`).join(' ');
  throw options.wrong(
    first === undefined
      ? `one of the arguments ${list} is required`
      : `argument ${second}: not allowed with argument ${first}`,
  );
}
