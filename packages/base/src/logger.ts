// The one interface through which code says what happens. The composition root supplies an
// implementation; tests supply one that records.

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger that names its part of the house, for example `log` or `controller`. */
  child(name: string): Logger;
}
