// What broker and clients say in a run: the last lines, with the time of the universe, to be
// printed where a run fails. Errors are counted apart.

import type { LogFields, Logger } from '@ottla/base';

/** Enough to see what led to a failure. */
const LINES_MAX = 4_000;

export interface RunLogOptions {
  readonly nowMs: () => number;
  /** Whether lines of the level debug are kept too: they are many. */
  readonly keepsDebug?: boolean;
  /** Told of every error. */
  readonly onError?: (line: string) => void;
}

export class RunLog implements Logger {
  readonly lines: string[];
  readonly #name: string;
  readonly #options: RunLogOptions;

  constructor(options: RunLogOptions, name = '', lines: string[] = []) {
    this.#options = options;
    this.#name = name;
    this.lines = lines;
  }

  debug(message: string, fields?: LogFields): void {
    if (this.#options.keepsDebug === true) this.#add('debug', message, fields);
  }

  info(message: string, fields?: LogFields): void {
    this.#add('info', message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.#add('warn', message, fields);
  }

  error(message: string, fields?: LogFields): void {
    this.#options.onError?.(this.#add('error', message, fields));
  }

  child(name: string): Logger {
    return new RunLog(this.#options, name, this.lines);
  }

  #add(level: string, message: string, fields?: LogFields): string {
    const tail = fields === undefined ? '' : ` ${JSON.stringify(fields)}`;
    const line = `${this.#options.nowMs().toFixed(1)} ${level} ${this.#name}: ${message}${tail}`;
    this.lines.push(line);
    if (this.lines.length > 2 * LINES_MAX) this.lines.splice(0, LINES_MAX);
    return line;
  }
}
