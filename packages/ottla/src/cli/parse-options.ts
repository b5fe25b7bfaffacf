// Command line arguments in the manner of Java's jopt-simple: `--name value`, `--name=value`, `-n
// value`, `--` before positionals. Prefixes of names only where the tool is one of argparse4j.
// Pure; what a value means is the tool's affair.

import { ParsedOptions } from './parsed-options.ts';
import {
  COMMON_OPTIONS,
  HelpAsked,
  type OptionSpec,
  type ToolSpec,
  UsageError,
  VersionAsked,
} from './option-spec.ts';

/** Throws UsageError, HelpAsked or VersionAsked. */
export function parseOptions(tool: ToolSpec, args: readonly string[]): ParsedOptions {
  const scan = new Scan(tool, args);
  const { values, positionals } = scan.run();
  if (values.has('help')) throw new HelpAsked(tool);
  if (values.has('version')) throw new VersionAsked();
  const parsed = new ParsedOptions(tool, values, positionals);
  checkDeclared(tool, parsed);
  return parsed;
}

class Scan {
  readonly #tool: ToolSpec;
  readonly #options: readonly OptionSpec[];
  readonly #args: readonly string[];
  readonly #values = new Map<string, string[]>();
  readonly #positionals: string[] = [];
  #next = 0;

  constructor(tool: ToolSpec, args: readonly string[]) {
    this.#tool = tool;
    this.#options = [...tool.options, ...COMMON_OPTIONS];
    this.#args = args;
  }

  run(): { values: ReadonlyMap<string, string[]>; positionals: readonly string[] } {
    while (this.#next < this.#args.length) {
      const argument = this.#args[this.#next++] ?? '';
      if (argument === '--') {
        this.#positionals.push(...this.#args.slice(this.#next));
        break;
      }
      if (argument.startsWith('--')) this.#long(argument.slice(2));
      else if (argument.length > 1 && argument.startsWith('-')) this.#short(argument);
      else this.#positionals.push(argument);
    }
    return { values: this.#values, positionals: this.#positionals };
  }

  #long(text: string): void {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    const option = this.#find(name);
    if (option === undefined) throw this.#wrong(unrecognised(this.#tool, `--${name}`, name));
    this.#take(option, name, equals < 0 ? undefined : text.slice(equals + 1));
  }

  #short(argument: string): void {
    const letter = argument.charAt(1);
    const option = this.#options.find((each) => each.short === letter);
    // A launcher flag such as `-daemon` is declared by its whole name.
    const whole = this.#options.find((each) => each.name === argument.slice(1));
    if (option === undefined && whole !== undefined) {
      return this.#take(whole, whole.name, undefined);
    }
    if (option === undefined && argument === '-h' && this.#tool.manner === 'argparse') {
      throw new HelpAsked(this.#tool);
    }
    if (option === undefined) throw this.#wrong(unrecognised(this.#tool, argument, letter));
    const rest = argument.slice(2);
    const attached = rest === '' ? undefined : rest.replace(/^=/, '');
    this.#take(option, letter, attached);
  }

  #find(name: string): OptionSpec | undefined {
    const isNamed = (option: OptionSpec): boolean =>
      option.name === name || (option.aliases?.includes(name) ?? false);
    const exact = this.#options.find(isNamed);
    if (exact !== undefined || name === '' || this.#tool.manner !== 'argparse') return exact;
    const starts = this.#options.filter((option) => option.name.startsWith(name));
    return starts.length === 1 ? starts[0] : undefined;
  }

  #take(option: OptionSpec, spelled: string, attached: string | undefined): void {
    if (option.later !== undefined) {
      throw this.#wrong(`--${option.name} is not served yet: ${option.later}`);
    }
    const value = this.#valueOf(option, spelled, attached);
    const before = this.#values.get(option.name) ?? [];
    if (option.takes === 'several') {
      const more = attached === undefined ? this.#whileNoOption() : [];
      this.#values.set(option.name, [...before, value, ...more]);
      return;
    }
    if (before.length > 0 && option.repeated !== true && option.takes !== 'nothing') {
      if (this.#tool.manner === 'argparse') before.length = 0; // the last one counts
      else {
        throw this.#wrong(
          `Found multiple arguments for option ${option.name}, but you asked for only one`,
        );
      }
    }
    this.#values.set(option.name, [...before, value]);
  }

  #whileNoOption(): string[] {
    const start = this.#next;
    while (this.#next < this.#args.length && !this.#args[this.#next]?.startsWith('-')) {
      this.#next++;
    }
    return this.#args.slice(start, this.#next);
  }

  #valueOf(option: OptionSpec, spelled: string, attached: string | undefined): string {
    if (option.takes === 'nothing') {
      if (attached === undefined) return '';
      throw this.#wrong(`Option ${option.name} takes no argument, got '${attached}'`);
    }
    if (attached !== undefined) return attached;
    const next = this.#args[this.#next];
    if (option.takes === 'optional') {
      if (next === undefined || /^-./.test(next)) return '';
    } else if (next === undefined) {
      throw this.#wrong(missingArgument(this.#tool, option, spelled));
    }
    this.#next++;
    return next ?? '';
  }

  #wrong(message: string): UsageError {
    return new UsageError(this.#tool, message);
  }
}

function unrecognised(tool: ToolSpec, argument: string, name: string): string {
  if (tool.manner === 'argparse') return `unrecognized arguments: '${argument}'`;
  return `${name} is not a recognized option`;
}

function missingArgument(tool: ToolSpec, option: OptionSpec, spelled: string): string {
  if (tool.manner !== 'argparse') return `Option ${spelled} requires an argument`;
  return `argument ${spellings(option)}: expected one argument`;
}

function spellings(option: OptionSpec): string {
  const long = `--${option.name}`;
  return option.short === undefined ? long : `${long}/-${option.short}`;
}

function checkDeclared(tool: ToolSpec, parsed: ParsedOptions): void {
  for (const option of tool.options) {
    if (option.required !== true || parsed.has(option.name)) continue;
    throw new UsageError(
      tool,
      tool.manner === 'argparse'
        ? `argument ${spellings(option)} is required`
        : `Missing required argument "[${option.name}]"`,
    );
  }
  // Java's tools that take no arguments without dashes never look at them.
  const isJopt = tool.wrongUsageExit === 1 && tool.manner !== 'argparse';
  if (tool.positionals === undefined && isJopt) return;
  const { min, max, name } = tool.positionals ?? { min: 0, max: 0, name: '' };
  const { positionals } = parsed;
  if (positionals.length < min) throw new UsageError(tool, `${name} is missing`);
  if (positionals.length > max) {
    const extra = positionals[max] ?? '';
    throw new UsageError(tool, `'${extra}' is one argument too many`);
  }
}
