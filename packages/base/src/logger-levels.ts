// Which lines a node's loggers drop, by logger, while it runs. Levels have Kafka's names. A logger
// without a level of its own has that of the nearest one above it (`log` is above `log.cleaner`),
// at last that of `root`. What a line looks like, and where it goes, is the Logger's business.

import type { LogLevel } from './logger.ts';

export const ROOT_LOGGER = 'root';

/** Each one drops what is below it; FATAL drops everything here. */
const THRESHOLDS: ReadonlyMap<string, number> = new Map([
  ['TRACE', 0],
  ['DEBUG', 0],
  ['INFO', 1],
  ['WARN', 2],
  ['ERROR', 3],
  ['FATAL', 4],
]);
const IMPORTANCE: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** Sorted, as Kafka's message has them. */
export const loggerLevels: readonly string[] = [...THRESHOLDS.keys()].toSorted();

export interface LoggerLevels {
  /** Every logger that there is with the level that holds for it, `root` first. */
  levels(): ReadonlyMap<string, string>;
  /** The logger must exist, and the level be one of `loggerLevels`. */
  set(name: string, level: string): void;
  /** The logger has no level of its own any more. Not for `root`. */
  unset(name: string): void;
}

/** What a logger asks for each line. */
export interface LoggerThreshold {
  allows(level: LogLevel): boolean;
}

class Entry implements LoggerThreshold {
  readonly name: string;
  own: string | undefined;
  effective: string;
  #threshold = 0;

  constructor(name: string, effective: string) {
    this.name = name;
    this.effective = effective;
    this.become(effective);
  }

  become(level: string): void {
    this.effective = level;
    this.#threshold = THRESHOLDS.get(level) ?? 0;
  }

  allows(level: LogLevel): boolean {
    return IMPORTANCE[level] >= this.#threshold;
  }
}

export class LoggerTree implements LoggerLevels {
  readonly #root: Entry;
  readonly #entries = new Map<string, Entry>();

  constructor(rootLevel: LogLevel) {
    this.#root = new Entry(ROOT_LOGGER, rootLevel.toUpperCase());
  }

  /** The logger of that name exists from now on; an empty name is `root`. */
  logger(name: string): LoggerThreshold {
    return this.#find(name) ?? this.#add(name);
  }

  levels(): ReadonlyMap<string, string> {
    const others = [...this.#entries.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return new Map([this.#root, ...others].map(({ name, effective }) => [name, effective]));
  }

  set(name: string, level: string): void {
    this.#change(name, level);
  }

  unset(name: string): void {
    this.#change(name, undefined);
  }

  #find(name: string): Entry | undefined {
    return name === '' || name === ROOT_LOGGER ? this.#root : this.#entries.get(name);
  }

  #add(name: string): Entry {
    const entry = new Entry(name, this.#inherited(name));
    this.#entries.set(name, entry);
    return entry;
  }

  #change(name: string, level: string | undefined): void {
    const entry = this.#find(name);
    if (entry === undefined) return;
    if (entry === this.#root) this.#root.become(level ?? this.#root.effective);
    else entry.own = level;
    for (const each of this.#entries.values()) each.become(each.own ?? this.#inherited(each.name));
  }

  #inherited(name: string): string {
    const above = name.slice(0, Math.max(name.lastIndexOf('.'), 0));
    if (above === '') return this.#root.effective;
    return this.#entries.get(above)?.own ?? this.#inherited(above);
  }
}
