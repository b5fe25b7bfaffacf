// Progress of `consume` and `produce` on a terminal: one line that is written over, on standard
// error.

import type { CommandIo } from '../../cli/command.ts';

const INTERVAL_MS = 500;
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

export class Progress {
  readonly #io: CommandIo;
  readonly #isShown: boolean;
  readonly #startMs: number;
  #shownMs: number;
  #records = 0;
  #bytes = 0;
  #isLineOpen = false;

  /** Shown where somebody looks at it and it does not mix with what is printed. */
  constructor(io: CommandIo, isWanted: boolean) {
    this.#io = io;
    this.#isShown = isWanted && io.stderr.isTerminal && !io.stdout.isTerminal;
    this.#startMs = io.world().clock.monotonicMs();
    this.#shownMs = this.#startMs;
  }

  count(bytes: number): void {
    this.#records += 1;
    this.#bytes += bytes;
  }

  /** Now and then is enough: cheap where nothing is due. */
  show(): void {
    if (!this.#isShown) return;
    const nowMs = this.#io.world().clock.monotonicMs();
    if (nowMs - this.#shownMs < INTERVAL_MS) return;
    this.#shownMs = nowMs;
    this.#write(nowMs);
  }

  end(): void {
    if (!this.#isLineOpen) return;
    this.#write(this.#io.world().clock.monotonicMs());
    this.#io.stderr.write('\n');
    this.#isLineOpen = false;
  }

  #write(nowMs: number): void {
    const line = progressLine(this.#records, this.#bytes, nowMs - this.#startMs);
    this.#io.stderr.write(`\r${line}\u001b[K`);
    this.#isLineOpen = true;
  }
}

export function progressLine(records: number, bytes: number, elapsedMs: number): string {
  const seconds = Math.max(elapsedMs, 1) / 1_000;
  const perSecond = Math.round(records / seconds);
  return (
    `${records.toLocaleString('en')} records, ${size(bytes)}, ` +
    `${perSecond.toLocaleString('en')} records/s, ${size(bytes / seconds)}/s`
  );
}

function size(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1_000 && unit < UNITS.length - 1) {
    amount /= 1_000;
    unit += 1;
  }
  return `${unit === 0 ? Math.round(amount) : amount.toFixed(1)} ${UNITS[unit]}`;
}
