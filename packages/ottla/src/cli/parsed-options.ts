// The options of one call, and the checks between them that Java's tools make (CommandLineUtils),
// with the same messages. Made by parseOptions.

import { type ToolSpec, UsageError } from './option-spec.ts';

export class ParsedOptions {
  readonly tool: ToolSpec;
  /** Arguments without dashes, in order. */
  readonly positionals: readonly string[];
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(
    tool: ToolSpec,
    values: ReadonlyMap<string, readonly string[]>,
    positionals: readonly string[],
  ) {
    this.tool = tool;
    this.positionals = positionals;
    this.#values = values;
  }

  /** Whether the user gave it. */
  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** What the user gave, else the declared standard value. */
  value(name: string): string | undefined {
    const given = this.#values.get(name)?.[0];
    return given ?? this.tool.options.find((option) => option.name === name)?.standard;
  }

  /** Every value given, in order. */
  values(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** A whole number; anything else is a usage error. */
  integer(name: string): number | undefined {
    const text = this.value(name);
    if (text === undefined) return undefined;
    const number = Number(text);
    if (/^[+-]?\d+$/.test(text) && Number.isSafeInteger(number)) return number;
    throw this.wrong(`Cannot parse argument '${text}' of option ${name}`);
  }

  /** `key=value` pairs of a repeated option; a value may hold `=`, a missing one is empty. */
  pairs(name: string): Map<string, string> {
    return new Map(this.values(name).map(pairOf));
  }

  /** One line for each deprecated option in use, as Java's tools print them. */
  deprecations(): string[] {
    return this.tool.options
      .filter((option) => option.replacedBy !== undefined && this.has(option.name))
      .map(
        (option) =>
          `Warning: --${option.name} is deprecated and will be removed in a future version. ` +
          `Use --${option.replacedBy} instead.`,
      );
  }

  require(...names: readonly string[]): void {
    for (const name of names) {
      if (!this.has(name)) throw this.wrong(`Missing required argument "[${name}]"`);
    }
  }

  requireExactlyOne(...names: readonly string[]): void {
    if (names.filter((name) => this.has(name)).length === 1) return;
    const list = names.map((name) => `[${name}]`).join(', ');
    throw this.wrong(`Exactly one of the following arguments is required: ${list}`);
  }

  /** `used` cannot stand together with any of `excluded`. */
  exclude(used: string, ...excluded: readonly string[]): void {
    if (!this.has(used)) return;
    const other = excluded.find((name) => this.has(name));
    if (other === undefined) return;
    throw this.wrong(`Option "[${used}]" can't be used with option "[${other}]"`);
  }

  /** A usage error of this tool, to be thrown. */
  wrong(message: string): UsageError {
    return new UsageError(this.tool, message);
  }
}

function pairOf(text: string): [string, string] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}
