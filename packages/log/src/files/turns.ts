// Work that is done a few at a time: whoever is waited for goes before what only has to be done
// some time, and that takes but a part of the places, so that thousands of logs which are due at
// once keep nobody waiting.

export interface TurnsOptions {
  /** How many runs are under way at most. */
  readonly atOnce: number;
  /** How many of them nobody waits for. */
  readonly unhurriedAtOnce: number;
}

/** A run that waits for its turn, or has begun. */
export interface Turn {
  readonly done: Promise<void>;
  /** Somebody waits for it by now. */
  hurry(): void;
}

interface Waiting {
  isHurried: boolean;
  readonly begin: () => void;
}

export class Turns {
  readonly #options: TurnsOptions;
  #running = 0;
  #unhurriedRunning = 0;
  /** In order of their coming; those that begin, or are hurried, leave. */
  readonly #unhurried = new Set<Waiting>();
  readonly #hurried = new Set<Waiting>();

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** Runs `run` when its turn comes; at once where there is room. */
  take(run: () => Promise<void>, isHurried: boolean): Turn {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting: Waiting = { isHurried, begin: resolve };
    (isHurried ? this.#hurried : this.#unhurried).add(waiting);
    this.#beginSome();
    const done = promise.then(run).finally(() => this.#ended(waiting));
    return { done, hurry: () => this.#hurry(waiting) };
  }

  #hurry(waiting: Waiting): void {
    // One that runs already keeps its place among those that nobody waited for.
    if (!this.#unhurried.delete(waiting)) return;
    waiting.isHurried = true;
    this.#hurried.add(waiting);
    this.#beginSome();
  }

  #ended({ isHurried }: Waiting): void {
    this.#running -= 1;
    if (!isHurried) this.#unhurriedRunning -= 1;
    this.#beginSome();
  }

  #beginSome(): void {
    const { atOnce, unhurriedAtOnce } = this.#options;
    for (const waiting of this.#hurried) {
      if (this.#running === atOnce) return;
      this.#hurried.delete(waiting);
      this.#running += 1;
      waiting.begin();
    }
    for (const waiting of this.#unhurried) {
      if (this.#running === atOnce || this.#unhurriedRunning === unhurriedAtOnce) return;
      this.#unhurried.delete(waiting);
      this.#running += 1;
      this.#unhurriedRunning += 1;
      waiting.begin();
    }
  }
}
