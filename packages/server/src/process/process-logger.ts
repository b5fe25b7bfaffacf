// A Logger on pino. pino is loaded when the first line is to be written, so that a quiet start
// does not pay for it; what is logged until then waits in order. To a terminal lines are text in
// the manner of Kafka's own log, elsewhere JSON.

import {
  type LogFields,
  type Logger,
  type LoggerLevels,
  LoggerTree,
  type LogLevel,
} from '@ottla/base';

export interface ProcessLoggerOptions {
  /** Less important lines are dropped, until somebody sets another level. */
  readonly level: LogLevel;
  /** Takes whole lines, for example standard error's. */
  readonly write: (text: string) => void;
  /** Text for people instead of JSON. */
  readonly isText: boolean;
  readonly wallMs: () => number;
}

export interface ProcessLogger extends Logger {
  /** Of this logger and all that it names. */
  readonly levels: LoggerLevels;
  /** Writes what still waits, at the end of the process. */
  flush(): void;
}

interface Line {
  readonly level: LogLevel;
  readonly name: string;
  readonly message: string;
  readonly fields: LogFields;
  readonly timeMs: number;
}

type Write = (line: Line) => void;

/** Lines that may wait for pino; a start that logs more than this drops the oldest. */
const WAITING_LINES_MAX = 10_000;

export function createProcessLogger(options: ProcessLoggerOptions): ProcessLogger {
  const output = new Output(options);
  const levels = new LoggerTree(options.level);
  const root = loggerOf({ output, levels, wallMs: options.wallMs }, '');
  return { ...root, levels, flush: () => output.flush() };
}

interface LoggerParts {
  readonly output: Output;
  readonly levels: LoggerTree;
  readonly wallMs: () => number;
}

function loggerOf(parts: LoggerParts, name: string): Logger {
  const { output, levels, wallMs } = parts;
  const threshold = levels.logger(name);
  const at =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (!threshold.allows(level)) return;
      output.write({ level, name, message, fields, timeMs: wallMs() });
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (part) => loggerOf(parts, name === '' ? part : `${name}.${part}`),
  };
}

class Output {
  readonly #options: ProcessLoggerOptions;
  readonly #waiting: Line[] = [];
  #write: Write | undefined;
  #isLoading = false;

  constructor(options: ProcessLoggerOptions) {
    this.#options = options;
    // Text needs no library.
    if (options.isText) this.#write = (line) => options.write(textOf(line));
  }

  write(line: Line): void {
    if (this.#write !== undefined) return this.#write(line);
    if (this.#waiting.length === WAITING_LINES_MAX) this.#waiting.shift();
    this.#waiting.push(line);
    if (this.#isLoading) return;
    this.#isLoading = true;
    void this.#load();
  }

  flush(): void {
    for (const line of this.#waiting.splice(0)) {
      this.#options.write(`${JSON.stringify(recordOf(line))}\n`);
    }
  }

  async #load(): Promise<void> {
    const { pino } = await import('pino');
    const destination = { write: this.#options.write };
    const instance = pino({ base: null, level: 'debug', timestamp: false }, destination);
    this.#write = (line) => {
      const { level: _, msg, ...rest } = recordOf(line);
      instance[line.level](rest, msg);
    };
    for (const line of this.#waiting.splice(0)) this.#write(line);
  }
}

interface LogRecord extends Readonly<Record<string, LogFields[string]>> {
  readonly level: number;
  readonly time: number;
  readonly msg: string;
}

/** pino's numbers of the levels. */
const PINO_LEVELS = { debug: 20, info: 30, warn: 40, error: 50 } as const;

function recordOf(line: Line): LogRecord {
  const name = line.name === '' ? {} : { name: line.name };
  const level = PINO_LEVELS[line.level];
  return { level, time: line.timeMs, ...name, ...line.fields, msg: line.message };
}

/** `[2026-11-21 10:55:20,123] WARN message key=value (name)`: Kafka's pattern. */
function textOf(line: Line): string {
  const time = new Date(line.timeMs).toISOString().replace('T', ' ').replace('Z', '');
  const fields = Object.entries(line.fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}=${String(value)}`)
    .join('');
  const name = line.name === '' ? '' : ` (${line.name})`;
  const level = line.level.toUpperCase();
  return `[${time.replace('.', ',')}] ${level} ${line.message}${fields}${name}\n`;
}
