// What large requests have a node do over several turns, one of them at a time: what two leave for
// the garbage collector together, which stops everybody, takes it more than twice as long as what
// one leaves. Whoever waits holds the bytes of its request, and no objects.

/** Whether a request is being read, or answered. */
export type LargeWorkStage = 'read' | 'answer';

export class LargeWork {
  #isBusy = false;
  readonly #waiting: Readonly<Record<LargeWorkStage, (() => void)[]>> = { read: [], answer: [] };

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.read.length + this.#waiting.answer.length;
  }

  /**
   * Calls `begin` once nothing else is under way: at once, or when others have called `leave`.
   * Those that are read already come first, since they hold more; else in the order of coming.
   */
  enter(stage: LargeWorkStage, begin: () => void): void {
    if (this.#isBusy) this.#waiting[stage].push(begin);
    else {
      this.#isBusy = true;
      begin();
    }
  }

  /** Once, when what was begun is at its end. */
  leave(): void {
    const next = this.#waiting.answer.shift() ?? this.#waiting.read.shift();
    if (next === undefined) this.#isBusy = false;
    else next();
  }
}
