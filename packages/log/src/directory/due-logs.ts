// Which logs of a directory have something due by the clock, and when. A log that wants nothing is
// not in here, and costs nothing.

export class DueLogs {
  readonly #dueMs = new Map<string, number>();
  #nextMs = Infinity;

  /** The log of that name is to be looked at: at the earliest time that was asked for. */
  ask(name: string, dueMs: number): void {
    if (dueMs >= (this.#dueMs.get(name) ?? Infinity)) return;
    this.#dueMs.set(name, dueMs);
    this.#nextMs = Math.min(this.#nextMs, dueMs);
  }

  /** Takes out who is due, in the order in which they asked. */
  take(nowMs: number): string[] {
    if (nowMs < this.#nextMs) return [];
    const due: string[] = [];
    this.#nextMs = Infinity;
    for (const [name, dueMs] of this.#dueMs) {
      if (dueMs <= nowMs) due.push(name);
      else this.#nextMs = Math.min(this.#nextMs, dueMs);
    }
    for (const name of due) this.#dueMs.delete(name);
    return due;
  }
}
