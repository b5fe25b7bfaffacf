// A logger for simulations: keeps the lines, which a failing run prints with its seed.

import type { LogFields, Logger } from '@ottla/base';

export class RecordedLog implements Logger {
  readonly lines: string[];
  readonly #name: string;

  constructor(name = '', lines: string[] = []) {
    this.#name = name;
    this.lines = lines;
  }

  debug(message: string, fields?: LogFields): void {
    this.#add('debug', message, fields);
  }

  info(message: string, fields?: LogFields): void {
    this.#add('info', message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.#add('warn', message, fields);
  }

  error(message: string, fields?: LogFields): void {
    this.#add('error', message, fields);
  }

  child(name: string): Logger {
    return new RecordedLog(name, this.lines);
  }

  #add(level: string, message: string, fields?: LogFields): void {
    const tail = fields === undefined ? '' : ` ${JSON.stringify(fields)}`;
    this.lines.push(`${level} ${this.#name}: ${message}${tail}`);
  }
}
