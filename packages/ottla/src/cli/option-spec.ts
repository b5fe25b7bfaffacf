// How a tool declares its options: data from which parsing, help and the checks between options
// come.

export interface OptionSpec {
  /** Without dashes, for example `bootstrap-server`. */
  readonly name: string;
  /** One letter, for example `c` for `-c`. */
  readonly short?: string;
  /** Other spellings of the same option that carry no warning. */
  readonly aliases?: readonly string[];
  /**
   * `optional` takes a value only when the next argument does not look like an option; `several`
   * takes all that follow until one does, and at least one.
   */
  readonly takes: 'nothing' | 'value' | 'optional' | 'several';
  /** May stand more than once; otherwise a second value is refused. */
  readonly repeated?: boolean;
  /** What the value is, for the help: `String: server to connect to`. */
  readonly value?: string;
  readonly about: string;
  /** The value while the option is absent. */
  readonly standard?: string;
  readonly required?: boolean;
  /** Still accepted, with Java's warning that names the option to use instead. */
  readonly replacedBy?: string;
  /** Known to Java's tool and not served here yet: using it is an error that says this. */
  readonly later?: string;
  /** Understood, but not shown in the help. */
  readonly hidden?: boolean;
}

export interface ToolSpec {
  /** As the user calls it: `topics`, `start`. */
  readonly name: string;
  readonly about: string;
  /** What follows the tool's name in the help's first line. */
  readonly usage: string;
  readonly options: readonly OptionSpec[];
  /** How many arguments without dashes it takes. Where left out: none, or as in Java unheeded. */
  readonly positionals?: { readonly min: number; readonly max: number; readonly name: string };
  /** 1 for tools that Kafka has under the same name, 2 for our own. */
  readonly wrongUsageExit: 1 | 2;
  /** `argparse` for tools that use argparse4j in Java: other words in errors. */
  readonly manner?: 'jopt' | 'argparse';
}

/** The user has called the tool wrongly: the message, then the help, on standard error. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly tool: ToolSpec;

  constructor(tool: ToolSpec, message: string) {
    super(message);
    this.tool = tool;
  }
}

/** `--help` was asked for. */
export class HelpAsked extends Error {
  override readonly name = 'HelpAsked';
  readonly tool: ToolSpec;

  constructor(tool: ToolSpec) {
    super(`help for ${tool.name}`);
    this.tool = tool;
  }
}

/** `--version` was asked for. */
export class VersionAsked extends Error {
  override readonly name = 'VersionAsked';
}

/** Understood by every tool. */
export const COMMON_OPTIONS: readonly OptionSpec[] = [
  { name: 'help', takes: 'nothing', about: 'Print usage information.' },
  { name: 'version', takes: 'nothing', about: 'Display Kafka version.' },
];
